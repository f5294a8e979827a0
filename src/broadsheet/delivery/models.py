"""The list of changes: what each node's press reads to know which pages are out of date."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models.expressions import Func
from django.db.models.functions import Now


class Transaction(Func):
    """The number of the transaction that writes the row.

    PostgreSQL gives out ids before rows can be seen, so that a later id may be seen
    first; by the transaction's number a reader knows what may still come. SQLite has one
    writer, and its ids come in order: 0.
    """

    output_field = models.BigIntegerField()

    def as_sqlite(self, *args: Any, **kwargs: Any) -> tuple[str, tuple[str | int, ...]]:
        return "0", ()

    def as_postgresql(self, *args: Any, **kwargs: Any) -> tuple[str, tuple[str | int, ...]]:
        return "((pg_current_xact_id()::text)::bigint)", ()


class Change(models.Model):
    """Something from which pages are made has changed. Written by the database itself.

    ``key`` names it (``broadsheet.delivery.watch``). ``at``, where given, is where in a list by
    time it happened, in microseconds since 1970. ``gone``: what was made from it must not be
    shown even until it has been made anew.
    """

    key = models.CharField(max_length=200)
    at = models.BigIntegerField(null=True)
    gone = models.BooleanField(default=False, db_default=False)
    written = models.BigIntegerField(db_default=Transaction())
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["written", "id"], name="changes_in_order"),
            models.Index(fields=["made_at"], name="changes_by_age"),
        ]

    def __str__(self) -> str:
        return self.key
