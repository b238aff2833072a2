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
from tests.conftest import ROOT
from tests.ports import free_port

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

CANVAS = '<canvas width="1200" height="800" style="width: 100vw; height: 90vh"></canvas>'
PAGES = {  # of which little or nothing can be read
    "/embedded": '<!doctype html><title>PDF</title><embed type="application/pdf" src="about:blank">',
    "/drawn": f"<!doctype html><title>Editor</title>{CANVAS}",
    "/empty": "<!doctype html><title>Nothing</title>",
    "/menus": f"<!doctype html><title>Editor</title><p>File Edit View Insert Format Tools</p>{CANVAS}",
    "/chart": ARTICLE + CANVAS,
}


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGES.get(self.path, HOSTILE if "hostile" in self.path else ARTICLE).encode())

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


def nodes(page, name):
    """The elements of a name in a page and in its shadow roots, closed ones too, as the browser's inspector sees them."""
    session = page.context.new_cdp_session(page)
    found, waiting = [], [session.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]]
    while waiting:
        node = waiting.pop(0)
        if node["localName"] == name:
            found.append(node)
        waiting = [*node.get("shadowRoots", ()), *node.get("children", ()), *waiting]
    session.detach()
    return found


def words(node):
    """The text of an element."""
    return node["nodeValue"] + "".join(words(child) for child in node.get("children", ()))


def labels(page):
    """The labels that the extension has put into a page."""
    return [words(button) for host in nodes(page, "onrecord-label") for button in within(host, "button")]


def within(node, name):
    """The elements of a name below a node."""
    below = [*node.get("shadowRoots", ()), *node.get("children", ())]
    return [n for child in below for n in ([child] if child["localName"] == name else within(child, name))]


def check_page(worker, url):
    """What a click on the menu does for the tab with an address."""
    worker.evaluate("async url => { const [tab] = await chrome.tabs.query({ url }); await checkPage(tab); }", url + "*")


def test_a_selection_is_verified_and_shown(worker, panel):
    assert "Select a quote" in panel.inner_text("#status")
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
    panel.wait_for_selector("#status.wrong:has-text('contacted yet')")


def test_a_page_is_marked_in_place(chromium, worker, panel, site):
    page = opened(chromium, site + "/article")
    check_page(worker, site + "/article")
    assert labels(page) == ["✕ Altered", "✓ Verbatim", "? Not found"]
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
    assert len(labels(page)) == 3
    page.close()


def test_a_finding_stands_in_the_page_out_of_its_reach(chromium, worker, site):
    """Behind the closing mark, in a closed shadow root: scripts of the page read nothing of it, its styles do not touch it."""
    page = opened(chromium, site + "/styled")
    check_page(worker, site + "/styled")
    host = page.locator("onrecord-label").first
    assert page.evaluate("document.querySelector('onrecord-label').shadowRoot") is None
    assert page.evaluate("document.body.innerHTML.includes('Altered') || document.body.innerText.includes('Altered')") is False
    assert page.evaluate("document.querySelector('onrecord-label').previousSibling.data.slice(-2)") == ",”"
    page.add_style_tag(content="onrecord-label { display: none; position: fixed; font-size: 0 } button, p { visibility: hidden }")
    box = host.bounding_box()
    assert box["width"] > 40
    (note,) = within(nodes(page, "onrecord-label")[0], "p")
    assert "hidden" in note["attributes"]
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    (note,) = within(nodes(page, "onrecord-label")[0], "p")
    assert "hidden" not in note["attributes"]
    assert "The ferry that would not sail" in words(note)
    page.keyboard.press("Escape")
    (note,) = within(nodes(page, "onrecord-label")[0], "p")
    assert "hidden" in note["attributes"]
    page.close()


@pytest.mark.parametrize(
    ("path", "said"),
    [("/paper.pdf", "This is a PDF"), ("/embedded", "This is a PDF"), ("/drawn", "draws its words"), ("/empty", "no words")],
)
def test_a_page_that_cannot_be_read_is_said_with_what_to_do(chromium, worker, panel, site, path, said):
    worker.evaluate(COUNT)
    page = opened(chromium, site + path)
    check_page(worker, site + path)
    panel.wait_for_selector(f"#status.wrong:has-text('{said}')")
    assert worker.evaluate("sent") == 0
    page.close()


def test_an_editor_that_shows_only_its_menus_as_words_is_said(chromium, worker, panel, site):
    page = opened(chromium, site + "/menus")
    check_page(worker, site + "/menus")
    panel.wait_for_selector("#status.wrong:has-text('draws its words')")
    page.close()


def test_a_page_with_a_picture_and_words_is_read(chromium, worker, panel, site):
    page = opened(chromium, site + "/chart")
    check_page(worker, site + "/chart")
    panel.wait_for_selector("#list button >> nth=2")
    page.close()


def test_pages_that_browsers_keep_to_themselves_are_said(chromium, worker, panel):
    page = opened(chromium, "chrome://version")
    worker.evaluate(
        "async () => { const [tab] = await chrome.tabs.query({ url: 'chrome://version/*' }); await checkPage(tab ?? { id: 2 ** 30 }); }"
    )
    panel.wait_for_selector("#status.wrong:has-text('browsers keep extensions away')")
    page.close()


@pytest.mark.parametrize("width", [360, 320])
def test_the_panel_fits(chromium, worker, panel, site, width):
    """Nothing is cut off or scrolls sideways, with a list and with a finding that has the longest words."""
    panel.set_viewport_size({"width": width, "height": 800})
    fits = "() => document.documentElement.scrollWidth <= innerWidth && [...document.querySelectorAll('main, td, th, li, p')].every(e => e.getBoundingClientRect().right <= innerWidth)"
    page = opened(chromium, site + "/article")
    check_page(worker, site + "/article")
    panel.wait_for_selector("#list button >> nth=2")
    assert panel.evaluate(fits)
    for n in range(3):
        panel.click(f"#list button >> nth={n}")
        assert panel.evaluate(fits)
    page.close()


def test_marks_speak_the_chosen_language(chromium, worker, site):
    worker.evaluate("chrome.storage.sync.set({ language: 'de' })")
    page = opened(chromium, site + "/deutsch")
    check_page(worker, site + "/deutsch")
    assert labels(page) == ["✕ Verändert", "✓ Wörtlich", "? Nicht gefunden"]
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
