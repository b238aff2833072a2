"""A real OpenID Connect provider over HTTP, made of Authlib's server classes: it takes whoever comes for its one user, and can be told to lie."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import requests
from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import grants
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey
from werkzeug.serving import WSGIRequestHandler, make_server

CLIENT, SECRET = "onrecord", "s3cret-of-the-desk"
ALGORITHM = "RS256"


@cache
def new_key(kid: str, nth: int = 0) -> RSAKey:
    """A key to sign with, made once; another `nth` is another key by the same id."""
    return RSAKey.generate_key(2048, {"kid": kid}, auto_kid=False)


@dataclass
class Known(ClientMixin):
    """The one client that is registered."""

    secret: str = SECRET

    def get_client_id(self) -> str:
        return CLIENT

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri.endswith("/login/openid/callback")

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == self.secret

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == ("client_secret_basic" if self.secret else "none")

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code:
    """A code that was given out."""

    code: str
    redirect: str
    scope: str
    nonce: str | None
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self) -> str:
        return self.redirect

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.nonce

    def get_auth_time(self) -> None:
        return None

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> None:
        return None


@dataclass
class Provider:
    """The provider. `user`: claims of whoever logs in; `lies`: what is changed in the ID token, None: left out; `about`: likewise in what it says
    of itself; `says`: another body than a token; `hides`: claims that only userinfo tells."""

    base: str = ""
    client: Known = field(default_factory=Known)
    user: dict[str, Any] = field(default_factory=lambda: {"sub": "p-17", "name": "Ellery Quill"})
    lies: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    says: tuple[str, int] | None = None
    hides: set[str] = field(default_factory=set)
    other: dict[str, Any] = field(default_factory=dict)
    algorithm: str = ALGORITHM
    key: Any = field(default_factory=lambda: new_key("first"))
    signing: Any = None
    codes: dict[str, Code] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def settings(self) -> dict[str, str]:
        """The settings of a service whose people log in here."""
        return {"openid_issuer": self.base, "openid_client": CLIENT, "openid_secret": self.client.secret}

    def code_for(self, address: str) -> dict[str, str]:
        """Log the user in at an address that a service sends a browser to; the parameters that come back to the service."""
        answer = requests.get(address, allow_redirects=False, timeout=20)
        assert answer.status_code == 302, answer.text
        return {name: value for name, (value,) in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


@contextmanager
def provider(host: str = "127.0.0.1") -> Iterator[Provider]:
    """A provider that serves until the context is left."""
    known = Provider()
    server = make_server(host, 0, _application(known), threaded=True, request_handler=_Quiet)
    known.base = f"http://{host}:{server.port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_: object) -> None:
        """Say nothing."""


def _server(app: flask.Flask, known: Provider) -> AuthorizationServer:
    server = AuthorizationServer(app, lambda client_id: known.client if client_id == CLIENT else None, lambda token, request: None)

    class Codes(AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic", "none")

        def save_authorization_code(self, code: str, request: Any) -> None:
            sent = request.payload
            challenge, method = sent.data["code_challenge"], sent.data["code_challenge_method"]
            known.codes[code] = Code(code, sent.redirect_uri, sent.scope, sent.data.get("nonce"), challenge, method)

        def query_authorization_code(self, code: str, client: Any) -> Code | None:
            return known.codes.get(code)

        def delete_authorization_code(self, authorization_code: Code) -> None:
            del known.codes[authorization_code.code]

        def authenticate_user(self, authorization_code: Code) -> dict[str, Any]:
            return known.user

    class Tokens(grants.OpenIDCode):
        def exists_nonce(self, nonce: str, request: Any) -> bool:
            return any(code.nonce == nonce for code in known.codes.values())

        def resolve_client_private_key(self, client: Any) -> Any:
            return known.key

        def get_client_algorithm(self, client: Any) -> str:
            return ALGORITHM

        def get_client_claims(self, client: Any) -> dict[str, Any]:
            return {"iss": known.base}

        def generate_user_info(self, user: dict[str, Any], scope: str) -> dict[str, Any]:
            return {name: value for name, value in user.items() if name not in known.hides}

        def process_token(self, grant: Any, response: Any) -> Any:
            token = super().process_token(grant, response)
            claims = {**jwt.decode(token["id_token"], known.key).claims, **known.lies}
            claims = {name: value for name, value in claims.items() if value is not None}
            key = known.signing or known.key
            header = {"alg": known.algorithm, **({"kid": key.kid} if key.kid else {})}
            token["id_token"] = jwt.encode(header, claims, key, algorithms=[known.algorithm])
            return token

    server.register_grant(Codes, [Tokens(require_nonce=True), CodeChallenge(required=True)])
    return server


def _application(known: Provider) -> flask.Flask:
    app = flask.Flask("provider")
    server = _server(app, known)

    @app.before_request
    def note() -> None:
        known.asked.append(flask.request.path)

    @app.get("/.well-known/openid-configuration")
    def about() -> Any:
        return {
            "issuer": known.base,
            "authorization_endpoint": f"{known.base}/authorize",
            "token_endpoint": f"{known.base}/token",
            "userinfo_endpoint": f"{known.base}/userinfo",
            "jwks_uri": f"{known.base}/keys",
            **known.about,
        }

    @app.get("/keys")
    def keys() -> Any:
        return KeySet([known.key]).as_dict(private=False)

    @app.get("/authorize")
    def authorize() -> Any:
        assert flask.request.args["code_challenge_method"] == "S256"
        return server.create_authorization_response(grant_user=known.user, grant=server.get_consent_grant(end_user=known.user))

    @app.post("/token")
    def token() -> Any:
        return known.says or server.create_token_response()

    @app.get("/logout")
    def logout() -> Any:
        return flask.redirect(flask.request.args["post_logout_redirect_uri"])

    @app.get("/elsewhere")
    def elsewhere() -> Any:
        return flask.render_template_string('<a href="{{ to }}">permalink</a>', to=flask.request.args["to"])

    @app.get("/userinfo")
    def userinfo() -> Any:
        return {**known.user, **known.other}

    return app


def shared_secret() -> Any:
    """The client's secret as a key: what somebody who knows it could sign with."""
    return OctKey.import_key(SECRET.encode() * 2)
