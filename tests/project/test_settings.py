"""A setting that makes no sense stops the start, by name, with the page of the docs."""

import os
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

pytestmark = pytest.mark.once

WRONG = {
    "BROADSHEET_PAGE_SIZE": ["many", -1, 0, 3.5, True, None],
    "BROADSHEET_LATEST_ON_FRONT": [0, 1000],
    "BROADSHEET_RELATED": ["4", -1],
    "BROADSHEET_PREVIEW_HOURS": [0, 1_000_000],
    "BROADSHEET_EMBED_HOSTS": ["www.youtube.com", {"a": 1}, [1]],
    "BROADSHEET_SLOTS": [
        ["article.end"],
        {"article.end": "tide"},
        {"article.end": ["no-such-thing"]},
    ],
    "BROADSHEET_PICTURE_PIXELS": [10, "40 million"],
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name in WRONG for value in WRONG[name]]
)
def test_nonsense_is_refused_by_name(settings, name, value):
    setattr(settings, name, value)
    with pytest.raises(SystemCheckError) as caught:
        call_command("check")

    assert name in str(caught.value)
    assert "docs/" in str(caught.value)


def test_the_defaults_make_sense():
    call_command("check", fail_level="WARNING")


def start(tmp_path, **surroundings):
    """Start the site as a server would, in a process of its own."""
    clean = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    return subprocess.run(
        [sys.executable, "-c", "import broadsheet.project.wsgi"],
        env={**clean, "BROADSHEET_VAR": str(tmp_path), "PYTHONPATH": str(tmp_path), **surroundings},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_server_does_not_start_with_nonsense(tmp_path):
    (tmp_path / "mine.py").write_text(
        "from broadsheet.project.settings.demo import *\nBROADSHEET_PAGE_SIZE = 'many'\n"
    )
    done = start(tmp_path, DJANGO_SETTINGS_MODULE="mine")

    assert done.returncode != 0
    assert "BROADSHEET_PAGE_SIZE" in done.stderr
    assert "docs/run/settings.md" in done.stderr


def test_the_server_starts_with_sense(tmp_path):
    (tmp_path / "mine.py").write_text("from broadsheet.project.settings.demo import *\n")

    assert start(tmp_path, DJANGO_SETTINGS_MODULE="mine").returncode == 0


@pytest.mark.parametrize(
    "missing", ["BROADSHEET_SECRET_KEY", "BROADSHEET_HOSTS", "BROADSHEET_BASE_URL"]
)
def test_production_asks_for_what_it_needs_by_name(tmp_path, missing):
    given = {
        "BROADSHEET_SECRET_KEY": "x" * 60,
        "BROADSHEET_HOSTS": "news.example",
        "BROADSHEET_BASE_URL": "https://news.example",
    }
    del given[missing]
    done = start(tmp_path, DJANGO_SETTINGS_MODULE="broadsheet.project.settings.production", **given)

    assert done.returncode != 0
    assert f"{missing} is not set" in done.stderr
