"""A real Firefox, driven over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), which it speaks itself: no driver stands in between.

Playwright drives Firefox only in a build of its own; geckodriver is in no package of Debian.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import websocket

from tests.conftest import PATIENCE

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
_SECONDS = 40.0  # that something may take to come about, so that the time of a test is enough to say what did not
_ANSWER = 10.0  # that a page may take to say whether it has
UUID = "11111111-2222-4333-8444-555555555555"  # of the extension's pages, which are under another one in every profile otherwise
_ADDRESS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
CONTROL, ENTER = "\ue009", "\ue007"


class Firefox:
    """A running browser. `address`: of its WebSocket."""

    def __init__(self, address: str) -> None:
        self._socket = websocket.create_connection(f"{address}/session", suppress_origin=True, timeout=PATIENCE)
        self._last = 0
        self.send("session.new", capabilities={})

    def send(self, method: str, *, seconds: float = PATIENCE, **parameters: Any) -> Any:
        """Send a command; its result. Raises WebSocketTimeoutException where there is none in time."""
        self._last += 1
        self._socket.settimeout(seconds)
        self._socket.send(json.dumps({"id": self._last, "method": method, "params": parameters}))
        while (answer := json.loads(self._socket.recv())).get("id") != self._last:  # what else comes are events
            pass
        assert answer["type"] == "success", answer
        return answer["result"]

    def install(self, folder: Path) -> None:
        """Install an extension for as long as the browser runs."""
        self.send("webExtension.install", extensionData={"type": "path", "path": str(folder)})

    def open(self, url: str, width: int = 1280, height: int = 900) -> Tab:
        """Open a page in a tab of its own."""
        tab = Tab(self, self.send("browsingContext.create", type="tab")["context"])
        self.send("browsingContext.setViewport", context=tab.context, viewport={"width": width, "height": height})
        tab.goto(url)
        return tab

    def shortcut(self, key: str, tab: Tab) -> None:
        """Press Alt+Shift and a key of the extension's in a tab: keys that a driver presses reach the page, and not the browser around it."""
        self.send("browsingContext.activate", context=tab.context)
        (window,) = self.send("browsingContext.getTree", **{"moz:scope": "chrome"})["contexts"]
        keys = "document.querySelectorAll('keyset[id^=ext-keyset] key[modifiers=\"alt,shift\"]')"
        Tab(self, window["context"]).run(f"[...{keys}].find((k) => k.getAttribute('key') === {json.dumps(key)}).doCommand()")

    def close(self) -> None:
        self._socket.close()


class Tab:
    """A tab. `context`: its id."""

    def __init__(self, browser: Firefox, context: str) -> None:
        self._browser, self.context = browser, context

    def goto(self, url: str) -> None:
        """Go to a page and wait until it is all there. Firefox may never answer where another page is on its way: that one comes first."""
        self.wait("document.readyState === 'complete'")
        go = partial(self._browser.send, "browsingContext.navigate", context=self.context, url=url, wait="complete")
        try:
            go(seconds=_SECONDS)
        except websocket.WebSocketTimeoutException:
            go(seconds=_SECONDS)

    def run(self, script: str, seconds: float = PATIENCE) -> Any:
        """What a script, the body of an async function, returns as JSON."""
        expression = f"(async () => JSON.stringify((await (async () => {{ {script} }})()) ?? null))()"
        answer = self._browser.send(
            "script.evaluate",
            seconds=seconds,
            expression=expression,
            target={"context": self.context},
            awaitPromise=True,
            userActivation=True,
        )
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"]["value"])

    def wait(self, script: str) -> Any:
        """What an expression gives as soon as it gives something: a page that comes or goes gives an error, or no answer at all."""
        end = time.monotonic() + _SECONDS
        while True:
            with suppress(AssertionError, websocket.WebSocketTimeoutException):
                if found := self.run(f"return {script}", _ANSWER):
                    return found
            assert time.monotonic() < end, f"never: {script}"
            time.sleep(0.1)

    def text(self, selector: str) -> str:
        return self.wait(f"document.querySelector({json.dumps(selector)})?.innerText")

    def press(self, *keys: str) -> None:
        """Press keys together, as somebody does who has this tab before them."""
        self._browser.send("browsingContext.activate", context=self.context)
        down = [{"type": "keyDown", "value": key} for key in keys]
        up = [{"type": "keyUp", "value": key} for key in reversed(keys)]
        self._browser.send(
            "input.performActions", context=self.context, actions=[{"type": "key", "id": "keys", "actions": down + up}]
        )

    def click(self, selector: str) -> None:
        """Click the middle of an element with the mouse."""
        quoted = json.dumps(selector)
        x, y = self.wait(
            f"(() => {{ const e = document.querySelector({quoted}); if (!e) return null; e.scrollIntoView({{ block: 'center' }});"
            " const r = e.getBoundingClientRect(); return r.width ? [r.x + r.width / 2, r.y + r.height / 2].map(Math.round) : null; })()"
        )
        steps = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._browser.send(
            "input.performActions", context=self.context, actions=[{"type": "pointer", "id": "mouse", "actions": steps}]
        )

    def close(self) -> None:
        self._browser.send("browsingContext.close", context=self.context)


@contextmanager
def firefox(profile: Path, extension: str) -> Iterator[Firefox]:
    """A Firefox in a new profile, until the context is left. `extension`: the id of the one whose pages are to be at `UUID`."""
    assert FIREFOX is not None
    uuids = json.dumps(json.dumps({extension: UUID}))
    (profile / "user.js").write_text(f'user_pref("extensions.webextensions.uuids", {uuids});\n', encoding="utf-8")
    # pages of extensions are out of reach of a driver without access to the system
    command = [FIREFOX, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    process = subprocess.Popen(
        [*command, "--remote-allow-system-access"],
        env={**os.environ, "HOME": str(profile)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        address = next(found[1] for line in process.stderr if (found := _ADDRESS.search(line)))
        browser = Firefox(address)
        yield browser
        browser.close()
    finally:
        process.terminate()
        process.wait(PATIENCE)
        process.stderr.close()
