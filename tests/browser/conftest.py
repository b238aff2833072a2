"""A real Chromium on the service as a user starts it. Skipped where there is none: `script/browser` installs it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import ROOT, Served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: script/browser installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    """The service on the sample corpus, of one module of tests: those of pages post documents."""
    server = Served(tmp_path_factory.mktemp("served"), ROOT / "corpus")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def page(browser, served) -> Iterator[Page]:
    """The page at /, opened; nothing may go wrong in it, and nothing may be asked of another machine."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((served.base, "blob:")) else wrong.append(request.url))
    page.goto(served.base + "/")
    page.wrong = wrong
    yield page
    context.close()
