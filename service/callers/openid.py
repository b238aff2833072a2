"""OpenID Connect for people: to the newsroom's identity provider and back with a name and scopes.

The authorization code flow (OpenID Connect Core 1.0, section 3.1) with PKCE (RFC 7636), state and nonce. Authlib (extra `openid`) sends the
requests and checks signatures and claims. What a login needs until it comes back is in `Login`, which the browser keeps; nothing is stored here. Nor is the ID token, which the browser keeps to end the session at the provider with.

The provider is the operator's choice, so the operator's own proxies and certificate authorities count for it: requests takes HTTPS_PROXY,
NO_PROXY and REQUESTS_CA_BUNDLE from the environment.
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple, TypeGuard
from urllib.parse import urlencode, urlsplit

import requests

from service.errors import OnrecordError, SettingError, explained
from service.settings import SCOPES, Settings

LEEWAY = 120  # seconds by which two clocks may differ
_WAIT = (3.05, 5.0)  # seconds to connect, and for each piece of an answer
_HELD_SECONDS = 3600.0  # for which what the provider says of itself, and its keys, are cached
_ASIDE_SECONDS = 10.0  # for which a provider that failed is not asked again
_SECRET_BYTES = 32  # of state, nonce and verifier: RFC 7636, section 7.1 recommends 256 bits
_LONGEST_SAID = 200  # characters shown of what a provider says
_NAMES = ("name", "preferred_username", "email", "sub")  # claims that name a person, the best first
_GRANT = "onrecord-"  # before a scope, so that a group that is called "admin" for other reasons grants nothing
# Signatures by a key that the provider alone has: neither none nor the client's secret (RFC 8725, section 3.2).
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA")
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_PERHAPS = {"userinfo_endpoint"}
_LAST_MOMENT = dt.datetime(9999, 1, 1, tzinfo=dt.UTC).timestamp()


class LoginRefused(OnrecordError):
    """Somebody did not log in: the provider refuses, or what came back is not the answer to what was asked."""

    code = "login-refused"


class LoginUnavailable(OnrecordError):
    """The provider does not answer, or not as a provider does."""

    code = "login-unavailable"


class Login(NamedTuple):
    """A login under way. `state`, `nonce` and `verifier` tie the answer to it; `redirect`: where the provider sends the browser back to;
    `goal`: the path of the page that was asked for."""

    state: str
    nonce: str
    verifier: str
    redirect: str
    goal: str


class Person(NamedTuple):
    """Who logged in. `identity`: unique to the person, and never reused; `granted`: scopes by the claim of the settings; `token`: the ID
    token, by which the provider knows whose session to end."""

    identity: str
    name: str
    granted: tuple[str, ...]
    token: str = ""


class _Cached:
    """Something of the provider's that is fetched now and then; that it could not be fetched is cached as well, for a shorter time."""

    def __init__(self) -> None:
        self._until = float("-inf")  # on the monotonic clock
        self._value: Mapping[str, Any] = {}
        self._failure = ""

    def get(self, fetch: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
        """Return what is cached, or what is fetched now. Raises LoginUnavailable."""
        if time.monotonic() >= self._until:
            try:
                self._value, self._failure, seconds = fetch(), "", _HELD_SECONDS
            except LoginUnavailable as error:
                self._failure, seconds = error.detail, _ASIDE_SECONDS
            self._until = time.monotonic() + seconds
        if self._failure:
            raise LoginUnavailable(self._failure)
        return self._value

    def forget(self) -> None:
        """Drop what is cached, so that the next `get` fetches it."""
        self._until = float("-inf")


class Provider:
    """The identity provider of the settings, which must name one. Threads may share it. `clock`: seconds since 1970."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.time) -> None:
        self._issuer: str = settings.openid_issuer
        self._client: str = settings.openid_client
        self._secret: str = settings.openid_secret
        self._claim: str = settings.openid_claim
        self._allowed = tuple(_pair(pair) for pair in settings.openid_allow)
        self._clock = clock
        self._metadata, self._keys = _Cached(), _Cached()

    def begin(self, redirect: str, goal: str) -> tuple[str, Login]:
        """Return the address at the provider to send a browser to, and what to keep until it comes back. Raises LoginUnavailable."""
        state, nonce, verifier = (secrets.token_urlsafe(_SECRET_BYTES) for _ in range(3))
        login = Login(state, nonce, verifier, redirect, goal)
        with self._session(login) as session:
            address, _ = session.create_authorization_url(
                self._about()["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
        return str(address), login

    def finish(self, login: Login, code: str, issuer: str | None) -> Person:
        """Return who logged in, by the code that came back. `issuer`: who says that it sent the browser back (RFC 9207), if anybody does.

        Raises LoginRefused, LoginUnavailable.
        """
        if issuer is not None and issuer != self._issuer:
            raise LoginRefused("The answer comes from another provider than the one that was asked.")
        token = self._token(login, code)
        claims = self._claims(token, login)
        claims = self._completed(claims, token)
        if self._allowed and not any(_has(claims, name, value) for name, value in self._allowed):
            raise LoginRefused("Your account may not use this service. Whoever runs it says who may, in ONRECORD_OPENID_ALLOW.")
        return Person(f"{self._issuer} {claims['sub']}", _name(claims), granted(claims, self._claim), str(token["id_token"]))

    def leave(self, token: str, back: str) -> str | None:
        """Return the address at the provider that ends somebody's session there (OpenID Connect RP-Initiated Logout 1.0), None if it has none.

        `token`: the ID token of the login, empty where it is not known; `back`: where the provider sends the browser then.
        """
        try:
            endpoint = str(self._about().get("end_session_endpoint") or "")
        except LoginUnavailable:
            return None
        if not endpoint.startswith(self._schemes()):
            return None
        asked = {"client_id": self._client, "post_logout_redirect_uri": back, **({"id_token_hint": token} if token else {})}
        return f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{urlencode(asked)}"

    def _schemes(self) -> tuple[str, ...]:
        """Return how the addresses of the provider may begin: no less secret than its own."""
        return ("https://",) if urlsplit(self._issuer).scheme == "https" else ("https://", "http://")

    def _session(self, login: Login) -> Any:
        from authlib.integrations.requests_client import OAuth2Session  # an extra

        return OAuth2Session(
            self._client,
            self._secret or None,
            scope="openid profile email",
            redirect_uri=login.redirect,
            code_challenge_method="S256",
            token_endpoint_auth_method=_authentication(self._about(), has_secret=bool(self._secret)),
            default_timeout=_WAIT,
        )

    def _about(self) -> Mapping[str, Any]:
        """Return what the provider says of itself (OpenID Connect Discovery 1.0). Raises LoginUnavailable."""
        return self._metadata.get(self._discovered)

    def _discovered(self) -> Mapping[str, Any]:
        about = _fetched(self._issuer.rstrip("/") + "/.well-known/openid-configuration")
        if about.get("issuer") != self._issuer:
            raise LoginUnavailable(
                f"The provider calls itself {_said(about.get('issuer'))}, and ONRECORD_OPENID_ISSUER is {self._issuer}: they must be the same."
            )
        for name in (*_ENDPOINTS, *(_PERHAPS & about.keys())):
            if not str(about.get(name, "")).startswith(self._schemes()):
                raise LoginUnavailable(f"The provider gives no usable {name}: {_said(about.get(name))}.")
        return about

    def _token(self, login: Login, code: str) -> Mapping[str, Any]:
        """Return the provider's answer to a code."""
        from authlib.integrations.base_client.errors import OAuthError

        try:
            with self._session(login) as session:
                token: Mapping[str, Any] = session.fetch_token(
                    self._about()["token_endpoint"],
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=login.verifier,
                    allow_redirects=False,
                )
        except OAuthError as error:
            raise LoginRefused(
                f"The provider did not take the code: {_said(error.error)} {_said(error.description)}".rstrip() + "."
            ) from None
        except (requests.RequestException, ValueError) as error:
            raise LoginUnavailable(f"The provider gave no answer to the code ({type(error).__name__}).") from None
        if not isinstance(token.get("id_token"), str):
            raise LoginUnavailable(
                "The provider's answer holds no ID token: it does not speak OpenID Connect, or not to this client."
            )
        return token

    def _claims(self, token: Mapping[str, Any], login: Login) -> Mapping[str, Any]:
        """Return the claims of an ID token that the provider signed for this login (OpenID Connect Core 1.0, section 3.1.3.7)."""
        from authlib.oidc.core import CodeIDToken
        from joserfc.errors import JoseError

        decoded = self._decoded(token["id_token"])
        self._require_now(decoded.claims)
        wanted = {"iss": self._issuer, "aud": self._client, "nonce": login.nonce}
        options = {name: {"essential": True, "value": value} for name, value in wanted.items()}
        known = {"client_id": self._client, "nonce": login.nonce, "access_token": token.get("access_token")}
        claims = CodeIDToken(decoded.claims, decoded.header, options, known)
        try:
            claims.validate(now=int(self._clock()), leeway=LEEWAY)
        except (JoseError, TypeError, ValueError) as error:
            raise LoginRefused(f"The provider's answer is not for this login: {_said(error)}.") from None
        return dict(claims)

    def _decoded(self, id_token: str) -> Any:
        """Return an ID token whose signature is the provider's; its keys are fetched again if it names one that is not known."""
        from joserfc import jwt
        from joserfc.errors import InvalidKeyIdError, JoseError
        from joserfc.jwk import KeySet

        def decoded() -> Any:
            keys = self._keys.get(lambda: _fetched(self._about()["jwks_uri"]))
            return jwt.decode(id_token, KeySet.import_key_set(keys), algorithms=_ALGORITHMS)  # type: ignore[arg-type]

        try:
            try:
                return decoded()
            except InvalidKeyIdError:
                self._keys.forget()
                return decoded()
        except (JoseError, KeyError, TypeError, ValueError) as error:
            raise LoginRefused(f"The provider's answer is not signed as it should be: {_said(error)}.") from None

    def _require_now(self, claims: Mapping[str, Any]) -> None:
        """Raise LoginRefused for claims of another time than now, with both clocks, since one that is off is the usual cause."""
        begins, ends, now = claims.get("iat"), claims.get("exp"), self._clock()
        if not (_is_moment(begins) and _is_moment(ends)):
            raise LoginRefused("The provider's answer does not say when it was given and until when it is valid.")
        if begins - LEEWAY <= now < ends + LEEWAY:
            return
        raise LoginRefused(
            f"The provider's answer is valid from {_moment(begins)} to {_moment(ends)} by its clock, and by the clock of this service it is "
            f"{_moment(now)}. Log in again; if it stays like this, one of the clocks is off and whoever runs the service must set it."
        )

    def _completed(self, claims: Mapping[str, Any], token: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return claims with those that the provider only gives at its userinfo endpoint, where one that is needed is missing."""
        needed = {name for name, _ in self._allowed} | ({self._claim} if self._claim else set())
        is_named = any(claims.get(name) for name in _NAMES[:-1])
        endpoint, access = self._about().get("userinfo_endpoint"), token.get("access_token")
        if not (endpoint and access) or (is_named and all(_values(claims, name) for name in needed)):
            return claims
        told = _fetched(str(endpoint), {"Authorization": f"Bearer {access}"})
        if not hmac.compare_digest(str(told.get("sub")).encode(), str(claims["sub"]).encode()):
            raise LoginRefused("The provider tells of another person than the one who logged in.")
        return {**told, **claims}


def require_library() -> None:
    """Raise SettingError where the extra that speaks OpenID Connect is not installed."""
    try:
        import authlib  # noqa: F401
    except ModuleNotFoundError as error:
        raise SettingError(f"ONRECORD_OPENID_ISSUER names a provider, and {explained(error)}") from None


def granted(claims: Mapping[str, Any], claim: str) -> tuple[str, ...]:
    """Return the scopes that a claim grants: `onrecord-write` grants `write`. `claim`: its name, or the path to it with dots; empty: none."""
    values = {word for value in _values(claims, claim) for word in value.split()} if claim else set()
    return tuple(scope for scope in SCOPES if _GRANT + scope in values)


def _fetched(address: str, headers: Mapping[str, str] | None = None) -> Mapping[str, Any]:
    """Return the JSON object at an address of the provider. Raises LoginUnavailable."""
    try:
        answer = requests.get(address, headers=headers, timeout=_WAIT, allow_redirects=False)
        content = answer.json() if answer.status_code == HTTPStatus.OK else None
    except requests.JSONDecodeError:
        content = None
    except requests.RequestException as error:
        raise LoginUnavailable(
            f"The identity provider at {urlsplit(address).netloc} does not answer ({type(error).__name__})."
        ) from None
    if not isinstance(content, dict):
        raise LoginUnavailable(f"The identity provider answers {address} with status {answer.status_code} and no JSON object.")
    return content


def _authentication(about: Mapping[str, Any], *, has_secret: bool) -> str:
    """Return how the client proves who it is (OpenID Connect Core 1.0, section 9): by the first way that the provider takes."""
    if not has_secret:
        return "none"
    taken = about.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return "client_secret_basic" if "client_secret_basic" in taken else "client_secret_post"


def _pair(written: str) -> tuple[str, str]:
    name, _, value = written.partition("=")
    return name, value


def _has(claims: Mapping[str, Any], name: str, value: str) -> bool:
    """Return whether a claim has a value; an address of mail counts only if the provider has verified it."""
    is_sure = name != "email" or claims.get("email_verified") is True
    return is_sure and value in _values(claims, name)


def _values(claims: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return the texts of a claim: one, or those of a list. A name with dots that is not a claim is the path to one."""
    found: Any = claims.get(name)
    if found is None and "." in name:
        found = claims
        for step in name.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
    values = found if isinstance(found, list) else [found]
    return tuple(value for value in values if isinstance(value, str) and value)


def _name(claims: Mapping[str, Any]) -> str:
    return next(value for name in _NAMES if isinstance(value := claims.get(name), str) and value.strip())


def _is_moment(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < _LAST_MOMENT


def _moment(seconds: float) -> str:
    return f"{dt.datetime.fromtimestamp(seconds, dt.UTC):%Y-%m-%d %H:%M:%S} UTC"


def _said(value: object) -> str:
    """Return what a provider says, for people: printable and short."""
    return "".join(c for c in str(value or "") if c.isprintable())[:_LONGEST_SAID].rstrip(".")
