"""Settings and limits in one table: name, default and purpose. The only module that reads the environment."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from service.errors import SettingError
from service.records import LEAST_PERCENT, PERCENT

DEFAULT_URL = "http://127.0.0.1:8000"
READER_FOR = ("unsure", "all")
SCOPES = ("verify", "read", "write", "admin")
_LEVELS = ("debug", "info", "warning", "error")
_MOST_PORT = 65535  # TCP port numbers have 16 bits
_LONGEST_SESSION = 720  # minutes: half a day
_WEB = re.compile(r"https?://[^/\s,@]+(?:/\S*)?")
_ORIGIN = re.compile(r"(https?|chrome-extension|moz-extension)://[^/*\s]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its name, its default (whose type is that of its values), and what it means, with units."""

    name: str
    default: Any
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return self.name.upper() if self.name in ("redis_url", "https_proxy") else f"ONRECORD_{self.name.upper()}"


SETTINGS = (
    Setting(
        "redis_url",
        "",
        "Redis to use: redis://, rediss://, unix://, redis+cluster:// or redis+sentinel://; empty: an embedded server in the data folder",
    ),
    Setting("queue_url", "", "Redis for the queue of shards if REDIS_URL is a cluster; empty: that of REDIS_URL"),
    Setting("host", "127.0.0.1", "address to listen on"),
    Setting("port", 8000, "port to listen on"),
    Setting("data", "data", "folder of the embedded server's files and of the documents that were posted"),
    Setting(
        "corpus",
        "corpus",
        "folder of source documents, or an fsspec URL such as s3://bucket/archive (with that protocol's package)",
    ),
    Setting("samples", 1, "0: leave the invented sample documents out, where the corpus has them"),
    Setting("workers", 2, "worker processes that answer requests"),
    Setting("processes", 0, "processes that read documents into the index, each of which keeps a core busy; 0: one for each core"),
    Setting("threads", 4, "threads of a worker process"),
    Setting(
        "open_scopes",
        (),
        "scopes that need no key beyond this machine, separated by commas: verify, read, write, admin; empty: all need one",
    ),
    Setting(
        "hosts",
        (),
        "names by which callers without a key may ask the service, separated by commas, beside localhost and IP addresses",
    ),
    Setting("outlets", "", "file of a newsroom's own outlets and aliases, in the format of service/knowledge/data/outlets.txt"),
    *(
        Setting(
            f"least_{field}",
            percent,
            f"percent of probability from which the {field} of a quotation is given; what is less likely is a candidate for a person "
            "to look at",
        )
        for field, percent in LEAST_PERCENT.items()
    ),
    Setting("url", DEFAULT_URL, "URL of the service that the command line calls"),
    Setting("key", "", "key that the command line sends"),
    Setting(
        "log_level",
        "warning",
        "least level that is logged, as JSON lines on standard error: debug, info (adds a line for each request), warning, error",
    ),
    Setting("log_quotes", 0, "1: log the quotes that callers submit; 0: do not"),
    Setting(
        "cors_origins", (), "origins whose pages may call from a browser, such as https://cms.example.com, separated by commas"
    ),
    Setting("proxies", 0, "number of proxies in front of the service, whose X-Forwarded-For gives the caller's address"),
    Setting(
        "user_header",
        "",
        "header in which an authenticating proxy names the person who asks, such as X-Forwarded-User; empty: none",
    ),
    Setting(
        "user_proxies", ("127.0.0.1", "::1"), "addresses and networks of the proxies whose user_header counts, separated by commas"
    ),
    Setting("user_scopes", ("verify", "read"), "scopes of the people whom user_header names, separated by commas"),
    Setting("newsroom", "Onrecord", "name of the newsroom, which is the author of published verifications (ClaimReview)"),
    Setting("claim_ratings", 0, "1: published verifications (ClaimReview) have a rating; 0: they do not"),
    Setting(
        "openid_issuer",
        "",
        "identity provider that people log in with by OpenID Connect: its issuer, such as https://id.example.com/realms/news; empty: none",
    ),
    Setting("openid_client", "", "client id that the provider knows this service by"),
    Setting("openid_secret", "", "client secret; empty for a public client, which PKCE alone protects"),
    Setting("openid_scopes", ("read",), "scopes of everybody who logs in with the provider, separated by commas"),
    Setting(
        "openid_claim",
        "",
        "claim that grants further scopes to a person, such as groups or realm_access.roles, by the values onrecord-verify, onrecord-read, "
        "onrecord-write and onrecord-admin; empty: none",
    ),
    Setting(
        "openid_allow",
        (),
        "who may log in: claims with a value, one of which a person needs, such as hd=example.com or groups=newsroom, separated by commas; "
        "empty: everybody whom the provider knows",
    ),
    Setting(
        "openid_minutes",
        60,
        "minutes after which somebody who logged in with the provider has to be confirmed by it again, silently as long as it knows them; 720 at most",
    ),
    Setting("rate", 1200, "requests a minute for a key, or for an address beyond this machine without one; 0: unlimited"),
    Setting("fetch_enabled", 0, "1: POST /v1/documents accepts a public {url} to fetch"),
    Setting(
        "fetch_internal",
        (),
        "hosts that need not be public for `onrecord ingest`, `watch` and `recheck --online`, separated by commas",
    ),
    Setting("https_proxy", "", "proxy through which addresses are fetched; it decides what they may lead to"),
    Setting("fetch_seconds", 10, "seconds that fetching an address may take"),
    Setting("fetch_bytes", 5_000_000, "bytes of a fetched page after decompression"),
    Setting("webhooks", (), "addresses that are told what happens, separated by commas (docs/webhooks.md)"),
    Setting("webhook_secret", "", "secret by which what they are told is signed: whsec_ and base64 of 24 bytes or more"),
    Setting(
        "reader_url",
        "",
        "second reader: address of an endpoint that speaks the OpenAI chat protocol, without /chat/completions; empty: none "
        "(docs/second-reader.md)",
    ),
    Setting("reader_model", "", "name of the second reader's model"),
    Setting("reader_key", "", "key that the second reader is asked with; over https, or to this machine alone"),
    Setting(
        "reader_for",
        "unsure",
        "documents that the second reader is asked about: unsure, those whose fields the rules leave open; all",
    ),
    Setting("reader_seconds", 60, "seconds that the second reader may take for a question"),
    Setting("reader_rate", 30, "questions a minute to the second reader; 0: unlimited"),
    Setting("reader_tokens", 1_000_000, "tokens a day (UTC) that the second reader may take and give; 0: unlimited"),
    Setting("drain_seconds", 0, "seconds for which /readyz says 503 after TERM before the service stops taking requests"),
    Setting(
        "request_seconds",
        10,
        "seconds that a request may take, up to thrice that with a long text; claims of a batch or draft that are not verified by then say so",
    ),
    Setting(
        "queue_milliseconds",
        1000,
        "milliseconds that a request may wait for its turn before it is refused; 0: unlimited",
    ),
    Setting("max_body_bytes", 2_000_000, "bytes of a request body"),
    Setting("max_quote_characters", 5_000, "characters of a quote"),
    Setting("min_quote_words", 2, "words of a quote"),
    Setting("max_text_characters", 1_000_000, "characters of a document's text"),
    Setting("max_field_characters", 2_000, "characters of a title, name, venue, outlet or address"),
    Setting("max_batch", 100, "claims of a batch"),
    Setting("max_draft_characters", 200_000, "characters of a draft"),
    Setting("max_draft_quotes", 500, "quotes of a draft"),
    Setting("max_page", 100, "rows of a page of a list"),
    Setting("max_matches", 20, "matches of an answer"),
    Setting("max_json_depth", 32, "levels of nesting of a JSON body"),
    Setting("check_days", 0, "days for which records of checks are kept; 0: until they are deleted"),
    Setting(
        "answer_seconds",
        3600,
        "seconds for which an answer is cached in Redis, as long as nothing is written and the same release answers; 0: not at all",
    ),
    Setting("cache_seconds", 60, "seconds for which HTTP caches may keep the answer to GET /v1/verify"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force, as attributes with the names in `SETTINGS`."""

    values: Mapping[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None

    def as_environment(self) -> dict[str, str]:
        """Return the environment that gives another process the same settings."""
        values = {s.variable: self.values[s.name] for s in SETTINGS}
        return {name: ",".join(v) if isinstance(v, tuple) else str(v) for name, v in values.items()}

    @property
    def data_folder(self) -> Path:
        """The absolute path of the data folder."""
        return Path(self.values["data"]).absolute()

    @property
    def corpus_location(self) -> str:
        """The absolute path of the corpus folder, or its fsspec URL as it was given."""
        value = str(self.values["corpus"])
        return value if "://" in value else str(Path(value).absolute())

    @property
    def least(self) -> dict[str, float]:
        """By field, the probability from 0 to 1 from which its value is served."""
        return {field: self.values[f"least_{field}"] / PERCENT for field in LEAST_PERCENT}

    @property
    def outlets_file(self) -> Path | None:
        """The newsroom's file of outlets, or None."""
        return Path(self.values["outlets"]).absolute() if self.values["outlets"] else None

    @property
    def internal_hosts(self) -> frozenset[str]:
        """The hosts that need not be public, in lower case."""
        return frozenset(host.lower() for host in self.values["fetch_internal"])

    @property
    def is_embedded(self) -> bool:
        """Whether the service runs its own Redis server."""
        return not self.values["redis_url"]

    @property
    def is_loopback(self) -> bool:
        """Whether the service listens on this machine only."""
        return _is_here(self.values["host"])


def load(environment: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Read the settings from environment variables; `overrides` that are not None win. Raises SettingError naming the variable."""
    source = os.environ if environment is None else environment
    values = {s.name: _value(s, source.get(s.variable) or s.default, overrides.get(s.name)) for s in SETTINGS}
    for check in _CHECKS:
        check(values)
    unknown = sorted(name for name in source if name.startswith("ONRECORD_") and name not in {s.variable for s in SETTINGS})
    if unknown:
        raise SettingError(f"there is no setting {unknown[0]}; docs/settings.md lists them")
    return Settings(values)


def _value(setting: Setting, given: Any, override: Any) -> Any:
    """Convert a value to the type of the setting's default. Raises SettingError where it cannot be."""
    value = given if override is None else override
    if isinstance(setting.default, tuple) and isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    if not isinstance(setting.default, int):
        return value
    try:
        number = int(value)
    except ValueError:
        raise SettingError(f"{setting.variable} must be a whole number, not {value!r}") from None
    if number < 0:
        raise SettingError(f"{setting.variable} must not be negative")
    return number


def _check_numbers(values: Mapping[str, Any]) -> None:
    if not 0 <= values["port"] <= _MOST_PORT:
        raise SettingError(f"ONRECORD_PORT must be a port number from 0 to {_MOST_PORT}")
    for name in LEAST_PERCENT:
        if values[f"least_{name}"] > PERCENT:
            raise SettingError(f"ONRECORD_LEAST_{name.upper()} is a percentage, from 0 to {PERCENT}")
    if values["workers"] < 1 or values["threads"] < 1:
        raise SettingError("ONRECORD_WORKERS and ONRECORD_THREADS must be at least 1")


def _check_scopes(values: Mapping[str, Any]) -> None:
    for setting in ("open_scopes", "user_scopes", "openid_scopes"):
        for name in values[setting]:
            if name not in SCOPES:
                raise SettingError(f"ONRECORD_{setting.upper()} has {name!r}, and there are {', '.join(SCOPES)}")


def _check_proxies(values: Mapping[str, Any]) -> None:
    for network in values["user_proxies"]:
        try:
            ipaddress.ip_network(network)
        except ValueError:
            raise SettingError(
                f"ONRECORD_USER_PROXIES has {network!r}, which is no address or network such as 10.0.0.0/8"
            ) from None


def _check_origins(values: Mapping[str, Any]) -> None:
    for origin in values["cors_origins"]:
        if not _ORIGIN.fullmatch(origin):
            raise SettingError(f"ONRECORD_CORS_ORIGINS has {origin!r}; an origin is written like https://cms.example.com")


def _check_level(values: Mapping[str, Any]) -> None:
    if values["log_level"] not in _LEVELS:
        raise SettingError(f"ONRECORD_LOG_LEVEL must be one of {', '.join(_LEVELS)}")


def _check_webhooks(values: Mapping[str, Any]) -> None:
    for address in values["webhooks"]:
        if not _WEB.fullmatch(address):
            raise SettingError(f"ONRECORD_WEBHOOKS has {address!r}; an address is written like https://cms.example.com/onrecord")
    if values["webhooks"] and not values["webhook_secret"]:
        raise SettingError("ONRECORD_WEBHOOKS needs ONRECORD_WEBHOOK_SECRET, by which what is sent is signed")


def _check_openid(values: Mapping[str, Any]) -> None:
    issuer = values["openid_issuer"]
    if not issuer:
        return
    address = urlsplit(issuer)
    if not _WEB.fullmatch(issuer) or address.query or address.fragment:
        raise SettingError("ONRECORD_OPENID_ISSUER is an address like https://id.example.com, as the provider writes its issuer")
    if address.scheme != "https" and not _is_here(address.hostname or ""):
        raise SettingError("ONRECORD_OPENID_ISSUER must begin with https://: whoever is on the way could log in as anybody")
    if not values["openid_client"]:
        raise SettingError("ONRECORD_OPENID_ISSUER needs ONRECORD_OPENID_CLIENT, the id by which the provider knows this service")
    if not 1 <= values["openid_minutes"] <= _LONGEST_SESSION:
        raise SettingError(f"ONRECORD_OPENID_MINUTES must be from 1 to {_LONGEST_SESSION}, the length of any session")
    for pair in values["openid_allow"]:
        name, _, value = pair.partition("=")
        if not (name and value):
            raise SettingError(f"ONRECORD_OPENID_ALLOW has {pair!r}; a claim and its value are written like groups=newsroom")


def _check_reader(values: Mapping[str, Any]) -> None:
    if values["reader_for"] not in READER_FOR:
        raise SettingError(f"ONRECORD_READER_FOR must be one of {', '.join(READER_FOR)}")
    url = values["reader_url"]
    if not url:
        return
    if not _WEB.fullmatch(url):
        raise SettingError(
            "ONRECORD_READER_URL is an address like https://models.example.com/v1, without a name and password in it"
        )
    if not values["reader_model"]:
        raise SettingError("ONRECORD_READER_URL needs ONRECORD_READER_MODEL, the name of the model to ask")
    if values["reader_seconds"] < 1:
        raise SettingError("ONRECORD_READER_SECONDS must be at least 1")
    if values["reader_key"] and not url.startswith("https://") and not _is_here(urlsplit(url).hostname or ""):
        raise SettingError("ONRECORD_READER_KEY would be sent in plain text: ONRECORD_READER_URL must begin with https://")


@lru_cache(maxsize=8)
def _is_here(host: str) -> bool:
    """Return whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _check_outlets(values: Mapping[str, Any]) -> None:
    if values["outlets"] and not Path(values["outlets"]).is_file():
        raise SettingError(f"ONRECORD_OUTLETS names no file: {values['outlets']}")


_CHECKS: tuple[Callable[[Mapping[str, Any]], None], ...] = (
    _check_numbers,
    _check_scopes,
    _check_proxies,
    _check_origins,
    _check_level,
    _check_outlets,
    _check_webhooks,
    _check_openid,
    _check_reader,
)
