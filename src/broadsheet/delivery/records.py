"""What the store, the press and the oven hand to each other: pages, changes, moments."""

from __future__ import annotations

import gzip
import time
from dataclasses import dataclass, field
from typing import Self

from broadsheet.delivery.notes import Note

Headers = list[tuple[str, str]]
EVERYTHING = "*"


@dataclass(frozen=True)
class Snapshot:
    """Which changes could be seen at a moment, as PostgreSQL's snapshots say it.

    A change carries the number of what wrote it: of its transaction on PostgreSQL, its own id on
    SQLite, which has one writer at a time. Everything below ``low`` is seen, nothing from ``high``
    on, and in between what is not in ``unseen``: transactions that had not ended.
    """

    low: int
    high: int
    unseen: frozenset[int] = frozenset()
    at: float = field(default_factory=time.time, compare=False)  # Unix time

    @classmethod
    def of(cls, text: str) -> Self:
        """Return what PostgreSQL writes as ``low:high:unseen,unseen``."""
        low, high, unseen = text.split(":")
        return cls(int(low), int(high), frozenset(map(int, filter(None, unseen.split(",")))))

    def __str__(self) -> str:
        return f"{self.low}:{self.high}:{','.join(map(str, sorted(self.unseen)))}"

    def sees(self, written: int) -> bool:
        """Say whether what was written under this number could be seen."""
        return written < self.high and written not in self.unseen


@dataclass(frozen=True)
class Happened:
    """A change, as the press has read it."""

    id: int
    key: str
    at: int | None
    gone: bool
    written: int
    told: float = 0.0  # when, as Unix time; 0 where nobody asks how long it took

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that this is a change of: the row, and its table."""
        table = self.key.partition(":")[0]
        return (self.key, table) if table != self.key else (self.key,)

    def concerns(self, note: Note) -> bool:
        """Say whether what has this note may have changed."""
        key, low, high = note
        if self.key == EVERYTHING:
            return True
        if key not in self.keys:
            return False
        if self.at is None:
            return True
        return (low is None or low <= self.at) and (high is None or self.at <= high)


@dataclass(frozen=True)
class Baked:
    """A page as it leaves the oven."""

    address: str
    face: str
    body: bytes
    headers: Headers  # those that the page brings; not those that depend on who asks


@dataclass(frozen=True)
class Kept:
    """A page, or a picture, as it is kept."""

    address: str
    face: str
    file: str
    varies_on: frozenset[str]
    asks: frozenset[str]
    headers: Headers
    until: float | None
    gzipped: bytes  # empty for what is kept as it is: pictures
    brotlied: bytes
    mark: str  # of the bytes: equal marks, equal pages
    seen: tuple[int, int] = (0, 0)  # which file the bytes are from, or an earlier one

    @property
    def is_as_it_is(self) -> bool:
        """Whether it is kept without encodings."""
        return not self.gzipped

    @property
    def plain(self) -> bytes:
        """The body as it was, for a page."""
        return gzip.decompress(self.gzipped)
