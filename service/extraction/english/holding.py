"""What a text says that somebody is, so that nobody else of it is called so: "Ada Stone is the only vet on the island". Pure."""

from __future__ import annotations

import re

from service.extraction.english import lexicon

_ANYBODY = lexicon.union("anybody", "kin", "one_of_many")
_BYSTANDERS = lexicon.words("bystanders")
_NOUN = rf"((?:[a-z-]+ ){{0,2}}?[a-z-]+)(?: left)?(?=[,.;]|\s(?:{lexicon.alternatives(lexicon.PREPOSITIONS)})\b)"
_ONLY = lexicon.alternatives(lexicon.words("only_one"))
_IS_ONLY = re.compile(
    rf"\s(?:{lexicon.alternatives(lexicon.lines('being_one') + lexicon.lines('having_been_one'))}) (?:{lexicon.THE} )?(?:[\w’'-]+[’']s )?(?:{_ONLY}) {_NOUN}"
)
_IS_ONE = re.compile(rf"\s(?:{lexicon.alternatives(lexicon.lines('being_one'))}) an? {_NOUN}")
_OTHERS = rf"\b(?:{lexicon.alternatives(lexicon.words('others_of_a_kind'))}) (?:[a-z-]+ ){{0,2}}?"
_REACH = 8000  # characters before and behind in which another of that kind may be told of
_PAST = lexicon.words("past_prefixes")


def role_held(text: str, end: int) -> str | None:
    """Return the noun for what a name that ends at an offset is said to be ("is the only vet on the island", "is a vet"), or None.

    None as well where the text tells of another of that kind ("a vet from the mainland"), and for those whom any story has.
    """
    match = _IS_ONLY.match(text, end)
    not_alone = _ANYBODY
    if match is None:
        match, not_alone = _IS_ONE.match(text, end), _ANYBODY | _BYSTANDERS
    if match is None:
        return None
    *before, noun = match[1].split()
    near = text[max(0, end - _REACH) : match.start()] + text[match.end(1) : end + _REACH]
    is_another = re.search(rf"{_OTHERS}{re.escape(noun)}\b", near, re.IGNORECASE)
    return None if noun in not_alone or is_another or not _PAST.isdisjoint(before) else noun
