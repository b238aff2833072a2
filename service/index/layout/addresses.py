"""Addresses of documents, by which a corrected document is known to replace an earlier one.

When two documents share an address, the newer is the one modified last, else published last, else read last.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urlsplit

POSTED = b"\xff"  # the version of a posted document: greater than any date, since posting says that it is the newest
_DIGEST_BYTES = 8  # 64 bits: among ten million addresses the chance of any collision is 1 in 400,000
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_TRACKING = ("utm_", "mc_", "at_campaign", "at_medium", "cmpid", "fbclid", "gclid", "dclid", "msclkid", "igshid", "smid", "ref_src")


@lru_cache(maxsize=4096)
def address(url: str | None) -> bytes | None:
    """Return the digest of a URL (8 bytes), None without one.

    Parts that do not distinguish pages are ignored: the fragment, the scheme, a default port, a trailing slash, and tracking
    parameters. The other parameters count in any order (RFC 3986, section 6.2).
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
        plain = f"{host}{port}{parts.path.rstrip('/')}?{_distinguishing(parts.query) if parts.query else ''}"
    return blake2b(plain.encode(errors="replace"), digest_size=_DIGEST_BYTES).digest()


def _distinguishing(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    return urlencode(sorted(pair for pair in pairs if not pair[0].lower().startswith(_TRACKING)))


def version(published: str | None, modified: str | None) -> bytes:
    """Return bytes that order the versions of one address: the newer version has the greater bytes. Arguments are ISO dates."""
    return (modified or published or "").encode()
