"""onrecord watch: index what comes into folders and feeds."""

from __future__ import annotations

import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from service.checking.plain import clean
from service.cli.storage import OPTIONS, REMOVALS, Storage, report_lines
from service.errors import OnrecordError, SettingError
from service.settings import load

if TYPE_CHECKING:
    from service.ingestion.watching import Visitor

_FINDING = 1


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="DIR|FEED...")
@click.option("--every", "seconds", type=float, default=300.0, show_default=True, help="Seconds between checks of the feeds.")
@click.option("--once", is_flag=True, help="Check once, then exit.")
@click.option("--no-follow", is_flag=True, help="Skip entries whose full text the feed lacks.")
@REMOVALS
@OPTIONS
def watch(places: tuple[str, ...], seconds: float, once: bool, no_follow: bool, allows_removals: bool, **options: Any) -> None:
    """Watch folders, and RSS or Atom feeds by their address, until interrupted.

    New files in a folder are indexed at once, changed ones are read again, and those deleted from the corpus are removed. New
    entries of a feed are added; a corrected entry supersedes its earlier version. If an entry lacks the full text, its page is
    fetched: from public addresses, and from the feed's own host.

    \b
    Examples:
      onrecord watch ~/newsroom/incoming
      onrecord watch https://www.example.com/feed.xml --every 600
    """
    from service.ingestion.watching import Visitor
    from service.sources.url import Network

    feeds = [place for place in places if "://" in place]
    folders = [place for place in places if "://" not in place]
    if missing := next((place for place in folders if not Path(place).is_dir()), None):
        raise SettingError(f"{missing}: there is no such folder; a feed is given by its address, https://…")
    settings = load(**options)
    stop = _stop_by_signal()
    with Storage(settings, allows_removals=allows_removals) as storage:
        visitor = Visitor(
            storage.ingestion,
            storage.corpus.own,
            seconds=settings.fetch_seconds,
            most_bytes=settings.fetch_bytes,
            follows=not no_follow,
            network=Network(settings.internal_hosts, settings.https_proxy),
            say=lambda line: click.echo(clean(line)),
        )
        watched = _Watched(folders, feeds, storage, visitor)
        failed = watched.look_at_folders(replaces=True)  # without a folder it still begins an index if there is none
        failed |= watched.look_at_feeds()
        if not once:
            click.echo(f"watching {', '.join(places)}", err=True)
            watched.keep_up(seconds, stop)
    sys.exit(_FINDING if failed else 0)


def _stop_by_signal() -> threading.Event:
    """Return an event that a signal to end sets, so that the current task is finished; a second signal ends at once."""
    stop = threading.Event()

    def on_signal(*_: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)
    return stop


class _Watched:
    """Folders and feeds, and what they are indexed with."""

    def __init__(self, folders: list[str], feeds: list[str], storage: Storage, visitor: Visitor) -> None:
        self._folders, self._feeds = folders, feeds
        self._ingestion, self._corpus = storage.ingestion, storage.corpus
        self._visitor = visitor
        self._refused: frozenset[str] = frozenset()

    def look_at_folders(self, *, replaces: bool = False) -> bool:
        """Index what is new. Returns whether something was refused.

        `replaces`: also build an index anew that was built by other tables; later on such a one is left alone.
        """
        from service.ingestion.gathering import Gathering

        outside = [folder for folder in self._folders if self._corpus.name_of(Path(folder)) is None]
        gathered = Gathering(self._corpus).gather(outside, sys.stdin.buffer)
        report = self._ingestion.files(gathered.names, replaces=replaces)
        report.refuse([line for line in gathered.refused if line not in self._refused])  # once, since it stays as it is
        self._refused = frozenset(gathered.refused)
        if len(outside) < len(self._folders):
            report += self._ingestion.sync(rereads=False, replaces=replaces)
        if report.added or report.removed or report.refusals:
            for line in report_lines(report):
                click.echo(line, err=line.startswith("onrecord:"))
        return report.refusals > 0

    def look_at_feeds(self) -> bool:
        """Index what is new. Returns whether something could not be fetched or was refused."""
        is_wrong = False
        for url in self._feeds:
            try:
                visit = self._visitor.visit(url)
            except OnrecordError as error:
                click.echo(f"onrecord: {clean(url)}: {clean(error.detail or error.title)}", err=True)
                is_wrong = True
                continue
            for line in visit.refused:
                click.echo(f"onrecord: {clean(line)}", err=True)
            is_wrong |= bool(visit.refused)
        return is_wrong

    def keep_up(self, seconds: float, stop: threading.Event) -> None:
        """Index what changes in the folders, and look at the feeds every so many seconds, until told to stop."""
        from service.ingestion.watching import changes

        due = time.monotonic() + seconds
        is_first = True  # what came between the look before and the beginning of the watch has been missed by both
        for is_changed in changes(self._folders, min(seconds, 60.0), stop):
            try:
                if is_changed or is_first:
                    self.look_at_folders()
                is_first = False
                if self._feeds and time.monotonic() >= due:
                    self.look_at_feeds()
                    due = time.monotonic() + seconds
            except OnrecordError as error:
                click.echo(f"onrecord: {error.detail or error.title}", err=True)
