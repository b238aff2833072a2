"""Webhooks, received by a server of the test's own: signed, retried, sent once, to listed addresses alone."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from rq import SimpleWorker
from rq.job import Job
from rq.serializers import JSONSerializer

from service.errors import SettingError
from service.notifying.delivery import Notifier, deliver, webhooks_at
from service.notifying.events import CHECK_FINISHED, TAKEN_DOWN, Event, headers, key_of, once
from service.settings import load
from tests.conftest import ROOT, Served, until

SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()
TEXT = "“The gulls have learnt to read the timetable,” said Peig Donnelly. “Nobody has paid them,” said Ines Calloway."


class Receiver:
    """Gathers what it is sent. `statuses`: what it answers, one after the other, then 200."""

    def __init__(self) -> None:
        self.got: list[tuple[dict, dict]] = []
        self.statuses: list[int] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.check(self.headers, body)
                receiver.got.append((dict(self.headers), json.loads(body)))
                self.send_response(receiver.statuses.pop(0) if receiver.statuses else 200)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        self.wrong = 0

    def check(self, sent, body: bytes) -> None:
        """Verify a signature as the specification says, with nothing of the service's own."""
        assert abs(int(sent["webhook-timestamp"]) - time.time()) < 300
        signed = f"{sent['webhook-id']}.{sent['webhook-timestamp']}.".encode() + body
        digest = hmac.new(base64.b64decode(SECRET[6:]), signed, hashlib.sha256).digest()
        self.wrong += sent["webhook-signature"] != f"v1,{base64.b64encode(digest).decode()}"

    def events(self, type_: str) -> list[dict]:
        return [body for _, body in self.got if body["type"] == type_]

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def receiver(monkeypatch):
    made = Receiver()
    monkeypatch.setenv("ONRECORD_WEBHOOKS", made.url)
    monkeypatch.setenv("ONRECORD_WEBHOOK_SECRET", SECRET)
    yield made
    made.close()
    assert made.wrong == 0


def work(queue) -> None:
    """Do what waits in the queue, in this process."""
    SimpleWorker([queue], connection=queue.connection, serializer=JSONSerializer).work(burst=True, logging_level="ERROR")


def event(name="one"):
    return once(TAKEN_DOWN, "2024-06-01T00:00:00Z", {"document": name}, (name,))


def test_the_signature_of_a_known_event():
    """The figures of the specification's scheme, computed with openssl."""
    key = key_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    sent = headers("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, '{"test": 2432232314}', key)
    assert sent["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize("secret", ["", "short", "whsec_", "whsec_c2hvcnQ=", "whsec_!!!", base64.b64encode(bytes(32)).decode()])
def test_a_secret_that_is_none_is_refused(secret):
    with pytest.raises(SettingError, match="whsec_"):
        key_of(secret)


@pytest.mark.parametrize("address", ["cms.example.com", "ftp://cms.example.com", "https://user:pass@cms.example.com/x", "https://"])
def test_addresses_are_web_addresses(address):
    with pytest.raises(SettingError, match="ONRECORD_WEBHOOKS"):
        load({"ONRECORD_WEBHOOKS": address, "ONRECORD_WEBHOOK_SECRET": SECRET})


def test_addresses_need_a_secret():
    with pytest.raises(SettingError, match="ONRECORD_WEBHOOK_SECRET"):
        load({"ONRECORD_WEBHOOKS": "https://cms.example.com"})


def test_an_event_is_sent_once_however_often_it_is_noticed(receiver, valkey, store):
    queue = webhooks_at(valkey)
    for _ in range(3):
        Notifier(queue, [receiver.url]).tell(event())
    work(queue)
    Notifier(queue, [receiver.url]).tell(event())
    work(queue)
    assert len(receiver.got) == 1
    assert receiver.got[0][1] == {"type": TAKEN_DOWN, "timestamp": "2024-06-01T00:00:00Z", "data": {"document": "one"}}


def test_what_is_not_taken_is_sent_again_under_the_same_id_and_then_given_up(receiver, valkey, store):
    queue = webhooks_at(valkey)
    receiver.statuses = [500, 302, 429]
    Notifier(queue, [receiver.url], pauses=(0, 0, 0)).tell(event())
    work(queue)
    assert len(receiver.got) == 4
    assert len({sent["webhook-id"] for sent, _ in receiver.got}) == 1
    assert queue.failed_job_registry.count == 0
    receiver.statuses = [500] * 9
    Notifier(queue, [receiver.url], pauses=(0,)).tell(event("two"))
    work(queue)
    assert len(receiver.got) == 6
    assert queue.failed_job_registry.count == 1


def test_pauses_grow_and_are_the_queues_own(valkey, store):
    queue = webhooks_at(valkey)
    Notifier(queue, ["https://cms.example.com"]).tell(event())
    job = Job.fetch_many(queue.get_job_ids(), connection=queue.connection, serializer=JSONSerializer)[0]
    assert job.retry_intervals == sorted(job.retry_intervals)
    assert job.retries_left == len(job.retry_intervals) == 7


def test_a_receiver_that_is_gone_or_no_longer_listed_is_left_alone(receiver):
    receiver.statuses = [410]
    assert deliver(receiver.url, "evt_1", "{}") == "gone"
    assert deliver("http://127.0.0.1:9/other", "evt_1", "{}") == "no longer listed"
    assert len(receiver.got) == 1


def test_requests_tell_what_they_did(receiver, make_app, valkey, store):
    client = make_app(webhooks=(receiver.url,), webhook_secret=SECRET).test_client()
    url = "https://beacon.example/gulls"
    first = client.post("/v1/documents", json={"text": TEXT, "url": url}).json["document"]["id"]
    client.post("/v1/documents", json={"text": TEXT, "url": url})  # the same again is no change
    changed = TEXT.replace("have learnt to read", "have never learnt to read")
    second = client.post("/v1/documents", json={"text": changed, "url": url}).json["document"]["id"]
    checked = client.post("/v1/drafts/check", json={"text": f"A secret draft. {TEXT}"}).json
    assert client.delete(f"/v1/documents/{second}").status_code == 204
    assert client.delete(f"/v1/documents/{second}").status_code == 404
    work(webhooks_at(valkey))
    (source,) = receiver.events("source.changed")
    assert source["data"] == {"document": second, "supersedes": first, "url": url}
    (quotation,) = receiver.events("quotation.corrected")
    assert "have never learnt" in quotation["data"]["now"]
    assert "have learnt" in quotation["data"]["text"]
    assert [e["data"] for e in receiver.events(TAKEN_DOWN)] == [{"document": second}]
    (finished,) = receiver.events(CHECK_FINISHED)
    assert finished["data"]["summary"] == checked["summary"]
    assert "secret" not in json.dumps(finished)


def test_an_editors_correction_and_its_undoing_are_told(receiver, make_app, valkey, store):
    client = make_app(webhooks=(receiver.url,), webhook_secret=SECRET).test_client()
    quotation = client.post("/v1/documents", json={"text": TEXT}).json["quotations"][0]["id"]
    path = f"/v1/quotations/{quotation}/corrections"
    sent = {"speaker": "Ines Calloway", "by": "Ellery Quill", "reason": "Heard on the tape."}
    assert client.post(path, json=sent).status_code == 200
    assert client.post(path, json={**sent, "speaker": "x" * 3000}).status_code == 422  # changes nothing, so nobody is told
    assert client.delete(f"{path}?by=Ellery+Quill").status_code == 200
    work(webhooks_at(valkey))
    done, undone = (e["data"] for e in receiver.events("quotation.corrected"))
    assert done == {
        "quotation": quotation, "by": "Ellery Quill", "reason": "Heard on the tape.", "undone": False, "values": {"speaker": "Ines Calloway"},
        "checked": False,
    }  # fmt: skip
    assert (undone["quotation"], undone["undone"], undone["values"]) == (quotation, True, {})


def test_a_kept_check_is_told_as_any_other(receiver, make_app, valkey, store):
    client = make_app(webhooks=(receiver.url,), webhook_secret=SECRET).test_client()
    kept = client.post("/v1/checks", json={"draft": {"text": TEXT}, "by": "Ellery Quill"})
    assert kept.status_code == 201
    work(webhooks_at(valkey))
    (finished,) = receiver.events(CHECK_FINISHED)
    assert finished["data"]["path"] == "/v1/checks"


def test_nothing_is_queued_where_nobody_is_to_be_told(client, valkey, store):
    client.post("/v1/drafts/check", json={"text": TEXT})
    assert webhooks_at(valkey).count == 0


def test_the_service_delivers_by_itself(tmp_path, receiver):
    served = Served(tmp_path / "data", ROOT / "corpus", ONRECORD_WEBHOOKS=receiver.url, ONRECORD_WEBHOOK_SECRET=SECRET)
    served.start()
    try:
        served.post("/v1/drafts/check", {"text": TEXT})
        end = time.monotonic() + 90
        while not receiver.got and time.monotonic() < end:
            time.sleep(0.1)
        assert receiver.events(CHECK_FINISHED)
    finally:
        served.stop()


def test_files_that_have_changed_are_told_when_the_index_takes_the_change(tmp_path, receiver):
    """The files of the corpus change while the service is stopped; at the next start it reads them again, and tells once."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "gulls.txt").write_text(TEXT)
    (folder / "tides.txt").write_text("“The tide has no timetable at all,” said Tobias Renner.")
    (folder / "same.txt").write_text("“Nothing here has changed since May,” said Peig Donnelly.")
    served = Served(tmp_path / "data", folder, ONRECORD_WEBHOOKS=receiver.url, ONRECORD_WEBHOOK_SECRET=SECRET)
    served.start()
    served.stop()
    assert receiver.got == []  # what is new is no change
    (folder / "gulls.txt").write_text(TEXT.replace("have learnt to read", "have never learnt to read") + " A correction.")
    (folder / "tides.txt").unlink()
    for _ in range(2):
        served.start()
        try:
            until(lambda: len(receiver.got) >= 4)
        finally:
            served.stop()
    sources = {e["data"]["source"]: e["data"] for e in receiver.events("source.changed")}
    assert {name: (d["state"], d["quotations"], d["touched"]) for name, d in sources.items()} == {
        "gulls.txt": ("changed", 2, 1),
        "tides.txt": ("gone", 1, 1),
    }
    told = {e["data"]["source"]: e["data"] for e in receiver.events("quotation.corrected")}
    assert "have never learnt" in told["gulls.txt"]["now"]
    assert told["tides.txt"]["now"] is None
    assert len(receiver.got) == 4


def test_ids_of_events_that_can_happen_again_differ():
    assert Event(TAKEN_DOWN, "", {}).id != Event(TAKEN_DOWN, "", {}).id
    assert event().id == event().id != event("two").id
