"""A full disk, a folder that may not be written, too little room: readers do not notice."""

from __future__ import annotations

import gzip
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

from broadsheet.articles import actions
from broadsheet.articles.models import Article
from broadsheet.delivery import bake, files
from broadsheet.delivery.faces import NOBODYS
from broadsheet.delivery.hot import Oven, heat
from broadsheet.delivery.notes import Notes
from broadsheet.delivery.press import Press
from broadsheet.delivery.records import Baked, Happened, Snapshot
from broadsheet.delivery.state import DISK_FULL, NO_TROUBLE, NOT_WRITABLE
from broadsheet.delivery.store import Store
from tests.delivery.disk import SmallDisk, read_only, small_disk
from tests.delivery.presses import a_press, diverged, kept, stale
from tests.paper import make_article, make_paper, make_section

pytestmark = pytest.mark.once  # the folder is the same before every database

NOW = Snapshot(1, 1)
HTML = [("Content-Type", "text/html; charset=utf-8")]


@pytest.fixture
def disk(tmp_path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk") as made:
        yield made


@pytest.fixture
def press(_django_db_helper, disk) -> Press:
    """A press on a small disk, with some pages of a paper."""
    make_paper()
    section = make_section()
    for slug in ("one", "two"):
        make_article(f"Ferry {slug}", slug=slug, section=section)
    made = a_press(disk.folder / "baked")
    for address in ("/", "/city/", "/city/one/", "/city/two/", "/feed/"):
        bake.bake(made.store, address, NOBODYS)
    assert diverged(made) == []
    return made


def page(number: int, size: int = 200_000) -> Baked:
    """A page of so many letters that no compression makes small."""
    body = "".join(f"{(number + 1) * place * 7919 % 999983:x}" for place in range(size // 5))
    return Baked(f"/page/{number}/", "", body.encode(), HTML)


def notes(key: str = "row:1") -> Notes:
    return Notes(keys={(key, None, None)})


def retitle(slug: str, title: str) -> None:
    article = Article.objects.get(slug=slug)
    article.title = title
    article.save_revision().publish()


def are_whole(store: Store) -> bool:
    """Whether each page says the same in each of its files, and nothing lies beside."""
    files = [path for path in (store.folder / "visitor").rglob("*") if path.is_file()]
    plain = [path for path in files if path.suffix not in {".gz", ".br"}]
    assert len(files) == 3 * len(plain), files
    return all(
        path.read_bytes()
        == gzip.decompress(beside(path, ".gz"))
        == brotli.decompress(beside(path, ".br"))
        for path in plain
    )


def beside(path: Path, ending: str) -> bytes:
    return path.with_name(path.name + ending).read_bytes()


@pytest.mark.django_db
def test_on_a_full_disk_the_old_pages_stay_and_the_trouble_is_told(press, disk):
    retitle("one", "Another ferry")
    press.catch_up()
    disk.fill(press.store)

    press.refresh()

    assert press.store.state.trouble == DISK_FULL
    assert b"Ferry one" in kept(press, "/city/one/")
    assert are_whole(press.store)
    assert press.store.state.trusted


@pytest.mark.django_db
def test_what_could_not_be_written_is_written_once_there_is_room(press, disk):
    retitle("one", "Another ferry")
    press.catch_up()
    disk.fill(press.store)
    press.refresh()
    disk.make_room()
    press.failing.clear()  # ten seconds later

    press.settle()

    assert press.store.state.trouble == NO_TROUBLE
    assert stale(press) == set()
    assert diverged(press) == []
    assert b"Another ferry" in kept(press, "/")


@pytest.mark.django_db
def test_a_page_that_cannot_be_kept_is_answered_all_the_same(press, disk):
    make_article("Three gulls", slug="three", section=make_section())
    disk.fill(press.store)

    with pytest.raises(bake.NotKept) as caught:
        bake.bake(press.store, "/city/three/", NOBODYS)

    assert caught.value.made.status == 200
    assert b"Three gulls" in caught.value.made.body
    assert kept(press, "/city/three/") is None


@pytest.mark.django_db
def test_what_is_withdrawn_goes_away_from_a_full_disk(press, disk):
    assert b"Ferry two" in kept(press, "/city/two/")
    actions.withdraw_article(article=Article.objects.get(slug="two"), reason="It was not so.")
    disk.fill(press.store)

    press.catch_up()

    for address in ("/", "/city/", "/city/two/", "/feed/"):
        assert kept(press, address) is None
    assert not list((press.store.folder / "visitor").rglob("two/index.html*"))


@pytest.mark.django_db
def test_when_nothing_can_be_taken_away_nothing_is_believed(press, monkeypatch):
    """Not even the index can be written: what must not be shown is in no doubt."""
    actions.withdraw_article(article=Article.objects.get(slug="two"), reason="It was not so.")

    with read_only(press.store.folder / "visitor"):
        monkeypatch.setattr(Store, "_unlink", _refused) if _is_said(press) else None
        with pytest.raises(OSError):
            press.catch_up()

    assert not press.store.state.trusted
    assert press.store.state.trouble == NOT_WRITABLE
    monkeypatch.undo()
    press.catch_up()
    assert press.store.state.trusted
    assert kept(press, "/city/two/") is None


def _is_said(press: Press) -> bool:
    """Whether the folder is not really read-only, because nobody here may mount."""
    try:
        (press.store.folder / "visitor" / "probe").touch()
    except OSError:
        return False
    (press.store.folder / "visitor" / "probe").unlink()
    return True


def _refused(self: Store, file: str) -> None:
    raise PermissionError(13, "no right to do that")


@pytest.mark.django_db
def test_in_a_folder_that_may_not_be_written_the_old_pages_stay(press):
    retitle("one", "Another ferry")
    press.catch_up()

    with read_only(press.store.folder / "visitor"):
        press.refresh()
        assert press.store.state.trouble == NOT_WRITABLE
        assert b"Ferry one" in kept(press, "/city/one/")
        assert are_whole(press.store)

    press.failing.clear()
    press.settle()
    assert press.store.state.trouble == NO_TROUBLE
    assert diverged(press) == []


def test_an_index_without_room_leaves_the_store_working(tmp_path):
    store = Store(tmp_path)
    store.put(page(1, 1000), notes(), NOW)
    size = store.index.execute("PRAGMA page_count").fetchone()[0]
    store.index.execute(f"PRAGMA max_page_count = {size}")

    many = Notes(keys={(f"row:{number}", None, None) for number in range(3000)})
    with pytest.raises(sqlite3.OperationalError, match="full"):
        store.put(page(2, 1000), many, NOW)

    assert store.state.trouble == DISK_FULL
    assert store.read("/page/1/", NOBODYS) is not None
    store.index.execute("PRAGMA max_page_count = 1000000")
    assert store.put(page(2, 1000), many, NOW)


def test_changes_that_cannot_be_remembered_take_away_what_must_not_be_shown(tmp_path):
    store = Store(tmp_path)
    store.put(page(1, 1000), notes("row:1"), NOW)
    generation = store.state.generation
    size = store.index.execute("PRAGMA page_count").fetchone()[0]
    store.index.execute(f"PRAGMA max_page_count = {size}")
    told = [Happened(number, f"row:{number}", None, True, 2) for number in range(1, 3000)]

    with pytest.raises(sqlite3.OperationalError, match="full"):
        store.apply(told)

    assert store.read("/page/1/", NOBODYS) is None
    assert store.state.generation != generation  # whoever has it in memory looks again


def test_a_store_that_writes_in_place_leaves_half_a_page_on_a_full_disk(disk, monkeypatch):
    """The twin: without writing aside, what was there is lost."""
    monkeypatch.setattr(files, "write", _in_place)
    store = Store(disk.folder / "baked")
    store.put(page(1), notes(), NOW)
    disk.fill(store, but=200_000)  # enough for the index

    with pytest.raises(OSError):
        store.put(Baked("/page/1/", "", page(2, 900_000).body, HTML), notes(), NOW)

    assert not are_whole(store)


def _in_place(base: Path, body: bytes, gzipped: bytes, mark: str) -> None:
    base.parent.mkdir(parents=True, exist_ok=True)
    for end, form in {"": body, ".gz": gzipped, ".br": brotli.compress(body, quality=1)}.items():
        with base.with_name(base.name + end).open("wb", buffering=0) as file:
            if file.write(form) < len(form):
                raise OSError(28, "no room for the rest")
            os.fsync(file.fileno())


# Bounded ------------------------------------------------------------------------------


def test_a_store_keeps_within_its_room_and_drops_the_least_read(tmp_path):
    store = Store(tmp_path)
    for number in range(8):
        store.put(page(number, 20_000), notes(), NOW)
        store.count_hits({(f"/page/{number}/", ""): number})
    whole = store.index.execute("SELECT sum(bytes) FROM page").fetchone()[0]

    dropped = store.keep_within(whole // 2)

    left = {row[0] for row in store.index.execute("SELECT address FROM page")}
    assert left == {f"/page/{number}/" for number in range(dropped, 8)}
    assert 3 < dropped < 8
    files = [path for path in (tmp_path / "visitor").rglob("*") if path.is_file()]
    assert len(files) == 3 * len(left)
    assert store.index.execute("SELECT sum(bytes) FROM page").fetchone()[0] <= whole // 2
    assert store.keep_within(whole) == 0


def test_what_is_on_the_disk_is_not_more_than_what_is_counted(tmp_path):
    store = Store(tmp_path)
    for number in range(4):
        store.put(page(number, 50_000), notes(), NOW)

    counted = store.index.execute("SELECT sum(bytes) FROM page").fetchone()[0]
    files = [path for path in (tmp_path / "visitor").rglob("*") if path.is_file()]

    assert sum(path.stat().st_size for path in files) <= counted


def test_an_oven_keeps_within_its_memory_and_lets_go_of_what_was_asked_for_longest_ago(tmp_path):
    store, oven = Store(tmp_path), Oven(60_000)
    for number in range(12):
        store.put(page(number, 20_000), notes(), NOW)
        found = store.read(f"/page/{number}/", NOBODYS)
        oven.put(found.address, heat(found, store.file_of(found), "no-cache"), found, b"1")
        oven.get("/page/0/")

        assert oven.bytes <= 60_000
        assert oven.bytes == sum(h.size for s in oven.slots.values() for h in s.faces.values())

    assert "/page/0/" in oven.slots
    assert "/page/1/" not in oven.slots
    assert "/page/11/" in oven.slots


def test_trees_put_aside_by_a_killed_process_are_swept_away(tmp_path):
    store = Store(tmp_path)
    store.put(page(1, 1000), notes(), NOW)
    aside = tmp_path / ".aside-visitor-1"
    (tmp_path / "visitor").rename(aside)  # here it was killed, before it took it away

    Store(tmp_path).sweep()

    assert not aside.exists()
