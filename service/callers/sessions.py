"""Sessions of people in a browser: a signed cookie that stands for a key, and people whom a proxy has authenticated.

The cookie holds the id of a key and when it was given out, signed with a secret of the installation. It is worth what the key is worth: it ends
with the key, and after half a day.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from hashlib import blake2b

from itsdangerous import BadData, URLSafeTimedSerializer

from service.callers.keys import Key, Keys

SECONDS = 12 * 3600  # of a session: a working day
_LONGEST = 300  # characters of a cookie of ours
_LONGEST_NAME = 200  # characters of a person's name
_ID_BYTES = 4  # as a key's id


class Sessions:
    """Gives out and reads cookies. `secret`: of the installation."""

    def __init__(self, secret: str, keys: Keys) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="session")
        self._keys = keys

    def issue(self, key: Key) -> str:
        """Return the cookie of a key."""
        signed: str = self._signer.dumps(key.id)
        return signed

    def find(self, cookie: str) -> Key | None:
        """Return the live key that a cookie stands for; None for a cookie that was not given out here or is too old."""
        if len(cookie) > _LONGEST:
            return None
        try:
            key_id = self._signer.loads(cookie, max_age=SECONDS)
        except BadData:
            return None
        return self._keys.live(key_id) if isinstance(key_id, str) else None


def person(name: str, scopes: tuple[str, ...]) -> Key | None:
    """Return what stands for a person whom a proxy has authenticated; None for an invalid name."""
    name = "".join(c for c in name if c.isprintable())[:_LONGEST_NAME].strip()
    if not name:
        return None
    return Key(blake2b(name.encode(), digest_size=_ID_BYTES).hexdigest(), name, scopes, "", 0)


def is_within(address: str | None, networks: Sequence[str]) -> bool:
    """Return whether an IP address is in one of some networks, such as 10.0.0.0/8 or ::1."""
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return any(ip in ipaddress.ip_network(network) for network in networks)
