"""Pages in a worker's memory: never those that have been replaced while they were read."""

from __future__ import annotations

import brotli
import pytest

from broadsheet.delivery import store as keeping
from broadsheet.delivery.faces import NOBODYS
from broadsheet.delivery.hot import Oven, heat
from broadsheet.delivery.notes import Notes
from broadsheet.delivery.records import Baked, Kept, Snapshot
from broadsheet.delivery.store import Store

pytestmark = pytest.mark.once  # the folder is the same before every database

ADDRESS = "/page/"
HTML = [("Content-Type", "text/html; charset=utf-8")]


@pytest.fixture
def store(tmp_path) -> Store:
    made = Store(tmp_path)
    put(made, "old")
    return made


def put(store: Store, words: str) -> None:
    page = Baked(ADDRESS, "", words.encode() * 500, HTML)
    store.put(page, Notes(keys={("row:1", None, None)}), Snapshot(1, 1))


def left_in_memory(store: Store, kept: Kept, generation: bytes) -> set[bytes]:
    """What a worker still has, once it has looked whether it was replaced."""
    oven = Oven(1_000_000)
    slot = oven.put(ADDRESS, heat(kept, store.file_of(kept), "no-cache"), kept, generation)
    oven.check(ADDRESS, slot, store.state.generation)
    return {brotli.decompress(hot.forms["br"].body)[:3] for hot in slot.faces.values()}


def test_a_page_replaced_after_it_was_read_does_not_stay_in_memory(store):
    generation = store.state.generation
    kept = store.read(ADDRESS, NOBODYS)
    put(store, "new")

    assert left_in_memory(store, kept, generation) == set()


def test_a_page_that_is_as_it_was_stays_in_memory(store):
    generation = store.state.generation
    kept = store.read(ADDRESS, NOBODYS)
    store.state.bump()

    assert left_in_memory(store, kept, generation) == {b"old"}


@pytest.mark.parametrize("ending", ["", ".br", ".gz"])
def test_a_page_read_between_two_of_its_files_does_not_stay_by_halves(store, monkeypatch, ending):
    found: list[tuple[Kept, bytes]] = []
    replace = keeping.Path.replace

    def read_meanwhile(path, target):
        replace(path, target)
        if str(target).endswith(f"index.html{ending}"):
            found.append((store.read(ADDRESS, NOBODYS), store.state.generation))

    with monkeypatch.context() as patch:
        patch.setattr(keeping.Path, "replace", read_meanwhile)
        put(store, "new")

    ((kept, generation),) = found
    assert left_in_memory(store, kept, generation) <= {b"new"}


def test_a_folder_is_served_by_its_link_only_while_it_is_trusted(tmp_path):
    store = Store(tmp_path)
    link = tmp_path / "served"
    assert not link.exists()

    store.trust(True)
    assert (link.is_symlink(), str(link.readlink()), store.state.trusted) == (True, "visitor", True)
    store.trust(True)
    store.trust(False)
    assert (link.is_symlink(), store.state.trusted) == (False, False)


def test_a_copy_of_the_folder_in_the_place_of_the_link_is_taken_away(tmp_path):
    store = Store(tmp_path)
    (tmp_path / "served" / "old").mkdir(parents=True)

    store.trust(False)
    assert not (tmp_path / "served").exists()
