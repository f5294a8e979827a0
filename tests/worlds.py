"""A world that many tests look at and none changes: built once, taken back at the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.test import TestCase
from wagtail.models import Site

from broadsheet.delivery.models import Change


@contextmanager
def kept(blocker: Any) -> Iterator[None]:
    """Open the database for a module's tests; everything made meanwhile is taken back.

    The module marks its tests with ``django_db``, so that there is a database, and puts a
    fixture named ``_django_db_helper`` in the place of pytest-django's, which would take the
    world back after the first test:

        @pytest.fixture
        def _django_db_helper(world): ...
    """
    with blocker.unblock(), transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@contextmanager
def committed() -> Iterator[None]:
    """Do what waits for a commit, although the world's own transaction stays open."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield


# What only migrations write.
UNCHANGING = {"django_migrations", "django_content_type", "auth_permission"}


@contextmanager
def really_committed(blocker: Any) -> Iterator[None]:
    """Open the database for a test whose changes are committed; put back what was there after it.

    For what listens to other transactions. Emptying every table, as Django's own
    TransactionTestCase does, takes a second and the rows that migrations made.
    """
    with blocker.unblock():
        before = snapshot()
        try:
            yield
        finally:
            connection.close()  # a transaction that a test has left open
            put_back(before)


Snapshot = dict[str, tuple[list[str], list[Any]]]


def snapshot() -> Snapshot:
    """Return every row of the database, but for what only migrations write."""
    return {table: _rows(table) for table in _tables()}


def put_back(before: Snapshot) -> None:
    """Bring the database back to a snapshot, with an empty list of changes."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in before:
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608
        for table, (columns, rows) in before.items():
            names, holes = ", ".join(columns), ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f'INSERT INTO "{table}" ({names}) VALUES ({holes})',  # noqa: S608
                rows,
            )
        cursor.execute(f"DELETE FROM {Change._meta.db_table}")  # noqa: S608
    Site.clear_site_root_paths_cache()


def _tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    tables = dict.fromkeys(model._meta.db_table for model in models if model._meta.managed)
    # Wagtail's full-text index follows its table by triggers of its own.
    return [table for table in tables if table not in UNCHANGING and not table.endswith("_fts")]


def _rows(table: str) -> tuple[list[str], list[Any]]:
    with connection.cursor() as cursor:
        names = [
            f'"{field.column}"'
            for model in apps.get_models(include_auto_created=True)
            if model._meta.db_table == table
            for field in model._meta.local_concrete_fields
        ]
        cursor.execute(f'SELECT {", ".join(names)} FROM "{table}"')  # noqa: S608
        return names, [_written(row) for row in cursor.fetchall()]


def _written(row: Any) -> list[Any]:
    return [json.dumps(value) if isinstance(value, (dict, list)) else value for value in row]
