"""The database stopped, refusing, hanging, only to be read: readers do not notice."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
from django.db import DatabaseError, OperationalError, connection
from django.test import RequestFactory

from broadsheet.articles.models import Article
from broadsheet.delivery import bake, passes
from broadsheet.delivery.records import Happened
from broadsheet.lib.sockets import Socket
from broadsheet.publication.views import server_error
from tests import postgres
from tests.delivery.chaos import HANGING, PASSING, REFUSING, RESETTING, Chaos
from tests.delivery.club.desk import EMAIL, PASSWORD
from tests.delivery.nodes import ADDRESSES, STORIES, Answer, Node, Town, node, shared_folder, town
from tests.delivery.presses import a_press, kept
from tests.paper import make_article, make_paper
from tests.project.programs import wait_until

REQUESTS = 200  # at least, in each mode
PATIENCE = 2.0
THREADS = 8  # of a front, that answer what is not kept
THANKS = b"Thank you for your support"
STOPPED, READ_ONLY = "stopped", "only to be read"
NEVER_BAKED = "/archive/"


@dataclass
class Site:
    """A node whose database can be taken away, and the desk that goes on working."""

    node: Node
    town: Town
    chaos: Chaos
    servers: list[subprocess.Popen[Any]] = field(default_factory=list)  # started again

    def sign_in(self) -> Answer:
        """Sign in, with a form from when the database was there."""
        form = urlencode({"username": EMAIL, "password": PASSWORD, "csrfmiddlewaretoken": TOKEN})
        return self.node.get(
            "/account/sign-in/", method="POST", body=form,
            content_type="application/x-www-form-urlencoded", cookie=f"csrftoken={TOKEN}",
        )  # fmt: skip


TOKEN = "a" * 32


def held(seconds: float, perks: frozenset[str] = frozenset({"supporter"})) -> str:
    """A cookie header with a pass that ends so many seconds from now."""
    return f"{passes.COOKIE}={passes.sign(perks, int(time.time() + seconds))}"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Site]:
    base, folder = tmp_path_factory.getbasetemp(), tmp_path_factory.mktemp("down")
    with (
        town(shared_folder(base), folder) as place,
        Chaos(place.port) as chaos,
        node(folder / "node", place.through(chaos.port)) as one,
    ):
        made = Site(one, place, chaos)
        yield made
        one.end()
        for server in made.servers:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=20)


# Taking the database away -----------------------------------------------------------


@contextmanager
def stopped(site: Site) -> Iterator[None]:
    """The server is not running."""
    with psycopg.connect(site.town.database) as asking:
        data = Path(asking.execute("SHOW data_directory").fetchone()[0])  # type: ignore[index]
    pid = int((data / "postmaster.pid").read_text().split()[0])
    words = Path(f"/proc/{pid}/cmdline").read_text().rstrip("\0").split("\0")
    os.kill(pid, signal.SIGQUIT)  # at once, as when the machine is lost
    assert wait_until(lambda: not (data / "postmaster.pid").exists(), 10)
    try:
        yield
    finally:
        with (data.parent / "log").open("a") as log:
            site.servers.append(
                subprocess.Popen(words, cwd="/", stdout=log, stderr=log, **postgres._account())
            )
        assert wait_until(lambda: takes_connections(site.town.database), 20)


def takes_connections(database: str) -> bool:
    """Whether the server is back."""
    with suppress(psycopg.OperationalError), psycopg.connect(database):
        return True
    return False


@contextmanager
def through_the_door(site: Site, mode: str) -> Iterator[None]:
    """The way to it is shut."""
    site.chaos.mode = mode
    try:
        yield
    finally:
        site.chaos.mode = PASSING


@contextmanager
def only_to_be_read(site: Site) -> Iterator[None]:
    """It takes nothing new."""
    _set(site, "ALTER SYSTEM SET default_transaction_read_only = on")
    try:
        yield
    finally:
        _set(site, "ALTER SYSTEM RESET default_transaction_read_only")


def _set(site: Site, statement: str) -> None:
    with psycopg.connect(site.town.database, autocommit=True) as asking:
        asking.execute("SET default_transaction_read_only = off")
        asking.execute(statement)  # type: ignore[arg-type]
        asking.execute("SELECT pg_reload_conf()")


MODES: dict[str, Callable[[Site], Any]] = {
    REFUSING: lambda site: through_the_door(site, REFUSING),
    HANGING: lambda site: through_the_door(site, HANGING),
    RESETTING: lambda site: through_the_door(site, RESETTING),
    READ_ONLY: only_to_be_read,
    STOPPED: stopped,
}


# What is right ----------------------------------------------------------------------


def read_all(site: Site) -> dict[tuple[str, str], Answer]:
    """Read every page, as a visitor and as a member."""
    cookies = {"visitor": {}, "member": {"cookie": held(600)}}
    return {
        (who, address): site.node.get(address, **cookie)
        for who, cookie in cookies.items()
        for address in ADDRESSES
    }


@pytest.mark.once
@pytest.mark.alone
@pytest.mark.parametrize("mode", MODES)
def test_every_kept_page_is_answered_as_before(site, mode):
    read_all(site)
    assert sign_in_at_once(site) == {302}
    assert wait_until(site.node.has_settled, 8)
    before = read_all(site)
    assert {answer.status for answer in before.values()} == {200}
    assert THANKS in before["member", STORIES[0]].body
    assert THANKS not in before["visitor", STORIES[0]].body

    asked, wrong, slowest = 0, [], 0.0
    signed_in, elsewhere, desk = [], [], []
    with MODES[mode](site):
        signed_in.append(site.sign_in())  # at once, before anybody can know
        while asked < REQUESTS:
            for key, answer in read_all(site).items():
                asked += 1
                slowest = max(slowest, answer.seconds)
                if (answer.status, answer.body) != (200, before[key].body):
                    wrong.append((key, answer.status))
        signed_in.append(site.sign_in())
        desk.append(site.node.get("/desk/", cookie="sessionid=somebody"))
        elsewhere.append(site.node.get(NEVER_BAKED + f"?{mode.replace(' ', '-')}=1"))

    print(mode, asked, "answers, the slowest after", round(slowest, 3), "s; sign-in",
          [round(answer.seconds, 2) for answer in signed_in])  # fmt: skip
    assert wrong == [], site.node.printed()[-3000:]
    resting = signed_in if mode == READ_ONLY else [*signed_in, *desk]
    for answer in resting:
        assert answer.status == 503
        assert int(answer.headers["retry-after"]) > 0
        assert answer.seconds < PATIENCE
    works_again(site, f"Back from {mode}")


def works_again(site: Site, title: str) -> None:
    """Without a new start, everything works within seconds, and what changed is seen."""
    site.town.desk.do(f"retitle('story-0', '{title}')")
    assert wait_until(lambda: site.sign_in().status == 302, 8)
    assert wait_until(lambda: title.encode() in site.node.get("/city/story-0/").body, 8)
    # Each of the threads that answer may hold a connection that is dead by now.
    assert sign_in_at_once(site) == {302}
    assert wait_until(site.node.has_settled, 8)


def sign_in_at_once(site: Site) -> set[int]:
    """Have as many people sign in at once as there are threads; return the statuses."""
    with ThreadPoolExecutor(THREADS) as people:
        return {answer.status for answer in people.map(lambda _: site.sign_in(), range(THREADS))}


@pytest.mark.once
@pytest.mark.alone
def test_a_change_while_the_database_is_out_of_reach_is_seen_afterwards(site):
    before = site.node.get("/city/story-1/").body

    with through_the_door(site, REFUSING):
        site.town.desk.do("retitle('story-1', 'Written meanwhile')")
        time.sleep(1)
        assert site.node.get("/city/story-1/").body == before

    assert wait_until(lambda: b"Written meanwhile" in site.node.get("/city/story-1/").body, 8)


@pytest.mark.once
@pytest.mark.alone
def test_an_ended_pass_is_honoured_for_a_while_and_only_while_the_database_is_down(site):
    ended, long_ended, story = held(-60), held(-25 * 3600), STORIES[2]
    assert THANKS in site.node.get(story, cookie=held(600)).body
    assert THANKS not in site.node.get(story, cookie=ended).body

    with through_the_door(site, REFUSING):
        assert wait_until(lambda: THANKS in site.node.get(story, cookie=ended).body, PATIENCE)
        assert THANKS not in site.node.get(story, cookie=long_ended).body
        assert THANKS not in site.node.get(story, cookie=ended[:-2] + "xx").body

    assert wait_until(lambda: THANKS not in site.node.get(story, cookie=ended).body, 5)


@pytest.mark.once
@pytest.mark.alone
def test_members_whose_pass_cannot_be_renewed_do_not_hold_up_what_is_kept(site):
    read_all(site)
    cold = Node(site.node.folder, site.node.database)  # it has nothing in memory yet
    member = {"cookie": f"{held(-60)}; sessionid=somebody"}
    try:
        cold.start_front()
        assert wait_until(lambda: cold.get("/healthz").status == 200, 20), cold.printed()
        with ThreadPoolExecutor(THREADS) as people:
            list(people.map(lambda _: cold.get(STORIES[0], **member), range(THREADS)))
            with through_the_door(site, HANGING):
                waiting = [people.submit(cold.get, STORIES[0], **member) for _ in range(THREADS)]
                time.sleep(0.1)
                answers = [cold.get(address) for address in ADDRESSES]
                members = [one.result() for one in waiting]
    finally:
        cold.end()

    assert {answer.status for answer in answers} == {200}
    assert max(answer.seconds for answer in answers) < PATIENCE
    assert {answer.status for answer in members} == {200}
    assert all(THANKS in answer.body for answer in members)  # honoured: nobody can say otherwise


@pytest.mark.once
@pytest.mark.alone
def test_without_a_pulse_a_database_that_hangs_makes_people_wait(site):
    numb = Node(site.node.folder, site.node.database)
    try:
        numb.start_front("tests.delivery.club.unfeeling:application")
        assert wait_until(lambda: numb.get("/").status == 200, 20), numb.printed()
        people = Site(numb, site.town, site.chaos)
        assert sign_in_at_once(people) == {302}  # each has a connection that will hang
        with through_the_door(site, HANGING):
            answer = people.sign_in()
    finally:
        numb.end()

    assert answer.status == 0
    assert answer.seconds > PATIENCE


# The parts, on both databases --------------------------------------------------------


@contextmanager
def written_to_no_more() -> Iterator[None]:
    """This database takes nothing new."""
    lite = connection.vendor == "sqlite"
    on = "PRAGMA query_only=ON" if lite else "SET default_transaction_read_only = on"
    off = "PRAGMA query_only=OFF" if lite else "SET default_transaction_read_only = off"
    with connection.cursor() as cursor:
        cursor.execute(on)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(off)


@pytest.mark.django_db
def test_a_database_that_is_only_read_is_told_from_a_fault_of_ours():
    request = RequestFactory().get("/desk/")
    with written_to_no_more(), pytest.raises(DatabaseError):
        make_paper()
    try:
        with written_to_no_more():
            make_paper()
    except DatabaseError:
        resting = server_error(request)
    try:
        raise KeyError("ours")
    except KeyError:
        broken = server_error(request)

    assert (resting.status_code, broken.status_code) == (503, 500)
    assert int(resting["Retry-After"]) > 0
    assert re.search(r"<title>.*resting", resting.content.decode())


@pytest.mark.django_db
def test_a_press_goes_on_while_the_database_is_only_read(tmp_path):
    make_paper()
    press = a_press(tmp_path)

    with written_to_no_more():
        press.kept_house = 0
        press.round()

    assert press.store.state.trusted


@pytest.fixture
def with_members(monkeypatch):
    """A perk is declared, so that articles have a face for members."""
    plugs, perk = Socket.plugs, ("supporter", "tests.delivery.club.apps.SUPPORTER")
    monkeypatch.setattr(
        Socket, "plugs", lambda self: [*plugs(self), *([perk] if self.name == "perks" else [])]
    )


def _gone(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """The database answers the press, and goes while the page is made."""
    if Article._meta.db_table in sql:
        raise OperationalError("the connection is lost")
    return execute(sql, params, many, context)


@pytest.mark.django_db
def test_a_page_being_made_when_the_database_goes_stays_and_is_made_soon_after(
    with_members, tmp_path
):
    address, member = make_article("One ferry").url, frozenset({"supporter"})
    press = a_press(tmp_path)
    for perks in (frozenset(), member):
        bake.bake(press.store, address, perks)
    press.store.apply([Happened(1, f"address:{address}", None, False, 0)])

    with connection.execute_wrapper(_gone):
        press.refresh()

    assert kept(press, address, member) == kept(press, address)
    assert kept(press, address)
    assert {face for _address, face in press.failing} == {"", "supporter"}
    assert max(press.failing.values()) < time.monotonic() + 5
