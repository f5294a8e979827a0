"""How long a publish takes to be seen everywhere: measured by the index itself.

``begin`` writes down when something was told and which pages it concerns; from there on the
index's own triggers take each page off as it becomes fresh (or goes), and note the seconds
when the last one has. Nobody who writes a page has to think of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

REMEMBERED = 50
NOW = "(julianday('now') - 2440587.5) * 86400.0"
SCHEMA = f"""
CREATE TABLE IF NOT EXISTS visible (
    id INTEGER PRIMARY KEY, told REAL NOT NULL, pages INTEGER NOT NULL, seconds REAL
);
CREATE TABLE IF NOT EXISTS awaited (visible INTEGER NOT NULL, page INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS awaited_by_page ON awaited (page);
CREATE INDEX IF NOT EXISTS awaited_by_visible ON awaited (visible);
CREATE TRIGGER IF NOT EXISTS page_fresh AFTER UPDATE OF stale ON page WHEN NEW.stale = 0
BEGIN DELETE FROM awaited WHERE page = NEW.id; END;
CREATE TRIGGER IF NOT EXISTS page_gone AFTER DELETE ON page
BEGIN DELETE FROM awaited WHERE page = OLD.id; END;
CREATE TRIGGER IF NOT EXISTS all_visible AFTER DELETE ON awaited
WHEN NOT EXISTS (SELECT 1 FROM awaited WHERE visible = OLD.visible)
BEGIN UPDATE visible SET seconds = max(0.0, {NOW} - told) WHERE id = OLD.visible; END;
"""  # noqa: S608
TABLES = ("visible", "awaited")


@dataclass(frozen=True)
class Publish:
    """Something that was told: when (Unix time), how many pages showed it, how long they took."""

    told: float
    pages: int
    seconds: float | None  # None: some page is not fresh yet


def begin(index: sqlite3.Connection, told: float, stale: Collection[int], gone: int) -> None:
    """Begin to measure: pages ``stale`` are to be made anew, ``gone`` others are away already."""
    if not stale and not gone:
        return
    made = index.execute(
        f"INSERT INTO visible (told, pages, seconds) "  # noqa: S608
        f"VALUES (?, ?, CASE WHEN ? THEN NULL ELSE max(0.0, {NOW} - ?) END)",
        [told, len(stale) + gone, bool(stale), told],
    )
    index.executemany(
        "INSERT INTO awaited VALUES (?, ?)", [(made.lastrowid, page) for page in stale]
    )
    first = int(made.lastrowid or 0) - REMEMBERED + 1
    index.execute("DELETE FROM visible WHERE id < ?", [first])
    index.execute("DELETE FROM awaited WHERE visible < ?", [first])


def last(index: sqlite3.Connection) -> list[Publish]:
    """Return the last publishes, the oldest first."""
    rows = index.execute("SELECT told, pages, seconds FROM visible ORDER BY id").fetchall()
    return [Publish(*row) for row in rows]
