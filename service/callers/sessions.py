"""Sessions of people in a browser, and logins under way: signed cookies. People whom a proxy has authenticated.

A session's cookie stands for a key, by its id, or for a person who logged in with the identity provider, by identity, name and granted
scopes. It is signed with a secret of the installation, and is worth what the key or the provider's settings are worth: it ends with the key, with
another provider, and after half a day; that of a person after the minutes of the settings, so that whoever was removed at the provider is out soon.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

from service.callers.keys import SCOPES, Key, Keys
from service.callers.openid import Login, Person
from service.settings import Settings

SECONDS = 12 * 3600  # of a session: a working day
LOGIN_SECONDS = 600  # that a login may take: a password, a second factor, a coffee
_LONGEST = 4000  # characters of a cookie of ours; browsers keep 4096 bytes with the name (RFC 6265, section 6.1)
_LONGEST_NAME = 200  # characters of a person's name
_LONGEST_GOAL = 1500  # characters of the address of a page to go to, so that the cookie is kept
_ID_BYTES = 4  # as a key's id


class Sessions:
    """Gives out and reads cookies. `secret`: of the installation."""

    def __init__(self, secret: str, keys: Keys, settings: Settings) -> None:
        provider = f"{settings.openid_issuer} {settings.openid_client}"
        self._signer = URLSafeTimedSerializer(secret, salt="session")
        self._people = URLSafeTimedSerializer(secret, salt=f"person {provider}")
        self._logins = URLSafeTimedSerializer(secret, salt=f"login {provider}")
        self._keys = keys
        self._has_provider = bool(settings.openid_issuer)
        self._usual: tuple[str, ...] = settings.openid_scopes
        self._person_seconds = 60 * settings.openid_minutes

    def issue(self, key: Key) -> str:
        """Return the cookie of a key."""
        signed: str = self._signer.dumps(key.id)
        return signed

    def issue_person(self, who: Person) -> str:
        """Return the cookie of a person who logged in with the identity provider."""
        granted = [SCOPES.index(scope) for scope in who.granted]
        identity = _digest(who.identity)
        signed: str = self._people.dumps([identity, _cleaned(who.name) or identity, granted])
        return signed

    def find(self, cookie: str) -> Key | None:
        """Return the live key that a cookie stands for, or what stands for its person; None for a cookie that was not given out here or is
        too old."""
        key_id = _loaded(self._signer, cookie, SECONDS)
        if isinstance(key_id, str):
            return self._keys.live(key_id)
        person_of = _loaded(self._people, cookie, self._person_seconds) if self._has_provider else None
        if person_of is None:
            return None
        identity, name, granted = person_of
        scopes = tuple(scope for n, scope in enumerate(SCOPES) if n in granted or scope in self._usual)
        return Key(identity, name, scopes, "", 0)

    def has_lapsed(self, cookie: str) -> bool:
        """Return whether a cookie is that of a person who must come from the provider again, and logged in within half a day."""
        return self._has_provider and self.find(cookie) is None and _loaded(self._people, cookie, SECONDS) is not None

    def issue_login(self, login: Login) -> str:
        """Return the cookie of a login under way."""
        if len(login.goal) > _LONGEST_GOAL:
            login = login._replace(goal="/")
        signed: str = self._logins.dumps(list(login))
        return signed

    def find_login(self, cookie: str, state: str) -> Login | None:
        """Return the login that a cookie keeps and that was begun with a state; None for any other."""
        kept = _loaded(self._logins, cookie, LOGIN_SECONDS)
        login = Login(*kept) if kept is not None else None
        return login if login is not None and login.state == state else None


def person(name: str, scopes: tuple[str, ...]) -> Key | None:
    """Return what stands for a person whom a proxy has authenticated; None for an invalid name."""
    name = _cleaned(name)
    return Key(_digest(name), name, scopes, "", 0) if name else None


def is_within(address: str | None, networks: Sequence[str]) -> bool:
    """Return whether an IP address is in one of some networks, such as 10.0.0.0/8 or ::1."""
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return False
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return any(ip in ipaddress.ip_network(network) for network in networks)


def _loaded(signer: URLSafeTimedSerializer, cookie: str, seconds: int) -> Any:
    """Return what was signed, None for what was not signed here or is older than `seconds`."""
    if len(cookie) > _LONGEST:
        return None
    try:
        return signer.loads(cookie, max_age=seconds)
    except BadData:
        return None


def _digest(identity: str) -> str:
    return blake2b(identity.encode(errors="surrogatepass"), digest_size=_ID_BYTES).hexdigest()


def _cleaned(name: str) -> str:
    return "".join(c for c in name if c.isprintable())[:_LONGEST_NAME].strip()
