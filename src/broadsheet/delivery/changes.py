"""Reading the list of changes: what is there to see, and what may still come.

A *position* is a number below which nothing new appears. SQLite: the next id.
PostgreSQL: the oldest transaction that is still open; changes of later ones
may be seen already, and are read again until nothing older is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from broadsheet.delivery.models import Change
from broadsheet.delivery.store import EVERYTHING, Happened

TABLE = Change._meta.db_table
MOST = 20_000  # at once; beyond that, everything is taken to have changed
NEXT = {
    "sqlite": f"SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{TABLE}'), 0) + 1",  # noqa: S608
    "postgresql": "SELECT (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint",
}
SINCE = {"sqlite": "id", "postgresql": "written"}
COLUMNS = ("id", "key", "at", "gone", "written", "made_at")


def position() -> int:
    """Return the position now."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT[connection.vendor])
        return int(cursor.fetchone()[0])


@dataclass(frozen=True)
class Read:
    """What was read: changes in order, and the position up to which nothing is missing."""

    changes: list[Happened]
    position: int


def since(start: int) -> Read:
    """Return what changed from a position on."""
    # The position first: what is written between the two questions is read twice, not never.
    end = position()
    column = SINCE[connection.vendor]
    rows = list(
        Change.objects.filter(**{f"{column}__gte": start})
        .order_by(column, "id")
        .values_list(*COLUMNS)[: MOST + 1]
    )
    if len(rows) > MOST:
        gone = Change.objects.filter(gone=True, **{f"{column}__gte": start})
        kept = gone.values_list(*COLUMNS)
        last = max(row[0] for row in rows)
        return Read([*_happened(list(kept)), Happened(last, EVERYTHING, None, False, end)], end)
    return Read(_happened(rows), end)


def _happened(rows: list[Any]) -> list[Happened]:
    in_order = connection.vendor == "sqlite"
    return [
        Happened(pk, key, at, gone, pk if in_order else written, made_at.timestamp())
        for pk, key, at, gone, written, made_at in rows
    ]


def birth() -> str:
    """Return what tells this database from any other: when its first migration was applied."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(applied) FROM django_migrations")
        return str(cursor.fetchone()[0])


def forget(days: int) -> int:
    """Delete changes that are older; return how many."""
    old = Change.objects.filter(made_at__lt=timezone.now() - timedelta(days=days))
    return int(old._raw_delete(old.db))
