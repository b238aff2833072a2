"""Who is named in a document: full names by surname, the roles people are given, and who a pronoun can stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from service.extraction.english import lexicon
from service.extraction.english.phrases import AREAS, PARTICLES, is_organization, strip_titles
from service.knowledge import tables

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĹĽŁŃŇŌŐŒŔŘŚŞŠŢŤŪŮŰŹŻŽ"
_WORD = rf"(?:al-|el-|ul-)?[{_UPPER}][\w’'-]*\w|[{_UPPER}]\.(?:[{_UPPER}]\.)*|[{_UPPER}]"
_ABBREVIATED = r"(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Capt|Sgt|Rev|Prof|St|Adm|Maj|Cmdr|Pres)\."
_SEQUENCE = re.compile(
    rf"(?<![\w’'-])(?:{_ABBREVIATED}|{_WORD})(?:[ \u00a0](?:{_ABBREVIATED}|{_WORD}|{'|'.join(sorted(PARTICLES))}(?=[ \u00a0](?:(?:{'|'.join(sorted(PARTICLES))})[ \u00a0])?[{_UPPER}])))*(?:,? (?:Jr|Sr)\b\.?)?"
)
_HONORIFIC = re.compile(
    rf"\b(Mr|Mrs|Ms|Miss|Sir|Lord|Lady|Dame|King|Queen|Prince|Princess|Congressman|Congresswoman|Spokesman|Spokeswoman)\.? "
    rf"(?:{_WORD})(?: (?:{_WORD}))*"
)
_GLUED = re.compile(r"[a-zà-ÿ][A-Z]")
_OF = re.compile(r"\b(?:of|for) $")
_MALE_TITLES = frozenset("mr sir lord king prince congressman spokesman".split())
_GIVEN = tables.words("given_masculine") | tables.words("given_feminine")
_ROLE_PREFIXES = frozenset(("former", "ex", "vice", "deputy", "late", "then", "one-time", "onetime"))


@dataclass(slots=True)
class People:
    """Names found in a text, with where; every look-up takes the offset from which it looks, nearest before first."""

    full_by_surname: dict[str, dict[str, list[int]]] = field(default_factory=lambda: defaultdict(dict))
    genders: dict[str, str] = field(default_factory=dict)
    roles: dict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    first_at: dict[str, int] = field(default_factory=dict)  # where a surname first stands, in a full name or alone

    def full_name(self, name: str, at: int) -> str:
        """The fullest form of a name that the text gives: "Trump" → "Donald Trump"; the name itself where there is none."""
        words = name.split()
        surname = surname_of(name)
        candidates = self.full_by_surname.get(surname.casefold(), {})
        if len(words) > 1:
            longer = [
                full for full in candidates if len(full.split()) > len(words) and full.split()[0] == words[0] and _no_suffix(full)
            ]
            longer += [full for full in candidates if full.endswith(" " + name) and words[0].lower() in PARTICLES]
            return max(longer, key=lambda f: len(candidates[f]), default=name) if words[0].lower() in PARTICLES else name
        if not candidates:
            named = {full for names in self.full_by_surname.values() for full in names if full.split()[0] == name}
            return named.pop() if len(named) == 1 and name.lower() in _GIVEN else name
        first = self.first_at.get(surname.casefold(), 0)
        # a surname that stood before "Donald Stone Jr." was named is the father's, or somebody else's
        plain = [f for f in candidates if _no_suffix(f)] or [f for f in candidates if candidates[f][0] <= first]
        if not plain:
            return name
        before = [f for f in plain if candidates[f][0] <= at]
        if not before:
            return min(plain, key=lambda f: candidates[f][0])
        frequent = max(before, key=lambda f: len(candidates[f]))
        latest = max(before, key=lambda f: candidates[f][bisect_right(candidates[f], at) - 1])
        if len(candidates[frequent]) > 2 * len(candidates[latest]):
            return frequent
        others = [candidates[f][bisect_right(candidates[f], at) - 1] for f in before if f != latest]
        near = at - candidates[latest][bisect_right(candidates[latest], at) - 1]
        return latest if not others or at - max(others) > 3 * near else name  # namesakes: which of them is not told

    def gender(self, name: str) -> str | None:
        """ "m", "f" or None where neither a title nor the first name tells."""
        known = self.genders.get(surname_of(name).casefold())
        words = name.split()
        if len(words) > 1:
            first = words[0].lower().rstrip(".")
            for form in (first, first.split("-")[0]):  # "Jean-Luc" is no Jean
                if form in tables.words("given_masculine"):
                    return "m"
                if form in tables.words("given_feminine"):
                    return "f"
        return known

    def by_role(self, role: str, at: int) -> str | None:
        """The person last given this role before `at`, else the first one after it when only one ever has it."""
        entries = self.roles.get(role) or self.roles.get(f"foreign {role}", [])
        before = [name for offset, name in entries if offset <= at]
        if before:
            return before[-1]
        names = {name for _, name in entries}
        return names.pop() if len(names) == 1 else None


def surname_of(name: str) -> str:
    words = [w for w in name.split() if w.lower().rstrip(".,") not in ("jr", "sr", "ii", "iii", "iv")]
    return (words or name.split())[-1].rstrip(",")


def _no_suffix(name: str) -> bool:
    return name.split()[-1].lower().rstrip(".") not in ("jr", "sr")


def find_people(text: str) -> People:
    """The people that a text names, read in one pass."""
    people = People()
    for match in _SEQUENCE.finditer(text):
        words = match[0].replace("\u00a0", " ").split()
        start = match.start()
        while len(words) > 1 and words[0].lower() in lexicon.LEADING:
            start = match.start() + match[0].index(words[1], len(words[0]))
            words = words[1:]
        while len(words) > 1 and _opens_with_verb(text, match.start(), words[0]):
            start += len(words[0]) + 1
            words = words[1:]
        while len(words) > 1 and words[-1].islower():
            words = words[:-1]
        while len(words) > 1 and (
            words[0].endswith(("’s", "'s")) or (words[0].lower() in AREAS and _OF.search(text, max(0, start - 4), start))
        ):
            start += len(words[0]) + 1  # "NPR's Audie Cornish", "Secretary of Defense Mark Esper"
            words = words[1:]
        words = _without_run_on(words)
        titles, name = strip_titles(words)
        if name:
            people.first_at.setdefault(surname_of(" ".join(name)).casefold().removesuffix("’s").removesuffix("'s"), start)
        if not name or (len(name) == 1 and not titles):
            _note_lower_role(people, text, match.start(), start, words)
            continue
        if len(name) == 1 and name[0].lower() in lexicon.LEADING:
            continue
        joined = " ".join(name).rstrip(",")
        if joined.endswith(("’s", "'s")):
            joined = joined[:-2]
        if len(name) > 1 and len(name) <= 5 and not is_organization(joined, False) and not joined.isupper():
            people.full_by_surname[surname_of(joined).casefold()].setdefault(joined, []).append(start)
        _note_roles(people, text, start, titles, joined)
        _note_appositive(people, text, match.end(), joined, start)
    for match in _HONORIFIC.finditer(text):
        gender = "m" if match[1].lower() in _MALE_TITLES else "f"
        people.genders.setdefault(surname_of(match[0]).casefold(), gender)
    _drop_strays(people)
    _resolve_roles(people)
    for entries in people.roles.values():
        entries.sort()
    return people


def _without_run_on(words: list[str]) -> list[str]:
    """A name up to where a page's next label runs into it ("Ann Bell Ann Marie BellThe Report")."""
    for k, word in enumerate(words):
        is_glued = _GLUED.search(word) is not None and not word.startswith(
            ("Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz", "O")
        )
        if k and (is_glued or word == words[0]):
            return words[:k]
    return words


def _opens_with_verb(text: str, start: int, word: str) -> bool:
    """Whether a capitalised word before a name only opens the sentence ("Navigating Donald Trump's favor …")."""
    if not word.lower().endswith(("ing", "ed", "ly")) or word.lower() in _GIVEN:
        return False
    before = text[max(0, start - 3) : start].rstrip(" “\"‘'(")
    return not before or before[-1] in '.!?:\n”"' or text[start - 1 : start] == "\n"


def _drop_strays(people: People) -> None:
    """Names that are another name with a word before it which is no first name ("Today Ines Calloway")."""
    for names in people.full_by_surname.values():
        for full in sorted(names, key=len, reverse=True):
            words = full.split()
            tail = " ".join(words[1:])
            if len(words) > 2 and tail in names and words[0].lower() not in _GIVEN and words[1].lower() not in PARTICLES:
                names[tail] = sorted([*names[tail], *names.pop(full)])


def _note_roles(people: People, text: str, start: int, titles: list[str], name: str) -> None:
    preceding = text[max(0, start - 40) : start].split()
    lower = [w.lower().strip(",.") for w in preceding[-3:]]
    for k, title in enumerate(titles):
        role = title.lower().rstrip(".")
        prior = titles[k - 1] if k else (preceding[-1] if preceding else "")
        before = prior.lower().rstrip(".")
        if role in ("of", "for") or (before in _ROLE_PREFIXES and before not in ("vice", "former", "ex")):
            continue
        if before in ("vice", "former", "ex"):
            earlier = (
                titles[k - 2].lower() if k > 1 else (preceding[-1 if k else -2].lower() if len(preceding) > 1 - (k > 0) else "")
            )
            role = (
                f"former {before} {role}"
                if before == "vice" and earlier in ("former", "ex")
                else f"{'former' if before == 'ex' else before} {role}"
            )
        is_foreign = role in ("president", "minister", "secretary") and _is_demonym(
            prior if k else (preceding[-1] if preceding else "")
        )
        people.roles[("foreign " if is_foreign else "") + _canonical_role(role)].append((start, name))
    if not titles and lower and (lower[-1] in lexicon.words("roles")) and not (len(lower) > 1 and lower[-2] in _ROLE_PREFIXES):
        people.roles[_canonical_role(lower[-1])].append((start, name))


def _is_demonym(word: str) -> bool:
    """Whether a word says of which country somebody is president or minister ("Ukrainian")."""
    bare = word.strip("(“\"'")
    return (
        bare[:1].isupper()
        and bare.lower().endswith(("ian", "ish", "ese", "ench", "aeli", "ani", "qi", "ch", "tan", "ean", "yan", "’s", "'s"))
        and bare != "American"
    )


def _note_lower_role(people: People, text: str, at: int, start: int, words: list[str]) -> None:
    """A single name after a role in lower case ("senator Adams", "spokesman Jones")."""
    preceding = text[max(0, start - 24) : start].split()
    if preceding and preceding[-1].lower() in lexicon.words("roles") and words and words[0][0].isupper():
        people.roles[_canonical_role(preceding[-1].lower())].append((start, words[0]))


_APPOSITIVE = re.compile(r",\s+(?:(?:the|a|an|its|his|her|their|our)\s+)?((?:[\w’'.-]+\s+){0,6}?)([a-z-]+)\b")


def _note_appositive(people: People, text: str, end: int, name: str, start: int) -> None:
    """ "Ines Calloway, the mayor of Port Ellery": a role after the name."""
    match = _APPOSITIVE.match(text, end)
    if not match:
        return
    words = (match[1] + match[2]).lower().split()
    for k, word in enumerate(words):
        if word in lexicon.PREPOSITIONS or word in lexicon.RELATIVES or word in lexicon.cues():
            return
        if word in lexicon.words("roles"):
            if not any(w in _ROLE_PREFIXES for w in words[:k]):
                people.roles[_canonical_role(word)].append((start, name))
            return


_SAME_ROLE = {
    "sen": "senator", "rep": "congressman", "congresswoman": "congressman", "representative": "congressman", "gov": "governor",
    "spokeswoman": "spokesperson", "spokesman": "spokesperson", "adviser": "advisor", "gen": "general", "prof": "professor",
    "col": "colonel", "lt": "lieutenant", "capt": "captain", "sgt": "sergeant", "dr": "doctor", "chairwoman": "chairman",
}  # fmt: skip


def _canonical_role(role: str) -> str:
    return _SAME_ROLE.get(role, role)


def canonical_role(role: str) -> str:
    """One word for the forms of a role ("Sen.", "senator")."""
    return _canonical_role(role.lower().rstrip("."))


def _resolve_roles(people: People) -> None:
    """Names under a role in their fullest form."""
    for role, entries in people.roles.items():
        people.roles[role] = [(at, people.full_name(name, at)) for at, name in entries]
