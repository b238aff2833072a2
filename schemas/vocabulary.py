"""The words of the wire contract, each defined once: as a row of a table, with everything that depends on it.

The schemas, the verifier's explanations, the pages, the citations, the checks of drafts and the browser extension read
these tables. A word is added by adding its row, and the rule that gives it; `tests/test_vocabulary.py` fails where a
consumer misses one. Rows stand in the order in which the contract lists them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

TONES = ("bad", "open", "good")  # of a mark on a page, worst first; each has its colours in the style sheets


@dataclass(frozen=True, slots=True)
class Severity:
    """What a desk should do about a finding. `level`: the level of a report (SARIF 2.1.0, 3.27.10), None for no finding.

    `label`, `tone`: the mark on a page; `labels`: the label in other languages, by ISO 639-1.
    """

    name: str
    level: str | None
    label: str
    tone: str
    labels: Mapping[str, str] = field(default_factory=dict)


OK = Severity("ok", None, "Nothing to do", "good", {"de": "Nichts zu tun", "fr": "Rien à faire", "es": "Nada que hacer"})
LOOK = Severity("look", "warning", "Look at it", "open", {"de": "Ansehen", "fr": "À regarder", "es": "Revisar"})
FIX = Severity("fix", "error", "Fix it", "bad", {"de": "Berichtigen", "fr": "À corriger", "es": "Corregir"})
SEVERITIES = (OK, LOOK, FIX)  # mildest first
SEVERITY = {row.name: row for row in SEVERITIES}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict, with all that is said and shown of it.

    `rank`: how far it is from the source's own words, 0 the closest. `is_wording`: whether it is also a status of the
    wording. `label`, `icon`, `tone`: the mark on a page; `labels`: the label in other languages, by ISO 639-1.
    `sentence`: what it means, with the names in braces that `service.verification.explain` fills in; `mild`: the same
    where no change is serious. `rule`: the description of the rule that reports it. `rating`: its value in schema.org's
    ClaimReview, 1 to 5; None where nothing is judged.
    """

    name: str
    rank: int
    severity: Severity
    label: str
    icon: str
    tone: str
    sentence: str
    rule: str | None = None
    rating: int | None = None
    mild: str | None = None
    is_wording: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)


_VERDICTS = (
    Verdict(
        "verbatim", 0, OK, "Verbatim", "✓", "good",
        "These exact words are in {where}, said by {who}.",
        rating=5,
        labels={"de": "Wörtlich", "fr": "Mot pour mot", "es": "Literal"},
    ),
    Verdict(
        "faithful", 1, OK, "Faithful", "✓", "good",
        "{Who} said this, in {where}. The only difference: {shown}.",
        rating=5,
        labels={"de": "Getreu", "fr": "Fidèle", "es": "Fiel"},
    ),
    Verdict(
        "altered", 3, FIX, "Altered", "✕", "bad",
        "This differs from what {who} said in {where}, in a way that may change the meaning: {change}.",
        rule="The words differ from the source, with nothing to show it.",
        rating=2,
        mild="Close to what {who} said in {where}, but with {changes}: {change}.",
        labels={"de": "Verändert", "fr": "Modifiée", "es": "Alterada"},
    ),
    Verdict(
        "spliced", 4, FIX, "Spliced", "✕", "bad",
        "This joins passages that were apart in the source, with nothing to mark the join. The first is in {where}.",
        rule="Passages that were apart in the source are presented as one statement.",
        rating=2,
        labels={"de": "Montiert", "fr": "Assemblée", "es": "Empalmada"},
    ),
    Verdict(
        "truncated", 2, FIX, "Truncated", "✕", "bad",
        "In {where}, {who} said more: {cut}.",
        rule="A cut drops a negation, a condition or a contrast.",
        rating=2,
        labels={"de": "Verkürzt", "fr": "Tronquée", "es": "Truncada"},
    ),
    Verdict(
        "paraphrased", 5, LOOK, "Paraphrased", "≈", "open",
        "Not a direct quote: what {who} said in {where} has most of these words, but is phrased differently and may mean something else.",
        rule="Most of the words are in the source, but phrased differently: not a direct quote.",
        rating=3,
        labels={"de": "Sinngemäß", "fr": "Paraphrase", "es": "Paráfrasis"},
    ),
    Verdict(
        "misattributed", 6, FIX, "Misattributed", "✕", "bad",
        "{words} in {where}, but it was {who} who said them, not {claimed}.",
        rule="Somebody else said it.",
        rating=1,
        is_wording=False,
        labels={"de": "Falsch zugeschrieben", "fr": "Mal attribuée", "es": "Mal atribuida"},
    ),
    Verdict(
        "not_found", 7, LOOK, "Not found", "?", "open",
        "Nothing in the index matches these words. That doesn’t mean they weren’t said.",
        rule="Nothing in the index matches, which doesn’t mean it wasn’t said.",
        labels={"de": "Nicht gefunden", "fr": "Introuvable", "es": "No encontrada"},
    ),
)  # fmt: skip
VERDICT = {row.name: row for row in _VERDICTS}
VERDICTS = tuple(VERDICT)
WORDINGS = tuple(row.name for row in _VERDICTS if row.is_wording)


@dataclass(frozen=True, slots=True)
class State:
    """What is shown of a draft's quote in place of a verdict; the fields are those of a verdict."""

    name: str
    label: str
    icon: str
    tone: str
    labels: Mapping[str, str]


STATES = (
    State(
        "own", "Own interview", "◇", "open",
        {"de": "Eigenes Gespräch", "fr": "Entretien propre", "es": "Entrevista propia"},
    ),
    State(
        "unfinished", "Not checked", "…", "open",
        {"de": "Nicht geprüft", "fr": "Non vérifiée", "es": "Sin comprobar"},
    ),
)  # fmt: skip
LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español"}  # of labels, each by its own name


@dataclass(frozen=True, slots=True)
class AttributionStatus:
    """How what is claimed compares with the sources. `rank`: the highest among the fields is the status of the whole.

    `rule`: the description of the rule that reports it, None where it is no finding.
    """

    name: str
    rank: int
    severity: Severity
    rule: str | None = None


_ATTRIBUTIONS = (
    AttributionStatus("confirmed", 1, OK),
    AttributionStatus("contradicted", 4, FIX, "A source contradicts the date, venue or outlet."),
    AttributionStatus("disputed", 3, LOOK, "The sources do not agree with one another."),
    AttributionStatus("unknown", 2, OK),
    AttributionStatus("not_claimed", 0, OK),
)
ATTRIBUTION = {row.name: row for row in _ATTRIBUTIONS}
ATTRIBUTIONS = tuple(ATTRIBUTION)

RULES = {row.name: row for row in (*_VERDICTS, *_ATTRIBUTIONS) if row.severity.level}  # what a check of drafts reports
FINE = tuple(row.name for row in _VERDICTS if row.severity is OK)


@dataclass(frozen=True, slots=True)
class Fold:
    """Something that was folded for two wordings to agree.

    `shown`: what an explanation calls it, None where it is not worth a word. `part_of`: the word of the contract under
    which a finer one of the comparison is served.
    """

    name: str
    shown: str | None = None
    part_of: str | None = None


_FOLDS = (
    Fold("typography"),
    Fold("case"),
    Fold("contraction", "contractions"),
    Fold("number", "how a number is written"),
    Fold("spelling", "spelling"),
    Fold("filler", "a filler or false start left out"),
    Fold("bracket", "words in brackets"),
    Fold("ellipsis", "words left out with an ellipsis"),
    Fold("attribution_break"),
    Fold("capitals", "capital letters", part_of="case"),  # within a sentence, where the case of a letter tells something
)
FOLD = {row.name: row for row in _FOLDS}
FOLDS = tuple(row.name for row in _FOLDS if row.part_of is None)
NO_FOLD_SHOWN = "typography"  # what differs where no fold is worth a word

OPERATIONS = ("replace", "insert", "delete")
CHANGE_KINDS = (
    "negation",
    "number",
    "name",
    "modality",
    "comparison",
    "intensifier",
    "word",
    "inflection",
    "spelling",
    "filler",
    "order",
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an attribution. `value`: the key of its value in a quotation; `basis`: the key of what that rests on."""

    name: str
    value: str
    basis: str | None


_FIELDS = (
    Field("speaker", "name", "basis"),
    Field("date", "value", "basis"),
    Field("venue", "name", None),
    Field("outlet", "name", "relation"),
)
FIELD = {row.name: row for row in _FIELDS}
FIELDS = tuple(FIELD)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document. `is_primary`: whether it is itself what was said; `type`: its type in schema.org.

    `served`: the kind as answers give it where that is another, since v1 answers with no kind that it did not begin with.
    """

    name: str
    is_primary: bool
    type: str = "CreativeWork"
    served: str | None = None


_KINDS = (
    Kind("article", False, "Article"),
    Kind("transcript", True),
    Kind("speech", True),
    Kind("post", True),
    Kind("release", True),
    Kind("interview", False, "Article", "article"),
)
KIND = {row.name: row for row in _KINDS}
KINDS = tuple(KIND)
SERVED_KINDS = tuple(row.name for row in _KINDS if row.served is None)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source presents a quotation. `is_said`: whether it is evidence that its speaker said the words.

    `shown`: how a page marks it, None for no mark.
    """

    name: str
    is_said: bool
    shown: str | None = None


_STANDINGS = (
    Standing("asserted", True),
    Standing("rejected", False, "reported as not said"),
    Standing("supposed", False, "only supposed"),
    Standing("cited", False, "somebody else’s words"),
)
STANDING = {row.name: row for row in _STANDINGS}
STANDINGS = tuple(STANDING)
ASSERTED, REJECTED, SUPPOSED, CITED = STANDINGS


@dataclass(frozen=True, slots=True)
class NotFoundReason:
    """Why nothing was found for a claim. `sentence`: what it means to a reader."""

    name: str
    sentence: str


_NOT_FOUND_REASONS = (
    NotFoundReason("nothing_near", "Nothing in the index comes close to these words."),
    NotFoundReason("near_but_different", "The closest passage is a different statement."),
    NotFoundReason("not_covered", "The index has next to nothing by this speaker from that time."),
    NotFoundReason("too_short", "There are too few distinctive words to search for."),
    NotFoundReason("only_indirect", "The index has this only as reported speech, without the exact words."),
    NotFoundReason("other_language", "The index has this speaker only in another language."),
    NotFoundReason("held_in_part", "A source has part of this word for word, and no source has the rest."),
)
NOT_FOUND_REASON = {row.name: row for row in _NOT_FOUND_REASONS}
NOT_FOUND_REASONS = tuple(NOT_FOUND_REASON)

SPEAKER_TYPES: Mapping[str, str | None] = {"person": "Person", "organization": "Organization", "unnamed": None}  # with schema.org's
UNSURE, NOBODY, DISPUTED, CONFLICTING = REVIEW_REASONS = ("unsure", "nobody", "disputed", "conflicting")  # for a second look
GONE, REPLACED, CORRECTED = CHANGED_SINCE = ("gone", "superseded", "corrected")  # since a record of a check was made
EDITOR = "editor"  # the basis of what an editor says, whatever the source reads like
READER = "reader"  # the basis of what a second reader says, which docs/second-reader.md describes
SPEAKER_BASES = ("named", "description", "pronoun", "position", "document", EDITOR, READER)  # what the evidence for a speaker is
DATE_BASES = ("stated", "inferred", "published", EDITOR, READER)
PUBLISHED_BASES = ("stated", "metadata", "url", "text")  # where the date of publication stands
RELATIONS = ("told", "via", "quoted_by", "wrote", "published")  # of an outlet to the words
CODE_POINTS, UTF16 = OFFSET_UNITS = ("codepoints", "utf16")
DRAFT_FORMATS = ("text", "markdown", "html")
