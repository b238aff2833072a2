"""Claim → verification: candidates from the index, the best wording among them, and the attribution of its sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz.distance import LCSseq

from service.index import Index
from service.index.asking.lookup import Candidate
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.names import is_surname_only, same_speaker
from service.records import as_plain
from service.verification.attribution import agrees, compare_attribution
from service.verification.claims import Claim
from service.verification.confidence import ACCUSING, THRESHOLD, confidence, of_verdict
from service.verification.explain import explain, too_common, too_short
from service.verification.paraphrase import is_paraphrase
from service.verification.splices import find_splice, left_over
from service.wording.align import MATCH, Alignment, align, exact
from service.wording.comparison import Comparison, compare
from service.wording.tokens import WORD, Token, is_content, keys, tokenise

_PARTIAL_RATE = 0.55  # above it a passage is not even shown as close
_ALIGNED = 10  # candidates aligned word by word
_WORTH_SHOWING = 3  # words that a passage may have less in common with the claim than the best one
_LEAST_SHARED = 0.3  # of the claim's words: with fewer in common, a passage is not even shown as close
_PIECES, _PIECE_SHARE = 4, 0.7  # passages tried for the other piece of a splice; words of it that they must have
_COMPARED = 3  # candidates whose every change is named
_LEAST_CONTENT = 3
_AS_CLOSE = 1.0  # edits by which the claimed speaker's passage may be farther than somebody else's
_COMMON = 12  # quotations that hold the same few words: more make them nobody's
_PRIMARY = frozenset(("transcript", "speech", "post", "release"))
_RANK = {"verbatim": 0, "faithful": 1, "truncated": 2, "altered": 3, "spliced": 4}


@dataclass(frozen=True, slots=True)
class Match:
    candidate: Candidate
    tokens: tuple[Token, ...]
    alignment: Alignment
    comparison: Comparison

    @property
    def quotation(self) -> dict[str, Any]:
        return self.candidate.quotation

    @property
    def document(self) -> dict[str, Any]:
        return self.candidate.document


_Row = tuple[Candidate, tuple[Token, ...], Alignment]


class Verifier:
    """Verifies claims against an index. `observe` is told how many passages were looked at for a claim."""

    def __init__(self, index: Index, observe: Callable[[int], object] = lambda number: None) -> None:
        self._index = index
        self._gazetteer = index.gazetteer
        self._observe = observe

    def verify(self, claim: Claim) -> dict[str, Any]:
        """The verification of a claim, in the shape of the wire contract.

        Raises IndexUnavailable where the index cannot be asked; never answers `not_found` for a fault.
        """
        tokens = tokenise(claim.quote)
        found = self._index.candidates(tokens)
        self._observe(len(found.candidates))
        matches = self.compared(claim.quote, tokens, found.candidates)
        content = sum(is_content(t.key) for t in tokens)
        pieces: list[Match] = []
        if matches:
            pieces = self._pieces(claim.quote, tokens, matches[0])
        if claim.speaker and not pieces:
            matches = _claimed_first(self._gazetteer, claim.speaker, matches)
        status = "spliced" if pieces else _status(matches[0], tokens) if matches else "not_found"
        if status == "not_found":
            self._index.require_whole()
        note, is_common = None, False
        if status == "not_found" and not content:
            note = too_short()
        elif status in ("verbatim", "faithful") and content < _LEAST_CONTENT and len(tokens) < 6:
            whole = (
                matches[0].comparison.end - matches[0].comparison.start >= len(matches[0].quotation["text"].rstrip(" .,;!?")) - 2
            )
            same = sum(m.comparison.edit_rate == 0.0 for m in matches)
            is_common = found.is_common or same > _COMMON
            note = too_common(same) if is_common else None if whole else too_short()
        return self._answer(claim, status, matches, pieces, found.revision, note, is_common=is_common)

    # -- wording -----------------------------------------------------------------------------------------------------

    def compared(self, quote: str, tokens: tuple[Token, ...], candidates: Sequence[Candidate]) -> list[Match]:
        """The closest candidates compared word by word, best first."""
        aligned = self._exact(tokens, candidates) or self._nearest(tokens, candidates)
        aligned.sort(key=lambda row: row[2].cost)
        matches: list[Match] = []
        for candidate, source, alignment in aligned:
            is_far = len(matches) >= _COMPARED or alignment.cost > _PARTIAL_RATE * len(tokens)
            if matches and is_far and alignment.cost > aligned[0][2].cost + 0.05:
                break
            comparison = compare(quote, candidate.unit.text, tokens, source, alignment)
            matches.append(Match(candidate, source, alignment, _with_break(comparison, candidate.quotation)))
        carriers = frozenset(self._gazetteer.outlet_key(outlet["name"]) for m in matches if (outlet := m.quotation["outlet"]))
        return sorted(matches, key=lambda match: _order(self._gazetteer, match, carriers))

    def _pieces(self, quote: str, tokens: tuple[Token, ...], best: Match) -> list[Match]:
        """The two matches that a claim is spliced of, in its order, each compared with its own piece; empty where it is not."""
        rest = left_over(tokens, best.alignment)
        if not rest:
            return []
        wanted = [t.key for t in rest]
        rows: list[_Row] = [(best.candidate, best.tokens, best.alignment)]
        for candidate in self._index.candidates(rest).candidates:
            if LCSseq.similarity(wanted, keys(candidate.unit.text)) >= _PIECE_SHARE * len(wanted) and len(rows) <= _PIECES:
                source = tokenise(candidate.unit.text)
                rows.append((candidate, source, align(tokens, source)))
        found = find_splice(quote, tokens, [(c.unit.text, s) for c, s, _ in rows], [a for _, _, a in rows])
        return [Match(*rows[p.candidate], p.comparison) for p in found or ()]

    @staticmethod
    def _exact(tokens: tuple[Token, ...], candidates: Sequence[Candidate]) -> list[_Row]:
        """The candidates that hold the claim's words in a row."""
        rows = []
        wanted = " ".join(t.key for t in tokens)
        for candidate in candidates:
            if candidate.is_full and f" {wanted} " in f" {' '.join(keys(candidate.unit.text))} ":
                source = tokenise(candidate.unit.text)
                found = exact(tokens, source)
                if found:
                    rows.append((candidate, source, found))
        return rows

    @staticmethod
    def _nearest(tokens: tuple[Token, ...], candidates: Sequence[Candidate]) -> list[_Row]:
        """The candidates aligned with the claim, but for those that the words in common show to be farther off."""
        wanted = [t.key for t in tokens if t.kind == WORD]
        shared = [(LCSseq.similarity(wanted, keys(c.unit.text)), c) for c in candidates[:_ALIGNED]]
        shared.sort(key=lambda row: -row[0])
        rows: list[_Row] = []
        matched = 0  # words of the claim that match in the best place found
        for similarity, candidate in shared:
            if rows and (similarity + _WORTH_SHOWING < matched or similarity < _LEAST_SHARED * len(wanted)):
                break
            source = tokenise(candidate.unit.text)
            alignment = align(tokens, source)
            matched = max(matched, sum(step.op == MATCH for step in alignment.steps))
            rows.append((candidate, source, alignment))
        return rows

    # -- the answer --------------------------------------------------------------------------------------------------

    def _answer(
        self,
        claim: Claim,
        status: str,
        matches: list[Match],
        pieces: list[Match],
        revision: str,
        note: str | None,
        *,
        is_common: bool = False,
    ) -> dict[str, Any]:
        shown = pieces or [m for m in matches if m.comparison.edit_rate <= _PARTIAL_RATE] or matches[: status == "paraphrased"]
        equals = (
            [
                m
                for m in shown
                if m.comparison.status == shown[0].comparison.status and abs(m.comparison.cost - shown[0].comparison.cost) < 0.05
            ]
            if shown
            else []
        )
        is_found = status != "not_found"
        best = shown[0] if shown else None
        is_bare = claim.speaker is not None and any(
            is_surname_only(self._gazetteer, name) for name in (claim.speaker, *_speakers(equals))
        )
        namesakes = (
            frozenset(self._index.namesakes(self._gazetteer.known_as(claim.speaker))) if claim.speaker and is_bare else frozenset()
        )
        sources = [m.quotation for m in pieces or equals] if is_found else []
        attribution = compare_attribution(self._gazetteer, claim, sources, namesakes, is_splice=bool(pieces), is_common=is_common)
        verdict = status
        speaker = attribution["fields"].get("speaker")
        comparison = best.comparison if best else None
        told = best
        if is_found and speaker and speaker["status"] == "contradicted":
            if comparison and not pieces and confidence(comparison) < ACCUSING:
                return self._answer(claim, "not_found", matches, [], revision, note)
            verdict = "misattributed"
            told = next((p for p in pieces if agrees(self._gazetteer, "speaker", claim.speaker or "", p.quotation) is False), best)
        if is_common:  # no arbitrary source: only those of the speaker who is claimed
            shown = [m for m in shown if claim.speaker and agrees(self._gazetteer, "speaker", claim.speaker, m.quotation)]
        about = claim.speaker or (found_speaker(best) if is_found else None)
        return {
            "quote": claim.quote,
            "verdict": verdict,
            "explanation": note
            or explain(
                claim,
                verdict,
                told.comparison if told else None,
                told.quotation if told else None,
                told.document if told else None,
                attribution,
                is_piece=bool(pieces),
            ),
            "confidence": of_verdict(status, [p.comparison for p in pieces] or ([comparison] if comparison else [])),
            "index_revision": revision,
            "degraded": not self._index.is_whole(),
            "wording": _wording(status, comparison, pieces),
            "attribution": attribution,
            "matches": _served(self._gazetteer, shown, claim.limit, pieces),
            "coverage": self._index.coverage(about, revision),
        }


def _speakers(matches: Sequence[Match]) -> list[str]:
    return [speaker["name"] for m in matches if (speaker := m.quotation["speaker"]) and speaker["type"] == "person"]


def found_speaker(match: Match | None) -> str | None:
    speaker = match.quotation["speaker"] if match else None
    return speaker["name"] if speaker and speaker["type"] != "unnamed" else None


def _order(gazetteer: Gazetteer, match: Match, carriers: frozenset[str]) -> tuple[object, ...]:
    """The closest first; among equals the source itself, then the outlet that any of them names as the first, then the earliest."""
    c = match.comparison
    is_primary = match.document["kind"] not in _PRIMARY
    rank = _RANK[c.status]
    return (
        c.edit_rate > 0.0,
        round(c.cost, 2) if c.edit_rate > 0.0 else 0.0,
        rank,
        round(c.cost, 2),
        "superseded_by" in match.document,
        is_primary,
        not match.document["outlet"] or gazetteer.outlet_key(match.document["outlet"]) not in carriers,
        match.document["published"] or "9999",
        match.document["id"],
        match.quotation["id"],
    )


def _claimed_first(gazetteer: Gazetteer, speaker: str, matches: list[Match]) -> list[Match]:
    """Matches with one of the claimed speaker first where it is hardly farther from the claim than the best one."""
    if not matches or matches[0].comparison.edit_rate == 0.0:
        return matches
    bound = matches[0].comparison.cost + _AS_CLOSE
    near = (m for m in matches if m.comparison.cost <= bound)
    own = next((m for m in near if agrees(gazetteer, "speaker", speaker, m.quotation)), None)
    return matches if own is None else [own, *(m for m in matches if m is not own)]


def _status(best: Match, tokens: tuple[Token, ...]) -> str:
    if confidence(best.comparison) >= THRESHOLD:
        return best.comparison.status
    return "paraphrased" if is_paraphrase(tokens, best.tokens, best.alignment) else "not_found"


def _with_break(comparison: Comparison, quotation: dict[str, Any]) -> Comparison:
    """The comparison with the fold "attribution_break" where the words run over two parts of one quotation."""
    at = 0
    for part in quotation["parts"][:-1]:
        at += len(part["text"])
        if comparison.start < at and comparison.end > at + 1:
            return replace(comparison, folds=tuple(sorted({*comparison.folds, "attribution_break"})))
        at += 1
    return comparison


def _wording(status: str, comparison: Comparison | None, pieces: list[Match]) -> dict[str, Any]:
    if comparison is None or (status == "not_found"):
        similarity = comparison.similarity if comparison else 0.0
        return {"status": "not_found", "similarity": round(similarity, 4), "folds": [], "omitted": [], "changes": []}
    comparisons = [p.comparison for p in pieces] if pieces else [comparison]
    folds = sorted({f if f != "capitals" else "case" for c in comparisons for f in c.folds})
    return {
        "status": status,
        "similarity": round(min(c.similarity for c in comparisons), 4),
        "folds": folds,
        "omitted": [as_plain(o) for c in comparisons for o in c.omitted],
        "changes": [as_plain(change) for c in comparisons for change in c.changes],
    }


def _served(gazetteer: Gazetteer, matches: list[Match], limit: int, pieces: list[Match]) -> list[dict[str, Any]]:
    """The matches as served; the same words from the same speaker elsewhere are listed with the first of them."""
    out: list[dict[str, Any]] = []
    heads: list[Match] = []
    for match in matches:
        head = None if pieces else next((i for i, h in enumerate(heads) if _is_same(gazetteer, h, match)), None)
        if head is not None:
            if match.document["id"] != heads[head].document["id"]:
                out[head]["quotation"]["also_in"].append({"document": dict(match.document), "parts": match.quotation["parts"]})
            continue
        if len(out) >= limit:
            continue
        heads.append(match)
        c = match.comparison
        out.append(
            {
                "score": round(c.similarity, 4),
                "matched": {"start": c.start, "end": c.end},
                "quotation": {**match.candidate.unit.served(), "document": dict(match.document), "also_in": []},
            }
        )
    return out


def _is_same(gazetteer: Gazetteer, a: Match, b: Match) -> bool:
    """Whether two matches hold the claim's words alike, and no two named speakers stand for them."""
    if a.comparison.status != b.comparison.status or abs(a.comparison.cost - b.comparison.cost) > 0.05:
        return False
    words_a = [t.key for t in a.tokens[a.alignment.start : a.alignment.end]]
    words_b = [t.key for t in b.tokens[b.alignment.start : b.alignment.end]]
    if words_a != words_b:
        return False
    first, second = a.quotation["speaker"], b.quotation["speaker"]
    if not first or not second:
        return True
    return same_speaker(gazetteer, first["name"], second["name"], second["type"]) is not False
