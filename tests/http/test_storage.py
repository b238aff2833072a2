"""A disk that is full, or a folder that cannot be written: a clear 503, nothing acknowledged, nothing half kept."""

from __future__ import annotations

import errno
import os

import pytest

from service.storage import stores
from tests.http.problems import assert_problem

TEXT = "“We sail at noon,” said Peig Donnelly."


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO])
def test_what_cannot_be_kept_is_not_acknowledged_and_comes_when_it_can(app, client, monkeypatch, number):
    def full(*_):
        raise OSError(number, os.strerror(number))

    corpus = app.extensions["onrecord"].corpus
    with monkeypatch.context() as patched:
        patched.setattr(stores.os, "fsync", full)
        answer = client.post("/v1/documents", json={"text": TEXT})
        body = assert_problem(answer, 503, "storage-unavailable")
        assert os.strerror(number) in body["detail"]
        assert str(corpus.own.folder) not in answer.get_data(as_text=True)
    assert list(corpus.posted_ids()) == []
    assert client.post("/v1/verify", json={"quote": "We sail at noon"}).json["verdict"] == "not_found"
    document = client.post("/v1/documents", json={"text": TEXT})
    assert document.status_code == 201
    with monkeypatch.context() as patched:
        patched.setattr(stores.os, "fsync", full)
        assert_problem(client.delete(f"/v1/documents/{document.json['document']['id']}"), 503, "storage-unavailable")
    assert client.post("/v1/verify", json={"quote": "We sail at noon"}).json["verdict"] == "verbatim"
