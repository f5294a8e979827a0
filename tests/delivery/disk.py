"""Disks that are full or may not be written to, for tests.

Where the tests may mount, a disk of a few megabytes is really filled and a folder really made
read-only. Where they may not, the same is said by what would say it: fsync, and SQLite by a
limit to its file.
"""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from broadsheet.delivery.store import Store

MEGABYTES = 3


def _mount(*words: str) -> bool:
    done = subprocess.run(["mount", *words], capture_output=True, check=False)
    return done.returncode == 0


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """A disk with little room, mounted at a folder where that is allowed."""
    folder.mkdir()
    mounted = os.geteuid() == 0 and _mount(
        "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "broadsheet-test", str(folder)
    )
    disk = RealDisk(folder) if mounted else SaidDisk(folder)
    try:
        yield disk
    finally:
        disk.make_room()
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


class SmallDisk:
    """What both kinds of disk can do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, store: Store, but: int = 0) -> None:
        """Leave no room, or so many bytes."""
        raise NotImplementedError

    def make_room(self) -> None:
        """Leave room again."""
        raise NotImplementedError


class RealDisk(SmallDisk):
    """A file system of its own."""

    def fill(self, store: Store, but: int = 0) -> None:
        store.index.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # no room left over in there
        filler = self.folder / "filler"
        with suppress(OSError), filler.open("wb", buffering=0) as file:
            while True:
                file.write(bytes(4096))
        os.truncate(filler, filler.stat().st_size - but)

    def make_room(self) -> None:
        (self.folder / "filler").unlink(missing_ok=True)


class SaidDisk(SmallDisk):
    """No file system of its own: writing fails as it would."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.patch = pytest.MonkeyPatch()

    def fill(self, store: Store, but: int = 0) -> None:
        _refuse(self.patch, errno.ENOSPC)

    def make_room(self) -> None:
        self.patch.undo()


def _refuse(patch: pytest.MonkeyPatch, number: int) -> None:
    def fsync(_file: Any) -> None:
        raise OSError(number, os.strerror(number))

    patch.setattr(os, "fsync", fsync)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """A folder in which nothing can be made or taken away."""
    if os.geteuid() == 0:
        bound = _mount("--bind", str(folder), str(folder))
        if bound and _mount("-o", "remount,bind,ro", str(folder)):
            yield from _then(["umount", "-l", str(folder)])
            return
        with pytest.MonkeyPatch.context() as patch:
            _refuse(patch, errno.EROFS)
            yield
        return
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555)
    yield from _then(["chmod", "-R", "u+w", str(folder)])


def _then(words: list[str]) -> Iterator[None]:
    try:
        yield
    finally:
        subprocess.run(words, check=True)
