"""A backup, made as docs/run/install.md says, comes back whole, search included."""

import contextlib
import shutil
import sqlite3
import subprocess

import pytest
from django.db import connection

from tests.paper import make_article

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def address(name):
    """The address of a database of the test's server."""
    facts = connection.settings_dict
    return (
        f"postgresql://{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT']}/{name}"
    )


def test_a_backup_comes_back_with_its_search(tmp_path):
    make_article("The quay is sinking", text="<p>Forty-one millimetres.</p>")
    found = in_a_copied_file if connection.vendor == "sqlite" else in_a_restored_dump

    assert found(tmp_path) == 1


def in_a_copied_file(folder):
    """Copy SQLite's file with its own tool, and search in the copy."""
    copy = folder / "paper.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    ask = "SELECT count(*) FROM broadsheet_articles_found WHERE broadsheet_articles_found MATCH 'millimetre'"
    with contextlib.closing(sqlite3.connect(copy)) as restored:
        return restored.execute(ask).fetchone()[0]


def in_a_restored_dump(folder):
    """Dump, restore into a new database, and search there."""
    dump = folder / "paper.dump"
    run(["pg_dump", "--format=custom", f"--file={dump}", address(connection.settings_dict["NAME"])])
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE restored")
    try:
        run(
            [
                "pg_restore",
                "--no-owner",
                "--exit-on-error",
                f"--dbname={address('restored')}",
                str(dump),
            ]
        )
        ask = "SELECT count(*) FROM broadsheet_articles_searchentry WHERE all_words @@ to_tsquery('millimetre')"
        return int(run(["psql", "--tuples-only", "--command", ask, address("restored")]))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP DATABASE restored")


def run(command):
    """Run one of PostgreSQL's programs; return what it printed."""
    program = shutil.which(command[0])
    assert program, command[0]
    done = subprocess.run([program, *command[1:]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
