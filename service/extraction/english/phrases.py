"""Noun phrases that can speak: a name with its titles, a pronoun, a description, an organization."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.extraction.english import lexicon
from service.extraction.page.frames import PLACEHOLDERS, Token
from service.knowledge import tables
from service.knowledge.outlets import outlet_of

PARTICLES = frozenset("de del della di da dos van von der den bin ibn al el la le du ter ten abu bint".split())
JOINERS = PARTICLES | {"of", "for", "&"}
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
AREAS = frozenset(
    "state defense defence staff treasury justice homeland interior education labor labour commerce energy agriculture transportation"
    " intelligence health housing veterans foreign trade finance management appropriations operations".split()
)
_ORG_WORDS = frozenset(
    "department agency house senate congress committee commission council court bank party union university college institute foundation"
    " association federation bureau board office ministry police corp corp. inc inc. ltd llc group center centre campaign administration"
    " alliance coalition network society league church army navy guard service authority fund trust times post journal tribune herald news"
    " gazette chronicle daily press magazine radio television tv kremlin pentagon government brotherhood hospital school company"
    " bay city county street river island islands hall square park road avenue bridge lake mountain beach hills valley airport stadium"
    " cathedral harbour harbor square territory republic kingdom states emirates ocean sea"
    " islamic democrats republicans libertarians conservatives liberals patriots project action watch international club".split()
)
_HONORIFICS = frozenset("mr mrs ms miss sir dame lord lady dr rev sen rep gov judge king queen prince princess pope".split())
_AGED = re.compile(r"\d+-year-old$")
_ALONE = frozenset("another one others some many most several both".split())  # they speak without a noun ("Another tweeted")
_GEOGRAPHY = frozenset(
    "bay city street river island hall square park road bridge lake mountain beach hills valley church court banks".split()
)
_STOP_CAPS = (lexicon.LEADING | frozenset(lexicon.WEEKDAYS) | frozenset(m for m in lexicon.MONTHS if len(m) > 3)) - {"will"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """`name` as the text has it without titles; `head` the noun that says what it is; tokens `first` to `last`, inclusive."""

    kind: str  # pronoun | person | organization | description | other
    name: str
    role: str | None
    first: int
    last: int
    head: str = ""
    owner: str | None = None


def is_name_start(token: Token) -> bool:
    return token.is_capitalised and token.lower not in _STOP_CAPS


def parse(tokens: tuple[Token, ...], at: int, stop: int) -> Phrase | None:
    """The noun phrase that starts at token `at` and ends before `stop`, or None where none does.

    A description with a name in apposition ("her deputy, Ruben Castellanos,") is that name, with the description as role.
    """
    phrase = _parse(tokens, at, stop)
    if phrase is None or phrase.kind not in ("description", "organization") or phrase.name[-1:].isupper():
        return phrase
    comma = _past_phrase(tokens, phrase.last + 1, stop) if phrase.kind == "description" else phrase.last + 1
    if comma + 1 >= stop or tokens[comma].text != "," or phrase.head[:1].isupper() or tokens[phrase.last].is_capitalised:
        return phrase
    named = _parse(tokens, comma + 1, stop)
    if named is None or named.kind not in ("person", "organization") or named.owner:
        return phrase
    if not (tokens[named.first].is_capitalised or (named.role and named.kind == "person")):
        return phrase
    is_place = comma > phrase.last + 1 and tokens[phrase.last + 1].lower in ("in", "from", "at")
    if is_place and not (named.role or _has_given_name(named.name.split())):
        return phrase  # "a woman from Albany, New York, said"
    after = tokens[named.last + 1] if named.last + 1 < stop else None
    if after and after.is_word and after.lower not in lexicon.cues() | {"of", "from"}:
        return phrase
    kind = "organization" if phrase.kind == "organization" else "person"
    return Phrase(kind, named.name, phrase.name, at, named.last, named.head, phrase.owner)


def _past_phrase(tokens: tuple[Token, ...], i: int, stop: int) -> int:
    """Past a short phrase that goes on describing ("a colleague of the mayor's, Ruben Marsh,")."""
    if i < stop and tokens[i].lower in ("of", "for", "at", "with", "in", "from"):
        comma = next((k for k in range(i + 1, min(i + 8, stop)) if tokens[k].text == ","), None)
        return comma if comma is not None else i
    return i


def _parse(tokens: tuple[Token, ...], at: int, stop: int) -> Phrase | None:
    if at >= stop:
        return None
    first = tokens[at]
    if first.lower in _ALONE and at + 2 < stop and tokens[at + 1].lower == "of":  # "one of the men"
        whole = _parse(tokens, at + 2, stop)
        return (
            Phrase("description", _text(tokens, list(range(at, whole.last + 1))), None, at, whole.last, whole.head)
            if whole
            else None
        )
    pronoun = re.split("[’']", first.lower)[0]
    if pronoun in lexicon.PRONOUNS:
        return Phrase("pronoun", first.text, None, at, at, pronoun)
    i = at
    has_determiner = first.lower in lexicon.DETERMINERS
    if has_determiner:
        i += 1
    elif at == 0 and first.is_capitalised and first.lower in lexicon.cues() and stop > 1 and tokens[1].is_capitalised:
        return None  # "Added Stone: …"
    elif first.lower in _STOP_CAPS or (at == 0 and _opens_participle(tokens)):
        return None
    begin = i
    words: list[int] = []
    owner: str | None = None
    head_at: int | None = None
    while i < stop:
        token = tokens[i]
        low = token.lower
        if _joins_adjectives(tokens, i, words, stop) and has_determiner and head_at is None:
            i += 1
            continue
        if token.text in PLACEHOLDERS and _is_nickname(tokens, i, words, stop):
            i += 1
            continue
        if token.text in PLACEHOLDERS or not (token.is_word or token.text in "&'’-–/("):
            break
        if token.text == "(":
            close = next((k for k in range(i, min(i + 6, stop)) if tokens[k].text == ")"), None)
            if close is None or i == begin:
                break
            i = close + 1
            continue
        if token.text in "'’" or (token.is_possessive and token.base):
            # an owner ("Collins' spokeswoman", "CNN's Jake Tapper"): what follows is the head
            if token.is_possessive:
                words.append(i)
            owner = _text(tokens, words) if words else None
            owner = owner[:-2] if owner and owner.endswith(("’s", "'s")) else owner
            words, head_at = [], None
            i += 1
            continue
        if token.text in "-–/":
            break
        if token.text == "&":
            if words and i + 1 < stop and tokens[i + 1].is_capitalised:
                words.append(i)
                i += 1
                continue
            break
        if token.is_capitalised:
            if low in _STOP_CAPS and i > begin and low not in ("may",) and not (len(low) > 1 and token.text.isupper()):
                break
            if head_at is not None and words and words[-1] == head_at and not is_name_start(token):
                break
            words.append(i)
            i += 1
            continue
        if low in ("of", "for") and words and _area_follows(tokens, words[-1], i, stop):
            words.append(i)
            i += 1
            continue
        if low in PARTICLES and words and _leads_name(tokens, i + 1, stop):
            words.append(i)
            i += 1
            continue
        is_role = low in lexicon.words("roles") or _is_agent(tokens, i, stop)
        is_org = low in tables.words("organizations")
        is_title = low in lexicon.words("titles")
        if is_role or is_org or is_title:
            words.append(i)
            if is_role or is_org:
                head_at = i
            i += 1
            continue
        is_closed_class = (
            low in lexicon.PREPOSITIONS
            or low in lexicon.AUXILIARIES
            or low in lexicon.RELATIVES
            or low in lexicon.CONJUNCTIONS
            or low in lexicon.ADVERBS
            or low in lexicon.PRONOUNS
            or low in lexicon.SUBORDINATORS
        )
        if has_determiner and head_at is not None and not is_closed_class and _ends_before_verb(tokens, i):
            words.append(i)  # "the committee chairmen said": the head is the word before the verb
            head_at = None
            i += 1
            continue
        starts_with_name = bool(words) and tokens[words[0]].is_capitalised and not has_determiner and owner is None
        may_modify = (head_at is None or _role_near(tokens, i, stop)) and not is_closed_class and len(words) < 6
        if starts_with_name:
            # "White House press aide": lower-case words go on only as far as a role that stands near
            may_modify = may_modify and _role_near(tokens, i, stop)
        elif words and tokens[words[-1]].is_capitalised:
            may_modify = may_modify and _role_near(tokens, i, stop)  # "the Northern Mercury changed": the name ends the phrase
        elif low in lexicon.cues() and (words or first.lower in _ALONE):
            may_modify = False
        if not may_modify or not (has_determiner or words or owner or _AGED.match(low) or _role_near(tokens, i, stop)):
            break
        words.append(i)
        i += 1
    if not words:
        is_alone = first.lower in _ALONE and at + 1 < len(tokens) and tokens[at + 1].lower in lexicon.cues()
        return Phrase("description", first.lower, None, at, at, first.lower) if is_alone else None
    return _classify(tokens, at, words, head_at, has_determiner, owner, first)


def _ends_before_verb(tokens: tuple[Token, ...], i: int) -> bool:
    return tokens[i].lower not in lexicon.cues() and i + 1 < len(tokens) and tokens[i + 1].lower in lexicon.cues()


def _is_role(low: str) -> bool:
    is_listed = low in lexicon.words("roles") or low in lexicon.words("titles") or low in tables.words("organizations")
    return is_listed or low.endswith(("er", "or", "ist", "ian"))


def _opens_participle(tokens: tuple[Token, ...]) -> bool:
    """Whether a sentence opens with a participle rather than a name ("Recalling that day, …", "Reached by telephone, …")."""
    low = tokens[0].lower
    is_passive = low.endswith("ed") and len(tokens) > 1 and tokens[1].lower in lexicon.PREPOSITIONS
    is_made_so = ((low.endswith("ing") and len(low) > 5) or is_passive) and not is_given_name(low)
    return is_made_so and not (len(tokens) > 1 and (tokens[1].is_capitalised or tokens[1].lower in lexicon.cues()))


def _leads_name(tokens: tuple[Token, ...], i: int, stop: int) -> bool:
    """Whether a capitalised word follows, particles before it or not ("de la Cruz")."""
    while i < stop and tokens[i].lower in PARTICLES and not tokens[i].is_capitalised:
        i += 1
    return i < stop and tokens[i].is_capitalised


def _is_nickname(tokens: tuple[Token, ...], i: int, words: list[int], stop: int) -> bool:
    """Whether words in marks stand inside a name ("Dwayne “The Rock” Johnson")."""
    return bool(words) and tokens[words[-1]].is_capitalised and i + 1 < stop and is_name_start(tokens[i + 1])


def _joins_adjectives(tokens: tuple[Token, ...], i: int, words: list[int], stop: int) -> bool:
    """Whether a comma stands between adjectives ("the bespectacled, 71-year-old diplomat")."""
    if tokens[i].text != "," or not words or i + 1 >= stop or any(tokens[k].is_capitalised for k in words):
        return False
    following = tokens[i + 1]
    return following.is_word and not following.is_capitalised and _role_near(tokens, i + 1, stop)


def _is_agent(tokens: tuple[Token, ...], i: int, stop: int) -> bool:
    """A word made like one for who does something, right before a name ("forecaster Ragna Sund")."""
    low = tokens[i].lower
    is_made_so = len(low) > 4 and low.endswith(("er", "or", "ist", "ian", "man", "woman", "person")) and low == tokens[i].text
    return is_made_so and low not in lexicon.cues() | lexicon.LEADING and i + 1 < stop and is_name_start(tokens[i + 1])


def _area_follows(tokens: tuple[Token, ...], before: int, i: int, stop: int) -> bool:
    """ "Secretary of State", "Chief of Staff", "Director of National Intelligence": part of the title."""
    if tokens[before].lower not in lexicon.words("titles") and tokens[before].lower not in ("state", "assistant", "leader"):
        return False
    if any(tokens[k].lower in AREAS and tokens[k].is_capitalised for k in range(i + 1, min(i + 3, stop))):
        return True
    # "Minister for Roads & Bridges Ravi Prasad": a first name further on shows where the title ends
    k = i + 1
    while k < min(i + 7, stop) and (tokens[k].is_capitalised or tokens[k].text in ("&", "and")):
        if k > i + 1 and is_given_name(tokens[k].lower) and k + 1 < stop and tokens[k + 1].is_capitalised:
            return True
        k += 1
    return False


def is_given_name(word: str) -> bool:
    """Whether a word in lower case is known as a first name."""
    return word in tables.words("given_masculine") or word in tables.words("given_feminine")


def _role_near(tokens: tuple[Token, ...], i: int, stop: int) -> bool:
    for k in range(i, min(i + 4, stop)):
        low = tokens[k].lower
        if low == tokens[k].text and (low in lexicon.words("roles") or low in tables.words("organizations")):
            return True
        if low in lexicon.cues() or low in lexicon.DETERMINERS:
            return False
        if not tokens[k].is_word or low in lexicon.PREPOSITIONS or low in lexicon.AUXILIARIES or low in lexicon.PRONOUNS:
            return False
    return False


def _text(tokens: tuple[Token, ...], words: list[int]) -> str:
    """The words as they stand, a single space wherever white space stood, parentheses left out."""
    out = ""
    for n, k in enumerate(words):
        glued = n > 0 and tokens[k].start == tokens[words[n - 1]].end
        out += tokens[k].text if glued or not out else " " + tokens[k].text
    return out


def strip_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Titles and roles before a name, and the name: (["Rep."], ["Devin", "Nunes"])."""
    cut = 0
    for k, word in enumerate(words):
        low = word.lower().rstrip(".")
        is_area = low in AREAS and any(w.lower() in ("of", "for", "national") for w in words[max(0, k - 2) : k])
        is_title = low in lexicon.words("titles") or low in lexicon.words("roles") or word in ("Under", "of", "for") or is_area
        if is_given_name(low) and not is_title and k + 1 < len(words):
            break  # the name has begun: "Matt Baker" is no baker
        if is_title or (low == "general" and k > 0):
            cut = k + 1
    while cut < len(words) and words[cut].lower() in ("and", "of", "for", "&"):
        cut += 1
    if cut and words[cut - 1].lower() in ("of", "for"):
        given = next((k for k in range(cut + 1, len(words) - 1) if is_given_name(words[k].lower())), cut)
        cut = cut if is_given_name(words[cut].lower() if cut < len(words) else "") else given
    return words[:cut], words[cut:]


def is_organization(name: str, has_determiner: bool) -> bool:
    tokens = name.split()
    if outlet_of(name):
        return True
    if any(t.lower() in _ORG_WORDS for t in tokens):
        return not (len(tokens) == 2 and _has_given_name(tokens) and tokens[-1].lower() in _GEOGRAPHY)  # "Otis Lake"
    if len(tokens) == 1 and tokens[0].isupper() and 2 <= len(tokens[0]) <= 6:
        return True
    return has_determiner and len(tokens) >= 1 and not _has_given_name(tokens)


def _has_given_name(tokens: list[str]) -> bool:
    return len(tokens) > 1 and is_given_name(tokens[0].lower().rstrip("."))


def _classify(
    tokens: tuple[Token, ...], at: int, words: list[int], head_at: int | None, has_determiner: bool, owner: str | None, first: Token
) -> Phrase | None:
    last = words[-1]
    texts = [tokens[k].text for k in words]
    tail: list[int] = []
    if tokens[last].is_capitalised or tokens[last].text.lower() in SUFFIXES:
        cut = len(words)
        while cut > 0 and (tokens[words[cut - 1]].is_capitalised or tokens[words[cut - 1]].lower in JOINERS):
            cut -= 1
        # what follows the last lower-case word (a role) is the name
        _, named = strip_titles(texts[cut:])
        tail = words[len(words) - len(named) :] if named else []
    if tail:
        while tail and tokens[tail[0]].lower in PARTICLES and not tokens[tail[0]].is_capitalised and len(tail) > 1:
            break
        name = _text(tokens, tail)
        before = words[: len(words) - len(tail)]
        role = _text(tokens, before) or None
        led_by_role = role is not None
        if role and not any(tokens[k].is_capitalised or _is_role(tokens[k].lower) for k in before):
            role = None  # "an angry Stone"
        is_addressed = any(tokens[k].lower.rstrip(".") in _HONORIFICS for k in before)
        organization = is_organization(name, has_determiner and not led_by_role) and not (
            is_addressed or (led_by_role and _has_given_name(name.split()))
        )
        if led_by_role and not organization:
            return Phrase("person", name, role, at, last, name.split()[-1], owner)
        if organization:
            if not led_by_role and has_determiner and first.lower == "the":
                name = f"{first.text.capitalize()} {name}" if outlet_of(f"The {name}") else name
            return Phrase("organization", name, role, at, last, name.split()[-1].lower(), owner)
        if (not name[0].isupper() and not any(part[:1].isupper() for part in re.split("[ -]", name)[1:])) or (
            " " in name and name.isupper()
        ):
            return None
        return Phrase("person", name, role, at, last, name.split()[-1], owner)
    head = tokens[head_at].lower if head_at is not None else tokens[last].lower
    if tokens[last].lower in lexicon.words("titles") and head_at is None:
        head_at, head = last, tokens[last].lower
    if head_at is None and not has_determiner and owner is None:
        return None
    name = _text(tokens, words)
    if owner:
        name = f"{owner}{tokens_possessive(tokens, at, words)} {name}"
    is_role_head = head in lexicon.words("roles") or head in lexicon.words("titles")
    if head_at is None and not is_role_head:
        return Phrase("other", name, None, at, last, head, owner)
    kind = "description" if is_role_head else "organization"
    return Phrase(kind, name, None, at, last, head, owner)


def tokens_possessive(tokens: tuple[Token, ...], at: int, words: list[int]) -> str:
    """The possessive ending as the text writes it: ’s, 's or a bare apostrophe."""
    for k in range(at, words[0]):
        if tokens[k].is_possessive:
            return tokens[k].text[-2:]
        if tokens[k].text in "'’":
            return tokens[k].text
    return "'s"
