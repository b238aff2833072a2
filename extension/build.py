"""Puts the extension together for Chromium and Firefox: its own files, and what it shares with the service's pages."""

from __future__ import annotations

import io
import json
import shutil
import struct
import sys
import zipfile
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
_SERVICES = (HERE.parent / "service", HERE.parents[1])  # in the sources; in a wheel
STATIC = next(place for service in _SERVICES if (place := service / "http" / "static").is_dir())
SHARED = {"client.js": "client.js", "findings.js": "findings.js", "page.css": "sheet.css"}
OWN = (
    "background.js",
    "content.js",
    "managed.json",
    "options.html",
    "options.js",
    "page.css",
    "panel.html",
    "panel.js",
    "settings.js",
    "vocabulary.js",
)
BROWSERS = ("chromium", "firefox")
_GECKO = {
    "id": "onrecord@onrecord.example",
    "strict_min_version": "142.0",
    "data_collection_permissions": {"required": ["websiteContent"]},
}
_BLUE, _WHITE = (29, 79, 145), (255, 255, 255)


def manifest(browser: str) -> dict:
    """The manifest of a browser; that of Chromium is the one in the folder."""
    made = json.loads((HERE / "manifest.json").read_text(encoding="utf-8"))
    if browser == "firefox":
        del made["minimum_chrome_version"]
        made["sidebar_action"] = {"default_panel": made.pop("side_panel")["default_path"], "default_title": "Onrecord"}
        made["permissions"].remove("sidePanel")
        made["background"] = {"scripts": ["background.js"], "type": "module"}
        made["browser_specific_settings"] = {"gecko": _GECKO}
        del made["storage"]  # of Chromium: Firefox takes managed values without a schema
    return made


def icon(size: int) -> bytes:
    """A PNG of the mark: two quotation marks on blue."""
    rows = []
    for y in range(size):
        row = bytearray(b"\0")
        for x in range(size):
            u, v = x / size * 32, y / size * 32
            is_mark = any(
                (left <= u <= left + 6 and 14 <= v <= 22) or (left + 0.5 <= u <= left + 3.5 and 9 <= v <= 14) for left in (8, 18)
            )
            row += bytes(_WHITE if is_mark else _BLUE)
        rows.append(bytes(row))

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"".join(rows), 9)) + chunk(b"IEND", b"")


def files(browser: str, url: str | None = None) -> dict[str, bytes]:
    """The files of the extension for a browser, by name. `url`: the service that it asks until somebody sets another."""
    content = {"manifest.json": json.dumps(manifest(browser), indent=2).encode() + b"\n"}
    content |= {name: (HERE / name).read_bytes() for name in OWN}
    content |= {there: (STATIC / name).read_bytes() for name, there in SHARED.items()}
    content |= {f"icon-{size}.png": icon(size) for size in (32, 128)}
    content["service.json"] = json.dumps({"url": url}).encode() + b"\n"
    return content


def packed(content: dict[str, bytes]) -> bytes:
    """A zip archive of some files: the same bytes whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(content):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def build(target: Path) -> list[Path]:
    """The folders made, one a browser; beside each its .zip, which holds the same bytes whenever it is made."""
    made = []
    for browser in BROWSERS:
        folder = target / f"onrecord-{browser}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        content = files(browser)
        for name, held in content.items():
            (folder / name).write_bytes(held)
        (target / f"onrecord-{browser}.zip").write_bytes(packed(content))
        made.append(folder)
    return made


if __name__ == "__main__":
    for folder in build(Path(sys.argv[1] if len(sys.argv) > 1 else "build")):
        print(f"{folder} and {folder}.zip")
