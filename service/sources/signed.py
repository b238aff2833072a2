"""Blocks of a page that name who wrote or said their words: embedded posts, block quotes with `<cite>`, `<footer>` or "— Name".

The signature says whose the words are, and is not part of them. So before the article is looked for, it is taken out of its block,
which is marked; when the text is there, the marks tell where each block stands in it. A block that is of a post and has no
signature that can be read is nobody's: it is surely not of whoever the article named last.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from service.knowledge.tables import words as known_words
from service.records import Attribution, Date, Document, Passage, Span, Speaker
from service.sources.days import day_of
from service.sources.embeds import last_words, stop_before
from service.sources.speakers import is_given, is_nobody
from service.sources.tables import entries, words
from service.sources.tidying import BREAK, classes, in_one_line, take_out, visible

OPEN, CLOSE, END = "\ue011", "\ue012", "\ue013"  # about the number of a signed block, before its words; and behind these
NEXT = "\ue015"  # before the first words of a block quote that does not go on with the one before it
_DASH = re.compile(r"\s{0,9}(?:[—–―]{1,9}|--|-(?=\s))\s{0,9}")
_LOOSE_DASH = re.compile(r"\s{0,9}[-~]\s{0,9}")
_ADDRESS = re.compile(r"\w+://|pic\.|\[[^\]]*\]$")  # what posts show of links and pictures
_BLOCKS = frozenset("p div blockquote ul ol section h1 h2 h3 h4 h5 h6".split())
_HANDLE = re.compile(r"[(\s]{0,9}(@[\w.@-]{1,80})[)\s]{0,9}")
_PICTURE = re.compile(r"//(?:www\.)?instagram\.com/(?:p|reel|tv)/")  # what older embeds make of a caption is a link to there
_LEAST_CAPTION = 4  # words
_FULL_NAME = 2  # words
_MOST_ROLE_WORDS = 10
_LEAST_PARTED = 2  # block quotes of a page
_LEAST_BETWEEN = 2  # words between two of them, which those of a notice are not ("Advertisement")
_UNSPOKEN = ("script", "style", "noscript", "template")
_MOST_CHARACTERS, _MOST_NAME_WORDS = 160, 7  # of a signature, and of a name
_PULLED = re.compile(
    r"pull-?_?quote|blockquote|quote-?block|wp-block-(?:pull)?quote|(?<!\S)(?:[a-z]{1,12}[-_]{1,2})?quote(?!\S)", re.IGNORECASE
)
_AT_END = re.compile(r"[.?!…”\"’')]\s{1,3}(?P<signed>[—–―]{1,3}\s{0,3}[^\s—–―][^—–―]{2,160})$")
_CREDIT = re.compile(r"attribution|credit|cite|author|byline|speaker|quote[-_\w]{0,12}(?:source|name|by|person)\b", re.IGNORECASE)
_OPENING, _CLOSING = ("“", '"', "‘"), ("”", '"', "’")
_NO_NAME = re.compile(r"https?:|[“”\"!?;]|\d{2}")
_GLUED = re.compile(
    r"(?<=[a-zà-ÿ]{3})(?<!\bFitz)(?=[A-ZÀ-Þ][a-zà-ÿ]{2})"
)  # where a role runs into a name ("Ada MossRetired pilot")
_BEHIND_PARAGRAPH = ("p", "span", "div", "cite")  # what goes on with a credit that is a paragraph
_BEHIND_CREDIT = ("span", "small", "cite")  # and with one within a line, where a role has an element of its own
_EMBEDDING = "embed"
_IN_WORK = re.compile(
    r"(?P<name>\S{1,40}(?:\s\S{1,40}){1,5}?)\s(?:in|at|from|via)(?:\s[^\n]{0,120})?$"
)  # where somebody wrote it: "Ann Ek in a letter"
_LINE = re.compile(r"^(?P<mark>[ \t]{0,3}>)?[ \t]*(?P<words>(?:[^\n]*[^ \t\n])?)[ \t]*$", re.MULTILINE)
_MARK = re.compile(f"{OPEN}([\ue020-\ue029]+){CLOSE}")
_DIGITS = {ord(str(digit)): 0xE020 + digit for digit in range(10)}  # no digits that would stay as words where the marks are lost
_NUMBERS = {mark: digit for digit, mark in _DIGITS.items()}


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs a block; `name` is None where it is signed by nobody that can be told."""

    name: str | None = None
    role: str | None = None
    date: str | None = None


def mark_signed(tree: Any) -> list[Signature]:
    """Take the signatures out of a page's signed blocks and mark each block with the number of its signature."""
    found: list[Signature] = []
    for block in list(tree.iter("blockquote", "figure", "aside", "div")):
        if block.getparent() is None or not _is_block(block):
            continue
        signature = _embedded(block) if classes(block) & words("post_classes") else _quote(block)
        if block.tag == "figure" or (block.tag == "aside" and signature is not None):
            block.tag = "div"  # of figures, the captions of pictures, and of asides nothing is read
        if signature is not None and any(isinstance(e.tag, str) and (e.text or "").strip() for e in block.iter()):
            _put_marks(block, len(found))
            found.append(signature)
    _part_quotes(tree)
    return found


def _part_quotes(tree: Any) -> None:
    """Mark each block quote between which and the one before it the page has words: they are two, though no library may keep these."""
    quotes = [block for block in tree.iter("blockquote") if next(block.iterancestors("blockquote"), None) is None]
    if len(quotes) < _LEAST_PARTED:
        return
    for block in _parted(tree, {*map(id, quotes)}, {id(e) for quote in quotes for e in quote.iter()}):
        if (said := next(_worded(block), None)) is not None:
            said.text = NEXT + said.text


def _parted(tree: Any, quotes: set[int], inside: set[int]) -> Iterator[Any]:
    """Yield the block quotes before which the page has words since the one before. `inside`: what is a block quote or stands in one."""
    between: int | None = None
    for element in tree.iter():
        if id(element) in quotes:
            if between is not None and between >= _LEAST_BETWEEN:
                yield element
            between = 0
        if between is not None:
            between += _words_of(element, is_read=id(element) not in inside)
            between += len((element.tail or "").split()) if id(element) in quotes or id(element) not in inside else 0


def _words_of(element: Any, *, is_read: bool) -> int:
    """Return how many words an element has itself, none where it is not read."""
    is_shown = is_read and isinstance(element.tag, str) and element.tag not in _UNSPOKEN
    return len((element.text or "").split()) if is_shown else 0


def _worded(block: Any) -> Iterator[Any]:
    """Yield the elements of a block with words of their own."""
    return (e for e in block.iter() if isinstance(e.tag, str) and (e.text or "").strip())


def stated(blocks: list[tuple[bool, str]], signatures: list[Signature]) -> tuple[str, tuple[Passage, ...]]:
    """Return the text of an article's blocks, block quotes as `> ` lines, and the passages of those that are signed.

    A signature stands under its block, so that the text shows it and evidence can point to it.
    """
    text = _Text()
    signatures = [*signatures, Signature()]
    number: int | None = None
    for n, (is_quoted, block) in enumerate(blocks):
        number = int(match[1].translate(_NUMBERS)) if (match := _MARK.search(block)) else number
        if number is None and NEXT in block and text.was_quoted:
            number = len(signatures) - 1  # what stands between is lost, and may have said whose the words are
        words = " ".join(_MARK.sub("", block).replace(END, "").replace(NEXT, "").split())
        if words:
            text.add(words, is_quoted=is_quoted or number is not None, signed=number)
        if number is not None and (END in block or _is_over(blocks[n + 1 : n + 2])):
            text.sign(signatures[number])
            number = None
    return text.text, tuple(text.passages)


def _is_over(following: list[tuple[bool, str]]) -> bool:
    """Return whether a signed block of which the end was lost ends before what follows."""
    return not following or not following[0][0] or NEXT in following[0][1] or bool(_MARK.search(following[0][1]))


def stated_in(text: str) -> tuple[Passage, ...]:
    """Return the passages of the block quotes of a plain text that are signed with "— Name", at their end or right under them."""
    if "> " not in text:
        return ()
    quotes = (quote for parts, under in _block_quotes(text) for quote in _apart(parts, under))
    return tuple(passage for parts, under in quotes if (passage := _signed_passage(parts, under)) is not None)


def _apart(parts: list[Span], under: Span | None) -> Iterator[tuple[list[Span], Span | None]]:
    """Yield the block quotes that stand one behind another, each of which a line within them signs."""
    start = 0
    for n, line in enumerate(parts[:-1], 1):
        signature = _signature(line.text) if n - start > 1 and _is_role(line.text) else None
        if signature and _is_full(signature.name):
            yield parts[start:n], None
            start = n
    yield parts[start:], under


def _block_quotes(text: str) -> Iterator[tuple[list[Span], Span | None]]:
    """Yield the lines of each block quote of a plain text without their marks, and the line that follows it."""
    parts: list[Span] = []
    for match in _LINE.finditer(text):
        line = Span(match.start("words"), match.end("words"), match["words"])
        if match["mark"]:
            parts += [line] if line.text else []
        elif line.text and parts:
            yield parts, line
            parts = []
    if parts:
        yield parts, None


def _signed_passage(parts: list[Span], under: Span | None) -> Passage | None:
    """Return the passage of a block quote that is signed on its last line or on the one under it; None for any other."""
    for signed, line in ((parts[:-1], parts[-1]), (parts, under)):
        signature = _signature(line.text) if signed and line else None
        if line and signature and signature.name:
            at = line.start + line.text.index(signature.name)
            evidence = Span(at, at + len(signature.name), signature.name)
            speaker = Speaker(signature.name, _kind(signature.name), signature.role, evidence)
            return Passage(tuple(map(_unmarked, signed)), Attribution(speaker))
    return _signed_in_line(parts)


def _signed_in_line(parts: list[Span]) -> Passage | None:
    """Return the passage of a block quote that is signed at the end of its last line; None for any other."""
    last = parts[-1]
    signed = _signed_at_end(last.text)
    if signed is None or signed[1].name is None or not signed[0]:
        return None
    said, signature = signed
    name = signed[1].name
    at = last.start + last.text.rindex(name)
    speaker = Speaker(name, _kind(name), signature.role, Span(at, at + len(name), name))
    spans = (*parts[:-1], Span(last.start, last.start + len(said), said))
    return Passage(tuple(map(_unmarked, spans)), Attribution(speaker))


def with_signed(document: Document) -> Document:
    """Return a document of plain text with the passages that are signed in it."""
    return replace(document, stated=stated_in(document.text))


def _unmarked(span: Span) -> Span:
    """Return a stretch without quotation marks about the whole of it."""
    inner = _without_marks(span.text)
    start = span.start + span.text.index(inner)
    return Span(start, start + len(inner), inner)


class _Text:
    """Puts blocks together, and keeps where the words of signed ones stand."""

    def __init__(self) -> None:
        self.text = ""
        self.passages: list[Passage] = []
        self.was_quoted = False
        self._parts: list[Span] = []

    def add(self, block: str, *, is_quoted: bool, signed: int | None = None) -> None:
        """Add a block; `signed`: the number of its signature."""
        joint = "" if not self.text else "\n>\n" if is_quoted and self.was_quoted and (signed is None or self._parts) else "\n\n"
        self.text += joint + ("> " if is_quoted else "")
        if signed is not None:
            inner = _without_marks(block)
            start = len(self.text) + block.index(inner)
            self._parts.append(Span(start, start + len(inner), inner))
        self.text += block
        self.was_quoted = is_quoted

    def sign(self, signature: Signature) -> None:
        """End a signed block."""
        parts, self._parts = tuple(self._parts), []
        if not parts:
            return
        speaker = date = None
        if signature.name:
            line = ", ".join(value for value in (signature.name, signature.role, signature.date) if value)
            self.add(f"— {line}", is_quoted=True)
            at = len(self.text) - len(line)
            evidence = Span(at, at + len(signature.name), signature.name)
            speaker = Speaker(signature.name, _kind(signature.name), signature.role, evidence)
        if signature.date:
            at = len(self.text) - len(signature.date)
            date = Date(signature.date, "stated", Span(at, at + len(signature.date), signature.date) if signature.name else None)
        self.passages.append(Passage(parts, Attribution(speaker, date)))
        self.was_quoted = True


def _embedded(block: Any) -> Signature | None:
    """Return the signature of an embedded post, and take from it and what stands around it the names by which libraries leave it out:
    those of figures, of embedding and of advertisements."""
    for around in block.iterancestors("figure", "div"):
        if around.tag == "figure" or _EMBEDDING in (around.get("class") or "").lower():
            around.tag = "div"
            around.attrib.clear()
    cited = next(iter(block.xpath("./cite")), None)
    told = _signature(_lines_of(cited), is_marked=True) if cited is not None else None
    signature = _post(block)
    if signature is not None and signature.name is None and told is not None:
        signature = replace(signature, name=told.name)
    if block.tag == "div":
        block.tag = "blockquote"
        block.attrib.clear()
    return signature


def _is_block(block: Any) -> bool:
    """Return whether an element is a block that may be signed, and holds no other such block."""
    if block.tag == "blockquote":
        return not any(_is_set_apart(a) and _credit(a) is not None for a in block.iterancestors("figure", "aside", "div"))
    return bool(classes(block) & words("post_classes")) or _is_set_apart(block)


def _is_set_apart(block: Any) -> bool:
    """Return whether an element is a figure, an aside or a division that sets a quotation apart."""
    if block.tag not in ("figure", "aside", "div"):
        return False
    return bool(_PULLED.search(block.get("class") or "")) or (block.tag == "figure" and block.find("./blockquote") is not None)


def _post(block: Any) -> Signature | None:
    """Return the signature of an embedded post, of which the words alone are left; None where it has no words, which then is taken out."""
    spoken = [p for p in block.iter("p") if _is_spoken(p)] or [p for p in block.iter("p") if _is_caption(p)]
    around = " ".join(" ".join(_around(block, spoken)).replace(BREAK, " ").split())
    day = day_of(around)
    for child in list(block):
        block.remove(child)
    block.text = None
    if not spoken:
        stop_before(block)
        take_out(block)
        return None
    for paragraph in spoken:
        paragraph.tail = None
        for link in list(paragraph.iter("a")):
            if _ADDRESS.match(in_one_line(link)):
                take_out(link)
            elif in_one_line(link) == in_one_line(paragraph):
                link.tag = "span"  # of what is nothing but links no library takes the words
        block.append(paragraph)
    return Signature(_name_in_post(around), None, day)


def _is_spoken(paragraph: Any) -> bool:
    """Return whether a paragraph of a post has words of its own, not those of a link to it or of a signature."""
    text = in_one_line(paragraph)
    if _DASH.match(text) and len(text) <= _MOST_CHARACTERS and (_HANDLE.search(text) or day_of(text)):
        return False
    if len(text) <= _MOST_CHARACTERS and paragraph.find(".//a") is not None and _lead(text.casefold()):
        return False
    linked = sum(len(in_one_line(link)) for link in paragraph.iter("a"))
    return len(in_one_line(paragraph)) > linked


def _is_caption(paragraph: Any) -> bool:
    """Return whether a paragraph of a post is nothing but a link to it whose words are what was written under a picture."""
    text = in_one_line(paragraph)
    link = paragraph.find(".//a")
    is_linked = link is not None and in_one_line(link) == text and bool(_PICTURE.search(link.get("href") or ""))
    return (
        is_linked
        and len(text.split()) >= _LEAST_CAPTION
        and text.casefold() not in entries("post_links")
        and not _lead(text.casefold())
    )


def _around(element: Any, spoken: list[Any]) -> Iterator[str]:
    """Yield the texts of an element outside some of its paragraphs, in order."""
    yield element.text or ""
    for child in element:
        if child not in spoken:
            yield from _around(child, spoken)
        yield child.tail or ""


def _name_in_post(text: str) -> str | None:
    """Return the account's owner as given, else the account."""
    plain = " ".join(visible(text).replace(BREAK, " ").split())
    plain = _DASH.sub("", plain, count=1) if _DASH.match(plain) else plain
    lead = _lead(plain.casefold())
    plain = plain[len(lead) :].strip()
    handle = _HANDLE.search(plain)
    if handle:
        return (_bare(plain[: handle.start()]).strip(" (–—-") or handle[1])[:_MOST_CHARACTERS]
    return _name(plain.split(",")[0].split(" on ")[0]) if lead else None


def _lead(text: str) -> str:
    """Return what stands before the name of whoever wrote a post, at the start of a text in lower case; empty where nothing does."""
    return next((lead for lead in sorted(entries("post_words"), key=len, reverse=True) if text.startswith(lead + " ")), "")


def _quote(block: Any) -> Signature | None:
    """Return the signature of a block quote, None where it has none; it is taken out of the block or from behind it."""
    credit = _credit(block)
    if credit is not None:
        return _taken(credit)
    loose = _loose(block)
    if loose and _DASH.match(loose[-1]) and (signature := _signature(loose[-1])):
        _drop_loose(block)
        return signature
    for element in (_last_paragraph(block), _behind(block)):
        if element is not None and _DASH.match(in_one_line(element)) and (signature := _signature(_lines_of(element))):
            take_out(element)
            return signature
    last = _last_paragraph(block)
    if last is not None and (signature := _under(block, last)):
        take_out(last)
        return signature
    return _last_line(block) or _small(block) or _at_end(block)


def _under(block: Any, paragraph: Any) -> Signature | None:
    """Return the signature that the last paragraph of a block is without a dash, None for one that is none."""
    return _credited(paragraph) or _emphasised(paragraph) or _loosely_dashed(paragraph) or _bare_named(block, paragraph)


def _small(block: Any) -> Signature | None:
    """Return the signature that small print at the end of a block is, where that is a name and perhaps a role; it is taken out."""
    small = next(iter(block.xpath("./small[last()] | ./p[last()]/small[last()]")), None)
    if small is None or last_words(block) is None or any(text.strip(f"{BREAK} \n\t") for text in _behind_it(small, block)):
        return None
    signature = _signature(_lines_of(small), is_marked=True)
    if signature is None or not _is_full(signature.name):
        return None
    take_out(small)
    return signature


def _behind_it(element: Any, block: Any) -> Iterator[str]:
    """Yield the texts of a block that stand behind an element in it."""
    while element is not block:
        yield element.tail or ""
        yield from ("".join(following.itertext()) for following in element.itersiblings() if isinstance(following.tag, str))
        element = element.getparent()


def _at_end(block: Any) -> Signature | None:
    """Return the signature at the end of the last sentence of a block, behind a dash: a full name; it is cut off."""
    found = last_words(block)
    if found is None:
        return None
    element, where = found
    signed = _signed_at_end(getattr(element, where).rstrip(f"{BREAK} \n\t"))
    if signed is not None:
        setattr(element, where, signed[0])
    return signed[1] if signed else None


def _signed_at_end(text: str) -> tuple[str, Signature] | None:
    """(the words, who signs) of a text that ends with a dash and a full name behind its last sentence; None for any other."""
    match = _AT_END.search(text[-_MOST_CHARACTERS:])
    signature = _signature(match["signed"]) if match else None
    if match is None or signature is None or not _is_full(signature.name):
        return None
    return text[: len(text) - len(match["signed"])].rstrip(), signature


def _is_full(name: str | None) -> bool:
    """Return whether a name has some words, each with a capital but for particles."""
    inner = (name or "").split()
    return len(inner) > 1 and all(word[0].isupper() or word.casefold() in words("particles") for word in inner)


def _taken(credit: Any) -> Signature:
    """Return what an element says of who is quoted, with what follows it of that; both are taken out."""
    tags = _BEHIND_PARAGRAPH if credit.tag == "p" else _BEHIND_CREDIT
    more = [e for e in credit.itersiblings() if e.tag in tags]
    text = BREAK.join(_lines_of(element) for element in (credit, *more))
    for element in (credit, *more):
        take_out(element)
    return _signature(text, is_marked=True) or Signature()


def _last_paragraph(block: Any) -> Any:
    """Return the last paragraph of a block, where it is not the first as well."""
    last = next(iter(block.xpath("./p[last()] | ./div[last()]")), None)
    return last if last is not None and last.getprevious() is not None else None


def _credited(paragraph: Any) -> Signature | None:
    """Return the signature that a paragraph is whose class says so, where it begins with a full name."""
    if not _CREDIT.search(paragraph.get("class") or ""):
        return None
    signature = _signature(_lines_of(paragraph), is_marked=True)
    return signature if signature and _is_full(signature.name) and not in_one_line(paragraph).endswith(("?", "!")) else None


def _emphasised(paragraph: Any) -> Signature | None:
    """Return the signature that a paragraph is which begins with a name in bold and has no more than a role behind it."""
    first = paragraph[0] if len(paragraph) else None
    if first is None or (paragraph.text or "").strip() or first.tag not in ("strong", "b", "em", "i"):
        return None
    if _begins_so(paragraph.getprevious(), first.tag):
        return None  # all of the block is set so
    name, rest = in_one_line(first).strip(" ,"), in_one_line(paragraph)[len(in_one_line(first)) :].strip()
    if not rest:  # the role is set so too
        name, comma, rest = name.partition(",")
        rest = comma + rest
    is_set_apart = rest[:1] in ("", ",", "–", "—", "|", "(") or (first.tail or "").strip().startswith(BREAK)
    return _signature(_lines_of(paragraph), is_marked=True) if _is_full(name) and is_set_apart and _is_role(rest) else None


def _bare_named(block: Any, paragraph: Any) -> Signature | None:
    """Return the signature that a paragraph is which is nothing but a full name and perhaps a role, under words in quotation marks, or
    under others where the role is an office."""
    text = in_one_line(paragraph)
    signature = _signature(_lines_of(paragraph), is_marked=True)
    if signature is None or not _is_full(signature.name) or not _is_role(text) or _NO_NAME.search(text):
        return None
    before = in_one_line(block)[: -len(text)].rstrip()
    is_quoted = before[:1] in _OPENING and before[-1:] in _CLOSING
    office = words("offices").intersection((signature.role or "").casefold().split())
    return signature if is_quoted or (office and before.endswith((".", "!", "?"))) else None


def _begins_so(paragraph: Any, tag: str) -> bool:
    """Return whether a paragraph begins with an element of a tag."""
    return paragraph is not None and bool(len(paragraph)) and paragraph[0].tag == tag and not (paragraph.text or "").strip()


def _is_role(text: str) -> bool:
    """Return whether what stands behind a name may be a role: a few words that end no sentence."""
    return not text.endswith((".", "?", "!")) and len(text.split()) <= _MOST_ROLE_WORDS


def _loosely_dashed(paragraph: Any) -> Signature | None:
    """Return the signature that a paragraph is which begins with a hyphen or a tilde right before a full name."""
    return _loosely_signed(_lines_of(paragraph))


def _loosely_signed(text: str) -> Signature | None:
    """Return the signature that a line is which begins with a hyphen or a tilde right before a full name."""
    begun = _LOOSE_DASH.match(text)
    signature = _signature(text[begun.end() :], is_marked=True) if begun and len(text) <= _MOST_CHARACTERS else None
    return signature if signature and _is_full(signature.name) and not text.endswith((".", "?", "!")) else None


def _last_line(block: Any) -> Signature | None:
    """Return the signature on the last line of a block, behind a line break."""
    holder = next(iter(block.xpath("./p[last()]")), block)
    text = holder.text if not len(holder) else holder[-1].tail
    head, mark, line = (text or "").rpartition(BREAK)
    signature = (_signature(line) if _DASH.match(line) else _loosely_signed(line)) if mark else None
    signature = signature or _under_quoted(head, line)
    if signature is None:
        return None
    if len(holder):
        holder[-1].tail = head
    else:
        holder.text = head
    return signature


def _under_quoted(head: str, line: str) -> Signature | None:
    """Return the signature that a line is which is a full name and perhaps a role under words in quotation marks."""
    is_quoted = head.strip()[:1] in _OPENING and head.strip(f"{BREAK} \n\t")[-1:] in _CLOSING
    told = _signature(line, is_marked=True) if is_quoted else None
    return told if told and _is_full(told.name) and _is_role(line.strip()) else None


def _credit(block: Any) -> Any:
    """Return the element of a block that says who is quoted in it, or None."""
    for path in ("./footer", ".//footer", "./cite", "./p/cite[last()]", "./figcaption", ".//cite"):
        found = block.xpath(path)
        if found:
            return found[-1]
    if not _is_set_apart(block) and not _PULLED.search(block.get("class") or ""):
        return None
    named = (
        e for e in block.iter("p", "span", "div", "small", "h4", "h5") if e is not block and _CREDIT.search(e.get("class") or "")
    )
    return next((e for e in named if len(in_one_line(e)) <= _MOST_CHARACTERS), None)


def _signature(text: str, *, is_marked: bool = False) -> Signature | None:
    """Return who signs with a text: a name, and perhaps a role after a comma or a break. None for what is no signature.

    `is_marked`: whether the page says that it is one, so that no dash has to.
    """
    plain = visible(text)
    dash = _DASH.match(plain)
    if (not dash and not is_marked) or len(plain) > _MOST_CHARACTERS:
        return None
    plain = _GLUED.sub(BREAK, plain[dash.end() :] if dash else plain)
    first, *rest = [part.strip() for part in re.split(rf"{BREAK}|,|\s[|·]\s|\s[–—]\s", plain) if part.strip()] or [""]
    first = match["name"] if (match := _IN_WORK.match(first)) else first
    before, first = _office_before(first)
    first, office = _without_office(first)
    handle = _HANDLE.search(first)
    name = _name(first[: handle.start()] or handle[1] if handle else first)
    if name is None:
        return None
    return Signature(name, ", ".join(filter(None, (before, office, *rest)))[:_MOST_CHARACTERS] or None)


def _office_before(signed: str) -> tuple[str, str]:
    """(office, the rest) of words in which an office that ends with a small letter stands before a whole name: "Harbour master Ada Moss"."""
    inner = signed.split()
    at = max((n for n, word in enumerate(inner, 1) if word[0].islower() and word not in words("particles")), default=0)
    is_name = len(inner) - at >= _FULL_NAME and all(word[0].isupper() or word in words("particles") for word in inner[at:])
    is_before = at > 1 and is_name and inner[0][0].isupper() and not is_given(inner[0].casefold())
    return (" ".join(inner[:at]), " ".join(inner[at:])) if is_before else ("", signed)


def _without_office(signed: str) -> tuple[str, str]:
    """(name, office) of words in which an office goes on behind a whole name with no mark between: "Ada Moss Chairman of the guild"."""
    inner = signed.split()
    at = next((k for k in range(_FULL_NAME, len(inner) - 1) if inner[k].casefold() in words("signed_offices")), len(inner))
    return " ".join(inner[:at]), " ".join(inner[at:])


def _name(text: str) -> str | None:
    """Return a name of some words, the first of them with a capital if its script has any; None for what is no name."""
    name = _bare(text).strip(" .:")
    inner = name.split()
    if not inner or len(inner) > _MOST_NAME_WORDS or is_nobody(name) or _NO_NAME.search(name):
        return None
    return None if inner[0][:1].islower() and not name.startswith("@") and not _is_of_particles(inner) else name


def _is_of_particles(inner: list[str]) -> bool:
    """Return whether a name that begins with a small letter does so with a particle, and has a capital further on: "van der Tarn"."""
    return inner[0].casefold() in words("particles") and any(word[0].isupper() for word in inner)


def _bare(text: str) -> str:
    """Return text without the pictures that accounts have in their names."""
    return " ".join("".join(c for c in text if unicodedata.category(c) not in ("So", "Sk", "Mn", "Cn")).split())


def _kind(name: str) -> str:
    """Return the type of a speaker by its name: an organization has the word for one in it."""
    return "organization" if any(word.casefold() in known_words("organizations") for word in name.split()) else "person"


def _behind(block: Any) -> Any:
    """Return the paragraph that follows a block, where it is short enough for a signature."""
    following = block.getnext()
    is_near = following is not None and following.tag == "p" and not (block.tail or "").strip()
    return following if is_near and len(in_one_line(following)) <= _MOST_CHARACTERS else None


def _loose(block: Any) -> list[str]:
    """Return the text that stands in a block itself behind its paragraphs."""
    return [text for child in block if child.tag in _BLOCKS and (text := (child.tail or "").strip(f" \n\t{BREAK}"))]


def _drop_loose(block: Any) -> None:
    """Drop the text that stands in a block itself behind its paragraphs."""
    for child in block:
        if child.tag in _BLOCKS:
            child.tail = None


def _put_marks(block: Any, number: int) -> None:
    """Put the number of a signature before the first words of a block, and a mark behind the last."""
    first = next(_worded(block))
    first.text = f"{OPEN}{str(number).translate(_DIGITS)}{CLOSE}{first.text}"
    last, where = last_words(block) or (first, "text")
    setattr(last, where, getattr(last, where) + END)


def _lines_of(element: Any) -> str:
    """Return the text of an element, its inner elements set apart as lines are."""
    return BREAK.join(" ".join(text.split()) for text in element.itertext() if text.strip())


def _without_marks(block: str) -> str:
    """Return a text without quotation marks about the whole of it."""
    is_quoted = len(block) > 2 and (block[0], block[-1]) in (("“", "”"), ('"', '"'))
    return block[1:-1] if is_quoted else block
