"""kill -9 at every call by which the press, or a publish, changes what is on the disk."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import settings as hypothesis_settings

pytestmark = [pytest.mark.once, pytest.mark.django_db]

ROOT = Path(__file__).resolve().parents[2]
# How many calls each is killed at. By night: at all of them.
SHORT = {"press": 42, "withdrawal": 20, "publish": 14, "naive": 14}
EVERY = 100_000
CHANGING = {"write", "pwrite64", "fsync", "rename"}


def how_many() -> dict[str, int]:
    by_night = hypothesis_settings.get_current_profile_name() == "nightly"
    return dict.fromkeys(SHORT, EVERY) if by_night else SHORT


@pytest.fixture(scope="module")
def told(tmp_path_factory, django_db_setup, django_db_blocker) -> dict[str, Any]:
    """What was found by killing, by what was killed."""
    assert shutil.which("strace"), "strace is not installed (Debian: apt install strace)."
    folder = tmp_path_factory.mktemp("crash")
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(folder / "paper.sqlite3")])
    words = [f"{kind}={most}" for kind, most in how_many().items()]
    done = subprocess.run(
        [sys.executable, "-m", "tests.delivery.crash", str(folder), *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    print({kind: {**one, "found": len(one["found"])} for kind, one in found.items()})
    return found


def test_a_press_killed_anywhere_leaves_whole_pages_and_goes_on_where_it_was(told):
    press = told["press"]

    assert press["found"] == []
    assert press["failed"] == 0
    assert press["kills"] >= SHORT["press"] * 0.8
    assert set(press["killed_at"]) >= CHANGING


def test_after_a_kill_only_what_is_out_of_date_is_made_anew(told):
    for kind in ("press", "publish"):
        assert 0 < told[kind]["made_again"] < told[kind]["pages"]


def test_a_press_killed_while_it_takes_pages_away_takes_them_away_when_it_is_back(told):
    withdrawal = told["withdrawal"]

    assert withdrawal["found"] == []
    assert withdrawal["failed"] == 0
    assert withdrawal["kills"] >= SHORT["withdrawal"] * 0.8
    assert "unlink" in withdrawal["killed_at"]


def test_a_publish_killed_anywhere_is_told_to_the_press_or_has_not_happened(told):
    publish = told["publish"]

    assert publish["found"] == []
    assert publish["failed"] == 0
    assert publish["kills"] >= SHORT["publish"] * 0.8


def test_a_store_without_the_defences_is_found_out(told):
    naive = told["naive"]["found"]

    assert [one for one in naive if one["torn"]]
    assert [one for one in naive if one["diverged"]]
