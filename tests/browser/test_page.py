"""The page at / and the pages to cite, in a real browser."""

from __future__ import annotations

import csv
import io
import json
import re

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.conftest import ROOT

IMAGES = ROOT / "docs" / "images"
DRAFT = """The ferry still lies at the pier, and the argument about it goes on. 🚢

“A ferry that always leaves the pier is a very expensive café,” Ines Calloway told Radio Estuary in March 2023.

“A ferry that never leaves the pier is a very expensive café,” said Tobias Renner, the mayor.

“I would not sell the ferry, I would not buy the ferry, and I would certainly not paint the ferry,” Desmond Hale said.

“Nobody has ever put these words together before today,” said Peig Donnelly."""
HOSTILE = (
    "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script>\n\n“A ferry that always leaves <img src=x onerror='window.hit=1'> the pier"
    " is a very expensive café,” Ines Calloway told Radio Estuary.\n\n“\u202eevil\u202c words that nobody ever put together so,” said <b onclick=hit()>Peig Donnelly</b>."
)


def shoot(page, name: str) -> None:
    """A screenshot for the documentation, written anew only where it is missing, or the pictures would change with every machine."""
    path = IMAGES / f"{name}.png"
    if not path.exists():
        page.screenshot(path=path)


def check(page, text: str) -> None:
    page.fill("#text", text)
    page.click("text=Check quotes")
    page.wait_for_selector("#article-box:not([hidden])")


def violations(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {[n['html'][:120] for n in v['nodes']]}" for v in found]


def test_a_draft_is_marked_and_each_quote_explained(page):
    shoot(page, "page-empty")
    check(page, DRAFT)
    marks = page.locator("#article mark")
    assert [m.get_attribute("class").split()[0] for m in marks.all()] == ["bad", "bad", "good", "open"]
    assert marks.first.inner_text() == "A ferry that always leaves the pier is a very expensive café,"
    labels = [a.inner_text().replace("\n", " ") for a in page.locator("#article .tag").all()]
    assert labels == ["✕ Altered", "✕ Misattributed", "✓ Verbatim", "? Not found"]
    assert page.inner_text("#summary") == "2 to fix · 1 not found · 1 fine"
    assert page.locator("#chips button").all_inner_texts() == ["2 to fix", "1 not found", "1 fine"]
    assert page.inner_text("#detail ins") == "always"
    assert page.inner_text("#detail del") == "never"
    assert "“March 2023”" in page.inner_text("#detail table")
    shoot(page, "page-altered")
    page.click("#article .tag >> nth=1")
    assert "not Tobias Renner" in page.inner_text("#detail")
    assert page.locator("#quote-1.chosen").count() == 1
    page.click("#list button >> nth=2")
    assert "Not found" in page.inner_text("#detail .tag")
    shoot(page, "page-not-found")
    assert page.inner_text("#article").replace("✕ Altered", "").startswith("The ferry still lies at the pier")
    assert page.wrong == []


def test_it_is_used_by_keyboard_alone(page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.focus("#text")
    page.keyboard.insert_text(DRAFT)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#detail:not([hidden])")
    page.keyboard.press("j")
    assert page.get_attribute("#finding-1 button", "aria-current") == "true"
    page.keyboard.press("k")
    assert page.get_attribute("#finding-0 button", "aria-current") == "true"
    page.keyboard.press("r")
    page.wait_for_selector("#undo")
    assert page.inner_text("#summary") == "1 to fix · 1 not found · 2 fine"
    page.keyboard.press("i")
    page.keyboard.type("Settled with the desk.")
    page.keyboard.press("Enter")
    assert page.inner_text("#summary") == "1 not found · 2 fine · 1 ignored"
    page.keyboard.press("Escape")
    assert not page.is_visible("#detail")
    page.keyboard.press("e")
    assert "never leaves the pier" in page.input_value("#text")
    page.focus("#tab-draft")
    page.keyboard.press("ArrowRight")
    assert page.is_visible("#quote")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_api_can_be_read_in_both_colour_schemes_and_left(page, served, scheme):
    """Redoc numbers its headings and scrolls its samples as it likes; what it shows has to be legible."""
    page.emulate_media(color_scheme=scheme)
    page.goto(served.base + "/docs")
    page.wait_for_selector("h2 >> text=Verify a quote")
    shown = {"include": [["header"], [".menu-content"], ['[id="tag/verification"]']]}  # all of it takes a quarter of a minute
    found = Axe().run(page, context=shown, options={"runOnly": ["color-contrast"]}).response["violations"]
    assert [node["html"] for violation in found for node in violation["nodes"]] == []
    page.click("nav >> text=Check")
    page.wait_for_selector("#draft-form")
    assert page.wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), (390, 844), (640, 450)])
def test_axe_finds_nothing(page, scheme, size):
    """On a desk, on a phone, and at 200 % of zoom, in both colour schemes."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    assert violations(page) == []
    check(page, DRAFT)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    if size[0] == 390:
        shoot(page, f"page-phone-{scheme}")
    page.click("#tab-quote")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), (390, 844)])
def test_axe_finds_nothing_on_the_pages_to_look_things_up(page, served, scheme, size):
    """What the index holds, and a quotation whose words drifted."""
    story = "“The lighthouse has never once been painted twice,” Ines Calloway said on Monday. The harbour was silent."
    for word, day in (("never", "2023-03-10"), ("hardly", "2023-04-02")):
        body = {"text": story.replace("never", word), "outlet": f"The {word.title()} Echo", "published": day}
        quotation_id = served.post("/v1/documents", body).json()["quotations"][0]["id"]
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    for path, words, name in (
        ("/corpus", "What this index holds", "page-corpus"),
        (f"/quotations/{quotation_id}", "First published", "page-drift"),
    ):
        page.goto(served.base + path)
        assert words in page.inner_text("main")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        if size[0] == 1280 and scheme == "light":
            shoot(page, name)
    assert page.locator(".drift ins").inner_text() == "hardly"
    assert page.wrong == []


def test_hostile_text_stays_text(page):
    check(page, HOSTILE)
    page.wait_for_timeout(200)
    assert page.evaluate("window.hit") is None
    assert page.locator("#article img, #article script, #article b, #detail img").count() == 0
    assert "<img src=x" in page.inner_text("#article")
    assert page.wrong == []


def test_a_source_that_is_hostile_stays_text(page, served):
    text = '“We paint the <img src=x onerror="window.hit=1"> boats at dawn each Thursday,” said Oskar <script>window.hit=1</script> Brandt.'
    served.post(
        "/v1/documents", {"text": text, "title": "</script><script>window.hit=1</script>", "url": "https://a.example/?<script>"}
    )
    check(page, "“We paint the <img src=x> boats at dawn each Thursday,” said Oskar.")
    page.wait_for_timeout(200)
    quotation = served.get("/v1/quotations?q=at+dawn+each+Thursday").json()["quotations"][0]
    page.goto(f"{served.base}/quotations/{quotation['id']}")
    assert page.evaluate("window.hit") is None
    assert page.locator("main img, main script").count() == 0
    data = json.loads(page.locator('script[type="application/ld+json"]').inner_text())
    assert data["isPartOf"]["headline"] == "</script><script>window.hit=1</script>"


def test_a_right_wording_never_hides_a_wrong_credit(page):
    page.click("#tab-quote")
    page.fill("#quote", "A ferry that never leaves the pier is a very expensive café")
    page.fill("#speaker", "Ines Calloway")
    page.fill("#date", "2019-06")
    page.fill("#claimed-outlet", "The Guardian")
    page.click("#quote-form button")
    page.wait_for_selector("#detail:not([hidden])")
    assert page.get_attribute("#detail .tag", "class") == "tag bad"
    assert page.inner_text("#detail .tag") == "✕ Verbatim, wrong date and outlet"
    assert page.inner_text("#detail .standing.contradicted >> nth=0") == "contradicted"


def test_nothing_is_lost_by_a_reload_a_link_or_another_tab(page):
    check(page, DRAFT)
    with page.context.expect_page() as other:
        page.click("#detail >> text=Permalink")
    other.value.close()
    page.click("#tab-quote")
    assert not page.is_visible("#detail")
    page.fill("#quote", "A ferry that never leaves the pier")
    page.click("#quote-form button")
    page.wait_for_selector("#detail:not([hidden])")
    page.click("#tab-draft")
    assert page.locator("#list button").count() == 4
    page.click("#article mark >> nth=2")
    assert "Verbatim" in page.inner_text("#detail .tag")
    page.reload()
    page.wait_for_selector("#article mark >> nth=3")
    assert "Verbatim" in page.inner_text("#detail .tag")
    page.goto(page.url + "corpus")
    page.go_back()
    page.wait_for_selector("#article mark >> nth=3")
    with page.expect_download() as download:
        page.click("#save-json")
    assert len(json.loads(download.value.path().read_text(encoding="utf-8"))["findings"]) == 4
    assert page.wrong == []


def test_chips_filter(page):
    check(page, DRAFT)
    page.click("#chips >> text=1 fine")
    assert page.locator("#list button").all_inner_texts()[0].startswith("✓ Verbatim")
    assert page.locator("#list button").count() == 1
    page.click("#chips >> text=1 fine")
    assert page.locator("#list button").count() == 4


def test_drafts_are_shown_as_a_reader_sees_them(page):
    for text in (
        "<h1>The ferry</h1><p>It lies &amp; waits.</p><p>“A ferry that <em>always</em> leaves the pier is a very expensive café,” Ines Calloway said.</p>",
        "# The ferry\n\nIt lies & waits.\n\n“A ferry that *always* leaves the pier is a very expensive café,” Ines Calloway said.",
    ):
        check(page, text)
        shown = page.inner_text("#article")
        assert "It lies & waits." in shown
        assert not set("<#*") & set(shown)
        assert page.inner_text("#article em") == "always"
        assert page.inner_text("#article .head").strip() == "The ferry"  # what follows a heading is no part of it
        assert "".join(page.locator("#article mark").all_inner_texts()).startswith("A ferry that always leaves")
        page.click("#clear")
    assert page.wrong == []


def test_the_finding_opens_under_its_mark_on_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    check(page, DRAFT)
    page.click("#article > mark >> nth=1")
    mark, card, after = (page.locator(s).bounding_box() for s in ("#quote-1", "#detail", "#quote-2"))
    assert mark["y"] < card["y"] < after["y"]


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=["desktop", "phone"])
def test_quotes_that_are_left_out_are_told_of_on_every_screen(page, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    check(page, DRAFT)
    assert not page.is_visible("#left-out")
    page.click("#clear")
    check(page, DRAFT + "\n\nThe “theatre” was shut.")
    assert page.inner_text("#left-out") == "1 one-word quote left out."


def test_the_worst_finding_is_seen_at_once_and_how_to_open_another(page):
    check(page, "The ferry lies and waits.\n\n" * 60 + DRAFT)
    card = page.locator("#detail").bounding_box()
    assert card["y"] < 300  # though its mark is far down
    page.keyboard.press("Escape")
    assert page.is_visible("#choose")
    page.keyboard.press("j")
    assert not page.is_visible("#choose")
    mark, card = (page.locator(s).bounding_box() for s in ("mark.chosen", "#detail"))
    assert abs(mark["y"] - card["y"]) < 60
    page.click("#edit")
    assert not page.is_visible("#choose")
    assert page.wrong == []


def test_an_empty_index_says_so(browser, tmp_path):
    from tests.conftest import Served

    (tmp_path / "corpus").mkdir()
    server = Served(tmp_path / "data", tmp_path / "corpus")
    server.start()
    page = browser.new_page()
    try:
        page.goto(server.base + "/")
        page.wait_for_selector("#index.notice:has-text('Nothing can be found yet')")
    finally:
        page.close()
        server.stop()


def test_a_large_draft_is_shown(page):
    text = "\n\n".join(["The council sat late."] * 8000) + "\n\n" + DRAFT
    page.evaluate("text => { document.getElementById('text').value = text; }", text)
    page.click("text=Check quotes")
    page.wait_for_selector("#article-box:not([hidden])")
    assert page.locator("#article mark").count() == 4


def test_one_quote(page):
    page.click("#tab-quote")
    page.fill("#quote", "A ferry that never leaves the pier is a very expensive café.")
    page.fill("#speaker", "Tobias Renner")
    page.click("#quote-form button")
    page.wait_for_selector("#detail:not([hidden])")
    assert "Misattributed" in page.inner_text("#detail")
    shoot(page, "page-one-quote")
    with page.context.expect_page() as other:
        page.click("text=Permalink to this answer")
    cited = other.value
    cited.wait_for_selector(".quotation")
    data = json.loads(cited.locator('script[type="application/ld+json"]').inner_text())
    assert (data["@type"], data["claimReviewed"][:19]) == ("ClaimReview", "Tobias Renner said:")
    assert violations(cited) == []


def test_what_is_wrong_is_said(page):
    page.click("text=Check quotes")
    assert "There is no draft yet" in page.inner_text("#status")
    page.click("#tab-quote")
    page.fill("#quote", "word")
    page.click("#quote-form button")
    page.wait_for_selector("#status.wrong")
    assert "at least 2 are needed" in page.inner_text("#status")
    page.route("**/v1/**", lambda route: route.abort())
    page.click("#quote-form button")
    page.wait_for_selector("#status:has-text('responding')")
    shoot(page, "page-service-away")


def test_files_are_opened(page, tmp_path):
    document = docx.Document()
    for text in DRAFT.split("\n\n"):
        document.add_paragraph(text)
    document.save(str(tmp_path / "draft.docx"))
    (tmp_path / "draft.md").write_text(DRAFT.replace("always", "**always**"), encoding="utf-8")
    (tmp_path / "none.docx").write_bytes(b"none")
    (tmp_path / "draft.pdf").write_bytes(b"%PDF-1.7")
    page.set_input_files("#file", tmp_path / "draft.docx")
    page.wait_for_selector("#article mark >> nth=3")
    page.click("#edit")
    page.set_input_files("#file", tmp_path / "draft.md")
    page.wait_for_selector("#article strong:has-text('always')")
    page.click("#edit")
    assert page.input_value("#format") == "markdown"
    page.set_input_files("#file", tmp_path / "none.docx")
    page.wait_for_selector("#status.wrong")
    page.set_input_files("#file", tmp_path / "draft.pdf")
    page.wait_for_selector("#status:has-text('paste its text')")


def test_exports(page):
    check(page, DRAFT + "\n\n“=HYPERLINK(1) is no formula here at all,” said Peig Donnelly.")
    with page.expect_download() as download:
        page.click("#save-csv")
    rows = list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    assert [row[1] for row in rows] == ["verdict", "altered", "misattributed", "verbatim", "not_found", "not_found"]
    assert rows[5][2].startswith("'=HYPERLINK")
    with page.expect_download() as download:
        page.click("#save-json")
    assert len(json.loads(download.value.path().read_text(encoding="utf-8"))["findings"]) == 5
    page.evaluate("window.print = () => { window.printed = document.querySelectorAll('#report section').length; }")
    page.click("#print")
    assert page.evaluate("window.printed") == 5


def test_a_quotation_page_is_to_be_cited(page, served):
    quotation = served.get("/v1/quotations?q=very+expensive+café").json()["quotations"][0]
    page.goto(f"{served.base}/quotations/{quotation['id']}")
    assert violations(page) == []
    cites = dict(zip(page.locator(".cites dt").all_inner_texts(), page.locator(".cites dd > span").all_inner_texts(), strict=True))
    assert cites["In copy"] == (
        "“A ferry that never leaves the pier is a very expensive café … I have drunk the coffee. It is not worth nine million,” Ines Calloway"
        " told Radio Estuary in March 2023, according to The Ellery Beacon."
    )
    assert "The ferry that would not sail" in cites["APA"]
    assert cites["Chicago"].startswith("Ines Calloway, quoted in ")
    data = json.loads(page.locator('script[type="application/ld+json"]').inner_text())
    assert (data["@type"], data["creator"]["name"], data["dateCreated"]) == ("Quotation", "Ines Calloway", "2023-03")
    assert "#:~:text=" in page.get_attribute(".source a", "href")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click(".cites button >> nth=0")
    page.wait_for_selector("text=Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == cites["In copy"]
    shoot(page, "page-quotation")


def test_a_service_with_keys_asks_for_one(browser, tmp_path):
    from service.callers.keys import Keys
    from service.storage.corpus import Corpus
    from tests.conftest import Served

    token, _ = Keys(Corpus(ROOT / "corpus", tmp_path / "data").own).add("desk", ("verify",))
    server = Served(tmp_path / "data", ROOT / "corpus")
    server.start()
    page = browser.new_page()
    try:
        page.goto(server.base + "/")
        page.fill("#text", DRAFT)
        page.click("text=Check quotes")
        page.wait_for_selector("#key-form:not([hidden])")
        page.fill("#key", token)
        page.click("#key-form button")
        page.wait_for_selector("#article mark >> nth=3")
        assert re.fullmatch(r"http://[^/]+/", page.url)
        assert token not in page.evaluate("document.cookie + JSON.stringify(sessionStorage) + JSON.stringify(localStorage)")
        page.reload()
        page.click("#clear")
        check(page, DRAFT)  # the session outlives the page
    finally:
        page.close()
        server.stop()
