"""People log in with an identity provider by OpenID Connect: a real one over HTTP, which can be told to lie."""

from __future__ import annotations

import base64
import json
import socket
import sys
import time
from contextlib import nullcontext
from urllib.parse import parse_qs, urlsplit

import pytest

from service.callers.openid import LoginRefused, LoginUnavailable, granted, require_library
from service.callers.openid import Provider as Client
from service.callers.sessions import Sessions
from service.errors import SettingError
from service.settings import load
from tests import identity
from tests.http.problems import assert_problem
from tests.identity import CLIENT, new_key, shared_secret

BROWSER = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
OWN = {**BROWSER, "Sec-Fetch-Site": "same-origin"}
BACK = {**BROWSER, "Sec-Fetch-Site": "cross-site"}
COOKIE = "onrecord-session"
TEXT = "“The lighthouse lamp was never meant to be sold,” Peig Donnelly told Radio Estuary in March 2023."


@pytest.fixture
def provider():
    with identity.provider() as known:
        yield known


@pytest.fixture
def browser(make_app, provider):
    """A browser on a service whose people log in at the provider; with settings as keywords."""
    return lambda **settings: make_app(**{**provider.settings(), **settings}).test_client()


def begin(browser, goal="/search?q=lamp"):
    """Click the button on the page to log in on; the address at the provider."""
    answer = browser.get("/login/openid", query_string={"next": goal}, headers=OWN)
    assert answer.status_code == 303
    return answer.headers["Location"]


def come_back(browser, parameters):
    return browser.get("/login/openid/callback", query_string=parameters, headers=BACK)


def log_in(browser, provider, goal="/search?q=lamp"):
    return come_back(browser, provider.code_for(begin(browser, goal)))


def refused(answer, *words, status=403, code="login-refused"):
    """The answer is a page for people that says so, and nobody is logged in."""
    assert answer.status_code == status
    assert answer.content_type.startswith("text/html")
    assert "Log in again" in answer.text
    assert code in answer.text
    for word in words:
        assert word in answer.text
    assert COOKIE not in " ".join(answer.headers.getlist("Set-Cookie"))


def test_from_a_permalink_to_the_provider_and_back(browser, provider):
    client = browser(openid_scopes="verify,read,write")
    away = client.get("/search?q=lamp", headers=BROWSER)
    assert away.headers["Location"] == "/login?next=%2Fsearch%3Fq%3Dlamp"
    form = client.get(away.headers["Location"], headers=BROWSER).text
    assert 'href="/login/openid?next=/search%3Fq%3Dlamp"' in form
    answer = log_in(client, provider)
    assert answer.status_code == 200
    assert 'content="0; url=/search?q=lamp"' in answer.text
    assert "Ellery Quill" in answer.text
    (cookie,) = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith(COOKIE)]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert client.get("/search?q=lamp", headers=BROWSER).status_code == 200
    assert client.get("/session").json == {"name": "Ellery Quill", "scopes": ["verify", "read", "write"]}
    posted = client.post("/v1/documents", json={"text": TEXT}, headers=OWN)
    assert posted.status_code == 201
    path = f"/v1/quotations/{posted.json['quotations'][0]['id']}/corrections"
    assert client.post(path, json={"checked": True, "reason": "Heard."}, headers=OWN).json["correction"]["by"] == "Ellery Quill"
    assert client.post(path, json={"checked": True, "reason": "Heard."}, headers=BACK).status_code == 403
    assert client.delete("/session", headers=OWN).status_code == 204
    assert_problem(client.get("/v1/stats"), 401, "unauthorized")


def test_what_is_asked_of_the_provider(browser, provider):
    address = begin(browser())
    asked = {name: value for name, (value,) in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{provider.base}/authorize?")
    assert asked["response_type"] == "code"
    assert asked["scope"].split()[0] == "openid"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://localhost/login/openid/callback"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    again = {name: value for name, (value,) in parse_qs(urlsplit(begin(browser())).query).items()}
    assert not {asked[name] for name in ("state", "nonce", "code_challenge")} & set(again.values())


def test_nothing_is_open_to_whoever_did_not_log_in(browser):
    """A service that has an identity provider is closed without a key as well, also on this machine."""
    client = browser()
    assert_problem(client.get("/v1/stats"), 401, "unauthorized")
    assert client.get("/session").json == {"name": None, "scopes": []}
    assert client.get("/", headers=BROWSER).status_code == 200


def test_by_default_people_read(browser, provider):
    client = browser()
    log_in(client, provider)
    assert client.get("/session").json["scopes"] == ["read"]
    assert client.get("/v1/stats").status_code == 200
    assert_problem(client.post("/v1/documents", json={"text": TEXT}, headers=OWN), 403, "forbidden")


def known(provider, **settings):
    """What the service knows the provider by, without a service around it."""
    return Client(load({}, **{**provider.settings(), **settings}))


def person(client, provider):
    """Log the user in, to the provider and back; who that is."""
    address, login = client.begin("http://localhost/login/openid/callback", "/")
    back = provider.code_for(address)
    assert back["state"] == login.state
    return client.finish(login, back["code"], back.get("iss"))


# -- what is no answer to what was asked ----------------------------------------------------------------------------------


def test_a_forged_state(browser, provider):
    client = browser()
    back = provider.code_for(begin(client))
    refused(come_back(client, {**back, "state": back["state"][:-1] + "~"}), "not begun in this browser")
    refused(come_back(client, {**back, "state": "x"}), "not begun in this browser")
    assert "/token" not in provider.asked


def test_a_login_of_another_browser(browser, provider):
    """Somebody who has you open the address that their own login came back to does not log you in as them."""
    attacker, victim = browser(), browser()
    refused(come_back(victim, provider.code_for(begin(attacker))), "not begun in this browser")
    stolen, own = provider.code_for(begin(attacker)), provider.code_for(begin(victim))
    refused(come_back(victim, {**own, "code": stolen["code"]}), "not")  # PKCE: the code is for the other's verifier
    assert "Set-Cookie" not in victim.get("/").headers


def test_a_replayed_code(browser, provider):
    client = browser()
    address = begin(client)
    (held,) = [c for c in client._cookies.values() if c.key.startswith("onrecord-login-")]
    back = provider.code_for(address)
    assert come_back(client, back).status_code == 200
    client.delete("/session", headers=OWN)
    refused(come_back(client, back), "used already")  # this browser has forgotten the login
    client.set_cookie(held.key, held.value, path="/login/openid")
    refused(come_back(client, back), "invalid_grant")  # and the provider the code


def test_a_login_that_takes_too_long(browser, provider, monkeypatch):
    client = browser()
    back = provider.code_for(begin(client))
    monkeypatch.setattr("service.callers.sessions.LOGIN_SECONDS", -1)
    refused(come_back(client, back), "ten minutes")


@pytest.mark.parametrize(
    ("lies", "words"),
    [
        ({"nonce": "of another login"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"aud": "another-client"}, "aud"),
        ({"aud": ["another-client", "a-third"]}, "aud"),
        ({"aud": [CLIENT, "another-client"]}, "azp"),
        ({"azp": "another-client"}, "azp"),
        ({"iss": "https://evil.example"}, "iss"),
        ({"sub": None}, "sub"),
        ({"sub": 7}, "sub"),
        ({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, "at_hash"),
        ({"exp": None}, "until when"),
        ({"exp": "tomorrow"}, "until when"),
        ({"exp": 1e300}, "until when"),
        ({"iat": None}, "until when"),
        ({"nbf": 4_000_000_000}, "not yet valid"),
    ],
)
def test_an_answer_for_somebody_else(provider, lies, words):
    provider.lies = lies
    with pytest.raises(LoginRefused, match=words):
        person(known(provider), provider)


def test_a_wrong_nonce_is_told_as_a_page(browser, provider):
    provider.lies = {"nonce": "of another login"}
    refused(log_in(browser(), provider), "nonce")


@pytest.mark.parametrize(
    ("iat", "exp"),
    [(-7200, -3600), (-600, -300), (7200, 10800), (300, 900)],
    ids=["expired", "just expired", "early", "a bit early"],
)
def test_an_answer_of_another_time_tells_both_clocks(provider, iat, exp):
    now = int(time.time())
    provider.lies = {"iat": now + iat, "exp": now + exp}
    began, ended, today = (time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(now + seconds)) for seconds in (iat, exp, 0))
    with pytest.raises(LoginRefused, match=f"from {began} to {ended} by its clock.* it is {today[:10]}.*one of the clocks is off"):
        person(known(provider), provider)


def test_an_expired_answer_is_told_as_a_page(browser, provider):
    provider.lies = {"iat": 1_700_000_000, "exp": 1_700_000_300}
    refused(log_in(browser(), provider), "clock", "2023-11-14 22:13:20 UTC")


@pytest.mark.parametrize(("iat", "exp"), [(-90, -60), (60, 600), (0, 300)])
def test_clocks_may_differ_by_two_minutes(provider, iat, exp):
    now = int(time.time())
    provider.lies = {"iat": now + iat, "exp": now + exp}
    assert person(known(provider), provider).name == "Ellery Quill"


def test_a_signature_of_another_key(provider):
    client = known(provider)
    provider.signing = new_key("first", 2)
    with pytest.raises(LoginRefused, match="not signed"):
        person(client, provider)
    provider.signing, provider.algorithm = shared_secret(), "HS256"
    with pytest.raises(LoginRefused, match="not signed"):
        person(client, provider)


def test_no_signature(provider):
    """alg: none, as an attacker writes it."""
    parts = ({"alg": "none"}, {"iss": provider.base, "aud": CLIENT, "sub": "p-17", "iat": int(time.time()), "exp": 4_000_000_000})
    token = ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + "."
    provider.says = (json.dumps({"id_token": token, "access_token": "a", "token_type": "Bearer"}), 200)
    with pytest.raises(LoginRefused, match="not signed"):
        person(known(provider), provider)


def test_a_provider_changes_its_key(provider):
    client = known(provider)
    for key in (provider.key, new_key("second")):
        provider.key = key
        assert person(client, provider).identity == f"{provider.base} p-17"
    assert provider.asked.count("/keys") == 2


def test_an_answer_of_another_provider(browser, provider):
    client = browser()
    back = provider.code_for(begin(client))
    refused(come_back(client, {**back, "iss": "https://evil.example"}), "another provider")
    assert "/token" not in provider.asked
    back = provider.code_for(begin(client))
    assert come_back(client, {**back, "iss": provider.base, "session_state": "added by the provider"}).status_code == 200


def test_somebody_who_does_not_consent(browser, provider):
    client = browser()
    state = parse_qs(urlsplit(begin(client)).query)["state"][0]
    answer = come_back(client, {"state": state, "error": "access_denied", "error_description": "<b>Not now</b>"})
    refused(answer, "access_denied", "&lt;b&gt;Not now")
    refused(come_back(client, {"state": state, "code": "x"}), "used already")


# -- a provider that fails --------------------------------------------------------------------------------------------------


def test_a_provider_that_is_away(make_app):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings = {"openid_issuer": f"http://127.0.0.1:{nobody.getsockname()[1]}", "openid_client": CLIENT}
        client = make_app(**settings).test_client()
        answer = client.get("/login/openid", headers=OWN)
        refused(answer, "does not answer", status=502, code="login-unavailable")
        assert_problem(client.get("/login/openid"), 502, "login-unavailable")
        assert client.get("/login", headers=BROWSER).status_code == 200  # a key still opens


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"issuer": "https://evil.example"}, "calls itself https://evil.example"),
        ({"issuer": None}, "calls itself"),
        ({"token_endpoint": None}, "token_endpoint"),
        ({"jwks_uri": "ftp://keys.example"}, "jwks_uri"),
        ({"authorization_endpoint": "javascript:alert(1)"}, "authorization_endpoint"),
        ({"userinfo_endpoint": "file:///etc/passwd"}, "userinfo_endpoint"),
    ],
)
def test_a_provider_that_is_none(provider, about, words):
    provider.about = about
    client = known(provider)
    for _ in range(2):
        with pytest.raises(LoginUnavailable, match=words):
            client.begin("http://localhost/login/openid/callback", "/")
    assert len(provider.asked) == 1  # what failed is not asked again at once


def test_a_provider_that_answers_again_is_asked_again(provider, monkeypatch):
    monkeypatch.setattr("service.callers.openid._ASIDE_SECONDS", 0)
    client = known(provider)
    provider.about = {"issuer": None}
    with pytest.raises(LoginUnavailable):
        client.begin("http://localhost/login/openid/callback", "/")
    provider.about = {}
    assert person(client, provider).name == "Ellery Quill"


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (("<h1>Bad gateway</h1>", 502), "no answer to the code"),
        (("[]", 200), "no answer to the code"),
        (("{}", 200), "no ID token"),
        (('{"access_token": "a", "token_type": "Bearer"}', 200), "no ID token"),
    ],
)
def test_a_provider_that_breaks_on_the_way(provider, says, words):
    provider.says = says
    with pytest.raises(LoginUnavailable, match=words):
        person(known(provider), provider)


def test_a_wrong_secret(provider):
    with pytest.raises(LoginRefused, match="invalid_client"):
        person(known(provider, openid_secret="another"), provider)


def test_a_public_client_is_protected_by_pkce(provider):
    provider.client.secret = ""
    assert person(known(provider, openid_secret=""), provider).name == "Ellery Quill"


# -- who may what -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "user", "scopes"),
    [
        ("groups", {"groups": ["newsroom", "onrecord-write"]}, ["write"]),
        ("groups", {"groups": ["admin", "write", "onrecord", "onrecord-", "xonrecord-admin"]}, []),
        ("groups", {"groups": "onrecord-verify onrecord-admin"}, ["verify", "admin"]),
        ("realm_access.roles", {"realm_access": {"roles": ["onrecord-write"]}}, ["write"]),
        ("https://news.example/roles", {"https://news.example/roles": ["onrecord-verify"]}, ["verify"]),
        ("groups", {}, []),
        ("groups", {"groups": {"onrecord-write": True}}, []),
        ("groups", {"groups": [["onrecord-write"], 7, None]}, []),
        ("", {"groups": ["onrecord-write"]}, []),
    ],
)
def test_scopes_by_a_claim(provider, claim, user, scopes):
    provider.user |= user
    assert list(person(known(provider, openid_claim=claim), provider).granted) == scopes


def test_scopes_of_a_claim_are_added_to_everybodys(browser, provider):
    provider.user |= {"groups": ["onrecord-write"]}
    provider.hides = {"name", "groups"}  # which only userinfo tells
    client = browser(openid_claim="groups")
    log_in(client, provider)
    assert client.get("/session").json == {"name": "Ellery Quill", "scopes": ["read", "write"]}


def test_userinfo_of_another_person(provider):
    provider.hides, provider.other = {"name"}, {"sub": "p-18"}
    with pytest.raises(LoginRefused, match="another person"):
        person(known(provider), provider)


@pytest.mark.parametrize(
    ("allow", "user", "may"),
    [
        ("groups=newsroom", {"groups": ["newsroom"]}, True),
        ("groups=newsroom", {"groups": ["newsroom-alumni"]}, False),
        ("groups=newsroom", {}, False),
        ("hd=beacon.example, groups=desk", {"groups": ["desk"]}, True),
        ("hd=beacon.example", {"hd": "beacon.example.evil.example"}, False),
        ("email=ellery@beacon.example", {"email": "ellery@beacon.example", "email_verified": True}, True),
        ("email=ellery@beacon.example", {"email": "ellery@beacon.example"}, False),
        ("email=ellery@beacon.example", {"email": "ellery@beacon.example", "email_verified": False}, False),
    ],
)
def test_who_may_log_in(provider, allow, user, may):
    provider.user |= user
    client = known(provider, openid_allow=allow)
    with nullcontext() if may else pytest.raises(LoginRefused, match="may not use this service"):
        person(client, provider)


@pytest.mark.parametrize(
    ("user", "name"),
    [
        ({"name": "Ines Calloway"}, "Ines Calloway"),
        ({"name": None, "preferred_username": "icalloway"}, "icalloway"),
        ({"name": " ", "email": "ines@beacon.example"}, "ines@beacon.example"),
        ({"name": ["Ines"]}, "p-17"),
        ({"name": "Ines\nCalloway\u202e"}, "InesCalloway"),
        ({"name": "ö" * 5000}, "ö" * 200),
    ],
)
def test_the_name_of_a_person(provider, keys, user, name):
    provider.user |= user
    sessions = Sessions("secret", keys, load({}, **provider.settings()))
    assert sessions.find(sessions.issue_person(person(known(provider), provider))).name == name


def test_a_session_ends_with_the_provider_of_the_settings(provider, keys):
    """What the cookie is worth is decided by the settings of now: their scopes, and the provider that vouched."""
    who = person(known(provider), provider)
    cookie = Sessions("secret", keys, load({}, **provider.settings())).issue_person(who)
    for changes, scopes in (
        ({}, ("read",)),
        ({"openid_scopes": "verify"}, ("verify",)),
        ({"openid_client": "another"}, None),
        ({"openid_issuer": "https://id.example.com"}, None),
        ({"openid_issuer": ""}, None),
    ):
        found = Sessions("secret", keys, load({}, **{**provider.settings(), **changes})).find(cookie)
        assert (found.scopes if found else None) == scopes
    assert Sessions("another", keys, load({}, **provider.settings())).find(cookie) is None


@pytest.fixture
def later(monkeypatch):
    """Move the clock of cookies on by minutes."""

    def move(minutes):
        monkeypatch.setattr("itsdangerous.timed.TimestampSigner.get_timestamp", lambda self: int(time.time()) + 60 * minutes)

    return move


@pytest.mark.parametrize(
    ("settings", "minutes", "is_in"),
    [
        ({}, 59, True),
        ({}, 61, False),
        ({"openid_minutes": 5}, 4, True),
        ({"openid_minutes": 5}, 6, False),
        ({"openid_minutes": 720}, 719, True),
        ({"openid_minutes": 720}, 721, False),
    ],
)
def test_whoever_is_removed_at_the_provider_is_out_soon(browser, provider, later, settings, minutes, is_in):
    client = browser(**settings)
    log_in(client, provider)
    later(minutes)
    assert client.get("/v1/stats").status_code == (200 if is_in else 401)


def test_whoever_is_still_known_comes_back_unseen(browser, provider, later):
    client = browser()
    log_in(client, provider)
    later(61)
    away = client.get("/search?q=lamp", headers=OWN)
    form = client.get(away.headers["Location"], headers=OWN)
    assert (form.status_code, form.headers["Location"]) == (303, "/login/openid?next=%2Fsearch%3Fq%3Dlamp")
    back = provider.code_for(client.get(form.headers["Location"], headers=OWN).headers["Location"])
    assert "url=/search?q=lamp" in come_back(client, back).text
    assert client.get("/v1/stats").status_code == 200


def test_whoever_is_refused_meanwhile_can_log_in_otherwise(browser, provider, later):
    """The provider is asked once by itself; then the page to log in on stays."""
    client = browser()
    log_in(client, provider)
    later(61)
    begin(client)
    refused(come_back(client, {"state": "x", "error": "access_denied"}))
    assert client.get("/login", headers=OWN).status_code == 200


@pytest.mark.parametrize("way", ["made up", "logged out", "by a key", "half a day old"])
def test_nobody_else_is_sent_to_the_provider(browser, provider, keys, later, way):
    client = browser()
    if way == "made up":
        client.set_cookie(COOKIE, "x.y.z")
    elif way == "by a key":
        key, _ = keys.add("Reporter", ("read",))
        client.post("/session", json={"key": key}, headers=OWN)
    else:
        log_in(client, provider)
    if way == "logged out":
        client.delete("/session", headers=OWN)
    later(1000 if way == "half a day old" else 61)
    assert client.get("/login", headers=OWN).status_code == 200


# -- out of the provider too ------------------------------------------------------------------------------------------------


def test_logging_out_ends_the_session_at_the_provider(browser, provider):
    provider.about = {"end_session_endpoint": f"{provider.base}/logout?realm=news"}
    client = browser()
    log_in(client, provider)
    answer = client.get("/login/openid/logout", headers=OWN)
    assert answer.status_code == 303
    address = urlsplit(answer.headers["Location"])
    asked = {name: value for name, (value,) in parse_qs(address.query).items()}
    assert address._replace(query="").geturl() == f"{provider.base}/logout"
    assert (asked["realm"], asked["client_id"], asked["post_logout_redirect_uri"]) == ("news", CLIENT, "http://localhost/login")
    payload = asked["id_token_hint"].split(".")[1]
    assert json.loads(base64.urlsafe_b64decode(payload + "=="))["sub"] == "p-17"
    assert_problem(client.get("/v1/stats"), 401, "unauthorized")
    again = client.get("/login/openid/logout", headers=OWN)
    assert again.headers["Location"] == "/login"  # there is no session any more to end


@pytest.mark.parametrize(
    "about", [{}, {"end_session_endpoint": ""}, {"end_session_endpoint": "javascript:alert(1)"}, {"end_session_endpoint": 7}]
)
def test_a_provider_without_a_logout_changes_nothing_here(browser, provider, about):
    provider.about = about
    client = browser()
    log_in(client, provider)
    assert client.get("/login/openid/logout", headers=OWN).headers["Location"] == "/login"
    assert_problem(client.get("/v1/stats"), 401, "unauthorized")


def test_a_token_too_long_for_a_cookie_is_left_out(browser, provider):
    provider.about = {"end_session_endpoint": f"{provider.base}/logout"}
    provider.lies = {"groups": ["desk"] * 800}
    client = browser()
    log_in(client, provider)
    assert "id_token_hint" not in client.get("/login/openid/logout", headers=OWN).headers["Location"]


def test_the_token_goes_nowhere_else(browser, provider):
    client = browser()
    (cookie,) = [c for c in log_in(client, provider).headers.getlist("Set-Cookie") if c.startswith("onrecord-id-token")]
    assert {"HttpOnly", "SameSite=Strict", "Path=/login/openid/logout"} <= set(cookie.split("; "))


def test_pages_of_other_sites_log_nobody_out(browser, provider):
    client = browser()
    log_in(client, provider)
    assert client.get("/login/openid/logout", headers=BACK).status_code == 403
    assert client.get("/v1/stats").status_code == 200


def test_a_login_under_way_is_no_session(browser, provider):
    client = browser()
    begin(client)
    (held,) = [c for c in client._cookies.values() if c.key.startswith("onrecord-login-")]
    client.set_cookie(COOKIE, held.value)
    assert_problem(client.get("/v1/stats"), 401, "unauthorized")


# -- where to, and how often ------------------------------------------------------------------------------------------------


def test_nobody_is_sent_elsewhere(browser, provider):
    client = browser()
    for goal in (
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        " //evil.example",
        "javascript:alert(1)",
    ):
        answer = log_in(client, provider, goal)
        assert 'content="0; url=/"' in answer.text
        assert "evil" not in answer.text


def test_an_address_too_long_for_a_cookie_is_left_out(browser, provider):
    answer = log_in(browser(), provider, "/search?q=" + "x" * 3000)
    assert 'content="0; url=/"' in answer.text


def test_what_is_asked_for_stays_text(browser, provider):
    provider.user["name"] = "<script>x()</script>"
    answer = log_in(browser(), provider, '/search?q="><script>x()</script>')
    assert "<script>x()" not in answer.text


def test_two_tabs_log_in_at_a_time(browser, provider):
    client = browser()
    first, second = provider.code_for(begin(client, "/search?q=one")), provider.code_for(begin(client, "/search?q=two"))
    assert "url=/search?q=one" in come_back(client, first).text
    assert "url=/search?q=two" in come_back(client, second).text


def test_pages_of_other_sites_begin_no_login(browser):
    answer = browser().get("/login/openid", headers=BACK)
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers


def test_cookies_are_secure_behind_tls(browser, provider):
    client = browser(proxies=1)
    headers = {**OWN, "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.1.2.3"}
    answer = client.get("/login/openid", headers=headers)
    assert "Secure" in answer.headers["Set-Cookie"].split("; ")
    assert "https%3A%2F%2Flocalhost%2Flogin" in answer.headers["Location"]


def test_attempts_are_counted(browser, provider):
    client = browser(rate=2)
    begin(client)
    back = provider.code_for(begin(client))
    assert come_back(client, back).status_code == 429
    assert "/token" not in provider.asked


def test_without_a_provider_there_is_none(client):
    answer = client.get("/login/openid?next=/search", headers=OWN)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login?next=%2Fsearch")
    answer = client.get("/login/openid/callback?code=a&state=b", headers=BACK)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login")
    assert "newsroom account" not in client.get("/login").text


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"openid_issuer": "id.example.com"}, "an address like"),
        ({"openid_issuer": "https://id.example.com?tenant=1", "openid_client": "a"}, "an address like"),
        ({"openid_issuer": "http://id.example.com", "openid_client": "a"}, "https://"),
        ({"openid_issuer": "https://id.example.com"}, "ONRECORD_OPENID_CLIENT"),
        ({"openid_issuer": "https://id.example.com", "openid_client": "a", "openid_allow": "newsroom"}, "groups=newsroom"),
        ({"openid_issuer": "https://id.example.com", "openid_client": "a", "openid_scopes": "edit"}, "ONRECORD_OPENID_SCOPES"),
        ({"openid_issuer": "https://id.example.com", "openid_client": "a", "openid_minutes": "0"}, "ONRECORD_OPENID_MINUTES"),
        ({"openid_issuer": "https://id.example.com", "openid_client": "a", "openid_minutes": "721"}, "ONRECORD_OPENID_MINUTES"),
    ],
)
def test_settings_that_cannot_be(settings, words):
    with pytest.raises(SettingError, match=words):
        load({}, **settings)


def test_without_the_extra_the_service_does_not_start(monkeypatch):
    monkeypatch.setitem(sys.modules, "authlib", None)
    with pytest.raises(SettingError, match=r"onrecord\[openid\]"):
        require_library()


def test_a_provider_over_tls_names_no_address_without():
    """What the provider says of itself decides where the code goes."""
    known = Client(load({}, openid_issuer="https://localhost:1", openid_client="a"))
    with pytest.raises(LoginUnavailable, match="does not answer"):
        known.begin("https://onrecord.example/login/openid/callback", "/")


@pytest.mark.parametrize(("claims", "scopes"), [({"g": ["onrecord-read"]}, ("read",)), ({"g": None}, ()), ({}, ())])
def test_granted(claims, scopes):
    assert granted(claims, "g") == scopes
    assert granted(claims, "") == ()
