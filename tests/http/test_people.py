"""People log in, search and browse; errors are words for them and problems for programs."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest

from service.callers.sessions import is_within, person
from service.http.sessions import local
from tests.http.problems import assert_problem

TEXT = "“The lighthouse lamp was never meant to be sold,” Peig Donnelly told Radio Estuary in March 2023."
BROWSER = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def locked(make_app, keys):
    """A client of an application with keys, a reader's and a writer's, and one document."""
    reader, _ = keys.add("Reporter", ("verify", "read"))
    writer, _ = keys.add("Editor", ("verify", "read", "write"))
    client = make_app().test_client()
    posted = client.post(
        "/v1/documents", json={"text": TEXT, "title": "The lamp"}, headers={"Authorization": f"Bearer {writer}"}
    ).json
    return client, reader, writer, posted


def log_in(client, key, **headers):
    return client.post("/session", json={"key": key}, headers={**OWN, **headers})


def test_pages_send_people_to_log_in_and_back(locked):
    client, reader, _, posted = locked
    path = f"/quotations/{posted['quotations'][0]['id']}"
    assert_problem(client.get(path), 401, "unauthorized")
    sent = client.get(path, headers=BROWSER)
    assert sent.status_code == 303
    assert sent.headers["Location"] == f"/login?next={path.replace('/', '%2F')}"
    form = client.get(sent.headers["Location"], headers=BROWSER)
    assert f'data-next="{path}"' in form.text
    assert log_in(client, reader).json == {"name": "Reporter", "scopes": ["verify", "read"]}
    assert "lighthouse lamp" in client.get(path, headers=BROWSER).text
    assert client.get("/session").json["name"] == "Reporter"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(locked):
    client, reader, _, _ = locked
    cookie = log_in(client, reader).headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert reader not in cookie
    assert "Secure" not in cookie


def test_it_is_secure_behind_tls(make_app, keys):
    key, _ = keys.add("Reporter", ("read",))
    client = make_app(proxies=1).test_client()
    answer = log_in(client, key, **{"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.1.2.3"})
    assert "Secure" in answer.headers["Set-Cookie"].split("; ")


def test_a_wrong_key_logs_nobody_in(locked):
    client, reader, _, _ = locked
    for key in ("or_live_00000000_" + "A" * 32, reader[:-1] + ("a" if reader[-1] != "a" else "b"), "nonsense"):
        answer = log_in(client, key)
        assert_problem(answer, 401, "unauthorized")
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("change", ["", "x", "é", "a.b.c", "A" * 400])
def test_a_cookie_made_up_is_worth_nothing(locked, change):
    client, *_ = locked
    client.set_cookie("onrecord-session", change)
    assert_problem(client.get("/v1/stats"), 401, "unauthorized")


def test_a_session_ends_with_its_key_and_by_logging_out(locked, keys):
    client, reader, _, _ = locked
    log_in(client, reader)
    assert client.get("/v1/stats").status_code == 200
    held = client.get_cookie("onrecord-session").value
    assert client.delete("/session", headers=OWN).status_code == 204
    assert_problem(client.get("/v1/stats"), 401, "unauthorized")
    client.set_cookie("onrecord-session", held)
    keys.revoke(reader.split("_")[2], at=1)
    client.application.extensions["onrecord"].keys._known.clear()  # it is cached for a second
    assert_problem(client.get("/v1/stats"), 401, "unauthorized")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (OWN, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:8080"}, 200),
    ],
)
def test_pages_of_other_sites_cannot_use_the_cookie(locked, headers, status):
    client, _, writer, posted = locked
    log_in(client, writer)
    path = f"/v1/quotations/{posted['quotations'][0]['id']}/corrections"
    answer = client.post(path, json={"speaker": "Ines Calloway", "reason": "Heard."}, headers=headers)
    assert answer.status_code == status
    if status == 200:
        assert answer.json["correction"]["by"] == "Editor"
    bearer = {**headers, "Authorization": f"Bearer {writer}"}  # a key in a header is sent on purpose
    assert client.post(path, json={"checked": True, "reason": "Heard."}, headers=bearer).status_code == 200


def test_a_cookie_opens_no_more_than_its_key(locked):
    client, reader, _, posted = locked
    log_in(client, reader)
    path = f"/v1/quotations/{posted['quotations'][0]['id']}/corrections"
    assert_problem(client.post(path, json={"speaker": "Ines Calloway", "reason": "Heard."}, headers=OWN), 403, "forbidden")


@pytest.mark.parametrize(
    ("peer", "settings", "status"),
    [
        ("127.0.0.1", {"user_header": "X-Forwarded-User"}, 200),
        ("10.9.8.7", {"user_header": "X-Forwarded-User"}, 401),
        ("10.9.8.7", {"user_header": "X-Forwarded-User", "user_proxies": "10.9.0.0/16"}, 200),
        ("127.0.0.1", {}, 401),
        ("127.0.0.1", {"user_header": "Remote-User"}, 401),
    ],
)
def test_a_trusted_proxy_names_people(make_app, keys, peer, settings, status):
    keys.add("desk", ("read",))
    client = make_app(proxies=1, **settings).test_client()
    headers = {"X-Forwarded-User": "Ellery Quill", "X-Forwarded-For": "198.51.100.4"}
    answer = client.get("/v1/stats", headers=headers, environ_base={"REMOTE_ADDR": peer})
    assert answer.status_code == status
    if status == 200:
        assert client.get("/session", headers=headers, environ_base={"REMOTE_ADDR": peer}).json == {
            "name": "Ellery Quill", "scopes": ["verify", "read"],
        }  # fmt: skip
        assert (
            client.post("/v1/documents", json={"text": TEXT}, headers=headers, environ_base={"REMOTE_ADDR": peer}).status_code
            == 403
        )


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 401), ({"X-Forwarded-User": ""}, 401), ({"X-Forwarded-User": "Ellery Quill"}, 200)]
)
def test_a_service_behind_an_authenticating_proxy_is_open_to_nobody_else(make_app, headers, status):
    """Without keys too: what comes through the proxy, and what went around it, comes from this machine."""
    client = make_app(user_header="X-Forwarded-User").test_client()
    assert client.get("/v1/stats", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("address", "goal"),
    [
        (None, "/"), ("/search?q=pier", "/search?q=pier"), ("https://evil.example/", "/"), ("//evil.example", "/"),
        ("/\\evil.example", "/"), ("\\\\evil.example", "/"), ("javascript:alert(1)", "/"), ("search", "/"), ("/quotations/a-0", "/quotations/a-0"),
    ],
)  # fmt: skip
def test_nobody_is_sent_elsewhere_after_logging_in(address, goal):
    assert local(address) == goal


@pytest.mark.parametrize(
    ("name", "expected"), [("Ellery Quill", "Ellery Quill"), ("a\nb", "ab"), (" ", None), ("x" * 900, "x" * 200)]
)
def test_the_name_of_a_person(name, expected):
    found = person(name, ("read",))
    assert (found.name if found else None) == expected


@pytest.mark.parametrize(
    ("address", "networks", "expected"),
    [
        ("10.1.2.3", ("10.0.0.0/8",), True), ("11.1.2.3", ("10.0.0.0/8",), False), ("::1", ("127.0.0.1", "::1"), True),
        ("::ffff:10.1.2.3", ("10.0.0.0/8",), True), (None, ("::/0",), False), ("localhost", ("127.0.0.1",), False),
    ],
)  # fmt: skip
def test_networks(address, networks, expected):
    assert is_within(address, networks) is expected


@pytest.mark.parametrize(
    "path",
    [
        "/none",
        "/quotations/xyz",
        "/documents/0123456789abcdef",
        "/speakers/Nobody",
        "/checks/x",
        "/search?since=13",
        "/verification?quote=",
    ],
)
def test_errors_are_words_for_people(client, path):
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code in (404, 422)
    assert answer.content_type.startswith("text/html")
    assert "<h1>" in answer.text
    assert 'href="/search"' in answer.text
    assert not re.search(r"<p>/\w+:", answer.text)  # a pointer into a request means nothing to a reader
    assert client.get(path).content_type == "application/problem+json"
    assert client.get("/v1/none", headers=BROWSER).content_type == "application/problem+json"


def test_search_and_the_pages_it_leads_to(client):
    assert "Nothing can be found yet" in client.get("/search").text
    posted = client.post("/v1/documents", json={"text": TEXT, "title": "The lamp", "outlet": "The Ellery Beacon"}).json
    for asked in ("q=lighthouse+lamp", "speaker=Donnelly", "outlet=Radio+Estuary", "since=2023&until=2023"):
        assert "never meant to be sold" in client.get(f"/search?{asked}").text
    assert "No quotation matches" in client.get("/search?q=another+lamp").text
    assert "/speakers/Peig%20Donnelly" in client.get("/search?speaker=Don").text
    assert "never meant" in client.get("/speakers/Peig%20Donnelly").text
    page = client.get(f"/documents/{posted['document']['id']}").text
    assert "The lamp" in page
    assert posted["document"]["sha256"] in page


def test_search_goes_on_to_the_next_page(client):
    for n in range(30):
        client.post("/v1/documents", json={"text": f"“The lighthouse lamp number {n} was sold,” said Peig Donnelly."})
    first = client.get("/search?q=lighthouse+lamp").text
    following = first.partition('class="button" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = client.get(following).text
    assert first.count("<blockquote>") + second.count("<blockquote>") == 30
    assert "Next page" not in second


def test_what_a_source_says_stays_text(client):
    posted = client.post(
        "/v1/documents", json={"text": "“Sell <b>the</b> lamp <script>x()</script> now,” said Peig Donnelly.", "title": "<i>T</i>"}
    )
    for path in ("/search?q=lamp", "/speakers/Peig%20Donnelly", f"/documents/{posted.json['document']['id']}"):
        assert "<script>x()" not in client.get(path).text
        assert "<i>T" not in client.get(path).text


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_the_extension_is_handed_out_and_asks_its_own_service(client, browser):
    assert f"/extension/{browser}.zip" in client.get("/extension").text
    answer = client.get(f"/extension/{browser}.zip", headers={"Host": "onrecord.example"})
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
        assert json.loads(archive.read("service.json")) == {"url": "http://onrecord.example"}
        assert ("storage" in manifest) is (browser == "chromium")
        assert {"client.js", "findings.js", "managed.json", "options.html", "icon-32.png"} <= names
        schema = json.loads(archive.read("managed.json"))
    assert set(schema["properties"]) == {"url", "key", "language"}
    assert answer.data == client.get(f"/extension/{browser}.zip", headers={"Host": "onrecord.example"}).data
    assert_problem(client.get("/extension/safari.zip"), 404, "not-found")
