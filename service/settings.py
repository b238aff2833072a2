"""Every setting and limit in one table: its name, default, and what it is for. The only place that reads the environment."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from service.errors import SettingError

DEFAULT_URL = "http://127.0.0.1:8000"
SCOPES = ("verify", "read", "write", "admin")
_LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    default: Any
    help: str

    @property
    def variable(self) -> str:
        return "REDIS_URL" if self.name == "redis_url" else f"ONRECORD_{self.name.upper()}"


SETTINGS = (
    Setting(
        "redis_url",
        "",
        "Redis to use: redis://, rediss://, unix://, redis+cluster:// or redis+sentinel://; empty: an embedded server in the data folder",
    ),
    Setting("queue_url", "", "Redis for the shards that workers read, where REDIS_URL is a cluster; empty: that of REDIS_URL"),
    Setting("host", "127.0.0.1", "address to listen on"),
    Setting("port", 8000, "port to listen on"),
    Setting("data", "data", "folder of the embedded server's files and of the documents that were posted"),
    Setting(
        "corpus",
        "corpus",
        "folder of source documents, or an fsspec URL such as s3://bucket/archive (with that protocol's package)",
    ),
    Setting("workers", 2, "worker processes that answer requests"),
    Setting("processes", 0, "processes that read documents into the index, each a core's work; 0: one for each core"),
    Setting("threads", 4, "threads of a worker process"),
    Setting(
        "open_scopes",
        (),
        "scopes that need no key beyond this machine, parted by commas: verify, read, write, admin; empty: none is open",
    ),
    Setting("outlets", "", "file of a newsroom's own outlets and aliases, in the format of service/knowledge/data/outlets.txt"),
    Setting("url", DEFAULT_URL, "service that the command line asks"),
    Setting("key", "", "key that the command line sends"),
    Setting(
        "log_level",
        "warning",
        "what is logged, as JSON lines on standard error: debug, info (a line for each request too), warning, error",
    ),
    Setting("log_quotes", 0, "1: the log holds the quotes that are asked for; 0: it does not"),
    Setting("cors_origins", (), "origins whose pages may ask from a browser, such as https://cms.example.com, parted by commas"),
    Setting("proxies", 0, "proxies in front of the service, whose X-Forwarded-For tells the caller's address"),
    Setting("rate", 1200, "requests a minute of a key, or beyond this machine of an address without one; 0: any number"),
    Setting("fetch_enabled", 0, "1: POST /v1/documents may be given a public {url} to fetch"),
    Setting("fetch_seconds", 10, "seconds that fetching an address may take"),
    Setting("fetch_bytes", 5_000_000, "bytes of a fetched page when unpacked"),
    Setting("drain_seconds", 0, "seconds for which /readyz says 503 after TERM before the service stops taking requests"),
    Setting("request_seconds", 10, "seconds that a request may take; what of a batch or a draft is not done by then says so"),
    Setting(
        "queue_milliseconds",
        1000,
        "milliseconds that a request may wait for its turn; one that waited longer is refused; 0: any time",
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
    Setting("answer_seconds", 3600, "seconds for which an answer is kept in Redis, as long as nothing is written; 0: none is"),
    Setting("cache_seconds", 60, "seconds for which a cache may keep the answer to GET /v1/verify"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force. Attributes as in `SETTINGS`, paths resolved."""

    values: Mapping[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None

    def as_environment(self) -> dict[str, str]:
        """What a process is given to have the same settings."""
        values = {s.variable: self.values[s.name] for s in SETTINGS}
        return {name: ",".join(v) if isinstance(v, tuple) else str(v) for name, v in values.items()}

    @property
    def data_folder(self) -> Path:
        return Path(self.values["data"]).absolute()

    @property
    def corpus_location(self) -> str:
        """A folder's absolute path, or an fsspec URL as it was given."""
        value = str(self.values["corpus"])
        return value if "://" in value else str(Path(value).absolute())

    @property
    def outlets_file(self) -> Path | None:
        """The newsroom's file of outlets, or None."""
        return Path(self.values["outlets"]).absolute() if self.values["outlets"] else None

    @property
    def is_embedded(self) -> bool:
        return not self.values["redis_url"]

    @property
    def is_loopback(self) -> bool:
        host = self.values["host"]
        if host == "localhost":
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False


def load(environment: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """The settings of an environment; `overrides` that are not None win. Raises SettingError naming the variable."""
    source = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        raw = source.get(setting.variable)
        value: Any = setting.default if raw is None or raw == "" else raw
        if overrides.get(setting.name) is not None:
            value = overrides[setting.name]
        if isinstance(setting.default, tuple) and isinstance(value, str):
            value = tuple(part.strip() for part in value.split(",") if part.strip())
        if isinstance(setting.default, int):
            try:
                value = int(value)
            except ValueError:
                raise SettingError(f"{setting.variable} must be a whole number, not {value!r}") from None
            if value < 0:
                raise SettingError(f"{setting.variable} must not be negative")
        values[setting.name] = value
    if not 0 <= values["port"] <= 65535:
        raise SettingError("ONRECORD_PORT must be a port number from 0 to 65535")
    if values["workers"] < 1 or values["threads"] < 1:
        raise SettingError("ONRECORD_WORKERS and ONRECORD_THREADS must be at least 1")
    for name in values["open_scopes"]:
        if name not in SCOPES:
            raise SettingError(f"ONRECORD_OPEN_SCOPES has {name!r}, and there are {', '.join(SCOPES)}")
    for origin in values["cors_origins"]:
        if not re.fullmatch(r"(https?|chrome-extension|moz-extension)://[^/*\s]+", origin):
            raise SettingError(f"ONRECORD_CORS_ORIGINS has {origin!r}; an origin is written like https://cms.example.com")
    if values["log_level"] not in _LEVELS:
        raise SettingError(f"ONRECORD_LOG_LEVEL must be one of {', '.join(_LEVELS)}")
    if values["outlets"] and not Path(values["outlets"]).is_file():
        raise SettingError(f"ONRECORD_OUTLETS names no file: {values['outlets']}")
    unknown = [k for k in source if k.startswith("ONRECORD_") and k not in {s.variable for s in SETTINGS}]
    if unknown:
        raise SettingError(f"there is no setting {unknown[0]}; the README lists them")
    return Settings(values)
