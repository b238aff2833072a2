"""Which words in quotation marks somebody uttered, and which are titles, terms, nicknames and scare quotes."""

from __future__ import annotations

import re

from service.extraction.english import lexicon
from service.extraction.page.clause import Clue
from service.extraction.page.frames import Frame

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_SMALL = frozenset("a an the of in on at for to and or but with from by as is are be vs".split())
_FINITE = frozenset(
    "is are was were am be been has have had do does did will would can could may might must shall should isn't aren't wasn't weren't don't"
    " doesn't didn't won't can't couldn't shouldn't wouldn't i'm you're he's she's it's we're they're that's there's i've we've i'll we'll"
    " let's said says say think know want need go get got make made come take see".split()
)
_SUBJECTS = frozenset("i you he she it we they this that there who what".split())
_LABELS = frozenset(
    "call dub label describe term called calls calling dubbed labeled labelled labels branded titled entitled named nicknamed termed known described describes so-called".split()
)
_NAMES_A_WORK = frozenset(
    "titled entitled headlined called named dubbed nicknamed book novel memoir film movie documentary song album show series programme program"
    " podcast play episode article essay column report hashtag slogan headline heading section chapter magazine bestseller hit single poem"
    " musical exhibition headlines sign signs banner banners shirt t-shirt t-shirts hat hats sticker stickers bumper slogans motto titles"
    " anthem hymn ballad commentary thriller poster genre word words term terms phrase category".split()
)
_ON_A_SIGN = frozenset(
    "sign signs banner banners shirt shirts t-shirt t-shirts hat hats cap caps sticker stickers slogan hashtag poster posters placard placards".split()
)
_SHOWS = frozenset(
    "read reads reading say says said saying that with bearing declaring proclaiming proclaimed featuring calling words".split()
)
_NAMES_A_TERM = frozenset("known called dubbed termed so-called hashtag phrase term nicknamed slogan".split())
_WRITINGS = frozenset(
    "commentary column op-ed editorial essay article piece book memoir novel song poem report paper study speech".split()
)
_AFTER_A_TITLE = frozenset("is was has star stars actor actress creator host hosts director author writer singer cast fans".split())
_LONGEST_TITLE = 16  # words, of a title with a subtitle
_LONG_ENOUGH = (
    4  # words from which marks hold somebody's words unless something says otherwise: few terms and nicknames are so long
)
_PULLED = 40  # characters; shorter words may well be said twice
_HEADING = 160  # characters of a headline at most


def words_of(text: str) -> list[str]:
    """The words of a text; of a script without spaces every character counts for one."""
    spaceless = _SPACELESS.findall(text)
    return _WORD.findall(text) if not spaceless else [*_WORD.findall(_SPACELESS.sub(" ", text)), *spaceless]


def is_title(text: str, frame: Frame, k: int) -> bool:
    """Whether the k-th stretch of a frame is made like the title of a work or programme and stands like one."""
    stretch = frame.stretches[k]
    inner = text[stretch.start : stretch.end]
    words = words_of(inner)
    if not words:
        return False
    before = _before(frame, k)
    after = frame.text[frame.places[k] + 1 : frame.places[k] + 40].split()
    if (
        not before
        and len(after) > 1
        and after[0] == "by"
        and after[1][:1].isupper()
        and not any(w in lexicon.cues() for w in after)
    ):
        return True  # "…" by Ada Byrne
    led = [w.lower().strip(",:;") for w in before[-3:]]
    is_led = bool(led) and (led[-1] in _NAMES_A_WORK or led[-2:] == ["author", "of"] or led[-2:] == ["co-author", "of"])
    if len(words) > (_LONGEST_TITLE if is_led else 9) or (inner[-1] in "?!" and len(words) > 4):
        return False
    significant = [w for w in words if w.lower() not in _SMALL]
    is_titled = bool(significant) and all(w[0].isupper() or w[0].isdigit() for w in significant)
    if (
        is_titled
        and len(words) <= 4
        and led
        and before[-1][0].isupper()
        and before[-1][-1].isalpha()
        and after
        and after[0][0].isupper()
    ):
        return True  # a nickname inside a name
    if not led:
        is_followed = bool(after) and after[0].lower() in _AFTER_A_TITLE
        return is_titled and len(words) <= 6 and is_followed and not _starts_speech(words)
    owner = led[-1].endswith(("’s", "'s", "s'", "s’"))
    if is_titled and (owner or led[-1] in _NAMES_A_WORK or led[-1] in ("on", "the", "in", "of", "a", "hosts", "host")):
        return True
    if led[-1] in ("titled", "entitled", "headlined", "hashtag", "nicknamed"):
        return True
    if is_titled and any(w in _NAMES_A_WORK for w in led) and led[-1] not in ("said", "says"):
        return True
    if (
        before[-1][-1] == ","
        and led[-1] in _WRITINGS
        and len(after) > 0
        and after[0].lower() in ("is", "was", "in", "on", "about", "by")
    ):
        return True  # "her commentary, “…,” is thoughtful"
    ends_clause = before[-1][-1] in ",:" and led[-1] in lexicon.cues()
    return is_titled and len(significant) >= 2 and not ends_clause and not _looks_spoken(words) and led[-1] not in lexicon.cues()


def is_utterance(text: str, frame: Frame, k: int, clue: Clue | None) -> bool:
    """Whether somebody uttered the words, given the clause found to attribute them."""
    stretch = frame.stretches[k]
    inner = text[stretch.start : stretch.end]
    words = words_of(inner)
    if not words:
        return False
    n = len(words)
    before = _before(frame, k)
    last = before[-1].lower() if before else ""
    led = {w.lower().strip(",.:;()") for w in before[-4:]}
    is_sign = bool(led & _ON_A_SIGN) and last.strip(",:") in _ON_A_SIGN | _SHOWS
    if n <= 8 and (is_sign or (clue is not None and clue.phrase.head in _ON_A_SIGN)):
        return False
    if inner.isupper() and n > 1 and not _is_embedded(frame, k):
        return False  # a heading in capitals
    if clue is not None and clue.is_direct and not clue.is_before:
        return n >= 2 or stretch.is_single is False
    if n == 1:
        return clue is not None and clue.is_direct and last.endswith((",", ":"))
    if n >= _LONG_ENOUGH and not (led & _NAMES_A_TERM):
        return True
    if clue is None and not stretch.is_single and inner[0].isupper() and inner[-1] in ".?!" and _fills_paragraph(frame):
        return True  # "Both," he said. / "You are certain?"
    if clue is None:
        return False
    if last.endswith((":", ",")) and clue.is_direct:
        return True
    if last in _LABELS or clue.verb in _LABELS:
        return n >= 3 or (clue.is_before and last in _LABELS and n >= 2)
    if n <= 4 and not _looks_spoken(words):
        is_article = last in ("a", "an", "the", "his", "her", "their", "its", "so-called", "this", "of", "as")
        return not is_article and n >= 2
    return n >= 3 or _looks_spoken(words)


def _before(frame: Frame, k: int) -> list[str]:
    """The words of the frame before its k-th stretch, within the sentence."""
    sentence = frame.sentences[frame.sentence_at(frame.places[k])]
    return frame.text[max(sentence.start, frame.places[k] - 160) : frame.places[k]].split()


def _fills_paragraph(frame: Frame) -> bool:
    """Whether a paragraph is nothing but one quotation."""
    return len(frame.text.strip()) == 1


def _is_embedded(frame: Frame, k: int) -> bool:
    """Whether the narrator's words go on right before or after within the sentence."""
    sentence = frame.sentences[frame.sentence_at(frame.places[k])]
    before = frame.text[sentence.start : frame.places[k]].strip()
    after = frame.text[frame.places[k] + 1 : sentence.end].strip(" .,;:")
    return bool(before) or bool(after)


def _looks_spoken(words: list[str]) -> bool:
    lower = [w.lower().replace("’", "'") for w in words]
    return any(w in _FINITE for w in lower) or (lower[0] in _SUBJECTS and len(words) > 1) or "n't" in " ".join(lower)


def _starts_speech(words: list[str]) -> bool:
    return words[0].lower() in _SUBJECTS
