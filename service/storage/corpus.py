"""The corpus, the store of truth: source documents, posted documents, files that were brought in, and takedowns.

What is posted or brought in is stored durably before anything else happens to it. A takedown leaves a mark, so that neither a
rebuild nor the corpus brings the document back.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import IO, NamedTuple

from service.errors import CorpusUnavailable, StorageUnavailable, UnreadableSource
from service.knowledge.gazetteer import Gazetteer
from service.records import Document
from service.sources import SUFFIXES, format_of, read
from service.sources.fields import mapping_of
from service.sources.told import FOLDER, SIDECAR, Told, is_told, of_toml
from service.storage.checks import FOLDER as CHECKS
from service.storage.checks import Checks
from service.storage.corrections import FOLDER as CORRECTIONS
from service.storage.corrections import Corrections
from service.storage.stores import LocalStore, Store, Stored, as_text, store_at

_OWN = ".onrecord"  # folder of a corpus in an object store, for what the service writes
_POSTED, _TAKEN, _BROUGHT, _SUPERSEDED = "documents", "takedowns", "imports", "superseded"
_POSTED_NAME = re.compile(rf"{_POSTED}/[0-9a-f]{{2}}/([0-9a-f]{{16}})\.json")
_ID_OF_DOCUMENT = re.compile(r"[0-9a-f]{16}")
_DAMAGED = "damaged"  # folder of posted files that can no longer be read
IDENTITY = "identity/"  # prefix of the names of what tells this corpus from others
_ID = f"{IDENTITY}corpus"
_SECRET = f"{IDENTITY}secret"
_COPY = ".copy"  # after the name of a file of the identity
_ID_DIGITS, _SECRET_DIGITS = 16, 64  # 64 bits tell corpora apart; 256 sign what callers send back
_SIGNING_KEY = f"{IDENTITY}signing-key"
_SAMPLES = ".samples"  # a file in the corpus: the names of those that come with Onrecord, a line each
_SEEN = "seen.json"  # the number of source files when the index was last brought in line with them
_FIELDS = ".fields.json"  # a file in a folder: the names of our fields in the other files
_WITHDRAWN = "withdrawn"
_TOLD = ".told.json"  # next to a copy: what is said of it
KEPT = (  # folders of what cannot be rebuilt
    CHECKS, CORRECTIONS, _POSTED, "feeds", IDENTITY.rstrip("/"), _BROUGHT, "keys", _SUPERSEDED, _TAKEN, _WITHDRAWN,
)  # fmt: skip
_BROUGHT_MARK = "@imports/"  # prefix of the names of files that were brought in


_LONGEST_NAME = 200  # bytes of a copy's name; file systems take 255, and some stand before it and behind
_KEPT_SUFFIXES = 24  # characters at the end of a longer name in which its suffixes stand
_BYTES_A_CHARACTER = 4  # at most, in UTF-8


class Brought(NamedTuple):
    """A file that is to be kept with the corpus.

    `name`: of the copy; `origin`: where the file comes from, since a copy replaces an earlier one of the same name and origin;
    `names`: {our field: the file's name for it}; `told`: what is said of the file.
    """

    path: Path
    name: str
    origin: str
    names: Mapping[str, str]
    told: Told


class Corpus:
    """The source documents and what the service writes.

    `location`: the folder or fsspec URL of the source documents, which are only read; `data`: the local folder for what is
    written. If the documents are in an object store, what is written goes there too, so that every machine sees it. Methods that
    write raise StorageUnavailable, those that read OSError. `has_samples`: whether the files that come with Onrecord belong to it.
    """

    def __init__(self, location: Path | str, data: Path, *, has_samples: bool = True) -> None:
        self._has_samples = has_samples
        self._location = str(location)
        self._sources = store_at(location)
        self._fields: dict[str, bytes | None] = {}  # content of the file that names fields, by folder
        self.unlisted: dict[str, str] = {}  # folders that could not be listed when the files last were, and why
        self._defaults: dict[str, tuple[bytes, ...]] = {}  # contents of the files that say something of a folder, the nearest last
        self._sidecars: set[str] | None = None  # names of files that say something of others, None before `files` has listed them
        self._own: Store = (
            LocalStore(data) if isinstance(self._sources, LocalStore) else store_at(f"{str(location).rstrip('/')}/{_OWN}")
        )

    @property
    def own(self) -> Store:
        """The store of what the service writes."""
        return self._own

    @property
    def own_place(self) -> str:
        """Where the service keeps what it writes, as people name it: a folder or a URL."""
        return str(self._own.folder) if isinstance(self._own, LocalStore) else f"{self._location.rstrip('/')}/{_OWN}"

    @property
    def is_begun(self) -> bool:
        """Whether a service or a command has written here before."""
        return any(self._own.exists(name) for name in (f"{IDENTITY}corpus", _SIGNING_KEY))

    @property
    def sources(self) -> Store:
        """The store of the source documents."""
        return self._sources

    @cached_property
    def corrections(self) -> Corrections:
        """What editors corrected."""
        return Corrections(self._own)

    @cached_property
    def checks(self) -> Checks:
        """The records of checks."""
        return Checks(self._own)

    @cached_property
    def id(self) -> str:
        """The id of this corpus, which its index bears too. It is stored with what the service writes, and made if there is none.

        Raises StorageUnavailable if it cannot be stored.
        """
        return self._identity(_ID, _ID_DIGITS)

    @cached_property
    def secret(self) -> str:
        """The secret of this corpus, by which the service knows what it has signed; made if there is none.

        Raises StorageUnavailable if it cannot be stored.
        """
        return self._identity(_SECRET, _SECRET_DIGITS)

    def _identity(self, name: str, digits: int) -> str:
        """Return the random hexadecimal digits that are stored under a name, made if there are none.

        There is a copy, since an index would be taken for another corpus's if the only file were damaged.
        """
        copy = name + _COPY
        held = {place: self._own.get(place) or b"" for place in (name, copy)}
        whole = next((content for content in held.values() if _is_hexadecimal(content, digits)), None)
        if whole is None:
            self._own.put(name, secrets.token_hex(digits // 2).encode())
            whole = self._own.get(name) or b""  # of two that are made at once the later one counts
        elif held[name] != whole:
            self._own.put(name, whole)
        if held[copy] != whole:
            with suppress(StorageUnavailable):  # an older folder may be readable only
                self._own.put(copy, whole)
        return whole.decode()

    def require_sources(self, *, may_be_empty: bool = False) -> None:
        """Raise CorpusUnavailable if the source documents are not where they should be.

        That is: there is no such folder, it cannot be listed, or it is empty and was not when the index was last brought in line
        with it. `may_be_empty`: accept that last case.
        """
        try:
            is_there = self._sources.is_there()
            is_empty = is_there and next(self._sources.list(unlisted={}), None) is None
        except Exception as error:  # whatever the file system or object store raises
            reason = getattr(error, "strerror", None) or error
            raise CorpusUnavailable(f"the corpus {self._location} cannot be listed: {reason}") from error
        if not is_there:
            raise CorpusUnavailable(
                f"there is no corpus {self._location}: mount it, make it, or set ONRECORD_CORPUS to where it is; "
                "`onrecord samples` writes invented documents to try it with"
            )
        if is_empty and not may_be_empty and (seen := self.seen()):
            raise CorpusUnavailable(
                f"the corpus {self._location} is empty, and held {seen} files before: to remove them from the index, use"
                " --allow-removals"
            )

    def seen(self) -> int:
        """Return the number of source files when the index was last brought in line with them; 0 if that is not known."""
        try:
            return int(json.loads(self._own.get(_SEEN) or b"{}").get("files", 0))
        except (ValueError, AttributeError, TypeError):
            return 0

    def note_seen(self, files: int) -> None:
        """Record the number of source files, now that the index is in line with them."""
        if files != self.seen():
            self._own.put(_SEEN, json.dumps({"files": files}).encode())

    @cached_property
    def signing_key(self) -> bytes:
        """The private key (Ed25519, 32 bytes) by which this installation signs records of checks; made if there is none.

        Raises StorageUnavailable if it cannot be stored.
        """
        if (held := self._own.get(_SIGNING_KEY)) is None:
            self._own.put(_SIGNING_KEY, secrets.token_hex(32).encode())
            held = self._own.get(_SIGNING_KEY) or b""
        return bytes.fromhex(held.decode())

    @property
    def lock_folder(self) -> Path | None:
        """The folder of the locks of writers; None if the corpus is in an object store, whose writers share no folder."""
        return self._own.folder / "locks" if isinstance(self._own, LocalStore) else None

    def is_posted(self, document_id: str) -> bool:
        """Return whether the data folder holds a posted document."""
        return self._own.exists(_posted_name(document_id))

    def kept(self) -> Iterator[str]:
        """Yield the names of all that cannot be rebuilt, in order."""
        for folder in KEPT:
            for found in self._own.list(f"{folder}/"):
                yield found.name
                if folder == _BROUGHT:
                    besides = (_beside(found.name.partition("/")[2], ending) for ending in (_FIELDS, _TOLD))
                    yield from (beside for beside in besides if self._own.exists(beside))

    def source_names(self) -> Iterator[str]:
        """Yield the names of all files of the corpus, and of those that name their fields."""
        folders: set[str] = set()
        for found in self._sources.list():
            yield found.name
            parts = found.name.split("/")[:-1]
            for place in ("/".join(parts[:n]) for n in range(len(parts) + 1)):
                name = f"{place}/{_FIELDS}" if place else _FIELDS
                if place not in folders and self._sources.exists(name):
                    yield name
                folders.add(place)

    # -- what was posted ---------------------------------------------------------------------------------------------

    def save(self, document: Document) -> bool:
        """Store a posted document. Returns whether it is new. Lifts a takedown of the same content, and what replaced it."""
        name = _posted_name(document.id)
        is_new = not self._own.exists(name)
        if is_new:
            self._own.put(name, json.dumps(document.as_dict(), ensure_ascii=False).encode())
        self._own.delete(f"{_SUPERSEDED}/{document.id}")
        self._own.delete(f"{_TAKEN}/{document.id}")
        return is_new

    def take_down(self, document_id: str) -> None:
        """Mark a document as taken down, and delete the posted copy."""
        self._own.put(f"{_TAKEN}/{document_id}", b"\n")
        self._own.delete(_posted_name(document_id))

    def is_taken_down(self, document_id: str) -> bool:
        """Return whether a document was taken down."""
        return self._own.exists(f"{_TAKEN}/{document_id}")

    def taken_down(self) -> set[str]:
        """Return the ids of all documents that were taken down."""
        return set(self._ids_in(_TAKEN))

    def supersede(self, document_id: str, by: str) -> None:
        """Record that a later version replaced a document."""
        self._own.put(f"{_SUPERSEDED}/{document_id}", by.encode())

    def restore(self, document_id: str) -> None:
        """Record that nothing replaces a document any more."""
        self._own.delete(f"{_SUPERSEDED}/{document_id}")

    def superseded(self) -> dict[str, str]:
        """Return {id of a replaced document: id of the one that replaced it}."""
        held = {i: (self._own.get(f"{_SUPERSEDED}/{i}") or b"").decode(errors="replace") for i in self._ids_in(_SUPERSEDED)}
        return {document_id: by for document_id, by in held.items() if _ID_OF_DOCUMENT.fullmatch(by)}

    def _ids_in(self, folder: str) -> Iterator[str]:
        """Yield the ids that the files of a folder are named by; other files are skipped."""
        names = (found.name.rpartition("/")[2] for found in self._own.list(f"{folder}/"))
        return (name for name in names if _ID_OF_DOCUMENT.fullmatch(name))

    def posted_ids(self) -> Iterator[str]:
        """Yield the ids of all posted documents, in order; files with other names are skipped."""
        for found in self._own.list(f"{_POSTED}/"):
            if match := _POSTED_NAME.fullmatch(found.name):
                yield match[1]

    def put_aside(self, document_id: str) -> None:
        """Move the damaged file of a posted document out of the way, to where it can be examined."""
        content = self._own.get(name := _posted_name(document_id))
        if content is not None:
            self._own.put(f"{_DAMAGED}/{document_id}.json", content)
            self._own.delete(name)

    def posted_bytes(self) -> int:
        """Return the size of all posted documents in bytes."""
        return sum(found.size for found in self._own.list(f"{_POSTED}/"))

    def posted(self, document_id: str) -> Document | None:
        """Return a posted document, or None if there is none. Raises UnreadableSource if its file is damaged."""
        content = self.posted_content(document_id)
        return None if content is None else posted_of(content, document_id)

    def posted_content(self, document_id: str) -> bytes | None:
        """Return the file of a posted document, or None if there is none: see `posted_of`."""
        return self._own.get(_posted_name(document_id))

    def withdraw(self, key: str, moment: str | None) -> None:
        """Record that a source withdrew what it published under an identifier. `moment`: when, in ISO 8601."""
        self._own.put(f"{_WITHDRAWN}/{sha256(key.encode()).hexdigest()[:32]}", json.dumps([key, moment]).encode())

    def withdrawn(self) -> dict[str, str | None]:
        """Return the identifiers of what its sources withdrew, each with the moment, if known."""
        found = (self._own.get(stored.name) for stored in self._own.list(f"{_WITHDRAWN}/"))
        return dict(json.loads(content) for content in found if content)

    # -- files -------------------------------------------------------------------------------------------------------

    def files(self) -> list[Stored]:
        """Return the files that there is a reader for: those of the corpus, then those that were brought in.

        Their stamp changes with their content, with the names of their fields, and with the version of their reader.
        """
        self._fields.clear()
        self._defaults.clear()
        left_out = frozenset() if self._has_samples else self._samples()
        self.unlisted = {}
        own = [f for f in self._sources.list(unlisted=self.unlisted) if f.name not in left_out]
        self._sidecars = {f.name for f in own if is_told(f.name)}
        brought = (f._replace(name=_BROUGHT_MARK + f.name.partition("/")[2]) for f in self._own.list(f"{_BROUGHT}/"))
        return [f._replace(stamp=self._stamp(f)) for f in chain(own, brought) if is_source(f.name)]

    def serves_samples(self) -> bool:
        """Return whether the invented documents that come with Onrecord are in the corpus and belong to it."""
        return self._has_samples and bool(self._samples())

    def _samples(self) -> frozenset[str]:
        """Return the names of the files that come with Onrecord, if they are here."""
        lines = (self._sources.get(_SAMPLES) or b"").decode(errors="replace").splitlines()
        return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))

    def _stamp(self, found: Stored) -> str:
        used = format_of(found.name)
        fields = self._fields_of(found.name) if used.has_fields else None
        marks = [fields, *self._said_of(found.name)]
        told = "".join(f" {sha256(mark).hexdigest()[:8]}" for mark in marks if mark)
        return f"{found.stamp} {used.name}/{used.version}{told}"

    def names_in(self, name: str) -> dict[str, str]:
        """Return {our field: the file's name for it}, empty if it has no others. Raises UnreadableSource."""
        content = self._fields_of(name) if format_of(name).has_fields else None
        return mapping_of(content) if content else {}

    def told_in(self, name: str) -> Told:
        """Return what is said of a file next to it, in its folder and in those above. Raises UnreadableSource."""
        if name.startswith(_BROUGHT_MARK):
            content = self._own.get(_beside(name.removeprefix(_BROUGHT_MARK), _TOLD))
            return Told(**json.loads(content)) if content else Told()
        own, *folders = self._said_of(name)
        defaults: dict[str, str] = {}
        try:
            for content in folders:
                defaults |= of_toml(content)
            return Told(of_toml(own) if own else {}, defaults)
        except UnreadableSource as error:
            raise UnreadableSource(f"what is said of it in {SIDECAR} cannot be used: {error.detail}") from None

    def _said_of(self, name: str) -> tuple[bytes, ...]:
        """Return the content of what says something of a file, empty for none, and of what does of its folders, the nearest last."""
        if name.startswith(_BROUGHT_MARK):
            return (self._own.get(_beside(name.removeprefix(_BROUGHT_MARK), _TOLD)) or b"",)
        return (self._said_in(name + SIDECAR), *self._defaults_of(name.rpartition("/")[0]))

    def _defaults_of(self, folder: str) -> tuple[bytes, ...]:
        if folder not in self._defaults:
            above = self._defaults_of(folder.rpartition("/")[0]) if folder else ()
            own = self._said_in(f"{folder}/{FOLDER}" if folder else FOLDER)
            self._defaults[folder] = (*above, own) if own else above
        return self._defaults[folder]

    def _said_in(self, name: str) -> bytes:
        """Return the content of a file that says something of others, empty if there is none."""
        if self._sidecars is not None and name not in self._sidecars:
            return b""
        return self._sources.get(name) or b""

    def _fields_of(self, name: str) -> bytes | None:
        """Return the content of what names a file's fields: next to one that was brought in, else in its folder or one above it."""
        if name.startswith(_BROUGHT_MARK):
            return self._own.get(_beside(name.removeprefix(_BROUGHT_MARK)))
        folder = name.rpartition("/")[0]
        if folder not in self._fields:
            found = self._sources.get(f"{folder}/{_FIELDS}" if folder else _FIELDS)
            self._fields[folder] = found if found is not None or not folder else self._fields_of(folder)
        return self._fields[folder]

    def open(self, name: str) -> IO[bytes]:
        """Open a file that `files` lists."""
        if name.startswith(_BROUGHT_MARK):
            return self._own.open(f"{_BROUGHT}/{name.removeprefix(_BROUGHT_MARK)}")
        return self._sources.open(name)

    def name_of(self, path: Path) -> str | None:
        """Return the name under which `files` lists a local file, or None if it is not in the corpus."""
        if isinstance(self._sources, LocalStore) and path.absolute().is_relative_to(self._sources.folder):
            return as_text(path.absolute().relative_to(self._sources.folder).as_posix())
        return None

    def bring_in(self, path: Path, name: str, origin: str, names: Mapping[str, str] | None = None, told: Told | None = None) -> str:
        """Store a copy of a file. Returns the name under which `files` lists it. The arguments are the fields of `Brought`."""
        return self.bring_all([Brought(path, name, origin, names or {}, told or Told())])[0]

    def bring_all(self, files: Sequence[Brought]) -> list[str]:
        """Store copies of files. Returns the names under which `files` lists them; all are durable then."""
        names, changed = [], []
        for brought in files:
            name = _copied_name(brought)
            names.append(_BROUGHT_MARK + name)
            told = brought.told
            said = {"own": dict(told.own), "defaults": dict(told.defaults)} if told else None
            for ending, values in ((_FIELDS, dict(brought.names)), (_TOLD, said)):
                if values:
                    self._own.put(_beside(name, ending), json.dumps(values).encode())
                else:
                    self._own.delete(_beside(name, ending))
            if not self._is_same(f"{_BROUGHT}/{name}", brought.path):
                changed.append(
                    (f"{_BROUGHT}/{name}", brought.path)
                )  # others keep their stamps, so that an interrupted import resumes
        self._own.put_files(changed)
        return names

    def _is_same(self, name: str, path: Path) -> bool:
        if not self._own.exists(name):
            return False
        with self._own.open(name) as kept, path.open("rb") as given:
            return _digest(kept) == _digest(given)


def _copied_name(brought: Brought) -> str:
    """Return the name of the copy of a file, which no file system finds too long: that of a longer one loses its middle."""
    name = f"{sha256(brought.origin.encode(errors='surrogateescape')).hexdigest()[:8]}-{as_text(brought.name)}"
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    suffixes = name[-_KEPT_SUFFIXES:].partition(".")
    kept = name.encode()[: _LONGEST_NAME - _KEPT_SUFFIXES * _BYTES_A_CHARACTER].decode(errors="ignore")
    return kept + "".join(suffixes[1:])


def _posted_name(document_id: str) -> str:
    return f"{_POSTED}/{document_id[:2]}/{document_id}.json"


def posted_of(content: bytes, document_id: str) -> Document:
    """Return the posted document that a file holds. Raises UnreadableSource if it holds none, or another one."""
    try:
        document = Document.of(json.loads(content))
        is_right = document.id == document_id
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UnreadableSource(f"its file is damaged: {str(error)[:100]}") from None
    if not is_right:
        raise UnreadableSource("its file is damaged: it does not hold what was posted")
    return document


def _beside(name: str, ending: str = _FIELDS) -> str:
    """Return the name of the file that names the fields of one that was brought in."""
    return f"{_BROUGHT}/.{name}{ending}"


def _digest(stream: IO[bytes]) -> bytes:
    digest = sha256()
    while block := stream.read(1 << 20):
        digest.update(block)
    return digest.digest()


def is_brought(name: str) -> bool:
    """Return whether a file that `files` lists was brought in from elsewhere."""
    return name.startswith(_BROUGHT_MARK)


def is_source(name: str) -> bool:
    """Return whether there is a reader for a file, by its name."""
    return name.lower().endswith(SUFFIXES) and name.rpartition("/")[2].lower() != "readme.md"


def read_file(path: Path, gazetteer: Gazetteer) -> list[Document]:
    """Return the documents of a file. Raises UnreadableSource with what is wrong, OSError if it cannot be opened."""
    return read(path.name, path.read_bytes(), gazetteer)


def _is_hexadecimal(content: bytes, digits: int) -> bool:
    """Return whether content is so many hexadecimal digits, and not a file that was cut or damaged."""
    return len(content) == digits and re.fullmatch(rb"[0-9a-f]+", content) is not None
