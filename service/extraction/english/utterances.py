"""Which words in quotation marks somebody uttered, and which are titles, terms, nicknames and scare quotes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from service.extraction.english import lexicon
from service.extraction.english.scanning import DASHES
from service.extraction.page.clause import Clue
from service.extraction.page.frames import Frame

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_SPACELESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")  # kana, Han, Hangul, Thai
_SMALL = lexicon.words("small_words")
_FINITE = lexicon.FINITE_AUXILIARIES | lexicon.words("contractions", "common_verbs")
_SUBJECTS = lexicon.PRONOUNS | lexicon.words("other_subjects")
_LABELS = lexicon.words("naming", "titling", "terming", "labelling") | {lexicon.TERM}
_NAMES_A_TERM = lexicon.words("naming", "terming", "term_nouns")
_NAMES_A_WORK = lexicon.words("naming", "titling", "headlining", "term_nouns", "writings", "works", "signs")
_ON_A_SIGN = lexicon.words("signs", "other_signs", "sign_terms")
_SHOWS = _ON_A_SIGN | lexicon.words("sign_verbs")
_INSCRIBED, _WRITTEN_PLACES = lexicon.words("inscribed"), lexicon.words("written_places")
_PUBLISHED = frozenset(("printed", "written"))  # which words are that somebody says in a paper or a letter, too
_WITH, _ITSELF = "with", frozenset(("it", "them"))
_FITTING = lexicon.words("fitting")
_PUBLISHING = lexicon.words("publishing")
_WRITINGS = lexicon.words("writings", "other_writings")
_JUDGING = lexicon.words("judging")
_SINGING = lexicon.words("singing")
_BARE_TITLING = lexicon.words("bare_titling")
_TITLE_LEADS = lexicon.words("title_leads")
_AFTER_A_TITLE = lexicon.words("after_a_title")
_AFTER_A_WRITING = lexicon.words("after_a_writing")
_AUTHORS = lexicon.words("title_authors")
_PLAIN_SAYING = lexicon.words("plain_saying")
_TERM_LEADS = lexicon.words("term_leads")
_OWNER_ENDINGS = (*lexicon.POSSESSIVE_ENDINGS, "s'", "s’")
_READ_AFTER = 39  # characters after a quotation that are read for what it is
_READ_AROUND = 9  # characters around a quotation that are read for what stands next to its paragraph
_ANNOUNCES, _OPENING = (
    (":", "”", '"', "»"),
    ("“", '"', "«", "—", "–", "-"),
)  # ends of the paragraph before, starts of the one behind
_READ_BEFORE = 160  # characters before a quotation that are read for what it is
_LONGEST_TITLE = 9  # words
_LONGEST_LED_TITLE = 16  # words, of a title with a subtitle that is called one
_LONGEST_OPENING_TITLE = 6  # words, of a title that opens a sentence
_LONGEST_NICKNAME = 4  # words
_LONGEST_TITLE_ASKING = 4  # words, of a title that ends with a question or exclamation mark
_LONGEST_SIGN = 8  # words
# words from which marks hold somebody's words unless something says otherwise: few terms and nicknames are so long
_NARRATIVES, _ENTITLING, _EXAMPLES = lexicon.words("narratives"), lexicon.words("entitling"), lexicon.words("examples")
_TITLED_WORKS = lexicon.words("works", "writings")
_LONGEST_SOURCE_LINE = 80  # characters of them
_LONGEST_SOURCE = 9  # words of the outlet and the date behind the title of an article
_MONTH_NAME = rf"(?:{lexicon.alternatives(month.capitalize() for month in lexicon.MONTHS)})\.?"
_WITH_DAY = re.compile(
    rf", (?:(?:the )?[A-Z][\w’'.&-]*,? ){{0,5}}(?:\d{{1,2}} {_MONTH_NAME}|{_MONTH_NAME} \d{{1,2}})(?:,? \d{{4}})?(?:, p(?:age )?\d{{1,3}})?\)"
)  # of an article, its outlet before it or not
_YEAR = re.compile(r"(?:19|20)\d\d[.)]?")
_ACCOUNT = ("@", "(@")  # how the account of whoever signs a post begins
_TITLED = _ENTITLING - lexicon.words("terming", "naming", "labelling")
_FAR = 10  # words before among which "entitled" stands, with an aside behind it
_COMPOUNDS, _LANGUAGES, _TRANSLATING = lexicon.words("compounds"), lexicon.words("languages"), lexicon.words("translating")
_HEADINGS, _PERCENTS = lexicon.words("heading_nouns"), lexicon.words("percents")
_LONGEST_TERM = 5  # words, of one that is said to be called so
_LONGEST_COMPOUND = 3  # words, of one that a noun goes on from
_LONGEST_HEADING = 12  # words
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]\s)?\S")  # a paragraph that is one quotation, maybe with a number
_HEADLINED, _SO_CALLED, _FOR, _AS, _SUCH = "headlined", "so-called", "for", "as", "such"
_TOLD = "told"
_WORD_NOUNS = lexicon.words("term_nouns", "single_words")
_DISTANT = 6  # words before "called" among which the work stands
_LONG_ENOUGH = 4
_LONGER_THAN_TERMS = 9  # words, from which no term is so long behind a colon


@dataclass(frozen=True, slots=True)
class _Marked:
    """Words in quotation marks, with the words before them in the sentence."""

    frame: Frame
    k: int
    inner: str
    words: list[str]
    before: list[str]  # with the marks at them
    stands_alone: bool  # no colon announces the words, and no other words in marks stand next to them
    led: list[str]  # the last three of them, in lower case

    @property
    def is_single(self) -> bool:
        """Whether the marks are single ones."""
        return self.frame.stretches[self.k].is_single

    @property
    def last(self) -> str:
        """The last word before in lower case, with the marks at it; empty where there is none."""
        return self.before[-1].lower() if self.before else ""

    @property
    def near(self) -> set[str]:
        """The last four words before, in lower case."""
        return {w.lower().strip(",.:;()") for w in self.before[-4:]}

    @property
    def after(self) -> list[str]:
        """The words behind, with the marks at them."""
        start = self.frame.places[self.k] + 1
        return self.frame.text[start : start + _READ_AFTER].split()

    @property
    def significant(self) -> list[str]:
        """The words that are capitalised in titles."""
        return [w for w in self.words if w.lower() not in _SMALL]

    @property
    def is_titled(self) -> bool:
        """Whether the words are written as those of a title are."""
        significant = self.significant
        return bool(significant) and all(w[0].isupper() or w[0].isdigit() for w in significant)


def _marked(text: str, frame: Frame, k: int) -> _Marked:
    """Return the k-th stretch of a frame with what stands before it."""
    stretch, place = frame.stretches[k], frame.places[k]
    inner = text[stretch.start : stretch.end]
    sentence = frame.sentences[frame.spots[k][0]]
    before = frame.text[max(sentence.start, place - _READ_BEFORE) : place].split()
    around = (
        text[max(0, stretch.start - _READ_AROUND) : stretch.start - 1].rstrip(),
        text[stretch.end + 1 : stretch.end + _READ_AROUND],
    )
    stands_alone = not around[0].endswith(_ANNOUNCES) and not around[1].lstrip().startswith(_OPENING)
    return _Marked(frame, k, inner, words_of(inner), before, stands_alone, [w.lower().strip(",:;") for w in before[-3:]])


def words_of(text: str) -> list[str]:
    """Return the words of a text; of a script without spaces every character counts as one."""
    spaceless = _SPACELESS.findall(text)
    return _WORD.findall(text) if not spaceless else [*_WORD.findall(_SPACELESS.sub(" ", text)), *spaceless]


# --- titles -------------------------------------------------------------------------------------------------------------


def is_title(text: str, frame: Frame, k: int) -> bool:
    """Return whether the k-th stretch of a frame is made like the title of a work or programme and stands like one."""
    marked = _marked(text, frame, k)
    if not marked.words:
        return False
    for rule in _TITLE_RULES:
        told = rule(marked)
        if told is not None:
            return told
    return False


def _by_author(marked: _Marked) -> bool | None:
    """“…” by Ada Byrne."""
    after = marked.after
    if marked.before or len(after) < 2 or after[0] != lexicon.BY or not after[1][:1].isupper():
        return None
    return None if any(w in lexicon.CUES for w in after) else True


def _too_long(marked: _Marked) -> bool | None:
    """No title is so long, or asks at such length."""
    led, count = marked.led, len(marked.words)
    is_of_author = len(led) > 1 and led[-1] == lexicon.OF and led[-2] in _AUTHORS
    is_led = is_of_author or (bool(led) and led[-1] in _NAMES_A_WORK)
    if count > (_LONGEST_LED_TITLE if is_led else _LONGEST_TITLE):
        return False
    is_asking = marked.inner[-1] in "?!" and count > _LONGEST_TITLE_ASKING
    return False if is_asking and not (is_led and marked.is_titled) else None


def _nickname(marked: _Marked) -> bool | None:
    """Dwayne “The Rock” Johnson."""
    before, after = marked.before, marked.after
    if not before or not after or len(marked.words) > _LONGEST_NICKNAME or not marked.is_titled:
        return None
    is_inside_name = before[-1][0].isupper() and before[-1][-1].isalpha() and after[0][0].isupper()
    return True if is_inside_name else None


def _opens_sentence(marked: _Marked) -> bool | None:
    """“The Long Haul” star Ada Byrne said. Words that open a sentence are a title only so."""
    if marked.led:
        return None
    is_followed = bool(marked.after) and marked.after[0].lower() in _AFTER_A_TITLE
    is_short = marked.is_titled and len(marked.words) <= _LONGEST_OPENING_TITLE
    return is_short and is_followed and not _starts_speech(marked.words)


def _led_by_owner_or_work(marked: _Marked) -> bool | None:
    """Byrne’s “The Long Haul”, the film “The Long Haul”, host of “The Long Haul”."""
    last = marked.led[-1]
    is_led = last.endswith(_OWNER_ENDINGS) or last in _NAMES_A_WORK or last in _TITLE_LEADS
    return True if marked.is_titled and is_led else None


def _bare(marked: _Marked) -> bool | None:
    """Return the album titled “we sail at noon”."""
    return True if marked.led[-1] in _BARE_TITLING else None


def _led_by_distant_work(marked: _Marked) -> bool | None:
    """Return the film, called a failure, “The Long Haul”."""
    is_led = any(w in _NAMES_A_WORK for w in marked.led) and marked.led[-1] not in _PLAIN_SAYING
    return True if marked.is_titled and is_led else None


def _commentary(marked: _Marked) -> bool | None:
    """Her commentary, “…,” is thoughtful."""
    if not (marked.before[-1][-1] == "," and marked.led[-1] in _WRITINGS and marked.after):
        return None
    return True if marked.after[0].lower() in _AFTER_A_WRITING else None


def _published(marked: _Marked) -> bool | None:
    """Stone wrote “A Short History of Piers” in 2011."""
    if marked.led[-1] not in _PUBLISHING or marked.last.endswith((",", ":")):
        return None
    is_open = marked.inner[-1].isalnum()
    may_be_speech = marked.led[-1] in lexicon.CUES - _SINGING and _looks_spoken(marked.words)
    return True if marked.is_titled and is_open and len(marked.significant) >= 2 and not may_be_speech else None


def _told_to(marked: _Marked) -> bool | None:
    """Stone told “Good Morning Skarn” that she would stay: a programme."""
    is_told = marked.led[-1] == _TOLD and not marked.last.endswith((",", ":")) and marked.inner[-1].isalnum()
    return True if is_told and marked.is_titled and len(marked.significant) >= 2 else None


def _made_like_title(marked: _Marked) -> bool | None:
    """Return two or more words written as in a title, after no verb of speech and without a verb of their own."""
    if not marked.is_titled or len(marked.significant) < 2 or marked.led[-1] in lexicon.CUES:
        return False
    return not _looks_spoken(marked.words)


# in order: the first that tells decides
_TITLE_RULES: tuple[Callable[[_Marked], bool | None], ...] = (
    _by_author,
    _too_long,
    _nickname,
    _opens_sentence,
    _led_by_owner_or_work,
    _bare,
    _led_by_distant_work,
    _commentary,
    _published,
    _told_to,
    _made_like_title,
)


# --- utterances ---------------------------------------------------------------------------------------------------------


def is_utterance(text: str, frame: Frame, k: int, clue: Clue | None) -> bool:
    """Return whether somebody uttered the words of the k-th stretch of a frame, given the clause found to attribute them."""
    marked = _marked(text, frame, k)
    if not marked.words:
        return False
    rules = _RULES if clue is None else _RULES_WITH_CLUE
    for rule in rules:
        told = rule(marked, clue)
        if told is not None:
            return told
    return False


def _on_a_sign(marked: _Marked, clue: Clue | None) -> bool | None:
    """Return a banner reading “Sail at Noon”."""
    if len(marked.words) > _LONGEST_SIGN:
        return None
    if clue is not None and clue.is_direct and clue.is_before and marked.last.endswith(":") and clue.verb in lexicon.CUES:
        return None  # "Holding a sign, Stone said: “…”"
    is_shown = bool(marked.near & _ON_A_SIGN) and marked.last.strip(",:") in _SHOWS
    return False if is_shown or (clue is not None and clue.phrase.head in _ON_A_SIGN) else None


def _written_on_a_thing(marked: _Marked, clue: Clue | None) -> bool | None:
    """Return a van with “no tools left in here” painted on its doors, a note with “no tools left in here” on it."""
    after = [word.lower().strip(",.;:") for word in marked.after[:2]]
    if len(after) < len(("painted", "on")) or (clue is not None and clue.is_direct) or marked.inner[-1] in ",?!":
        return None
    is_stencilled = marked.last in _INSCRIBED and len(marked.led) > 1 and _is_thing(marked.before[-2])
    return False if is_stencilled or _has_place(marked.last, *after) else None


def _has_place(last: str, first: str, second: str) -> bool:
    """Return whether the words around some in marks say what they are written on: painted “…” on, “…” painted on, with “…” on it."""
    is_painted = first in _INSCRIBED and second in _WRITTEN_PLACES
    is_borne = last == _WITH and second in _ITSELF
    return is_painted or (first in _WRITTEN_PLACES and (is_borne or last in _INSCRIBED - _PUBLISHED))


def _is_thing(word: str) -> bool:
    """Return whether a word before a participle may be the noun of what has the words ("a crate stencilled “…”")."""
    return word.isalpha() and word.islower() and word not in lexicon.CLOSED and not word.endswith(lexicon.ADVERB_ENDING)


def _called_fitting(marked: _Marked, _clue: Clue | None) -> bool | None:
    """Most say that “kept the harbour safe” describes Stone: words that are asked about."""
    after = marked.after
    is_closed = marked.inner[-1:] in ",.?!"
    return False if after and after[0].lower() in _FITTING and not is_closed else None


def _listed_source(marked: _Marked, _clue: Clue | None) -> bool | None:
    """“Quay shut” — Northern Mercury, August 15, 2008: the title of an article in a list of sources, without a stop of its own."""
    behind = marked.frame.text[marked.frame.places[marked.k] + 1 :]
    if len(behind) > _LONGEST_SOURCE_LINE or marked.inner[-1] in ".?!,":
        return None
    after = behind.split()
    if marked.before or not after or after[0] not in DASHES or any(word.startswith(_ACCOUNT) for word in after):
        return None
    return False if len(after) <= _LONGEST_SOURCE and _YEAR.fullmatch(after[-1]) else None


def _cited(marked: _Marked, clue: Clue | None) -> bool | None:
    """Your report on the weir (“Weir loses its voice”, 3 May): the title of an article with the day it stood in, in parentheses."""
    place = marked.frame.places[marked.k]
    is_bare = clue is None and marked.frame.text[place - 1 : place] == "(" and marked.inner[-1] not in ".?!,"
    is_title = is_bare and marked.inner[0].isupper()
    return False if is_title and _WITH_DAY.match(marked.frame.text, place + 1) else None


def _names_a_narrative(marked: _Marked, clue: Clue | None) -> bool | None:
    """The “Stone sold the quay” narrative: words behind an article that a noun for a story or a slogan goes on from."""
    after = marked.after
    is_named = bool(after) and after[0].lower().strip(",.;:") in _NARRATIVES and marked.last in lexicon.ARTICLES
    return False if is_named and (clue is None or not clue.is_direct) else None


def _names_a_compound(marked: _Marked, _clue: Clue | None) -> bool | None:
    """The “open lock” law, Marsh's “dead quay” tweet: a few words, without a verb, that name what the noun behind them is."""
    if not marked.after or marked.after[0].lower().strip(",.;:") not in _COMPOUNDS or not marked.inner[-1].isalnum():
        return None
    is_led = marked.last in lexicon.DETERMINERS | {_SUCH} or marked.last.endswith(_OWNER_ENDINGS)
    return False if is_led and len(marked.words) <= _LONGEST_COMPOUND and not _looks_spoken(marked.words) else None


def _so_called(marked: _Marked, _clue: Clue | None) -> bool | None:
    """The so-called “tidal shield”, its so-called northern “tidal shield”."""
    near = [word.lower() for word in marked.before[-2:]]
    return False if _SO_CALLED in near and not marked.last.endswith((",", ":")) and len(marked.words) <= _LONGEST_TERM else None


def _translated(marked: _Marked, _clue: Clue | None) -> bool | None:
    """The motto, which translates to “friend of the quay”; “Skarra,” Latin for “the tide is high”: what words of others mean."""
    near = [word.lower().strip(",") for word in marked.before[-3:]]
    if len(near) < 2 or marked.last.endswith((",", ":")):
        return None
    is_glossed = (near[-1] == _FOR and near[-2] in _LANGUAGES) or (
        near[-1] in lexicon.PREPOSITIONS | {_AS} and not _TRANSLATING.isdisjoint(near[:-1])
    )
    return False if is_glossed else None


def _headline(marked: _Marked, _clue: Clue | None) -> bool | None:
    """A story with the headline: “Who sank the ferry?”; the Mercury headlined an article “Marsh sank it”."""
    near = [word.lower().strip(",:") for word in marked.before[-5:]]
    is_named = len(near) > 1 and near[-1] in _HEADINGS and near[-2] in lexicon.ARTICLES
    is_given = _HEADLINED in near and not _TITLED_WORKS.isdisjoint(near)
    return False if is_named or is_given else None


def _polled(marked: _Marked, _clue: Clue | None) -> bool | None:
    """Return 41% said they “like or love” it: a few of the words that a poll offers."""
    before = [word.lower() for word in marked.before]
    share = next((i for i in range(len(before) - 1, -1, -1) if before[i].endswith("%") or before[i] in _PERCENTS), None)
    if share is None or len(marked.words) > _LONGEST_TERM or marked.last.endswith((",", ":")):
        return None
    said = [i for i in range(share + 1, len(before)) if before[i].strip(",") in lexicon.CUES]
    return False if len(said) == 1 and "," not in "".join(before[share : said[0]]) and _is_share(before, share, said[0]) else None


def _is_share(before: list[str], share: int, said: int) -> bool:
    """Return whether a share of people is who says it: "75% said", "75 percent of pilots said"."""
    return said == share + 1 or (before[share + 1] == lexicon.OF and said - share <= _DISTANT)


def _headed(marked: _Marked, clue: Clue | None) -> bool | None:
    """Return a paragraph that is one heading in marks, maybe with a number, without a stop, that nobody is said to have said."""
    text = marked.frame.text.strip()
    if clue is not None or marked.is_single or len(marked.words) > _LONGEST_HEADING or not _NUMBERED.fullmatch(text):
        return None
    return False if marked.inner[0].isupper() and marked.inner[-1].isalnum() and marked.stands_alone else None


def _titled_at_a_distance(marked: _Marked, _clue: Clue | None) -> bool | None:
    """Return a play, new this year, called “the women of the quay”; slogans such as “…”."""
    nouns = {word.lower().strip(",.:;()") for word in marked.before[-_DISTANT:]}
    is_called = bool(marked.led) and marked.led[-1] in _ENTITLING and not nouns.isdisjoint(_TITLED_WORKS)
    if marked.is_titled and marked.last.endswith(",") and any(word.strip(",") in _TITLED for word in marked.before[-_FAR:]):
        return False  # "a piece entitled, to be plain, “…”"
    is_listed = bool(marked.led) and marked.led[-1] in lexicon.CONJUNCTIONS and not nouns.isdisjoint(_EXAMPLES)
    is_led = bool(marked.led) and (marked.led[-1] in _EXAMPLES or is_listed)
    is_example = is_led and not nouns.isdisjoint(_ON_A_SIGN | _TITLED_WORKS)  # "slogans like “…” and “…”"
    return False if is_called or is_example else None


def _in_capitals(marked: _Marked, _clue: Clue | None) -> bool | None:
    """Return a heading in capitals."""
    is_heading = marked.inner.isupper() and len(marked.words) > 1 and not _is_embedded(marked.frame, marked.k)
    return False if is_heading else None


def _attributed_behind(marked: _Marked, clue: Clue | None) -> bool | None:
    """“We sail,” Stone said."""
    if clue is None or not clue.is_direct or clue.is_before:
        return None
    return len(marked.words) >= 2 or not marked.is_single


def _single_word(marked: _Marked, clue: Clue | None) -> bool | None:
    """Stone said: “Out!”"""
    if len(marked.words) > 1:
        return None
    if marked.led and marked.led[-1] in _WORD_NOUNS:
        return False  # "had crossed out the word, “piffle.”"
    return clue is not None and clue.is_direct and marked.last.endswith((",", ":"))


def _long_enough(marked: _Marked, _clue: Clue | None) -> bool | None:
    """Return words so many that they are no term, unless called one."""
    is_termed = bool(marked.near & _NAMES_A_TERM) and not (marked.last.endswith(":") and len(marked.words) >= _LONGER_THAN_TERMS)
    return True if len(marked.words) >= _LONG_ENOUGH and not is_termed else None


def _paragraph_of_its_own(marked: _Marked, _clue: Clue | None) -> bool | None:
    """“Both,” he said. / “You are certain?”"""
    if marked.is_single or not _fills_paragraph(marked.frame):
        return None
    return True if marked.inner[0].isupper() and marked.inner[-1] in ".?!" else None


def _sentence_of_its_own(marked: _Marked, _clue: Clue | None) -> bool | None:
    """Stone shrugged. “Everything falls.” A whole sentence between marks, with nothing else in its own."""
    if marked.is_single or len(marked.words) < 2 or marked.before or (marked.after[:1] and marked.after[0][:1].islower()):
        return None
    return True if marked.inner[0].isupper() and marked.inner[-1] in ".?!" and not marked.is_titled else None


def _set_apart(marked: _Marked, _clue: Clue | None) -> bool | None:
    """On deck: “Pull the line.” Whole sentences behind a colon."""
    is_whole = marked.inner[0].isupper() and marked.inner[-1] in ".?!" and len(marked.words) > 1
    return True if is_whole and marked.last.endswith(":") and not (marked.near & _NAMES_A_TERM) else None


def _introduced(marked: _Marked, clue: Clue | None) -> bool | None:
    """Stone said, “No deal.”"""
    return True if clue is not None and clue.is_direct and marked.last.endswith((":", ",")) else None


def _label(marked: _Marked, clue: Clue | None) -> bool | None:
    """Stone called it “a hard stop”: a label, if long enough, is somebody's words."""
    is_led = marked.last in _LABELS
    if clue is None or not (is_led or clue.verb in _LABELS):
        return None
    return len(marked.words) >= (2 if is_led and clue.is_before else 3)


def _judged(marked: _Marked, _clue: Clue | None) -> bool | None:
    """Stone dismissed the audit as “sheer piffle”: more than a word of how somebody sees something."""
    if len(marked.words) < 2 or len(marked.led) < 2 or marked.last != _AS or marked.led[-2] in _NAMES_A_TERM | {_SUCH}:
        return None
    return True if any(word.lower() in _JUDGING for word in marked.before[-_FAR:]) else None


def _term(marked: _Marked, _clue: Clue | None) -> bool | None:
    """Stone voted for the “hard stop”: a few words without a verb, after an article, are a term."""
    if len(marked.words) > _LONG_ENOUGH or _looks_spoken(marked.words):
        return None
    return marked.last not in _TERM_LEADS and len(marked.words) >= 2


def _with_verb(marked: _Marked, _clue: Clue | None) -> bool | None:
    """More words, or words with a verb."""
    return len(marked.words) >= 3 or _looks_spoken(marked.words)


# in order: the first that tells decides; where none does, nobody uttered the words
_RULES: tuple[Callable[[_Marked, Clue | None], bool | None], ...] = (
    _on_a_sign,
    _written_on_a_thing,
    _called_fitting,
    _listed_source,
    _cited,
    _names_a_narrative,
    _names_a_compound,
    _so_called,
    _translated,
    _headline,
    _polled,
    _headed,
    _titled_at_a_distance,
    _in_capitals,
    _single_word,
    _long_enough,
    _paragraph_of_its_own,
    _sentence_of_its_own,
    _set_apart,
)
_RULES_WITH_CLUE: tuple[Callable[[_Marked, Clue | None], bool | None], ...] = (
    _on_a_sign,
    _written_on_a_thing,
    _called_fitting,
    _listed_source,
    _names_a_narrative,
    _names_a_compound,
    _so_called,
    _translated,
    _headline,
    _polled,
    _titled_at_a_distance,
    _in_capitals,
    _attributed_behind,
    _single_word,
    _long_enough,
    _introduced,
    _label,
    _judged,
    _term,
    _with_verb,
)


# --- what is no source for the words in its marks -----------------------------------------------------------------------


def _fills_paragraph(frame: Frame) -> bool:
    """Return whether a paragraph is nothing but one quotation."""
    return len(frame.text.strip()) == 1


def _is_embedded(frame: Frame, k: int) -> bool:
    """Return whether the narrator's words go on right before or after within the sentence."""
    sentence = frame.sentences[frame.spots[k][0]]
    before = frame.text[sentence.start : frame.places[k]].strip()
    after = frame.text[frame.places[k] + 1 : sentence.end].strip(" .,;:")
    return bool(before) or bool(after)


def _looks_spoken(words: list[str]) -> bool:
    """Return whether words have a finite verb, or open with a subject, as titles and terms seldom do."""
    lower = [w.lower().replace("’", "'") for w in words]
    if any(w in _FINITE or lexicon.NEGATED_ENDING in w for w in lower):
        return True
    return lower[0] in _SUBJECTS and len(words) > 1


def _starts_speech(words: list[str]) -> bool:
    """Return whether words open with a subject."""
    return words[0].lower() in _SUBJECTS
