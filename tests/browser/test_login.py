"""A real Chromium logs in with a real provider on another site: cookies go where browsers let them."""

from __future__ import annotations

import pytest

from tests import identity
from tests.conftest import ROOT, Served


@pytest.fixture(scope="module")
def provider():
    with identity.provider("localhost") as known:  # to a browser another site than 127.0.0.1
        yield known


@pytest.fixture(scope="module")
def guarded(tmp_path_factory, provider):
    """The service on the sample corpus, whose people log in with the provider."""
    environment = {f"ONRECORD_{name.upper()}": value for name, value in provider.settings().items()}
    server = Served(tmp_path_factory.mktemp("guarded"), ROOT / "corpus", ONRECORD_OPENID_SCOPES="verify,read", **environment)
    server.start()
    yield server
    server.stop()


def test_from_a_permalink_to_the_provider_and_back_and_out(browser, guarded, provider):
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    asked = f"{guarded.base}/search?q=ferry&since=2019"
    page.goto(asked)
    assert page.url.startswith(f"{guarded.base}/login?next=")
    page.get_by_role("link", name="Log in with your newsroom account").click()
    page.wait_for_url(asked)
    assert page.locator("blockquote").count() > 0
    (cookie,) = [c for c in context.cookies() if c["name"] == "onrecord-session"]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    assert not [c for c in context.cookies() if c["name"].startswith("onrecord-login")]

    page.goto(f"{provider.base}/elsewhere?to={asked.replace('&', '%26')}")  # a link in somebody else's page
    page.get_by_role("link", name="permalink").click()
    page.wait_for_url(asked)

    page.goto(f"{guarded.base}/login")
    page.get_by_text("You are logged in as Ellery Quill").wait_for()
    with page.expect_navigation():  # to the page it is on
        page.get_by_role("button", name="Log out").click()
    page.get_by_label("Key").wait_for()
    page.goto(asked)
    assert page.url.startswith(f"{guarded.base}/login?next=")
    context.close()


def test_a_login_that_fails_says_why(browser, guarded, provider):
    context = browser.new_context()
    page = context.new_page()
    provider.lies = {"iat": 1_700_000_000, "exp": 1_700_000_300}
    page.goto(f"{guarded.base}/login")
    page.get_by_role("link", name="Log in with your newsroom account").click()
    page.get_by_role("heading", name="The login failed").wait_for()
    assert "one of the clocks is off" in page.locator("main").inner_text()
    assert not [c for c in context.cookies() if c["name"] == "onrecord-session"]
    provider.lies = {}
    page.get_by_role("link", name="Log in again").click()
    page.get_by_role("link", name="Log in with your newsroom account").click()
    page.wait_for_url(f"{guarded.base}/")
    context.close()
