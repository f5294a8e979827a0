"""Reading the list of changes while others write: each is heard once, and none is missed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from broadsheet.articles.models import Author
from broadsheet.delivery import changes
from broadsheet.delivery.records import EVERYTHING, Snapshot
from tests.delivery.presses import a_press, addresses, bake_all, diverged, stale
from tests.paper import make_article, make_author, make_paper, make_section, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(_django_db_helper, tmp_path):
    make_paper()
    section, maren = make_section("City"), make_author("Maren Oduya")
    make_article("One ferry", section=section, authors=[maren], topics=[make_topic("Harbour")])
    press = a_press(tmp_path / "baked")
    bake_all(press)
    return press


class Elsewhere:
    """Another program at the same database, in the middle of a transaction."""

    def __init__(self) -> None:
        self.connection: Any = connection.copy()
        self.connection.set_autocommit(False)
        # SQLite lets one write at a time: there, it has only looked so far.
        if connection.vendor == "postgresql":
            self._rename()
        else:
            self._ask("SELECT count(*) FROM broadsheet_articles_author")

    def _ask(self, sql: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(sql)

    def _rename(self) -> None:
        self._ask("UPDATE broadsheet_articles_author SET name = 'Maren O.'")

    def end(self) -> None:
        """Let what was written be seen."""
        if connection.vendor == "sqlite":
            self.connection.rollback()
            self._rename()
        self.connection.commit()


@pytest.fixture
def elsewhere(press) -> Iterator[Elsewhere]:
    with contextlib.ExitStack() as stack:
        there = Elsewhere()
        stack.callback(there.connection.close)
        yield there


def test_a_long_transaction_elsewhere_makes_no_page_stale_again_and_again(press, elsewhere):
    make_article("Two seals", section=make_section("City"))
    press.catch_up()
    concerned = len(stale(press))

    assert press.refresh(1000) == concerned > 3
    assert stale(press) == set()
    assert press.catch_up() == press.refresh() == 0
    assert diverged(press) == []


def test_what_ends_after_later_changes_were_read_is_heard(press, elsewhere):
    make_article("Two seals", section=make_section("City"))
    press.settle()
    assert Author.objects.get().name == "Maren Oduya"

    elsewhere.end()

    assert Author.objects.get().name == "Maren O."
    assert press.catch_up() > 0
    press.settle()
    assert diverged(press) == []


def test_a_reader_that_remembers_only_how_far_it_came_misses_it(press, elsewhere, monkeypatch):
    """The twin: by numbers alone, what was begun earlier and ends later is behind already."""
    monkeypatch.setattr(changes, "snapshot", _how_far)
    press.seen = _how_far()
    make_article("Two seals", section=make_section("City"))
    press.settle()

    elsewhere.end()
    press.settle()

    # SQLite has one writer: what ends later has higher numbers, and is heard all the same.
    assert (diverged(press) == []) == (connection.vendor == "sqlite")


def _how_far() -> Snapshot:
    # On SQLite the id is the number, and the list may be empty.
    column = changes.NUMBER[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max({column}), 0) + 1 FROM {changes.TABLE}")  # noqa: S608
        return Snapshot(*cursor.fetchone() * 2)


def test_a_page_made_while_something_else_was_open_is_not_taken_for_fresh(press, elsewhere):
    before = changes.snapshot()
    elsewhere.end()
    now = changes.snapshot()
    (renamed,) = {change.written for change in changes.since(before).changes}

    assert not before.sees(renamed)
    assert now.sees(renamed)


def test_more_than_can_be_read_at_once_makes_everything_anew_once(press, monkeypatch):
    monkeypatch.setattr(changes, "MOST", 3)
    make_article("Two seals", section=make_section("City"))
    make_article("Three gulls", section=make_section("City"))

    press.catch_up()
    assert stale(press) == addresses(press)
    assert {change.key for change in changes.since(Snapshot(0, 0)).changes} == {EVERYTHING}

    while press.refresh():
        pass
    assert stale(press) == set()
    assert press.catch_up() == 0
    assert diverged(press) == []


@pytest.mark.parametrize("text", ["7:7:", "5:9:5,7", "1:12:3"])
def test_a_snapshot_can_be_written_down(text):
    assert str(Snapshot.of(text)) == text
    assert Snapshot.of(text) == Snapshot.of(text)


def test_what_a_snapshot_sees():
    seen = Snapshot.of("5:9:5,7")

    assert [number for number in range(12) if seen.sees(number)] == [0, 1, 2, 3, 4, 6, 8]
