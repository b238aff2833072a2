"""The keys that names are counted under, in full: another key is another index."""

from __future__ import annotations

from pathlib import Path

from service.knowledge.gazetteer import Gazetteer
from service.knowledge.speaker_keys import speaker_key, surname_key
from tests.approvals import approve


def keys(row):
    name = row["name"]
    return {"speaker": speaker_key(name), "surname": surname_key(name), "outlet": Gazetteer.load().outlet_key(name)}


def test_keys_of_names_are_as_approved():
    approve(Path(__file__).parent / "keys.jsonl", keys)
