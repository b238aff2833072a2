"""One table of limits, docs/limits.md, and no door with a limit that another lacks."""

from __future__ import annotations

import re
from collections.abc import Callable

import mcp
import pytest

from service.client import Client, ClientError
from service.settings import SETTINGS
from tests import loops
from tests.conftest import PATIENCE, ROOT, Served, template

SAID = "A ferry that never leaves the pier is a very expensive café."
TABLE = [
    [cell.strip(" `") for cell in line.split("|")[1:-1]]
    for line in (ROOT / "docs" / "limits.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and "ONRECORD_" in line
]
DEFAULTS = {setting.variable: setting.default for setting in SETTINGS}
ASKED = {  # by setting: the call, and what it is given for a size
    "ONRECORD_MAX_QUOTE_CHARACTERS": ("verify", lambda n: {"quote": ("gull " * n)[: n - 1] + "s"}),
    "ONRECORD_MIN_QUOTE_WORDS": ("verify", lambda n: {"quote": " ".join(["gulls"] * n)}),
    "ONRECORD_MAX_FIELD_CHARACTERS": ("verify", lambda n: {"quote": SAID, "speaker": "P" + "e" * (n - 1)}),
    "ONRECORD_MAX_MATCHES": ("verify", lambda n: {"quote": SAID, "limit": n}),
    "ONRECORD_MAX_DRAFT_CHARACTERS": ("check", lambda n: {"text": ("The gulls sat. " * n)[:n]}),
    "ONRECORD_MAX_DRAFT_QUOTES": ("check", lambda n: {"text": "“We sail at noon,” she said.\n" * n}),
    "ONRECORD_MAX_PAGE": ("list", lambda n: {"limit": n}),
}


def by_rest(served: Served, call: str, body: dict) -> str | None:
    """The refusal of a door, None if it took what it was given. So do the others."""
    if call == "list":
        answer = served.get("/v1/quotations", params=body)
    else:
        answer = served.post({"verify": "/v1/verify", "check": "/v1/drafts/check"}[call], body)
    assert answer.status_code in (200, 422), answer.text
    return None if answer.status_code == 200 else answer.text


def by_mcp(served: Served, call: str, body: dict) -> str | None:
    tool = {"verify": "verify_quote", "check": "check_draft", "list": "find_quotations"}[call]

    async def ask():
        async with mcp.Client(f"{served.base}/mcp") as client:
            return await client.call_tool(tool, body)

    result = loops.run(ask())
    return result.content[0].text if result.is_error else None


def by_client(served: Served, call: str, body: dict) -> str | None:
    with Client(served.base, seconds=60) as client:
        try:
            if call == "list":
                next(client.quotations(**body))
            else:
                {"verify": client.verify, "check": client.check_draft}[call](**body)
        except ClientError as error:
            if error.status != 422:
                raise
            return str(error)
    return None


def by_command(served: Served, call: str, body: dict) -> str | None:
    """`onrecord verify` and `check`; None also for what a command has no way to ask."""
    words = (
        [call, "-"] if call == "check" else [call, body["quote"], *(["--speaker", body["speaker"]] if "speaker" in body else [])]
    )
    done = template().run(*words, environment=served.environment, given=body.get("text", ""), timeout=PATIENCE)
    assert done.returncode in (0, 1, 2), done.stderr
    return done.stderr if done.returncode == 2 else None


DOORS: dict[str, Callable[[Served, str, dict], str | None]] = {
    "REST": by_rest,
    "MCP": by_mcp,
    "client": by_client,
    "command line": by_command,
}


def test_the_table_is_of_the_settings():
    assert {row[1]: int(row[2]) for row in TABLE} == {name: DEFAULTS[name] for name in ASKED}


@pytest.mark.parametrize("row", TABLE, ids=[row[1] for row in TABLE])
@pytest.mark.parametrize("door", DOORS)
def test_every_door_has_the_limit(served, row, door):
    name, limit = row[1], int(row[2])
    if row[3 + list(DOORS).index(door)] == "–":
        pytest.skip("this door has nothing to which the limit could apply")
    call, body = ASKED[name]
    beyond = limit - 1 if "MIN" in name else limit + 1
    assert DOORS[door](served, call, body(limit)) is None
    refusal = DOORS[door](served, call, body(beyond))
    assert refusal is not None
    assert str(limit) in refusal.replace(",", "")


def test_the_extensions_own_numbers_are_within_the_services():
    longest = re.search(r"LONGEST = ([\d_]+)", (ROOT / "extension" / "settings.js").read_text(encoding="utf-8"))
    page = re.search(r"MOST = ([\d_]+)", (ROOT / "extension" / "content.js").read_text(encoding="utf-8"))
    assert int(longest[1]) == DEFAULTS["ONRECORD_MAX_QUOTE_CHARACTERS"]
    assert 0.9 * DEFAULTS["ONRECORD_MAX_DRAFT_CHARACTERS"] < int(page[1]) <= DEFAULTS["ONRECORD_MAX_DRAFT_CHARACTERS"]
