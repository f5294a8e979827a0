"""Rooms rest only on floors below: their imports, their tables, their migrations."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import SwappableTuple

from tests.house.rooms import ROOT, SOURCE, floors, may_rest_on, our_apps, room_of

# What imports each contract must catch: a file, what is planted in it, what is then reported.
PLANTS = {
    "upstairs, hidden in a function": (
        "publication/keys.py",
        "\n\ndef planted():\n    from broadsheet.articles import conf\n    return conf\n",
        "broadsheet.publication.keys -> broadsheet.articles.conf",
    ),
    "upstairs, for types only": (
        "lib/words.py",
        "\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import broadsheet.readers.models\n",
        "broadsheet.lib.words -> broadsheet.readers.models",
    ),
    "from a neighbour": (
        "demo/apps.py",
        "\nfrom broadsheet.project import trouble\n",
        "broadsheet.demo.apps -> broadsheet.project.trouble",
    ),
    "from a verb in a noun": (
        "articles/models/trace.py",
        "\nfrom broadsheet.articles import actions\n",
        "broadsheet.articles.models.trace -> broadsheet.articles.actions",
    ),
    "in a circle": (
        "lib/html.py",
        "\nfrom broadsheet.lib import words\n",
        "No cycles are allowed in broadsheet.lib",
    ),
}


def lint_imports(source: Path, config: Path = ROOT / "pyproject.toml") -> tuple[int, str]:
    """Return the exit code and the words of the import linter over a source tree."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", config],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(source)},
        cwd=source,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def upward_relations(found: Iterable[type[models.Model]]) -> list[str]:
    """Return the relations of models of ours that lead to a floor above or a neighbour.

    Whom a setting names (AUTH_USER_MODEL) is decided by the project: that is no stair.
    """
    upward = []
    for model in found:
        room = room_of(model.__module__)
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            other = room_of(getattr(field.related_model, "__module__", ""))
            if room and other and not may_rest_on(room, other) and not _by_setting(field):
                upward.append(f"{model._meta.label}.{field.name} -> {other}")
    return upward


def _by_setting(field: models.Field) -> bool:
    return bool(getattr(field, "swappable_setting", None))


def upward_migrations(edges: Iterable[tuple[str, str]]) -> list[str]:
    """Return the pairs of app labels in which the first rests on something not below it."""
    rooms = {app.label: room_of(app.name) for app in our_apps()}
    return [
        f"{label} -> {needed}"
        for label, needed in edges
        if (room := rooms.get(label))
        and (other := rooms.get(needed))
        and not may_rest_on(room, other)
    ]


def test_every_app_of_ours_is_a_room_on_a_floor():
    rooms = {room_of(app.name) for app in our_apps()}

    assert {"publication", "readers", "articles", "demo"} <= rooms
    assert rooms <= floors().keys()


def test_every_folder_of_the_package_is_a_room_on_a_floor():
    folders = {path.parent.name for path in SOURCE.glob("*/__init__.py")}

    assert folders == floors().keys()


def test_an_app_is_labelled_so_that_it_meets_no_app_of_a_newsroom():
    assert [app.label for app in our_apps() if app.label != f"broadsheet_{room_of(app.name)}"] == []


def test_tables_point_downstairs():
    ours = [model for app in our_apps() for model in app.get_models(include_auto_created=True)]

    assert len(ours) > 15
    assert upward_relations(ours) == []


def test_a_table_that_points_upstairs_is_seen():
    class Planted(models.Model):
        article = models.ForeignKey("broadsheet_articles.Article", models.CASCADE, related_name="+")

        class Meta:
            app_label = "broadsheet_publication"
            managed = False

        __module__ = "broadsheet.publication.models"

    try:
        assert upward_relations([Planted]) == ["broadsheet_publication.Planted.article -> articles"]
    finally:
        _forget(Planted)


@pytest.mark.django_db
def test_migrations_point_downstairs():
    loader = MigrationLoader(connection)
    edges = [
        (key[0], needed[0])
        for key, migration in loader.disk_migrations.items()
        for needed in (*migration.dependencies, *migration.run_before)
        if not isinstance(needed, SwappableTuple)
    ]

    assert any(label == "broadsheet_articles" for label, _needed in edges)
    assert upward_migrations(edges) == []


def test_a_migration_that_needs_an_upper_room_is_seen():
    edges = [("broadsheet_readers", "broadsheet_articles"), ("broadsheet_articles", "wagtailcore")]

    assert upward_migrations(edges) == ["broadsheet_readers -> broadsheet_articles"]


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_rooms_import_only_from_floors_below():
    code, words = lint_imports(ROOT / "src")

    assert code == 0, words
    assert "0 broken" in words


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the import linter says of a house in which every rule is broken once."""
    source = tmp_path_factory.mktemp("planted")
    shutil.copytree(
        SOURCE, source / "broadsheet", ignore=shutil.ignore_patterns("static", "content")
    )
    for file, words, _report in PLANTS.values():
        with (source / "broadsheet" / file).open("a") as out:
            out.write(words)
    code, words = lint_imports(source)
    assert code != 0
    return words


@pytest.mark.parametrize("name", PLANTS)
def test_an_import_that_breaks_a_rule_is_caught(name, planted):
    assert PLANTS[name][2] in planted


def test_a_room_that_nobody_placed_is_caught(tmp_path):
    shutil.copytree(
        SOURCE, tmp_path / "broadsheet", ignore=shutil.ignore_patterns("static", "content")
    )
    (tmp_path / "broadsheet" / "horoscopes").mkdir()
    (tmp_path / "broadsheet" / "horoscopes" / "__init__.py").touch()
    code, words = lint_imports(tmp_path)

    assert code != 0
    assert "horoscopes" in words


def _forget(model: type[models.Model]) -> None:
    """Take a model made in a test out of Django's registry."""
    from django.apps import apps

    del apps.all_models[model._meta.app_label][model._meta.model_name]
    apps.clear_cache()
