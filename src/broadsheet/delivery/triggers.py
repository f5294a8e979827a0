"""The triggers by which the database tells its changes, on SQLite and PostgreSQL."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections, router
from django.db.models.signals import post_migrate, pre_migrate

from broadsheet.delivery import watch
from broadsheet.delivery.models import Change
from broadsheet.delivery.watch import PAGE, Table

PREFIX = "told_"
CHANGES = Change._meta.db_table


def _keys(table: Table, row: str) -> list[str]:
    """Return SQL for the keys that a row's change has; ``row`` is NEW or OLD."""
    own = f'{row}."{table.id_column}"'
    keys = [f"'{table.key}:' || {own}"]
    if table.label != table.key:
        keys.append(f"'{table.label}:' || {own}")
    if table.part_column:
        keys.append(f"'{table.part_key}:' || {row}.\"{table.part_column}\"")
    if table.watched is PAGE:
        kind = "app_label || '.' || model FROM django_content_type"
        keys.append(f"(SELECT {kind} WHERE id = {row}.content_type_id) || ':' || {own}")
    return keys


def _tell(keys: list[str], unless: list[str] | None = None) -> list[str]:
    """Return statements that write the keys, each unless it equals its fellow in ``unless``."""
    fellows = unless or [""] * len(keys)
    lines = []
    for key, fellow in zip(keys, fellows, strict=True):
        distinct = f" AND ({key}) <> ({fellow})" if fellow else ""
        lines.append(
            f"INSERT INTO {CHANGES} (key) SELECT {key} WHERE ({key}) IS NOT NULL{distinct};"
        )
    return lines


def _differs(table: Table, operator: str) -> str:
    quiet = set(table.watched.quiet)
    columns = [
        field.column
        for field in table.model._meta.local_concrete_fields
        if field.name not in quiet and field.column is not None
    ]
    return " OR ".join(f'OLD."{column}" {operator} NEW."{column}"' for column in columns)


def _events(table: Table) -> Iterator[tuple[str, list[str], bool]]:
    """Give each event, what it writes, and whether only real differences count."""
    new, old = _keys(table, "NEW"), _keys(table, "OLD")
    if not table.watched.born_quietly:
        yield "INSERT", _tell(new), False
    yield "UPDATE", [*_tell(new), *_tell(old, unless=new)], True
    yield "DELETE", _tell(old), False


def _sqlite(table: Table) -> dict[str, list[str]]:
    made = {}
    for event, body, only_differences in _events(table):
        when = f"WHEN {_differs(table, 'IS NOT')} " if only_differences else ""
        text = f'AFTER {event} ON "{table.name}" {when}BEGIN {" ".join(body)} END'
        name = _name(table, event, text)
        made[name] = [f'CREATE TRIGGER "{name}" {text}']
    return made


def _postgresql(table: Table) -> dict[str, list[str]]:
    made = {}
    for event, body, only_differences in _events(table):
        when = f"WHEN ({_differs(table, 'IS DISTINCT FROM')}) " if only_differences else ""
        text = " ".join(body)
        name = _name(table, event, text + when)
        made[name] = [
            f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql '
            f"SET search_path FROM CURRENT AS $told$ BEGIN {text} RETURN NULL; END $told$",
            f'CREATE TRIGGER "{name}" AFTER {event} ON "{table.name}" FOR EACH ROW {when}'
            f'EXECUTE FUNCTION "{name}"()',
        ]
    return made


def _name(table: Table, event: str, text: str) -> str:
    # The text is in the name: a trigger that would be made differently now is another one.
    mark = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{PREFIX}{table.name[:40]}_{event[0].lower()}_{mark}"


def wanted(vendor: str) -> dict[str, list[str]]:
    """Return the triggers that there should be: name to the statements that make it."""
    make = _sqlite if vendor == "sqlite" else _postgresql
    found: dict[str, list[str]] = {}
    for table in watch.tables().values():
        found.update(make(table))
    return found


NAMED = "LIKE 'told\\_%' ESCAPE '\\'"
LIST = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name ",
    "postgresql": (
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "JOIN pg_namespace ON pg_namespace.oid = relnamespace "
        "WHERE nspname = current_schema() AND tgname "
    ),
}


def installed(connection: Any) -> dict[str, str]:
    """Return the triggers that there are, with their tables."""
    with connection.cursor() as cursor:
        cursor.execute(LIST[connection.vendor] + NAMED)
        return dict(cursor.fetchall())


def install(connection: Any) -> bool:
    """Make what is missing and take away what is no longer wanted; say whether anything was."""
    there, should = installed(connection), wanted(connection.vendor)
    _drop(connection, {name: table for name, table in there.items() if name not in should})
    missing = [text for name, texts in should.items() if name not in there for text in texts]
    with connection.cursor() as cursor:
        for statement in missing:
            cursor.execute(statement)
    return bool(missing)


def _drop(connection: Any, names: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        for name, table in names.items():
            if connection.vendor == "sqlite":
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
            else:
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"')
                cursor.execute(f'DROP FUNCTION IF EXISTS "{name}"()')


def _before_migrating(
    sender: Any, using: str = DEFAULT_DB_ALIAS, plan: Any = (), **kwargs: Any
) -> None:
    # SQLite makes a table anew to change it, and cannot while triggers speak of it.
    connection = connections[using]
    if plan and connection.vendor in LIST:
        _drop(connection, installed(connection))


def _after_migrating(sender: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    connection = connections[using]
    if connection.vendor not in LIST or not router.allow_migrate_model(using, Change):
        return
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    # Half of the migrations only, or back to the beginning: later.
    if {CHANGES, "django_content_type", *watch.tables()} <= there:
        install(connection)


def connect(app: AppConfig) -> None:
    """Keep the triggers up with the tables."""
    pre_migrate.connect(_before_migrating, app, dispatch_uid="broadsheet.delivery.triggers.before")
    post_migrate.connect(_after_migrating, app, dispatch_uid="broadsheet.delivery.triggers.after")
