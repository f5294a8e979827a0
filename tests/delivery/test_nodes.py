"""Several nodes on one database: each sees what happens on the other, and catches up."""

from __future__ import annotations

import signal
import statistics
import time
from collections.abc import Callable

import pytest

from broadsheet.delivery.models import Change
from broadsheet.delivery.press import Press
from broadsheet.delivery.store import Store
from tests.delivery.chaos import HANGING, PASSING, REFUSING, Chaos
from tests.delivery.nodes import ADDRESSES, Node, node, shared_folder, town
from tests.delivery.presses import a_press, bake_all, diverged
from tests.paper import make_article, make_paper
from tests.project.programs import wait_until

VISIBLE_WITHIN = 1.0
SURFACES = ["/", "/city/", "/city/story-0/", "/feed/", "/authors/maren-oduya/"]


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A desk and two nodes, the second with a door of its own to the database."""
    base = tmp_path_factory.getbasetemp()
    folder = tmp_path_factory.mktemp("nodes")
    with (
        town(shared_folder(base), folder) as place,
        Chaos(place.port) as chaos,
        node(folder / "here", place.database) as here,
        node(folder / "there", place.through(chaos.port)) as there,
    ):
        for one in (here, there):
            assert {one.get(address).status for address in ADDRESSES} == {200}
        yield place.desk, here, there, chaos


def seen_after(nodes: list[Node], addresses: list[str], words: bytes, done: float) -> float:
    """Seconds from when something was done until every node shows it everywhere."""
    waiting = [(one, address) for one in nodes for address in addresses]
    while waiting and time.time() - done < 20:
        waiting = [(one, address) for one, address in waiting if not shows(one, address, words)]
        time.sleep(0.01)
    return time.time() - done


def shows(one: Node, address: str, words: bytes) -> bool:
    return words in one.get(address).body


@pytest.mark.once
@pytest.mark.alone
def test_a_publish_on_one_node_is_visible_on_both_within_a_second(two):
    desk, here, there, _chaos = two

    took = []
    for number in range(5):
        title = f"Tide number {number}"
        done = desk.do(f"retitle('story-0', '{title}')")
        took.append(seen_after([here, there], SURFACES, title.encode(), done))

    print("publish to visible on two nodes:", [round(seconds, 2) for seconds in took])
    assert statistics.median(took) <= VISIBLE_WITHIN


@pytest.mark.once
@pytest.mark.alone
def test_a_node_whose_press_was_frozen_catches_up(two):
    desk, _here, there, _chaos = two
    there.signal("press", signal.SIGSTOP)
    try:
        desk.do("publish('while-frozen', 'Written while frozen')")
        desk.do("withdraw('story-1')")
        time.sleep(0.5)
        assert not shows(there, "/", b"Written while frozen")
    finally:
        there.signal("press", signal.SIGCONT)

    assert wait_until(lambda: shows(there, "/", b"Written while frozen"), 5)
    assert wait_until(lambda: there.get("/city/story-1/").status != 200, 5)
    assert not shows(there, "/city/", b"Ferry story-1")


@pytest.mark.once
@pytest.mark.alone
def test_a_node_that_was_down_never_serves_what_was_withdrawn_once_its_press_begins(two):
    desk, _here, there, _chaos = two
    assert shows(there, "/city/story-2/", b"Ferry story-2")
    there.kill("press")
    desk.do("withdraw('story-2')")
    assert shows(there, "/city/story-2/", b"Ferry story-2")  # kept, and nobody has told it

    there.start_press()
    assert wait_until(begins(there, time.time()), 20)
    answers = []
    while len(answers) < 40 or not there.state.trusted:
        answers.append((there.get("/city/story-2/").status, there.get("/").status))
        assert not shows(there, "/", b"Ferry story-2")

    assert set(answers) == {(410, 200)}


def begins(one: Node, started: float) -> Callable[[], bool]:
    """Whether the press of a node, started at a moment, has begun, or even given a sign of life."""
    state = one.state

    def has_begun() -> bool:
        return not state.trusted or state.seconds_since_beat < time.time() - started

    return has_begun


@pytest.mark.once
@pytest.mark.alone
def test_without_distrust_a_node_that_was_down_serves_what_was_withdrawn(two):
    desk, _here, there, _chaos = two
    assert shows(there, "/city/story-3/", b"Ferry story-3")
    there.kill("press")
    there.kill("front")
    there.start_front("tests.delivery.club.trusting:application")
    try:
        assert wait_until(lambda: there.get("/").status == 200, 20), there.printed()
        there.state.trusted = False  # as a press that begins does first
        desk.do("withdraw('story-3')")

        assert shows(there, "/city/story-3/", b"Ferry story-3")
    finally:
        there.kill("front")
        there.start_front()
        there.start_press()
    assert wait_until(there.is_ready, 20), there.printed()
    assert there.get("/city/story-3/").status == 410


@pytest.mark.once
@pytest.mark.alone
@pytest.mark.parametrize("how", [REFUSING, HANGING])
def test_a_node_that_is_cut_off_goes_on_serving_and_catches_up(two, how):
    desk, here, there, chaos = two
    before = there.get("/")
    chaos.mode = how
    try:
        done = desk.do(f"retitle('story-4', 'Written while {how}')")
        assert seen_after([here], ["/"], f"Written while {how}".encode(), done) < 5
        time.sleep(2)
        meanwhile = [there.get("/") for _ in range(50)]
    finally:
        chaos.mode = PASSING

    assert {(answer.status, answer.body) for answer in meanwhile} == {(200, before.body)}
    assert wait_until(lambda: shows(there, "/", f"Written while {how}".encode()), 6)
    assert wait_until(lambda: there.state.trusted, 5)


def away(tmp_path, *, days: float) -> Press:
    """A press that comes back after days, when what changed meanwhile has been forgotten."""
    make_paper()
    article = make_article("One ferry")
    bake_all(a_press(tmp_path))
    article.title = "Another ferry"
    article.save_revision().publish()
    Change.objects.all().delete()
    store = Store(tmp_path)
    store.set(caught_up=time.time() - days * 86_400)
    back = Press(store)
    back.begin()
    return back


@pytest.mark.django_db
def test_a_node_that_was_away_for_longer_than_changes_are_remembered_bakes_everything_anew(
    tmp_path,
):
    back = away(tmp_path, days=8)

    assert back.store.index.execute("SELECT count(*) FROM page").fetchone() == (0,)
    assert not [path for path in tmp_path.rglob("*.html") if path.is_file()]
    bake_all(back)
    assert diverged(back) == []


@pytest.mark.django_db
def test_a_node_that_did_not_count_the_days_would_keep_what_is_out_of_date(tmp_path):
    back = away(tmp_path, days=0)

    back.settle()

    assert diverged(back)
