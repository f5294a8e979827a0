"""Reading the list of changes: which there are to see that were not there before.

A transaction that is open when the list is read may show its changes later, with lower numbers
than what has been read. So a reader remembers what it could see (a *snapshot*), not how
far it has come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Max, Q
from django.utils import timezone

from broadsheet.delivery.models import Change
from broadsheet.delivery.records import EVERYTHING, Happened, Snapshot

TABLE = Change._meta.db_table
MOST = 20_000  # at once; beyond that, everything is taken to have changed
NEXT = f"SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{TABLE}'), 0) + 1"  # noqa: S608
# What says when a change could be seen first.
NUMBER = {"sqlite": "id", "postgresql": "written"}
COLUMNS = ("id", "key", "at", "gone", "made_at")


def snapshot() -> Snapshot:
    """Return what of the list can be seen now."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_current_snapshot()::text")
            return Snapshot.of(cursor.fetchone()[0])
        cursor.execute(NEXT)
        following = int(cursor.fetchone()[0])
        return Snapshot(following, following)


@dataclass(frozen=True)
class Read:
    """What was read: changes in order, and all that could be seen by then."""

    changes: list[Happened]
    seen: Snapshot


def since(before: Snapshot) -> Read:
    """Return what can be seen now and could not be seen before."""
    # First what is seen: what ends between the two questions is for the next time.
    now = snapshot()
    number = NUMBER[connection.vendor]
    later = Q(**{f"{number}__gte": before.high}) | Q(**{f"{number}__in": before.unseen})
    seen = Q(**{f"{number}__lt": now.high}) & ~Q(**{f"{number}__in": now.unseen})
    new = Change.objects.filter(later & seen).order_by(number, "id")
    rows = list(new.values_list(*COLUMNS, number)[: MOST + 1])
    if len(rows) > MOST:
        gone = new.filter(gone=True).values_list(*COLUMNS, number)
        return Read([*_happened(gone), *_everything(new, number)], now)
    return Read(_happened(rows), now)


def _everything(new: Any, number: str) -> list[Happened]:
    """Return one change of everything for each transaction, in the place of too many."""
    if number == "id":
        last = new.aggregate(last=Max("id"))["last"]
        return [Happened(last, EVERYTHING, None, False, last)]
    ends = new.order_by().values_list(number).annotate(last=Max("id"))
    return [Happened(last, EVERYTHING, None, False, written) for written, last in ends]


def _happened(rows: Iterable[Any]) -> list[Happened]:
    return [
        Happened(pk, key, at, gone, written, made_at.timestamp())
        for pk, key, at, gone, made_at, written in rows
    ]


def birth() -> str:
    """Return what tells this database from any other, a restored copy of it included."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(applied) FROM django_migrations")
        first = str(cursor.fetchone()[0])
        if connection.vendor != "postgresql":
            return first
        # Numbers of transactions go on when a copy is restored; the table is another one.
        cursor.execute("SELECT to_regclass(%s)::oid::bigint", [TABLE])
        return f"{first} {cursor.fetchone()[0]}"


def forget(days: int) -> int:
    """Delete changes that are older; return how many."""
    old = Change.objects.filter(made_at__lt=timezone.now() - timedelta(days=days))
    return int(old._raw_delete(old.db))
