"""What the desk knows of the press: read from its folder, without touching or making anything.

Raises Unreadable when the index is not there, or cannot be read within a second.
"""

from __future__ import annotations

import json
import math
import shutil
import sqlite3
import statistics
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from broadsheet.delivery import conf, visible
from broadsheet.delivery.seeing import audience
from broadsheet.delivery.state import DISK_FULL, NOT_WRITABLE, SIZE, State
from broadsheet.delivery.visible import Publish

PATIENCE = 1.0  # seconds to wait for an index that somebody holds
SILENT = 30.0  # seconds without a sign of life: as long as the front believes the press
LONG = 60.0  # seconds after which a page should not be waiting any more
MOST = 12  # rows of a table


class Unreadable(Exception):
    """The index of baked pages is not there, or cannot be read."""


@contextmanager
def index() -> Iterator[sqlite3.Connection]:
    """Open the index to read it."""
    path = (conf.baked_folder() / "index.sqlite3").absolute()
    if not path.exists():
        raise Unreadable
    try:
        opened = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
        with closing(opened) as connection:
            yield connection
    except sqlite3.Error as error:
        raise Unreadable from error


# At work? ----------------------------------------------------------------------


@dataclass(frozen=True)
class Pulse:
    """Whether the press is at work, and what troubles it."""

    since_beat: float | None = None  # seconds; None: it has never been at work
    trusted: bool = False
    trouble: int = 0

    @property
    def is_at_work(self) -> bool:
        """Whether it has given a sign of life lately."""
        return self.since_beat is not None and self.since_beat < SILENT


def pulse() -> Pulse:
    """Read the shared memory of the folder."""
    try:
        if (conf.baked_folder() / "state").stat().st_size < SIZE:
            return Pulse()
        state = State(conf.baked_folder())
    except OSError:
        return Pulse()
    since = max(0.0, state.seconds_since_beat)
    # A folder that no press has ever served says 1970.
    return Pulse(since if since < 10 * 365 * 86_400 else None, state.trusted, state.trouble)


TROUBLES = {
    DISK_FULL: (
        gettext_lazy("The disk is full: changed pages cannot be kept."),
        gettext_lazy(
            "Readers still get the last version that could be kept. Make room on the disk; the "
            "press goes on by itself. It needs less when BROADSHEET_BAKED_MEGABYTES is smaller."
        ),
    ),
    NOT_WRITABLE: (
        gettext_lazy("The folder of kept pages cannot be written."),
        gettext_lazy(
            "Readers still get the last version that could be kept. Give the folder to the "
            "account that runs the server; the press goes on by itself."
        ),
    ),
}


def troubles(found: Pulse) -> list[tuple[str, str]]:
    """Return what is wrong, and what to do about it."""
    return [(str(wrong), str(do)) for wrong, do in _troubles(found)]


def _troubles(found: Pulse) -> Iterator[tuple[Any, Any]]:
    if found.since_beat is None:
        yield (
            _("The press has never been at work here."),
            _("“broadsheet serve” runs it; behind another server it is “broadsheet manage press”."),
        )
    elif not found.is_at_work:
        yield (
            _("The press has given no sign of life for %(long)s.")
            % {"long": lasting(found.since_beat)},
            _(
                "Pages are made for each reader who asks, which is slower. Start “broadsheet "
                "serve” again, or “broadsheet manage press”; its log says why it ended."
            ),
        )
    elif not found.trusted:
        yield (
            _("The press is still catching up with the database."),
            _("Until it has, kept pages are not believed. If it lasts, see its log."),
        )
    if found.trouble in TROUBLES:
        yield TROUBLES[found.trouble]


# How much? ---------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    """How many pages are kept and wait, and how much room they take."""

    visitors: int
    members: int
    pictures: int  # and files
    waiting: int
    oldest: float | None  # seconds that the oldest has waited
    bytes: int
    most: int
    free: int

    @property
    def kept(self) -> int:
        """All pages that are kept."""
        return self.visitors + self.members

    @property
    def full(self) -> float:
        """How full the room is, in per cent."""
        return min(100.0, 100 * self.bytes / self.most)


def figures(connection: sqlite3.Connection) -> Figures:
    """Count."""
    question = "SELECT CASE WHEN as_it_is THEN 2 ELSE face <> '' END, count(*) FROM page GROUP BY 1"
    counts = dict(connection.execute(question).fetchall())
    size = connection.execute("SELECT coalesce(sum(bytes), 0) FROM page").fetchone()[0]
    waiting, oldest = connection.execute(
        "SELECT count(*), min(coalesce(stale_since, baked_at)) FROM page WHERE stale = 1"
    ).fetchone()
    return Figures(
        visitors=counts.get(0, 0),
        members=counts.get(1, 0),
        pictures=counts.get(2, 0),
        waiting=waiting,
        oldest=max(0.0, datetime.now(UTC).timestamp() - oldest) if waiting else None,
        bytes=size,
        most=conf.BAKED_MEGABYTES.value * 1_000_000,
        free=shutil.disk_usage(conf.baked_folder()).free,
    )


# Which? ------------------------------------------------------------------------


@dataclass(frozen=True)
class Face:
    """A page as it is kept for one face."""

    name: str
    baked_at: datetime
    waits: bool
    hits: float
    bytes: int
    until: datetime | None

    @property
    def ago(self) -> str:
        """How long ago it was made, in words."""
        return ago((datetime.now(UTC) - self.baked_at).total_seconds())


@dataclass
class Row:
    """An address with its faces."""

    address: str
    faces: list[Face] = field(default_factory=list)

    @property
    def baked_at(self) -> datetime:
        """When the oldest of its faces was made."""
        return self._oldest.baked_at

    @property
    def ago(self) -> str:
        """How long ago that was, in words."""
        return self._oldest.ago

    @property
    def _oldest(self) -> Face:
        return min(self.faces, key=lambda face: face.baked_at)

    @property
    def waits(self) -> bool:
        """Whether any of its faces waits to be made anew."""
        return any(face.waits for face in self.faces)

    @property
    def hits(self) -> int:
        """How often it was read lately, older readings counting for less."""
        return round(sum(face.hits for face in self.faces))


def most_read(connection: sqlite3.Connection) -> list[Row]:
    """Return the most read addresses."""
    return _rows(
        connection,
        "SELECT address FROM page GROUP BY address HAVING sum(hits) >= 0.5 "
        "ORDER BY sum(hits) DESC, address LIMIT ?",
    )


def waiting(connection: sqlite3.Connection) -> list[Row]:
    """Return the addresses that wait, those that come first before the others."""
    return _rows(
        connection,
        "SELECT address FROM page WHERE stale = 1 GROUP BY address "
        "ORDER BY max(hits) DESC, max(baked_at) DESC LIMIT ?",
    )


def _rows(connection: sqlite3.Connection, question: str) -> list[Row]:
    return [
        Row(address, _faces(connection, address))
        for (address,) in connection.execute(question, [MOST]).fetchall()
    ]


def _faces(connection: sqlite3.Connection, address: str) -> list[Face]:
    found = connection.execute(
        "SELECT face, baked_at, stale, hits, bytes, until FROM page WHERE address = ? "
        "ORDER BY face",
        [address],
    )
    return [
        Face(
            name=audience(filter(None, face.split("+"))),
            baked_at=datetime.fromtimestamp(baked_at, UTC),
            waits=bool(stale),
            hits=hits,
            bytes=size,
            until=datetime.fromtimestamp(until, UTC) if until else None,
        )
        for face, baked_at, stale, hits, size, until in found
    ]


@dataclass(frozen=True)
class Page:
    """One address: its faces, what they vary on and look at, and the keys it was made from."""

    faces: list[Face]
    varies_on: list[str]
    asks: list[str]
    keys: list[str]


def page(connection: sqlite3.Connection, address: str) -> Page:
    """Return what is known of an address."""
    rows = connection.execute(
        "SELECT id, varies_on, asks FROM page WHERE address = ?", [address]
    ).fetchall()
    keys: set[str] = set()
    for pk, _varies, _asks in rows:
        found = connection.execute("SELECT DISTINCT key FROM note WHERE page = ?", [pk])
        keys.update(key for (key,) in found)
    return Page(
        faces=_faces(connection, address),
        varies_on=sorted({code for row in rows for code in json.loads(row[1])}),
        asks=sorted({name for row in rows for name in json.loads(row[2])}),
        keys=sorted(keys),
    )


# How soon? ---------------------------------------------------------------------


@dataclass(frozen=True)
class Bar:
    """A publish as it is drawn, in percentages of the drawing."""

    x: str
    y: str
    width: str
    height: str
    cut: bool  # taller than the drawing


@dataclass(frozen=True)
class Plot:
    """The last publishes: how long each took to be seen everywhere."""

    publishes: list[Publish]
    under_way: int
    top: float  # seconds at the upper edge

    @property
    def median(self) -> float:
        """The median, in seconds."""
        return statistics.median(one.seconds or 0.0 for one in self.publishes)

    @property
    def ticks(self) -> list[tuple[str, str]]:
        """Where lines are drawn, and what stands beside them."""
        return [(_percent(100 - part * 100), short(self.top * part)) for part in (0.5, 1.0)]

    @property
    def bars(self) -> list[Bar]:
        """The drawing. Few publishes stand at its start, as wide as many would."""
        wide = 100 / max(len(self.publishes), 12)
        return [self._bar(place * wide, wide, one) for place, one in enumerate(self.publishes)]

    def _bar(self, x: float, wide: float, one: Publish) -> Bar:
        part = (one.seconds or 0.0) / self.top
        height = min(100.0, max(1.0, part * 100))  # what took no time is seen all the same
        return Bar(
            x=_percent(x + wide * 0.15),
            y=_percent(100 - height),
            width=_percent(wide * 0.7),
            height=_percent(height),
            cut=part > 1,
        )

    @property
    def latest_first(self) -> list[tuple[datetime, int, str]]:
        """When each was told, how many pages it concerned, how long it took."""
        return [
            (datetime.fromtimestamp(one.told, UTC), one.pages, lasting(one.seconds or 0.0))
            for one in reversed(self.publishes)
        ]


def plot(connection: sqlite3.Connection) -> Plot:
    """Return how long the last publishes took."""
    known = visible.last(connection)
    done = [one for one in known if one.seconds is not None]
    seconds = [one.seconds or 0.0 for one in done]
    # One that waited for a night must not press the others flat.
    top = _round_up(min(max(seconds), 6 * statistics.median(seconds))) if done else 1.0
    return Plot(done, len(known) - len(done), top)


def _round_up(seconds: float) -> float:
    step = 10 ** math.floor(math.log10(max(seconds, 0.2)))
    return next(times * step for times in (1, 2, 5, 10) if times * step >= seconds or times == 10)


def _percent(number: float) -> str:
    return f"{number:.2f}%"


# In words ----------------------------------------------------------------------


def lasting(seconds: float) -> str:
    """Return how long something lasts, in words."""
    if seconds < 9.95:
        return _("%(number)s seconds") % {"number": _one_place(seconds)}
    minutes, hours, days = round(seconds / 60), round(seconds / 3600), round(seconds / 86_400)
    if seconds < 120:
        number = round(seconds)
        words = ngettext("%(number)s second", "%(number)s seconds", number)
    elif minutes < 120:
        number, words = minutes, ngettext("%(number)s minute", "%(number)s minutes", minutes)
    elif hours < 48:
        number, words = hours, ngettext("%(number)s hour", "%(number)s hours", hours)
    else:
        number, words = days, ngettext("%(number)s day", "%(number)s days", days)
    return words % {"number": number_format(number)}


def ago(seconds: float) -> str:
    """Return how long ago something was, in words."""
    if seconds < 1:
        return _("this moment")
    return _("%(long)s ago") % {"long": lasting(seconds)}


def short(seconds: float) -> str:
    """Return seconds as they stand beside a drawing."""
    places = 0 if seconds >= 10 or seconds == round(seconds) else 1 if seconds >= 0.1 else 2
    return _("%(number)s s") % {"number": number_format(seconds, places)}


def room(size: float) -> str:
    """Return a number of bytes in words, as the settings count: a megabyte is a million."""
    if size >= 1e9:
        return _("%(number)s GB") % {"number": _one_place(size / 1e9)}
    return _("%(number)s MB") % {"number": _one_place(size / 1e6)}


def _one_place(number: float) -> str:
    """Return a number with one place after the point, where it says something."""
    number = round(number, 0 if number >= 10 else 1)
    return number_format(number, 0 if number == round(number) else 1)
