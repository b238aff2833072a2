"""A public address → its bytes, for POST /v1/documents {url}: the one module of the sources that has a network.

An address is a caller's, so it may be meant to reach what only this machine can (OWASP: server-side request forgery). Each
connection resolves its name once, wants every address of it to be public, connects to one of those and looks again at whom
it reached; redirects are followed one by one by the same rules. Nothing is taken from the environment but by the settings: no .netrc,
and a proxy only if the operator names one, which then resolves names and decides what may be reached.

Whoever runs the service may name hosts that are not public (`Network.internal`). That a name server gives such an address for the
name of a feed makes the feed's host none of these: its owner could point it there at any time.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, overload
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from service.errors import OnrecordError

_PORTS = {80, 443}
_IPV4 = 4
_REDIRECTS = 3
_RATIO = 100  # of unpacked to packed bytes: more is a bomb
_RATIO_FROM = 100_000  # bytes from which on that counts
_BLOCK = 65536
_opened = threading.local()  # the sockets of the fetch that a thread is at
_KINDS = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown")
# IANA IPv4 and IPv6 Special-Purpose Address Registries (as of October 2025), multicast, and addresses at which cloud providers answer
# their machines. Kept here, since what `ipaddress` knows of them depends on the version of Python.
_RESERVED = tuple(
    ipaddress.ip_network(n)
    for n in (
        *(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
        ),
        *("192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        "168.63.129.16/32",  # Azure
        *("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"),
    )
)
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")  # all that IANA has given out of IPv6


class FetchRefused(OnrecordError):
    """The service does not fetch this address, or cannot read what it holds."""

    code = "fetch-refused"


class FetchFailed(OnrecordError):
    """The address did not answer, or not with a page."""

    code = "fetch-failed"


@dataclass(frozen=True, slots=True)
class Network:
    """What the operator says of the network: `internal`: hosts that need not be public; `proxy`: URL of a proxy, empty for none."""

    internal: frozenset[str] = frozenset()
    proxy: str = ""

    def with_named(self, url: str) -> Network:
        """Return the network with the host of an address that the operator has named, if it is an IP address or localhost.

        A host that is a name is not internal by that, since its name server decides what it stands for.
        """
        host = _host(url)
        return replace(self, internal=self.internal | {host}) if host == "localhost" or _ip(host) is not None else self


@dataclass(frozen=True, slots=True)
class Fetched:
    """`url`: where the page was in the end; `kind`: its media type; `etag`, `modified`: what to ask by whether it has changed since."""

    url: str
    kind: str
    content: bytes
    charset: str | None
    etag: str | None = None
    modified: str | None = None


PUBLIC_ONLY = Network()


@overload
def fetch(
    url: str, *, seconds: float, most_bytes: int, kinds: Sequence[str] = ..., trusted: str | None = ..., network: Network = ...
) -> Fetched: ...
@overload
def fetch(
    url: str,
    *,
    seconds: float,
    most_bytes: int,
    kinds: Sequence[str] = ...,
    trusted: str | None = ...,
    network: Network = ...,
    headers: Mapping[str, str] | None = ...,
) -> Fetched | None: ...
def fetch(
    url: str,
    *,
    seconds: float,
    most_bytes: int,
    kinds: Sequence[str] = (),
    trusted: str | None = None,
    network: Network = PUBLIC_ONLY,
    headers: Mapping[str, str] | None = None,
) -> Fetched | None:
    """Return the page at a public http or https address, None where it has not changed, which only `headers` can ask.

    `kinds`: media types that are taken beside pages and text; `trusted`: host and port that whoever runs the program has named,
    which may be another than 80 and 443; `network`: what may be reached, and how. Raises FetchRefused or FetchFailed.
    """
    end = time.monotonic() + seconds
    session = requests.Session()
    session.trust_env = False
    if network.proxy:
        session.proxies = {"http": network.proxy, "https": network.proxy}
    else:
        session.mount("http://", _PublicAdapter())
        session.mount("https://", _PublicAdapter())
    accept = ", ".join((*_KINDS, *kinds))
    session.headers.update({"User-Agent": "Onrecord", "Accept": accept, "Accept-Encoding": "gzip, deflate", **(headers or {})})
    _opened.sockets, _opened.internal = [], network.internal
    _opened.trusted = _place(f"//{trusted}") if trusted else None
    watch = threading.Timer(seconds, _shut, (_opened.sockets,))  # a timeout of the socket begins anew with every byte
    watch.daemon = True
    watch.start()
    try:
        with session:
            return _followed(session, url, end, seconds, most_bytes, (*_KINDS, *kinds), bool(headers))
    finally:
        watch.cancel()


def _followed(
    session: requests.Session, url: str, end: float, seconds: float, most_bytes: int, kinds: tuple[str, ...], is_conditional: bool
) -> Fetched | None:
    """Return the page at the end of some redirects. `end`: when time is up, by the monotonic clock."""
    for _ in range(_REDIRECTS + 1):
        _require_plain(url)
        left = end - time.monotonic()
        if left <= 0:
            break
        try:
            answer = session.get(url, timeout=left, stream=True, allow_redirects=False)
        except (requests.RequestException, urllib3.exceptions.HTTPError, ValueError, _NotPublic) as error:
            raise _refusal(error) or FetchFailed(f"{_shown(url)} did not answer.", pointer="/url") from None
        with answer:
            if answer.is_redirect:
                url = urljoin(url, answer.headers["Location"])
                continue
            if answer.status_code == 304 and is_conditional:
                return None
            if answer.status_code != 200:
                raise FetchFailed(f"{_shown(url)} answered with HTTP {answer.status_code}.", pointer="/url")
            kind, _, parameters = answer.headers.get("Content-Type", "").partition(";")
            if kind.strip().lower() not in kinds:
                raise FetchRefused(f"{_shown(url)} is {kind.strip()[:60] or 'of no stated kind'}, no page or text.", pointer="/url")
            charset = parameters.partition("charset=")[2].strip(" \"'") or None
            body = _body(answer, end, most_bytes)
            return Fetched(
                url, kind.strip().lower(), body, charset, answer.headers.get("ETag"), answer.headers.get("Last-Modified")
            )
    else:
        raise FetchRefused(f"It redirects more than {_REDIRECTS} times.", pointer="/url")
    raise FetchFailed(f"{_shown(url)} took longer than {seconds:g} seconds.", pointer="/url")


def is_public(address: str) -> bool:
    """Return whether an IP address is one of the public internet, however it is written into another."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return (ip.version == _IPV4 or ip in _GLOBAL_UNICAST) and not any(ip in net for net in _RESERVED if net.version == ip.version)


def _require_plain(url: str) -> None:
    """Refuse what is no plain public address before anything is resolved."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise FetchRefused("That is no address.", pointer="/url") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchRefused("Only http and https addresses are fetched.", pointer="/url")
    if parts.username is not None or parts.password is not None:
        raise FetchRefused("An address with a user name or a password in it is not fetched.", pointer="/url")
    if port not in _PORTS and not _is_trusted(parts.hostname, port):
        raise FetchRefused("Only the ports 80 and 443 are fetched from.", pointer="/url")
    host = _host(url)  # where a proxy resolves names, what is an address already is looked at here
    if not _is_internal(host) and (host == "localhost" or ((ip := _ip(host)) is not None and not is_public(ip))):
        raise _refused_as_private()


def _place(url: str) -> tuple[str, int | None]:
    """Return the host of an address, and its port where it names one."""
    parts = urlsplit(url)
    return (parts.hostname or "").lower(), parts.port


def _is_trusted(host: str, port: int | None) -> bool:
    """Return whether whoever runs the program has named this host and port, or the host with none that is unusual."""
    known = getattr(_opened, "trusted", None)
    return known is not None and known[0] == host.lower() and (known[1] == port or (known[1] is None and port in _PORTS))


def _is_internal(host: str) -> bool:
    """Return whether whoever runs the program has said that a host need not be public."""
    return host.lower() in getattr(_opened, "internal", ())


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower().removesuffix(".")


def _ip(host: str) -> str | None:
    """Return the IP address that a host is, however it is written (inet_aton takes numbers and short forms); None for a name."""
    try:
        return str(ipaddress.ip_address(host.partition("%")[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host)) if host[:1].isdigit() else None
    except OSError:
        return None


def _refused_as_private() -> FetchRefused:
    return FetchRefused("The address leads to a machine that is not on the public internet.", pointer="/url")


def _body(answer: requests.Response, end: float, most_bytes: int) -> bytes:
    """Return the content of an answer, unpacked. Raises FetchRefused for too much of it, FetchFailed where it breaks off or takes too long."""
    content = bytearray()
    try:
        while block := answer.raw.read1(_BLOCK, decode_content=True):  # what has come, without waiting for a whole block
            content += block
            packed = answer.raw.tell()
            if len(content) > most_bytes or (len(content) > _RATIO_FROM and len(content) > _RATIO * max(1, packed)):
                raise FetchRefused(
                    f"The page has more than {most_bytes} bytes, or unpacks to a hundred times its size.", pointer="/url"
                )
            if time.monotonic() > end:
                break
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise FetchFailed("The page broke off, or is not packed as it says.", pointer="/url") from error
    if time.monotonic() > end:  # the watch may have ended it, which looks like the end of a page
        raise FetchFailed("The page took too long to arrive.", pointer="/url")
    return bytes(content)


def _shut(sockets: list[socket.socket]) -> None:
    """End connections, whoever waits for them."""
    for sock in sockets:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


class _NotPublic(Exception):
    """An address leads to a machine that is not on the public internet."""


def _connected(connection: HTTPConnection) -> socket.socket:
    """Return a socket to a public address of the connection's host."""
    host = connection._dns_host
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, connection.port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise urllib3.exceptions.NewConnectionError(connection, f"no address for {host}") from error
    is_internal = _is_internal(connection.host)
    if not found or not (is_internal or all(is_public(str(address)) for address in found)):
        raise _NotPublic
    last: Exception | None = None
    for address in sorted(found, key=lambda a: ":" in str(a)):
        try:
            sock = socket.create_connection((str(address), connection.port), timeout=connection.timeout)
        except OSError as problem:
            last = problem
            continue
        if not is_internal and not is_public(sock.getpeername()[0]):
            sock.close()
            raise _NotPublic
        _opened.sockets.append(sock)
        return sock
    raise urllib3.exceptions.NewConnectionError(connection, f"no connection to {host}") from last


class _PublicConnection(HTTPConnection):
    """A connection to a public address."""

    def _new_conn(self) -> socket.socket:
        """Open the socket of the connection. Raises _NotPublic."""
        return _connected(self)


class _PublicSecureConnection(HTTPSConnection):
    """An encrypted connection to a public address."""

    def _new_conn(self) -> socket.socket:
        """Open the socket of the connection. Raises _NotPublic."""
        return _connected(self)


class _PublicPool(HTTPConnectionPool):
    """Connections to one public host."""

    ConnectionCls = _PublicConnection


class _PublicSecurePool(HTTPSConnectionPool):
    """Encrypted connections to one public host."""

    ConnectionCls = _PublicSecureConnection


class _PublicAdapter(HTTPAdapter):
    """What connects a session of requests, to public addresses alone and through no proxy."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools of the adapter ours."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PublicPool, "https": _PublicSecurePool}

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        """Refuse a proxy: it would connect for us to whatever it likes."""
        raise _NotPublic


def _refusal(error: BaseException | None) -> FetchRefused | None:
    """Return the refusal that an error of the connection stands for, if it does."""
    seen = 0
    while error is not None and seen < 10:
        if isinstance(error, _NotPublic):
            return _refused_as_private()
        error, seen = getattr(error, "reason", None) or error.__cause__ or error.__context__, seen + 1
    return None


def _shown(url: str) -> str:
    """Return the beginning of an address, fit to print."""
    return "".join(c for c in url[:200] if c.isprintable())
