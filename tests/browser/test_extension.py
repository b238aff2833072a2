"""The extension in a real Chromium: select, verify, see the verdict; a page checked in place; what goes wrong."""

from __future__ import annotations

import json
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from extension.build import build
from tests.browser.conftest import CHROMIUM
from tests.browser.test_page import IMAGES
from tests.conftest import ROOT, free_port

COUNT = "() => { globalThis.sent = 0; globalThis.fetched ??= fetch; globalThis.fetch = (...a) => { sent += 1; return fetched(...a); }; }"
ARTICLE = """<!doctype html><meta charset="utf-8"><title>The ferry</title><style>p { font: 18px serif }</style>
<nav>“A ferry that always leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary.</nav>
<h1>The ferry 🚢</h1>
<p id="a">“A ferry that <b>always</b> leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary in March 2023.</p>
<p style="display:none">“Hidden words that nobody sees at all on this page,” said Oskar Brandt.</p>
<p>“I would not sell the ferry, I would not buy the ferry, and I would certainly not paint the ferry,” Desmond Hale said.</p>
<p>“Nobody has ever put these words together before today,” said Peig Donnelly.</p>"""
HOSTILE = (
    ARTICLE
    + """<script>
window.asked = [];
const fetched = window.fetch; window.fetch = (...a) => { window.asked.push(String(a[0])); return fetched(...a); };
Element.prototype.closest = () => { throw new Error("no"); };
globalThis.onrecord = { read: () => "“Forged words of the page itself, for the panel,” said Nobody.", mark: () => {}, show: () => {} };
document.addEventListener("DOMNodeInserted", (e) => e.target.remove && 0);
</script><p>“Words with <img src=x onerror="window.hit=1"> a picture in them that break,” said Peig &lt;img src=x onerror=window.hit=1&gt; Donnelly.</p>"""
)


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((HOSTILE if "hostile" in self.path else ARTICLE).encode())

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    return build(tmp_path_factory.mktemp("extension"))


@pytest.fixture(scope="module")
def chromium(folders, tmp_path_factory):
    """A browser with the extension in it."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: script/browser installs it")
    folder = str(folders[0])
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(tmp_path_factory.mktemp("profile")),
            executable_path=CHROMIUM,
            headless=True,
            channel=None,
            ignore_default_args=["--disable-extensions"],
            args=["--no-sandbox", "--headless=new", f"--disable-extensions-except={folder}", f"--load-extension={folder}",
                  "--disable-features=DisableLoadExtensionCommandLineSwitch"],
        )  # fmt: skip
        yield context
        context.close()


@pytest.fixture
def worker(chromium, served):
    """The extension's own process, set to the service."""
    worker = chromium.service_workers[0] if chromium.service_workers else chromium.wait_for_event("serviceworker", timeout=15000)
    worker.evaluate("url => chrome.storage.sync.set({ url, language: 'en' })", served.base)
    worker.evaluate("chrome.storage.session.clear()")
    return worker


@pytest.fixture
def panel(chromium, worker):
    page = chromium.new_page()
    page.set_viewport_size({"width": 420, "height": 900})
    page.goto(f"chrome-extension://{worker.url.split('/')[2]}/panel.html")
    yield page
    page.close()


def opened(chromium, url):
    page = chromium.new_page()
    page.goto(url)
    return page


def check_page(worker, url):
    """What a click on the menu does for the tab with an address."""
    worker.evaluate("async url => { const [tab] = await chrome.tabs.query({ url }); await checkPage(tab); }", url + "*")


def test_a_selection_is_verified_and_shown(worker, panel):
    assert "Select the words" in panel.inner_text("#status")
    worker.evaluate("verifySelection('“A ferry that always leaves the pier is a very\\n expensive café,”')")
    panel.wait_for_selector("#detail:not([hidden])")
    assert "Altered" in panel.inner_text("#detail .tag")
    assert (panel.inner_text("#detail ins"), panel.inner_text("#detail del")) == ("always", "never")
    assert panel.get_attribute("#detail a[href*='/quotations/']", "href").startswith("http://127.0.0.1:")
    path = IMAGES / "extension-panel.png"
    if not path.exists():
        panel.screenshot(path=path)
    assert Axe().run(panel).response["violations"] == []


def test_too_long_a_selection_is_not_sent(worker, panel):
    worker.evaluate(COUNT)
    worker.evaluate("verifySelection('word '.repeat(2000))")
    panel.wait_for_selector("#status.wrong")
    assert "at most 5000 can be looked up. Nothing was sent." in panel.inner_text("#status")
    worker.evaluate("verifySelection('  ')")
    panel.wait_for_selector("#status:has-text('Nothing is selected')")
    assert worker.evaluate("sent") == 0


def test_a_service_that_is_away_or_not_allowed_is_said(worker, panel):
    worker.evaluate("url => chrome.storage.sync.set({ url })", f"http://127.0.0.1:{free_port()}")
    worker.evaluate("verifySelection('A ferry that never leaves the pier')")
    panel.wait_for_selector("#status.wrong:has-text('does not answer')")
    worker.evaluate("chrome.storage.sync.set({ url: 'https://onrecord.example' })")
    worker.evaluate("verifySelection('A ferry that never leaves the pier')")
    panel.wait_for_selector("#status.wrong:has-text('may not be asked yet')")


def test_a_page_is_marked_in_place(chromium, worker, panel, site):
    page = opened(chromium, site + "/article")
    check_page(worker, site + "/article")
    labels = page.locator("onrecord-label")
    assert labels.all_inner_texts() == ["✕ Altered", "✓ Verbatim", "? Not found"]
    assert page.evaluate("[...CSS.highlights.get('onrecord-bad')].map(String)") == [
        "A ferry that always leaves the pier is a very expensive café,"
    ]
    assert page.evaluate("document.getElementById('a').textContent").startswith("“A ferry that always leaves")
    path = IMAGES / "extension-page.png"
    if not path.exists():
        page.screenshot(path=path)
    panel.wait_for_selector("#list button >> nth=2")
    panel.click("#list button >> nth=0")
    assert "never" in panel.inner_text("#detail del")
    check_page(worker, site + "/article")
    assert labels.count() == 3
    page.close()


def test_marks_speak_the_chosen_language(chromium, worker, site):
    worker.evaluate("chrome.storage.sync.set({ language: 'de' })")
    page = opened(chromium, site + "/deutsch")
    check_page(worker, site + "/deutsch")
    assert page.locator("onrecord-label").all_inner_texts() == ["✕ Verändert", "✓ Wörtlich", "? Nicht gefunden"]
    page.close()


def test_a_hostile_page_gets_nothing_and_breaks_nothing(chromium, worker, panel, site):
    page = opened(chromium, site + "/hostile")
    check_page(worker, site + "/hostile")
    panel.wait_for_selector("#list button >> nth=3")
    assert "Forged" not in panel.inner_text("#list")
    assert panel.locator("#list img, #detail img").count() == 0
    assert page.evaluate("window.asked") == []
    assert page.locator("onrecord-label").count() == 4
    page.close()


def test_nothing_is_sent_before_a_click(chromium, worker, site):
    worker.evaluate(COUNT)
    page = opened(chromium, site + "/quiet")
    page.dblclick("#a")
    page.wait_for_timeout(500)
    assert worker.evaluate("sent") == 0
    assert page.locator("onrecord-label").count() == 0
    page.close()


def test_options_are_kept(chromium, worker, served):
    page = opened(chromium, f"chrome-extension://{worker.url.split('/')[2]}/options.html")
    assert Axe().run(page).response["violations"] == []
    page.fill("#url", "ftp://a.example")
    page.click("text=Save")
    page.wait_for_selector("#status.wrong")
    page.fill("#url", served.base + "/")
    page.fill("#key", "or_live_x")
    page.select_option("#language", "fr")
    page.click("text=Save")
    page.wait_for_selector("#status:has-text('Saved.')")
    assert worker.evaluate("chrome.storage.sync.get()") == {"url": served.base, "language": "fr"}
    assert worker.evaluate("chrome.storage.local.get()") == {"key": "or_live_x"}
    worker.evaluate("chrome.storage.local.clear()")
    page.close()


def test_it_asks_for_no_more_than_it_needs_and_loads_nothing(folders):
    chromium, firefox = (json.loads((folder / "manifest.json").read_text()) for folder in folders)
    assert set(chromium["permissions"]) == {"activeTab", "contextMenus", "scripting", "sidePanel", "storage"}
    assert chromium["host_permissions"] == ["http://127.0.0.1/*"]
    assert "content_scripts" not in chromium
    assert set(firefox["permissions"]) == set(chromium["permissions"]) - {"sidePanel"}
    assert firefox["sidebar_action"]["default_panel"] == "panel.html"
    for folder in folders:
        assert {p.name for p in folder.iterdir()} == set(zipfile.ZipFile(folder.parent / f"{folder.name}.zip").namelist())
        for path in folder.glob("*.js"):
            text = path.read_text(encoding="utf-8")
            assert "eval(" not in text
            assert "innerHTML" not in text
            assert "import(" not in text
        for path in folder.glob("*.html"):
            assert "http" not in path.read_text(encoding="utf-8").replace("https://onrecord.example", "")


def test_building_it_twice_gives_the_same(tmp_path):
    first, second = (build(tmp_path / name) for name in "ab")
    assert [(f.parent / f"{f.name}.zip").read_bytes() for f in first] == [(f.parent / f"{f.name}.zip").read_bytes() for f in second]
    assert (ROOT / "extension" / "manifest.json").exists()
