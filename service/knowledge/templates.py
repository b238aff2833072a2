"""Compile templates of phrases to regular expressions and search rendered words for them.

A template is a line of elements with a space between them:

- a word, `@list` for any word of a named list, alternatives of both with `/` between them; `?` behind makes an element optional;
- `~` up to six words of one clause, `~2` up to two; `~~` up to fourteen words and marks of one sentence;
- `^` the start of the text or of a sentence in it, `,` a comma; further shapes belong to the language that compiles.

A text is rendered with a space behind each word and mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

BAR = "|"
"""What ends a sentence in a rendered text."""
_FEW, _MANY = 6, 14  # words that "~" and "~~" may stand for
_SHAPES = {"^": rf"(?:^|(?<=\{BAR}\ ))", ",": r",\ "}


@dataclass(frozen=True)
class Template:
    """A template. `needed`: for each element that may not be left out, the words one of which must be there, the fewest first.

    `expression`: the regular expression, which is compiled when a text first has what is needed; most never are.
    """

    needed: tuple[frozenset[str], ...]
    expression: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self.expression, re.IGNORECASE)


@dataclass(frozen=True)
class Templates:
    """Templates in their order, with those that each word of a text may lead to.

    `by_word`: {word: numbers of the templates that need one of few words, of which it is one}; `always`: of those that need none.
    """

    templates: tuple[Template, ...]
    by_word: Mapping[str, tuple[int, ...]]
    always: frozenset[int]

    @classmethod
    def of(cls, templates: Iterable[Template]) -> Templates:
        """Return templates by the words that each needs, of which the element with the fewest tells it from others best."""
        kept = tuple(templates)
        by_word: dict[str, tuple[int, ...]] = {}
        for number, template in enumerate(kept):
            for word in next(iter(template.needed), ()):
                by_word[word] = (*by_word.get(word, ()), number)
        return cls(kept, by_word, frozenset(n for n, template in enumerate(kept) if not template.needed))

    def search(self, text: str, words: frozenset[str]) -> re.Match[str] | None:
        """Return the match of the first template that a rendered text holds. `words`: those of the text, in lower case."""
        for number in sorted(self.always.union(*(self.by_word[word] for word in self.by_word.keys() & words))):
            template = self.templates[number]  # what it needs first is there
            if not any(map(words.isdisjoint, template.needed[1:])) and (found := template.pattern.search(text)):
                return found
        return None


class Words(NamedTuple):
    """What elements of templates stand for. `lists`: name → the words of a list; `shapes`: further elements with their patterns.

    `breaks`: words that end a clause, which "~" never stands for; `folded`: characters that "~~" never stands for.
    """

    lists: Callable[[str], frozenset[str]]
    breaks: frozenset[str]
    shapes: Mapping[str, str]
    folded: str = ""

    def compiled(self, lines: Iterable[str], ending: str = "") -> Templates:
        """Return templates, each followed by the pattern `ending`."""
        return Templates.of(self._template(line, ending) for line in lines)

    def _template(self, line: str, ending: str) -> Template:
        parts = [self._element(element) for element in line.split()]
        start = r"(?<!\S)"
        needed = sorted((words for _, words in parts if words), key=len)
        return Template(tuple(needed), start + "".join(part for part, _ in parts) + ending)

    def _element(self, element: str) -> tuple[str, frozenset[str] | None]:
        """Return the pattern of an element, and the words one of which it needs."""
        shape = self.shapes.get(element) or _SHAPES.get(element)
        if shape is not None:
            return shape, None
        if element == "~~":
            return rf"(?:[^\s{self.folded}\{BAR}]+\ ){{0,{_MANY}}}?", None
        if element.startswith("~"):
            word = rf"(?:(?!(?:{alternatives(self.breaks)})\ )[\w’'‘.&-]+\ )"
            return rf"{word}{{0,{int(element[1:] or _FEW)}}}?", None
        choices = self._choices(element.removesuffix("?"))
        pattern = rf"(?:{alternatives(choices)})\ "
        return (f"(?:{pattern})?", None) if element.endswith("?") else (pattern, choices)

    def _choices(self, element: str) -> frozenset[str]:
        """Return the words that an element stands for."""
        found: set[str] = set()
        for one in element.split("/"):
            found |= self.lists(one[1:]) if one.startswith("@") else {one}
        return frozenset(found)


def alternatives(entries: Iterable[str]) -> str:
    """Return a regular expression, to be put into a group, that matches any of some entries, the longest first."""
    return "|".join(map(re.escape, sorted(entries, key=lambda entry: (-len(entry), entry))))
