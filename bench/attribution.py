"""How well speakers, dates, venues and outlets are told on gold that the rules were not written against: fit, cross-validate, report.

    PYTHONPATH=. python bench/attribution.py GOLD.jsonl …            # the weights that ship, look and check side by side
    PYTHONPATH=. python bench/attribution.py GOLD.jsonl … --cross    # a fit, cross-validated over documents
    PYTHONPATH=. python bench/attribution.py GOLD.jsonl … --fit      # fit on all and write the weights that ship
    PYTHONPATH=. python bench/attribution.py GOLD.jsonl … --field date --field venue    # not all four fields

A gold row has text, title, outlet, published, url and `quotations` with `parts`, `speaker`, `speaker_type`, `date`, `venue`, `outlet`
and `unsure`. The gold of the project's own (tests/quality/gold) joins the fits and no figure: its stories
go over to another day or outlet more often than the news does. Articles of many genres (`genres.jsonl`, invented, labelled by whoever wrote them without
having seen the service) join the fit of speakers and have figures of their own: what is fitted on news of politics alone is too sure of profiles and
match reports. They join no other fit, since whoever wrote them left more days and places open than the news is labelled with. A speaker's recall is over the quotations that were found and have one to be scored; that of the other fields over those
whose gold has a value. Documents are split by the first hexadecimal digit of the SHA-1 of their id: 0-9 are `look`, whose errors may be read, a-f are `check`.
`--cross` and `--fit` need lightgbm and scikit-learn, which nothing else does. The weights name no words: see
`facts.py` in service/extraction/attribution/ranking and …/linking for what they weigh.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np

from service.extraction.attribution.linking.deciding import may_be, place_of
from service.extraction.attribution.linking.facts import LinkFacts
from service.extraction.attribution.linking.facts import names as link_names
from service.extraction.attribution.linking.spoken import Spoken
from service.extraction.attribution.linking.values import FIELDS, lines_of, read_values
from service.extraction.attribution.quotations import DraftQuotation
from service.extraction.attribution.ranking.cast import Cast
from service.extraction.attribution.ranking.deciding import share_asked
from service.extraction.attribution.ranking.facts import NAMES, Facts
from service.extraction.grammars import grammar_for
from service.extraction.passages import read_article
from service.knowledge.gazetteer import Gazetteer
from service.records import LEAST_PERCENT, PERCENT, Document
from tests.quality import scoring as quality

ATTRIBUTION = Path(__file__).parents[1] / "service" / "extraction" / "attribution"
WEIGHTS = {
    "speaker": ATTRIBUTION / "ranking" / "data" / "speaker.json",
    **{name: ATTRIBUTION / "linking" / "data" / f"{name}.json" for name in FIELDS},
}
ROUNDS, FOLDS = {"speaker": 240, "date": 250, "venue": 250, "outlet": 250}, 5
SAME_VENUE = 0.6  # share of the shorter name's words from which two names are of one venue
PARAMETERS = {
    "objective": "binary", "num_leaves": 15, "learning_rate": 0.08, "min_child_samples": 30, "feature_fraction": 0.6,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5, "verbose": -1, "num_threads": 1, "seed": 1, "deterministic": True,
}  # fmt: skip
LINK_PARAMETERS = PARAMETERS | {  # a third as many answers as of speakers: held closer, over other seeds alike
    "num_leaves": 8, "max_depth": 4, "learning_rate": 0.06, "feature_fraction": 0.3, "min_child_samples": 80, "lambda_l2": 20,
}  # fmt: skip
THRESHOLDS = (0.5, 0.7, 0.8, 0.9)
OWN = "own "  # begins the id of a document of the project's own gold
GENRES = Path(__file__).parent / "genres.jsonl"
GENRE = "genre "  # begins the id of a document of many genres
GENRE_WEIGHT, OWN_WEIGHT = 0.7, 0.3  # of their quotations in the fit of speakers; 1.0 each costs the news half a point of precision
SAME_SPAN = 0.9  # overlap / union from which two spans are the same words
_TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady sen senator rep representative gov governor president vice prime minister secretary chairman"
    " chairwoman mayor king queen prince princess gen general lt col capt captain judge justice prof professor rev pope former".split()
)
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_SMALL = frozenset("a an the of for in at on to with by from and his her its their".split())


@dataclass
class Asked:
    """A gold quotation that was found: its candidates' facts, which of them are right, and what the rules answered."""

    document: str
    rows: list[list[float]]
    right: list[bool]
    is_scored: bool
    ruled: bool | None  # whether the rules' answer is right; None where they gave none
    kind: str | None
    basis: str | None
    names: list[str] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)  # of the threshold that is asked of each candidate; 1.0 each if empty
    may: list[bool] = field(default_factory=list)  # whether each candidate may be served at all; all of them if empty
    field: str = "speaker"
    has_gold: bool = True  # whether the gold has a value

    @property
    def part(self) -> str:
        return part_of(self.document)

    @property
    def is_own(self) -> bool:
        return self.document.startswith(OWN)

    @property
    def is_of_genres(self) -> bool:
        return self.document.startswith(GENRE)


def part_of(document: str) -> str:
    """Return "genres", "look" or "check"."""
    if document.startswith(GENRE):
        return "genres"
    return "look" if hashlib.sha1(document.encode(), usedforsecurity=False).hexdigest()[0] in "0123456789" else "check"


def read(row: dict[str, Any], gazetteer: Gazetteer) -> list[Asked]:
    """Return what is asked of the quotations of a gold document, field by field."""
    document = Document(**{k: row[k] for k in ("text", "title", "outlet", "published", "url") if row.get(k)})
    article = read_article(document, gazetteer)
    if article is None:
        return []
    facts = Facts(cast := Cast(article), article.done)
    values = read_values(article)
    lines = lines_of(values)
    told = Spoken(article, article.done, lines)
    links = [LinkFacts(told, values[name], lines) for name in FIELDS]
    wanted = [(q, spans(row["text"], [(p["start"], p["end"]) for p in q["parts"]])) for q in row["quotations"]]
    found = []
    for k, quotation in enumerate(article.done):
        given = spans(row["text"], [(s.start, s.end) for s in quotation.stretches])
        gold = next((q for q, of in wanted if any(overlap(a, b) >= SAME_SPAN for a in of for b in given)), None)
        if quotation.head is not None or gold is None:
            continue
        found.append(_asked_speaker(row["id"], facts, cast, k, quotation, gold))
        found.extend(_asked_link(row["id"], link, k, gold, gazetteer) for link in links)
    return found


def _asked_speaker(document: str, facts: Facts, cast: Cast, k: int, quotation: DraftQuotation, gold: dict[str, Any]) -> Asked:
    """Return what is asked of a quotation's speaker."""
    numbers, speaker = facts.candidates(k), quotation.speaker
    is_nobody_named = gold["speaker"] is None  # then whoever the rules found without a name is right
    is_unnamed = speaker is not None and speaker.type == "unnamed"
    return Asked(
        document,
        facts.rows(k, numbers),
        [is_unnamed and n == facts.answers[k] if is_nobody_named else is_right(gold, cast.entities[n].name) for n in numbers],
        "speaker" not in gold.get("unsure", ()),
        (is_unnamed if is_nobody_named else is_right(gold, f"{speaker.name}", speaker.role)) if speaker else None,
        gold.get("speaker_type"),
        speaker.basis if speaker else None,
        [cast.entities[n].name for n in numbers],
        shares=[share_asked(facts, k, n) for n in numbers],
    )


def _asked_link(document: str, facts: LinkFacts, k: int, gold: dict[str, Any], gazetteer: Gazetteer) -> Asked:
    """Return what is asked of a quotation's date, venue or outlet."""
    keys, name, ruled = facts.candidates(k), facts.field, facts.ruled[k]
    told = [facts.values.by_key[key].name for key in keys]
    return Asked(
        document,
        asked_of(name, facts.rows(k, keys)),
        [same_value(name, gold.get(name), value, gazetteer) for value in told],
        name not in gold.get("unsure", ()),
        same_value(name, gold.get(name), facts.values.by_key[ruled].name, gazetteer) if ruled else None,
        name,
        None,
        told,
        may=[may_be(facts, k, key, place_of(facts, k, key)) for key in keys],
        field=name,
        has_gold=bool(gold.get(name)),
    )


def same_value(field: str, gold: str | None, given: str, gazetteer: Gazetteer) -> bool:
    """Return whether a date, at the coarser of two precisions, a venue, by most of its words, or an outlet is the gold's."""
    if not gold:
        return False
    if field == "date":
        short, long = sorted((gold, given), key=len)
        return short == long or long.startswith(f"{short}-")
    if field == "outlet":
        return gazetteer.same_outlet(gold, given)
    g, p = set(folded(gold)) - _SMALL, set(folded(given)) - _SMALL
    return bool(g and p) and len(g & p) / min(len(g), len(p)) >= SAME_VENUE


def spans(text: str, parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans without marks at their ends; those with nothing but marks between them as one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(parts):
        while start < end and not text[start].isalnum():
            start += 1
        while end > start and not (text[end - 1].isalnum() or text[end - 1] in "?!"):
            end -= 1
        if out and not re.search(r"\w", text[out[-1][1] : start]):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def folded(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(c))
    plain = re.sub(r"['’‘]s\b", "", plain).replace("-", "").replace(".", "").replace("'", "").replace("’", "")
    return re.sub(r"[^\w&+]+", " ", plain).split()


def is_right(gold: dict[str, Any], name: str, role: str | None = None) -> bool:
    """Return whether a name is the gold speaker's: a person by surname and given name, a body or an unnamed one by its words."""
    if not gold.get("speaker"):
        return False
    if gold.get("speaker_type", "person") == "person":
        return same_person(gold["speaker"], name)
    g, p = set(folded(gold["speaker"])) - _SMALL, set(folded(f"{name} {role or ''}")) - _SMALL
    bare = set(folded(name)) - _SMALL
    return bool(g and bare) and (g <= p or (bare <= g and 2 * len(bare) >= len(g)))


def same_person(gold: str, given: str) -> bool:
    def words(name: str) -> list[str]:
        every = folded(name)
        return [w for w in every if w not in _SUFFIXES | _TITLES] or every

    g, p = words(gold), words(given)
    if g[-len(p) :] == p or p[-len(g) :] == g or p == g[:1]:
        return True
    return g[-1] == p[-1] and any(a.startswith(b) or b.startswith(a) for a in g[:1] for b in p[:-1])


def load(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    seen = set()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["id"] not in seen:
                seen.add(row["id"])
                yield row


def own_gold() -> Iterator[dict[str, Any]]:
    """Yield the documents of the project's own gold as rows."""
    for gold in quality.load():
        yield {
            **{name: getattr(gold.document, name) for name in ("text", "title", "outlet", "published", "url")},
            "id": f"{OWN}{gold.name}",
            "quotations": [
                q.fields
                | {
                    "parts": [{"start": start, "end": end} for start, end in q.parts],
                    "date": (q.fields["date"] or "").split(" ")[0],
                    "unsure": q.unsure,
                }
                for q in gold.quotations
            ],
        }


# -- fitting ---------------------------------------------------------------------------------------------------------


def stacked(asked: Sequence[Asked]) -> tuple[Any, Any, Any]:
    """Return (facts, whether right, index of the quotation) of every candidate."""
    rows = np.array([row for a in asked for row in a.rows], np.float32)
    right = np.array([r for a in asked for r in a.right])
    return rows, right, np.array([k for k, a in enumerate(asked) for _ in a.rows])


def trained(asked: Sequence[Asked]) -> Any:
    import lightgbm

    name = asked[0].field
    asked = [a for a in asked if name == "speaker" or not a.is_of_genres]
    rows, right, _ = stacked(asked)
    parameters = PARAMETERS if name == "speaker" else LINK_PARAMETERS
    own = OWN_WEIGHT if name == "speaker" else 1.0
    weights = np.array([GENRE_WEIGHT if a.is_of_genres else own if a.is_own else 1.0 for a in asked for _ in a.rows])
    data = lightgbm.Dataset(rows, right, weight=weights, feature_name=list(features(name)))
    return lightgbm.train(parameters, data, ROUNDS[name])


def features(name: str) -> tuple[str, ...]:
    """Return the names of the facts that a field is fitted on, in order: of a linked field those that its shipped weights ask for.

    Dates keep to fewer: out of fold the others tell nothing more of them, and they lose days long before the publication. To try
    others, write their names into `features` of the shipped file.
    """
    return NAMES if name == "speaker" else tuple(json.loads(WEIGHTS[name].read_text(encoding="utf-8"))["features"])


def asked_of(name: str, rows: Sequence[Sequence[float]]) -> list[Sequence[float]]:
    """Return of each row of all facts those that a linked field is fitted on."""
    known = {fact: n for n, fact in enumerate(link_names(grammar_for("en", Gazetteer.load())))}
    return list(map(itemgetter(*(known[fact] for fact in features(name))), rows))


def folds(asked: Sequence[Asked]) -> list[int]:
    """Return the fold of each quotation, by its document."""
    return [int(hashlib.sha1(f"fold {a.document}".encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS for a in asked]


def crossed(asked: Sequence[Asked]) -> list[Any]:
    """Return the raw scores of each quotation's candidates from trees that did not see its document."""
    fold, out = folds(asked), [np.zeros(0)] * len(asked)
    for k in range(FOLDS):
        model = trained([a for a, f in zip(asked, fold, strict=True) if f != k])
        for i, (a, f) in enumerate(zip(asked, fold, strict=True)):
            if f == k and a.rows:
                out[i] = of_those_served(a, model.predict(np.array(a.rows, np.float32), raw_score=True), -np.inf)
    return out


def of_those_served(asked: Asked, weights: Any, least: float) -> Any:
    """Return the weights of a quotation's candidates, `least` of those that are served in no case."""
    return np.where(asked.may, weights, least) if asked.may else weights


def is_of_news(asked: Asked) -> bool:
    """Return whether a quotation tells how sure its field is on news: genres do of speakers alone."""
    return not asked.is_own and (asked.field == "speaker" or not asked.is_of_genres)


def calibration(asked: Sequence[Asked], scores: Sequence[Any]) -> tuple[list[float], list[float]]:
    """Return (score, probability) knots of an isotonic fit to the likeliest candidates of held-out documents.

    Each step of the fit is one knot, at the mean score of its candidates: between the knots the probability rises in proportion,
    so that a threshold can be set anywhere rather than at a step.
    """
    from sklearn.isotonic import IsotonicRegression

    told = [(a, s) for a, s in zip(asked, scores, strict=True) if len(s) and np.isfinite(s.max()) and is_of_news(a)]
    pairs = [(float(s.max()), a.right[int(s.argmax())]) for a, s in told]
    raw, right = np.array([s for s, _ in pairs]), np.array([r for _, r in pairs], np.float64)
    fitted = IsotonicRegression(y_min=0.01, y_max=0.99).fit_transform(raw, right)
    steps = np.unique(fitted)
    return [round(float(raw[fitted == y].mean()), 4) for y in steps], [round(float(y), 4) for y in steps]


def written(model: Any, knots: tuple[list[float], list[float]], asked: Sequence[Asked]) -> str:
    """Return the JSON of trees and calibration, as `service.extraction.attribution.ranking.trees.Forest.of` reads it."""
    out: dict[str, Any] = {"feature": [], "threshold": [], "left": [], "right": [], "value": [], "roots": []}
    depths = []

    def add(node: dict[str, Any], depth: int) -> int:
        if "leaf_value" in node:
            out["value"].append(round(node["leaf_value"], 5))
            depths.append(depth)
            return -len(out["value"])
        here = len(out["feature"])
        out["feature"].append(node["split_feature"])
        out["threshold"].append(float(f"{node['threshold']:.6g}"))
        out["left"].append(0)
        out["right"].append(0)
        out["left"][here] = add(node["left_child"], depth + 1)
        out["right"][here] = add(node["right_child"], depth + 1)
        return here

    for tree in model.dump_model()["tree_info"]:
        out["roots"].append(add(tree["tree_structure"], 0))
    whole = {
        "fitted_on": {"documents": len({a.document for a in asked}), "quotations": len(asked)},
        "features": list(features(asked[0].field)), "depth": max(depths), "calibration": {"score": knots[0], "probability": knots[1]}, **out,
    }  # fmt: skip
    return json.dumps(whole, separators=(",", ":")) + "\n"


# -- reporting -------------------------------------------------------------------------------------------------------


def report(name: str, asked: Sequence[Asked], chances: Sequence[Any]) -> str:
    """Return a line of figures: the rules', all answered, precision/recall by threshold, recall at a precision, as served, calibration.

    As served: by the threshold that ships, of which a description that means nobody in particular is asked a share.
    """
    best = [(float(c.max()), a.right[int(c.argmax())]) if len(c) else (0.0, False) for a, c in zip(asked, chances, strict=True)]
    p, ok = np.array([b[0] for b in best]), np.array([b[1] for b in best])
    ruled = [a.ruled for a in asked if a.ruled is not None]
    known = sum(a.has_gold for a in asked)
    held = sum(any(a.right) for a in asked) / known
    out = f"{name:6} n {len(asked):5} known {known}  held {held:.3f}  rules {np.mean(ruled):.3f}/{sum(ruled) / known:.3f}"
    out += f"  all {ok.mean():.3f}"
    for t in THRESHOLDS:
        out += f"  ≥{t} {ok[p >= t].mean():.3f}/{ok[p >= t].sum() / known:.3f}"
    order = np.argsort(-p)
    precision = np.cumsum(ok[order]) / np.arange(1, len(ok) + 1)
    for wanted in (0.88, 0.9, 0.95, 0.96, 0.98):
        last = np.where(precision >= wanted)[0]
        recall = np.cumsum(ok[order])[last[-1]] / known if len(last) else 0.0
        out += f"  R@{wanted} {recall:.3f} (≥{p[order][last[-1]] if len(last) else 1:.2f})"
    least = LEAST_PERCENT[asked[0].field] / PERCENT
    asks = np.array([a.shares[int(c.argmax())] if a.shares and len(c) else 1.0 for a, c in zip(asked, chances, strict=True)])
    served = p >= least * asks
    out += f"  served {ok[served].mean():.3f}/{ok[served].sum() / known:.3f}"
    bins = np.clip((p * 10).astype(int), 0, 9)
    ece = sum(abs(ok[bins == b].mean() - p[bins == b].mean()) * (bins == b).mean() for b in range(10) if (bins == b).any())
    return f"{out}  ECE {ece:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--cross", action="store_true", help="cross-validate a fit instead of reporting the weights that ship")
    parser.add_argument("--fit", action="store_true", help="fit on all documents and write the weights that ship")
    parser.add_argument("--show", type=int, default=0, help="show so many of the surest wrong answers, of look alone")
    parser.add_argument("--field", action="append", choices=WEIGHTS, help="field to look at; all without it")
    options = parser.parse_args()
    rows = chain(load([*options.gold, GENRES]), own_gold())
    with ProcessPoolExecutor(2) as pool:
        every = [a for found in pool.map(partial(read, gazetteer=Gazetteer.load(None)), rows, chunksize=8) for a in found]
    for name in options.field or WEIGHTS:
        print(f"-- {name}")
        some = [a for a in every if a.is_scored and a.field == name]
        _report_field(name, some, options)


def _report_field(name: str, asked: Sequence[Asked], options: argparse.Namespace) -> None:
    """Print the figures of a field, and fit it first where that is asked for."""
    if options.cross or options.fit:
        scores = crossed(asked)
        knots = calibration(asked, scores)
        chances = [np.interp(s, *knots) for s in scores]
        if options.fit:
            WEIGHTS[name].parent.mkdir(exist_ok=True)
            WEIGHTS[name].write_text(written(trained(asked), knots, asked), encoding="utf-8")
    else:
        from service.extraction.attribution.ranking.trees import Forest

        forest = Forest.of(WEIGHTS[name].read_text(encoding="utf-8"))
        chances = [of_those_served(a, forest.probability(forest.scores(a.rows)), 0.0) for a in asked]
    told = [k for k, a in enumerate(asked) if not a.is_own]
    asked, chances = [asked[k] for k in told], [chances[k] for k in told]
    groups = [
        "all",
        "look",
        "check",
        "genres",
        *sorted({a.basis for a in asked if a.basis}),
        *sorted({a.kind for a in asked if a.kind}),
    ]
    for group in groups:
        some = [k for k, a in enumerate(asked) if group == a.part or (not a.is_of_genres and group in ("all", a.basis, a.kind))]
        print(report(group, [asked[k] for k in some], [chances[k] for k in some]))
    wrong = [
        (float(c.max()), a.names[int(c.argmax())], a)
        for a, c in zip(asked, chances, strict=True)
        if len(c) and not a.right[int(c.argmax())]
    ]
    for chance, given, a in sorted((w for w in wrong if w[2].part == "look"), key=lambda w: -w[0])[: options.show]:
        print(f"  {chance:.2f} {given!r} ({a.basis}), {a.kind}, {a.document}")


if __name__ == "__main__":
    main()
