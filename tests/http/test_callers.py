"""Who is counted as whom, and by which names the service may be asked."""

from __future__ import annotations

import pytest

from service.http.access import host_name, is_address
from service.http.rates import network
from tests.http.problems import assert_problem

LOOK = "/v1/verify?quote=We+sail+at+noon"
ELSEWHERE = {"host": "0.0.0.0", "open_scopes": ("verify",)}


def test_head_counts_as_get(make_app, keys):
    secret, _ = keys.add("desk", ["verify"], rate=3)
    client = make_app(rate=3).test_client()
    headers = {"Authorization": f"Bearer {secret}"}
    statuses = [client.open(LOOK, method=method, headers=headers).status_code for method in ("GET", "HEAD", "HEAD", "HEAD", "GET")]
    assert statuses == [200, 200, 200, 429, 429]


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"),
        (None, "None"),
        ("a proxy's nonsense", "a proxy's nonsense"),
    ],
)
def test_an_address_is_counted_by_what_its_owner_has_of_them(address, counted):
    assert network(address) == counted


def test_addresses_of_one_network_share_a_rate(make_app):
    client = make_app(rate=3, proxies=1, **ELSEWHERE).test_client()
    headers = [{"X-Forwarded-For": f"2001:db8:1:2::{n}", "Host": "localhost"} for n in range(4)]
    assert [client.get(LOOK, headers=sent).status_code for sent in headers] == [200, 200, 200, 429]
    assert client.get(LOOK, headers={"X-Forwarded-For": "2001:db8:1:3::1", "Host": "localhost"}).status_code == 200


def test_refused_keys_are_counted_by_address(make_app):
    client = make_app(rate=3, proxies=1, host="0.0.0.0").test_client()

    def tried(address):
        return client.get(LOOK, headers={"Authorization": "Bearer or_live_guess", "X-Forwarded-For": address}).status_code

    assert [tried("203.0.113.7") for _ in range(5)] == [401, 401, 401, 429, 429]
    assert tried("203.0.113.8") == 401


@pytest.mark.parametrize(
    ("sent", "name"),
    [("localhost", "localhost"), ("LOCALHOST:8000", "localhost"), ("127.0.0.1:80", "127.0.0.1"), ("[::1]:80", "::1"), ("[::1]", "::1"),
     ("desk.example.", "desk.example"), ("evil.example:localhost", "evil.example"), ("", "")],
)  # fmt: skip
def test_the_host_of_a_header(sent, name):
    assert host_name(sent) == name


@pytest.mark.parametrize(
    ("name", "is_one"), [("10.0.0.1", True), ("::1", True), ("desk.example", False), ("10.0.0", False), ("", False)]
)
def test_what_is_an_address(name, is_one):
    assert is_address(name) == is_one


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "10.0.0.1.evil.example", "desk.example.evil.example"])
def test_without_a_key_the_service_is_not_asked_by_a_name_that_it_does_not_have(make_app, host):
    client = make_app(hosts=("desk.example",), **ELSEWHERE).test_client()
    assert_problem(client.get(LOOK, headers={"Host": host}), 403, "forbidden")


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1", "10.0.0.1:8000", "[::1]:8000", "desk.example", "DESK.example:443"])
def test_its_own_names_and_addresses_are_answered(make_app, host):
    client = make_app(hosts=("desk.example",), **ELSEWHERE).test_client()
    assert client.get(LOOK, headers={"Host": host}).status_code == 200


def test_a_caller_with_a_key_may_ask_by_any_name(make_app, keys):
    secret, _ = keys.add("desk", ["verify"])
    client = make_app(host="0.0.0.0").test_client()
    assert client.get(LOOK, headers={"Host": "any.example", "Authorization": f"Bearer {secret}"}).status_code == 200
