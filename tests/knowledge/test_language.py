"""The language of a text; one without a grammar is indexed for its words alone."""

from __future__ import annotations

import errno
import os

import pytest

from service.errors import StorageUnavailable
from service.extraction import extract
from service.knowledge import language
from service.knowledge.gazetteer import Gazetteer
from service.knowledge.language import detect
from service.records import Document

GERMAN = "„Wir haben die Fähre nie gewollt“, sagte Bürgermeisterin Anna Lehmann am Montag im Rathaus von Bremen. Die Stadt will nun neu verhandeln."
DANISH = (
    "»Vi har aldrig ønsket os den færge«, sagde borgmester Anna Lehmann i mandags på rådhuset i Aarhus. Byen vil nu forhandle igen."
)
ENGLISH = (
    "“We never wanted the ferry,” mayor Anna Lehmann said on Monday at the town hall of Bremen. The city now wants to talk again."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (GERMAN, "de"),
        (
            "« Nous n'avons jamais voulu de ce ferry », a déclaré la maire Anne Martin lundi à la mairie de Brest. La ville veut renégocier.",
            "fr",
        ),
        (
            "Мы никогда не хотели этого парома, заявила мэр Анна Петрова в понедельник в мэрии, и город намерен пересмотреть договор.",
            "ru",
        ),
        ("市长说:“我们从来不想要这艘渡轮。”这座城市现在想重新谈判这份合同,并且希望在春天之前完成所有的事情。", "zh"),
        ("We sail at noon.", None),
        ("", None),
        ("Ja.", None),
        ("1 2 3 " * 50, None),
    ],
)
def test_the_language_of_a_text(text, language):
    assert detect(text) == language


def test_names_and_lists_are_not_taken_for_another_language():
    for text in ("Ines Calloway, Peig Donnelly, Tobias Renner, Rosa Ek, Mo Tarn, Anna Lehmann, Jan Peters, Anne Martin",
                 "Ferry Ellery Beacon Radio Estuary Pier Harbour Council Bridge School Water Summer Promise Money"):  # fmt: skip
        assert detect(text) in (None, "en")


def test_quotations_of_a_language_without_a_grammar_are_not_attributed():
    (danish,) = extract(Document(DANISH), Gazetteer.load())
    (english,) = extract(Document(ENGLISH), Gazetteer.load())
    assert danish.text == "Vi har aldrig ønsket os den færge"
    assert (danish.attribution.speaker, danish.attribution.date, danish.attribution.venue) == (None, None, None)
    assert english.attribution.speaker.name == "Anna Lehmann"


def test_a_speech_keeps_the_speaker_that_is_told_with_it():
    (passage,) = extract(Document(GERMAN, kind="speech", speaker="Anna Lehmann"), Gazetteer.load())
    assert passage.attribution.speaker.name == "Anna Lehmann"


@pytest.mark.parametrize("label", ["UNIDENTIFIED MALE", "UNIDENTIFIED SPEAKER", "UNKNOWN", "SPEAKER 2", "Speaker A", "VOICE"])
def test_a_label_that_names_nobody(label):
    text = f"INES CALLOWAY: We sail at noon, I said.\n\n{label}: And who pays for all of it?\n\nINES CALLOWAY: You do."
    speakers = [p.attribution.speaker for p in extract(Document(text, kind="transcript"), Gazetteer.load())]
    assert (speakers[1].type, speakers[1].name) == ("unnamed", label.lower())


def test_a_model_that_cannot_be_unpacked_is_a_fault_of_storage(monkeypatch):
    """The temporary folder is full: that is told as it is, and tried again with the next text."""
    import py3langid.langid

    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    language._classifier.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr(py3langid.langid.LanguageIdentifier, "from_model_file", full)
        with pytest.raises(StorageUnavailable, match="No space left"):
            language.load()
    language.load()
