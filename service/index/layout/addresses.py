"""Addresses of documents: which document has an address now, so that a corrected one is known to replace another.

Of two documents with one address that is later which was changed later, or was published later where nothing tells of changes;
of two that tell no difference, the one that was read later.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urlsplit

POSTED = b"\xff"  # the version of a document that was posted: later than any that a file has
_DIGEST_BYTES = 8
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_TRACKING = ("utm_", "mc_", "at_campaign", "at_medium", "cmpid", "fbclid", "gclid", "dclid", "msclkid", "igshid", "smid", "ref_src")


@lru_cache(maxsize=4096)
def address(url: str | None) -> bytes | None:
    """The digest of an address, None without one.

    Left out are what tells no page from another: the fragment, the scheme, a default port, a closing slash, and what
    tracks readers; the rest of the query counts in any order (RFC 3986, section 6.2).
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removesuffix(".")
        port = f":{parts.port}" if parts.port and str(parts.port) != _DEFAULT_PORTS.get(parts.scheme) else ""
    except ValueError:
        plain = url
    else:
        plain = f"{host}{port}{parts.path.rstrip('/')}?{_telling(parts.query) if parts.query else ''}"
    return blake2b(plain.encode(errors="replace"), digest_size=_DIGEST_BYTES).digest()


def _telling(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode(sorted(pair for pair in pairs if not pair[0].lower().startswith(_TRACKING)))


def version(published: str | None, modified: str | None) -> bytes:
    """What tells which of two documents with one address is the later one: the greater bytes are."""
    return (modified or published or "").encode()
