"""What the processes of a node share in memory: whether something has changed, and whom to trust.

A small file that each of them maps. Writing it takes no room on a full disk.
"""

from __future__ import annotations

import mmap
import struct
import time
from pathlib import Path

SIZE = 64
GENERATION = slice(0, 8)
TRUSTED, TROUBLE, BEAT = 8, 16, 24
NO_TROUBLE, DISK_FULL, NOT_WRITABLE = 0, 1, 2


class State:
    """The shared memory of a folder of baked pages."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "state"
        if not path.exists() or path.stat().st_size < SIZE:
            with path.open("ab") as file:
                file.truncate(SIZE)
        with path.open("r+b") as file:
            self.memory = mmap.mmap(file.fileno(), SIZE)

    @property
    def generation(self) -> bytes:
        """Eight bytes that are others whenever a page may have been kept, replaced or dropped."""
        return self.memory[GENERATION]

    def bump(self) -> None:
        """Tell every process that pages have changed."""
        # The clock, not a count: two processes that bump at once need no lock.
        self.memory[GENERATION] = struct.pack("<Q", time.time_ns())

    def _get(self, place: int) -> int:
        return int(struct.unpack_from("<q", self.memory, place)[0])

    def _set(self, place: int, value: int) -> None:
        struct.pack_into("<q", self.memory, place, value)

    @property
    def trusted(self) -> bool:
        """Whether the folder has caught up with the database since it was last out of reach."""
        return self._get(TRUSTED) == 1

    @trusted.setter
    def trusted(self, value: bool) -> None:
        self._set(TRUSTED, int(value))

    @property
    def trouble(self) -> int:
        """What kept the last page from being written: NO_TROUBLE, DISK_FULL, NOT_WRITABLE."""
        return self._get(TROUBLE)

    @trouble.setter
    def trouble(self, value: int) -> None:
        self._set(TROUBLE, value)

    def beat(self) -> None:
        """Leave a sign of life of the press."""
        self._set(BEAT, time.time_ns())

    @property
    def seconds_since_beat(self) -> float:
        """How long ago the press last gave a sign of life."""
        return (time.time_ns() - self._get(BEAT)) / 1e9
