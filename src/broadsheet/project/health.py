"""Looking at a site: each look returns what was found, and how to mend it if it is wrong."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error as DatabaseError

from broadsheet.articles import heartbeat

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 35)  # RETURNING, and all that readers' search asks of FTS5
STALE = 120  # seconds without a heartbeat


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    well: bool
    what: str
    mend: str = ""


def look(*, before_serving: bool = False) -> Iterator[Finding]:
    """Look at everything, or only at what must be well before a site is served."""
    yield _python()
    start = _settings_load()
    yield start
    if not start.well:
        return
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        yield _sqlite()
    key = _secret_key()
    yield key
    if not key.well:
        return  # Django's own checks fall over without one
    yield _settings_make_sense()
    database = _database()
    yield database
    if database.well:
        yield _migrations()
    yield _static()
    yield _media()
    if not before_serving:
        yield _scheduler()


def _python() -> Finding:
    has = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info[:2] < OLDEST_PYTHON:
        return Finding(False, f"Python {has} is too old", "Install Python 3.11 or newer.")
    return Finding(True, f"Python {has}")


def _settings_load() -> Finding:
    name = os.environ.get("DJANGO_SETTINGS_MODULE", "")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        return Finding(False, f"The settings {name} are not complete", " ".join(str(error).split()))
    except ImportError as error:
        return Finding(
            False,
            f"The settings {name} cannot be read: {error}",
            "Look at DJANGO_SETTINGS_MODULE and INSTALLED_APPS, or install what is missing.",
        )
    return Finding(True, f"Settings {name}")


def _sqlite() -> Finding:
    has = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        return Finding(
            False,
            f"SQLite {has} is too old",
            "Use a newer Python (it brings SQLite), or PostgreSQL through DATABASE_URL.",
        )
    with sqlite3.connect(":memory:") as trial:
        try:
            trial.execute("CREATE VIRTUAL TABLE trial USING fts5(text)")
        except sqlite3.OperationalError:
            return Finding(
                False,
                f"SQLite {has} was built without full-text search (FTS5)",
                "Use a Python whose SQLite has FTS5, or PostgreSQL through DATABASE_URL.",
            )
    return Finding(True, f"SQLite {has} with full-text search")


def _settings_make_sense() -> Finding:
    serious = [found for found in checks.run_checks() if found.is_serious()]
    if not serious:
        return Finding(True, "The settings make sense")
    first = serious[0]
    return Finding(
        False,
        " ".join(f"{found.msg}" for found in serious),
        first.hint or "“broadsheet manage check” shows all of it.",
    )


def _secret_key() -> Finding:
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:
        key = ""
    if len(key) < 32 or len(set(key)) < 10:
        return Finding(
            False,
            "The secret key is too easy to guess",
            "Set BROADSHEET_SECRET_KEY to 50 random characters: "
            "python -c 'import secrets; print(secrets.token_urlsafe(50))'",
        )
    return Finding(True, "Secret key")


def _database() -> Finding:
    kind = connection.vendor
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        return Finding(
            False,
            f"The database ({kind}) does not answer: {reason}",
            "Start it, or correct DATABASE_URL; for SQLite its folder must exist and be writable.",
        )
    return Finding(True, f"The database ({kind}) answers")


def _migrations() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return Finding(
            False,
            f"The database lacks {len(waiting)} migrations",
            "Run: broadsheet manage migrate",
        )
    return Finding(True, "Every migration is applied")


def _static() -> Finding:
    manifest = getattr(staticfiles_storage, "hashed_files", None)
    if manifest is not None and not manifest:
        return Finding(
            False,
            "Style sheets and scripts are not collected",
            "Run: broadsheet manage collectstatic --noinput",
        )
    return Finding(True, "Style sheets and scripts are collected")


def _media() -> Finding:
    folder = Path(settings.MEDIA_ROOT)
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(existing, os.W_OK) or not existing.is_dir():
        return Finding(
            False,
            f"Pictures cannot be kept: {existing} is not writable",
            "Let the account that runs Broadsheet write there, or change BROADSHEET_VAR.",
        )
    return Finding(True, f"Pictures are kept in {folder}")


def _scheduler() -> Finding:
    age = heartbeat.seconds_since()
    mend = "Run “broadsheet serve”, or beside another server: broadsheet manage tick --every 15"
    if age is None:
        return Finding(False, "The scheduler has never run: nothing is published at its time", mend)
    if age > STALE:
        return Finding(False, f"The scheduler was last seen {age} seconds ago", mend)
    return Finding(True, f"The scheduler was seen {age} seconds ago")
