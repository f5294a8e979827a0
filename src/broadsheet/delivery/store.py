"""The folder of baked pages: files that nginx can serve, and an index of what they are made from.

    visitor/city/night-ferry/index.html  .html.gz  .html.br
    member/<face>/city/night-ferry/…
    served             leads to visitor while pages may be served without asking anybody
    index.sqlite3      what each page is made from, and which are out of date
    state              shared memory (broadsheet.delivery.state)

The law of the index: whatever file is there, the index has its row, and the row's notes hold
at least everything that the file was made from. So a page is written in three steps: the
row is marked stale and gets the new notes beside the old; the files are put in place (written
aside, fsync, rename, fsync of the folder); the row gets the new notes alone and is fresh.
Ended between any two of them, the page is made again.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import gzip
import json
import os
import shutil
import sqlite3
import threading
import time
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from broadsheet.delivery import files, visible
from broadsheet.delivery.notes import Notes
from broadsheet.delivery.records import EVERYTHING, Baked, Happened, Kept, Snapshot
from broadsheet.delivery.state import DISK_FULL, NO_TROUBLE, NOT_WRITABLE, State

LOCKS = 251
VERSION = 2  # of the index; with another one the folder is made anew
SERVED = "served"
SCHEMA = """
CREATE TABLE IF NOT EXISTS page (
    id INTEGER PRIMARY KEY, address TEXT NOT NULL, face TEXT NOT NULL, file TEXT NOT NULL,
    varies_on TEXT NOT NULL, asks TEXT NOT NULL, headers TEXT NOT NULL,
    as_it_is INTEGER NOT NULL, mark TEXT NOT NULL, until REAL, bytes INTEGER NOT NULL,
    stale INTEGER NOT NULL,
    hits REAL NOT NULL DEFAULT 0, baked_at REAL NOT NULL, stale_since REAL,
    UNIQUE (address, face)
);
CREATE INDEX IF NOT EXISTS stale_pages ON page (hits DESC, baked_at DESC) WHERE stale = 1;
CREATE INDEX IF NOT EXISTS ending_pages ON page (until) WHERE until IS NOT NULL;
CREATE TABLE IF NOT EXISTS note (
    key TEXT NOT NULL, page INTEGER NOT NULL, low INTEGER, high INTEGER
);
CREATE INDEX IF NOT EXISTS notes_by_key ON note (key, page);
CREATE INDEX IF NOT EXISTS notes_by_page ON note (page);
CREATE TABLE IF NOT EXISTS recent (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, at INTEGER, gone INTEGER NOT NULL,
    written INTEGER NOT NULL, heard REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS purge (
    address TEXT PRIMARY KEY, queued REAL NOT NULL, due REAL NOT NULL, tries INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


def _told(changes: list[Happened]) -> float:
    """Return when the first of these was told; 0 for what is no publish, but asked for by hand."""
    if any(change.key == EVERYTHING for change in changes):
        return 0.0
    told = (change.told for change in changes if not change.key.startswith("address:"))
    return min(filter(None, told), default=0.0)


class Store:
    """A folder of baked pages. Raises OSError (or sqlite3.Error) when it cannot be written."""

    def __init__(self, folder: Path, *, purging: bool = False) -> None:
        self.folder = folder
        self.purging = purging  # whether a CDN is told what to forget
        self.state = State(folder)
        self.local = threading.local()
        (folder / "locks").mkdir(exist_ok=True)
        with contextlib.closing(self._connect()) as index:
            self._prepare(index)

    # The index ---------------------------------------------------------------

    def _connect(self) -> sqlite3.Connection:
        index = sqlite3.connect(self.folder / "index.sqlite3", timeout=10, isolation_level=None)
        index.execute("PRAGMA journal_mode=WAL")
        # The machine's own failures are seen by its boot (Press.begin): a process that is
        # killed loses nothing that it has committed.
        index.execute("PRAGMA synchronous=NORMAL")
        return index

    @staticmethod
    def _prepare(index: sqlite3.Connection) -> None:
        found = index.execute("PRAGMA user_version").fetchone()[0]
        if found != VERSION:
            tables = index.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            ).fetchall()
            for (name,) in tables:
                index.execute(f'DROP TABLE "{name}"')
        index.executescript(SCHEMA + visible.SCHEMA)
        index.execute(f"PRAGMA user_version = {VERSION}")

    @property
    def index(self) -> sqlite3.Connection:
        """This thread's connection to the index."""
        found: sqlite3.Connection | None = getattr(self.local, "index", None)
        if found is None or self.local.process != os.getpid():
            found = self.local.index = self._connect()
            self.local.process = os.getpid()
        return found

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Change the index: all of it or nothing."""
        index = self.index
        index.execute("BEGIN IMMEDIATE")
        try:
            yield index
            index.execute("COMMIT")
        except BaseException:
            # On a full disk SQLite may have rolled back by itself.
            if index.in_transaction:
                index.execute("ROLLBACK")
            raise

    def get(self, name: str) -> Any:
        """Return something that is remembered about the folder."""
        row = self.index.execute("SELECT value FROM meta WHERE name = ?", [name]).fetchone()
        return json.loads(row[0]) if row else None

    def set(self, **facts: Any) -> None:
        """Remember something about the folder."""
        self.index.executemany(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)",
            [(name, json.dumps(value)) for name, value in facts.items()],
        )

    @contextlib.contextmanager
    def alone_with(self, address: str) -> Iterator[None]:
        """Make a page while nobody else of this node makes the same."""
        number = zlib.crc32(address.encode()) % LOCKS
        with (self.folder / "locks" / f"{number}").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def trust(self, whether: bool) -> None:
        """Say whether pages may be served as they lie here; nginx finds them by a link."""
        link = self.folder / SERVED
        if link.is_dir() and not link.is_symlink():
            shutil.rmtree(link)  # what became of the link when somebody copied the folder
        if not whether:
            link.unlink(missing_ok=True)
        self.state.trusted = whether
        if whether and not link.is_symlink():
            with contextlib.suppress(FileExistsError):
                link.symlink_to("visitor", target_is_directory=True)

    # Reading -----------------------------------------------------------------

    def read(self, address: str, perks: frozenset[str]) -> Kept | None:
        """Return the page at an address for somebody with these perks, if it is kept."""
        # A row without headers is of a page that is being put in place for the first time.
        rows = self.index.execute(
            "SELECT face, file, varies_on, asks, headers, until, as_it_is, mark FROM page "
            "WHERE address = ? AND headers != '[]'",
            [address],
        ).fetchall()
        varies_on = frozenset(code for row in rows for code in json.loads(row[2]))
        asks = frozenset(name for row in rows for name in json.loads(row[3]))
        face = "+".join(sorted(perks & varies_on))
        for row in rows:
            if row[0] == face:
                return self._load(address, row, varies_on, asks)
        return None

    def file_of(self, kept: Kept) -> Path:
        """Return the file of a kept page, without encoding."""
        return self.folder / kept.file

    def _load(
        self, address: str, row: Any, varies_on: frozenset[str], asks: frozenset[str]
    ) -> Kept | None:
        base, as_it_is, mark = self.folder / row[1], bool(row[6]), row[7]
        if as_it_is and not mark:
            return None  # being replaced
        gzipped = brotlied = b""
        try:
            # First which file it is: one that takes its place meanwhile is told from it later.
            facts = files.form_of(base, "" if as_it_is else ".gz").stat()
            if not as_it_is:
                gzipped = files.form_of(base, ".gz").read_bytes()
                brotlied = files.form_of(base, ".br").read_bytes()
                mark = files.mark_of(gzipped)
        except FileNotFoundError:
            return None
        return Kept(
            address=address,
            face=row[0],
            file=row[1],
            varies_on=varies_on,
            asks=asks,
            headers=[(name, value) for name, value in json.loads(row[4])],
            until=row[5],
            gzipped=gzipped,
            brotlied=brotlied,
            mark=mark,
            seen=(facts.st_ino, facts.st_mtime_ns),
        )

    # Writing -----------------------------------------------------------------

    def put(self, page: Baked, notes: Notes, as_of: Snapshot) -> bool:
        """Keep a page that was made from what ``notes`` say, as it stood at ``as_of``.

        Returns whether it is kept and fresh. It is not kept when something it shows has gone
        meanwhile, and stale at once when something has changed. Raises OSError when there is
        no room, and leaves what was there before.
        """
        content_type = next((v for n, v in page.headers if n.lower() == "content-type"), "")
        place = files.place_of(page.address, content_type)
        if place is None:
            return False
        file = f"member/{page.face}/{place}" if page.face else f"visitor/{place}"
        as_it_is = files.is_compressed(content_type)
        gzipped = b"" if as_it_is else gzip.compress(page.body, 9, mtime=0)
        mark = files.mark_of(page.body if as_it_is else gzipped)
        try:
            row, before = self._begin(page, file, mark, notes, as_it_is=as_it_is)
            if before != mark:
                self._write(file, page.body, gzipped, mark)
            # With brotli, which takes less than gzip (and nothing, where there is none).
            size = files.room_of(page.body, gzipped, gzipped)
            is_other = before not in {mark, None}
            fresh = self._end(row, page, mark, notes, as_of, size, purge=is_other)
        except (OSError, sqlite3.OperationalError) as error:
            self._note_trouble(error)
            raise
        self.state.trouble = NO_TROUBLE
        self.state.bump()
        return fresh

    def _note_trouble(self, error: Exception) -> None:
        full = getattr(error, "errno", 0) in {errno.ENOSPC, errno.EDQUOT} or "full" in str(error)
        self.state.trouble = DISK_FULL if full else NOT_WRITABLE

    def _begin(
        self, page: Baked, file: str, mark: str, notes: Notes, *, as_it_is: bool
    ) -> tuple[int, str | None]:
        """Mark the row stale and add the new notes; return its id and its files' mark, if any."""
        with self.writing() as index:
            found = index.execute(
                "SELECT id, mark, file FROM page WHERE address = ? AND face = ?",
                [page.address, page.face],
            ).fetchone()
            there = files.are_there(self.folder / file, as_it_is=as_it_is)
            if found is not None and found[2] == file and there:
                if found[1] != mark:
                    # Until the end it is not known which of the two the files hold.
                    index.execute("UPDATE page SET stale = 1, mark = '' WHERE id = ?", [found[0]])
                    self._add_notes(index, found[0], notes)
                return int(found[0]), str(found[1])
            if found is not None:
                self._unlink(found[2])
                index.execute("DELETE FROM note WHERE page = ?", [found[0]])
                index.execute("DELETE FROM page WHERE id = ?", [found[0]])
            made = index.execute(
                "INSERT INTO page (address, face, file, varies_on, asks, headers, as_it_is, mark, "
                "bytes, stale, baked_at) VALUES (?, ?, ?, '[]', '[]', '[]', ?, '', 0, 1, ?)",
                [page.address, page.face, file, as_it_is, time.time()],
            )
            self._add_notes(index, int(made.lastrowid or 0), notes)
            return int(made.lastrowid or 0), None

    def _end(
        self,
        row: int,
        page: Baked,
        mark: str,
        notes: Notes,
        as_of: Snapshot,
        size: int,
        *,
        purge: bool,
    ) -> bool:
        with self.writing() as index:
            if purge:  # in the same transaction: no kill can come between
                self._purge(index, page.address, page.face)
            missed = self._missed(index, notes, as_of)
            if any(change.gone for change in missed):
                self._forget(index, [row])
                return False
            index.execute("DELETE FROM note WHERE page = ?", [row])
            self._add_notes(index, row, notes)
            index.execute(
                "UPDATE page SET varies_on = ?, asks = ?, headers = ?, mark = ?, until = ?, "
                "bytes = ?, stale = ?, stale_since = NULL, baked_at = ? WHERE id = ?",
                [
                    json.dumps(sorted(notes.varies_on)),
                    json.dumps(sorted(notes.asks)),
                    json.dumps(page.headers),
                    mark,
                    notes.until.timestamp() if notes.until else None,
                    size,
                    int(bool(missed)),
                    time.time(),
                    row,
                ],
            )
            return not missed

    def _missed(self, index: sqlite3.Connection, notes: Notes, as_of: Snapshot) -> list[Happened]:
        """Return the changes heard of while the page was made that concern it."""
        rows = index.execute(
            "SELECT id, key, at, gone, written FROM recent WHERE written >= ?", [as_of.low]
        ).fetchall()
        changes = [
            Happened(pk, key, at, bool(gone), written)
            for pk, key, at, gone, written in rows
            if not as_of.sees(written)
        ]
        floor = index.execute("SELECT value FROM meta WHERE name = 'floor'").fetchone()
        if floor is not None and as_of.at < json.loads(floor[0]):
            # It took longer than changes are remembered.
            changes.append(Happened(0, EVERYTHING, None, False, 0))
        return [change for change in changes if any(map(change.concerns, notes.keys))]

    def _purge(self, index: sqlite3.Connection, address: str, face: str) -> None:
        """Have a CDN forget an address; it never has a member's page."""
        if self.purging and not face:
            now = time.time()
            index.execute("INSERT OR REPLACE INTO purge VALUES (?, ?, ?, 0)", [address, now, now])

    @staticmethod
    def _add_notes(index: sqlite3.Connection, row: int, notes: Notes) -> None:
        index.executemany(
            "INSERT INTO note (key, page, low, high) VALUES (?, ?, ?, ?)",
            [(key, row, low, high) for key, low, high in notes.keys],
        )

    def _write(self, file: str, body: bytes, gzipped: bytes, mark: str) -> None:
        files.write(self.folder / file, body, gzipped, mark)

    def _unlink(self, file: str) -> None:
        files.unlink(self.folder / file)

    def _forget(self, index: sqlite3.Connection, rows: Iterable[int]) -> None:
        """Take pages away: first all their files, then their rows."""
        question = "SELECT id, file, address, face FROM page WHERE id = ?"
        found = [index.execute(question, [row]).fetchone() for row in rows]
        for _row, file, _address, _face in filter(None, found):
            self._unlink(file)
        for row, _file, address, face in filter(None, found):
            self._purge(index, address, face)
            index.execute("DELETE FROM note WHERE page = ?", [row])
            index.execute("DELETE FROM page WHERE id = ?", [row])

    # Changes -----------------------------------------------------------------

    def apply(self, changes: list[Happened], **facts: Any) -> int:
        """Mark what changed as stale, take away what must not be shown; remember ``facts``.

        Returns how many pages it concerned.
        """
        try:
            concerned = self._apply(changes, facts)
        except (OSError, sqlite3.OperationalError) as error:
            self._note_trouble(error)
            self.state.bump()  # files may have gone already
            raise
        if concerned:
            self.state.bump()
        return concerned

    def _apply(self, changes: list[Happened], facts: dict[str, Any]) -> int:
        now = time.time()
        with self.writing() as index:
            gone: set[int] = set()
            stale: set[int] = set()
            for change in changes:
                (gone if change.gone else stale).update(self._concerned(index, change))
            # On a full disk this makes room for the rest.
            self._forget(index, gone)
            index.executemany(
                "UPDATE page SET stale = 1, stale_since = coalesce(stale_since, ?) WHERE id = ?",
                [(now, row) for row in stale - gone],
            )
            if told := _told(changes):
                visible.begin(index, told, stale - gone, len(gone))
            index.executemany(
                "INSERT OR REPLACE INTO recent VALUES (?, ?, ?, ?, ?, ?)",
                [(c.id, c.key, c.at, int(c.gone), c.written, now) for c in changes],
            )
            index.executemany(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)",
                [(name, json.dumps(value)) for name, value in facts.items()],
            )
        return len(gone | stale)

    @staticmethod
    def _concerned(index: sqlite3.Connection, change: Happened) -> Iterator[int]:
        if change.key == EVERYTHING:
            yield from (row[0] for row in index.execute("SELECT id FROM page"))
            return
        holes = ", ".join("?" * len(change.keys))
        yield from (
            row[0]
            for row in index.execute(
                f"SELECT DISTINCT page FROM note WHERE key IN ({holes}) AND (? IS NULL OR "  # noqa: S608
                "((low IS NULL OR low <= ?) AND (high IS NULL OR high >= ?)))",
                [*change.keys, change.at, change.at, change.at],
            )
        )

    def forget_old_changes(self, seconds: float) -> None:
        """Forget changes heard of longer ago: no page that is being made is older."""
        with self.writing() as index:
            old = time.time() - seconds
            done = index.execute("DELETE FROM recent WHERE heard < ?", [old])
            if done.rowcount:
                index.execute("INSERT OR REPLACE INTO meta VALUES ('floor', ?)", [json.dumps(old)])

    def mark_ended(self, now: float) -> int:
        """Mark pages stale that say something which is true no longer; return how many."""
        with self.writing() as index:
            done = index.execute(
                "UPDATE page SET stale = 1, until = NULL, stale_since = ? WHERE until <= ?",
                [now, now],
            )
            return done.rowcount

    def stale(self, most: int) -> list[tuple[str, str]]:
        """Return addresses and faces that are out of date, the most read first."""
        return self.index.execute(
            "SELECT address, face FROM page WHERE stale = 1 "
            "ORDER BY hits DESC, baked_at DESC LIMIT ?",
            [most],
        ).fetchall()

    def next_end(self) -> float | None:
        """Return when the next page is out of date by itself."""
        found: float | None = self.index.execute("SELECT min(until) FROM page").fetchone()[0]
        return found

    def drop(self, address: str, face: str | None = None) -> None:
        """Take an address away, with one face or with all."""
        question = "SELECT id FROM page WHERE address = ? AND (? IS NULL OR face = ?)"
        asked = [address, face, face]
        if self.index.execute(question, asked).fetchone() is None:
            return  # mostly: whatever address somebody makes up is nowhere
        with self.writing() as index:
            self._forget(index, [row[0] for row in index.execute(question, asked).fetchall()])
        self.state.bump()

    def clear(self) -> None:
        """Take everything away; what began to be made before this counts as stale."""
        with self.writing() as index:
            for table in (*visible.TABLES, "note", "page", "recent", "meta"):
                index.execute(f"DELETE FROM {table}")  # noqa: S608
            index.execute("INSERT INTO meta VALUES ('floor', ?)", [json.dumps(time.time())])
            files.put_away(self.folder)
        self.state.bump()

    def sweep(self) -> None:
        """Take away what a killed process left lying: files written aside, files without a row."""
        known = {row[0] for row in self.index.execute("SELECT file FROM page")}
        files.sweep(self.folder, known)

    def count_hits(self, hits: dict[tuple[str, str], int]) -> None:
        """Add what was read."""
        with self.writing() as index:
            index.executemany(
                "UPDATE page SET hits = hits + ? WHERE address = ? AND face = ?",
                [(count, address, face) for (address, face), count in hits.items()],
            )

    def fade_hits(self, to: float) -> None:
        """Let what was read long ago count for less."""
        self.index.execute("UPDATE page SET hits = hits * ? WHERE hits > 0.01", [to])

    def keep_within(self, most: int) -> int:
        """Drop the least read until what is kept takes at most so many bytes; return how many."""
        dropped: list[int] = []
        with self.writing() as index:
            total = index.execute("SELECT coalesce(sum(bytes), 0) FROM page").fetchone()[0]
            if total > most:
                for row, size in index.execute(
                    "SELECT id, bytes FROM page ORDER BY hits, baked_at"
                ).fetchall():
                    if total <= most * 0.9:
                        break
                    dropped.append(row)
                    total -= size
                self._forget(index, dropped)
        if dropped:
            self.state.bump()
        return len(dropped)
