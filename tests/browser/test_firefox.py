"""The page, the extension and a login in a real Firefox. Skipped where there is none: `script/browser` installs it."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from extension.build import build, manifest
from tests import identity
from tests.browser import firefox
from tests.browser.firefox import CONTROL, ENTER, UUID
from tests.browser.test_extension import site  # noqa: F401
from tests.browser.test_page import DRAFT
from tests.conftest import ROOT, Served, until

ALTERED = "“A ferry that always leaves the pier is a very expensive café,”"
LABELS = "document.querySelectorAll('onrecord-label').length"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    if firefox.FIREFOX is None:
        pytest.skip("no Firefox here: script/browser installs it")
    ours = manifest("firefox")["browser_specific_settings"]["gecko"]["id"]
    with firefox.firefox(tmp_path_factory.mktemp("firefox"), ours) as browser:
        browser.install(build(tmp_path_factory.mktemp("extension"))[1])
        yield browser


@pytest.fixture
def panel(browser, served):
    """The extension's panel, in a tab of its own; the extension is set to the service."""
    tab = browser.open(f"moz-extension://{UUID}/panel.html", 360, 800)
    tab.run(
        f"await browser.storage.sync.set({{ url: {json.dumps(served.base)}, language: 'en' }}); await browser.storage.session.clear()"
    )
    yield tab
    tab.close()


def test_a_draft_is_checked_and_mended_by_keyboard(browser, served):
    tab = browser.open(served.base + "/", 360, 740)
    tab.run(f"document.getElementById('text').value = {json.dumps(DRAFT)}; document.getElementById('text').focus()")
    tab.press(CONTROL, ENTER)
    assert "to fix" in tab.text("#summary")
    assert tab.text("#detail .tag")
    first = tab.run("return document.querySelector('mark.chosen').dataset.finding")
    tab.press("j")
    tab.wait(f"document.querySelector('mark.chosen').dataset.finding !== {json.dumps(first)}")
    tab.press("k")
    tab.press("r")
    tab.wait("document.getElementById('undo') !== null")
    assert "never leaves the pier" in tab.text("#article")
    assert tab.run("return document.documentElement.scrollWidth - innerWidth") <= 0
    tab.close()


@pytest.mark.parametrize(
    "path", ["/search?q=ferry", "/corpus", "/extension", "/login", "/nowhere", f"/verification?quote={quote(ALTERED)}"]
)
def test_pages_fit_a_phone(browser, served, path):
    tab = browser.open(served.base + path, 360, 740)
    assert tab.text("h1")
    assert tab.run("return document.documentElement.scrollWidth - innerWidth") <= 0
    tab.close()


def test_the_extension_marks_a_page_by_its_shortcut(browser, panel, site):  # noqa: F811
    page = browser.open(site + "/article")
    browser.shortcut("O", page)
    page.wait(f"{LABELS} === 3")
    marked = page.run("return [...CSS.highlights.get('onrecord-bad')].map(String)")
    assert marked == ["A ferry that always leaves the pier is a very expensive café,"]
    assert page.run("return document.querySelector('onrecord-label').shadowRoot") is None
    panel.wait("document.querySelectorAll('#list button').length === 3")
    panel.click("#list button")
    assert panel.text("#detail del") == "never"
    assert panel.run("return document.documentElement.scrollWidth - innerWidth") <= 0
    page.close()


def test_the_extension_verifies_a_selection_by_its_shortcut(browser, panel, site):  # noqa: F811
    page = browser.open(site + "/article")
    page.run(
        "const p = document.getElementById('a'), end = p.lastChild; getSelection().setBaseAndExtent(p.firstChild, 0, end, end.data.indexOf('”') + 1)"
    )
    browser.shortcut("Q", page)
    assert "Altered" in panel.text("#detail .tag")
    page.close()


@pytest.mark.parametrize(("path", "said"), [("/paper.pdf", "This is a PDF"), ("/drawn", "draws its words"), ("/empty", "no words")])
def test_the_extension_says_why_a_page_cannot_be_read(browser, panel, site, path, said):  # noqa: F811
    page = browser.open(site + path)
    browser.shortcut("O", page)
    panel.wait(f"document.getElementById('status').innerText.includes({json.dumps(said)})")
    page.close()


def test_a_login_from_a_permalink_to_the_provider_and_out_of_both(browser, tmp_path_factory):
    with identity.provider("localhost") as provider:  # to a browser another site than 127.0.0.1
        provider.about = {"end_session_endpoint": f"{provider.base}/logout"}
        environment = {f"ONRECORD_{name.upper()}": value for name, value in provider.settings().items()}
        server = Served(tmp_path_factory.mktemp("guarded"), ROOT / "corpus", **environment)
        server.start()
        try:
            asked = f"{server.base}/search?q=ferry"
            tab = browser.open(asked)
            tab.click("a.primary")
            tab.wait(f"location.href === {json.dumps(asked)}")
            assert tab.text("blockquote")
            tab.goto(f"{server.base}/login")
            tab.click("#leave")
            until(lambda: "/logout" in provider.asked)  # the page is /login before and after
            tab.wait(f"location.href === {json.dumps(server.base + '/login')} && document.getElementById('known').hidden")
            assert provider.asked.count("/logout") == 1
            tab.goto(asked)
            assert tab.run("return location.pathname") == "/login"
            tab.close()
        finally:
            server.stop()
