"""The front: whoever asks, and however many; what a page costs, and what is refused."""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections.abc import Iterator
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import override_settings

from broadsheet.delivery import bake, front, passes
from broadsheet.delivery.faces import NOBODYS
from broadsheet.delivery.front import Front
from broadsheet.delivery.press import Press
from tests.delivery.presses import a_press
from tests.delivery.rsgi import Asker, Reply, a_club, a_pass, asking
from tests.delivery.served_club import WORDS
from tests.paper import make_article, make_author, make_paper, make_section

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MEMBER = frozenset({"supporter"})
SESSIONS = {"a-members": {"supporter"}, "a-readers": set(), "broken": None}


def perks_of(session: str) -> set[str] | None:
    """Who has a session, as the room of readers would say."""
    if session == "broken":
        raise RuntimeError("the room of readers has a mistake in it")
    return SESSIONS.get(session)


@pytest.fixture
def club() -> Iterator[None]:
    with a_club(pass_renewals="tests.delivery.test_front.perks_of"):
        yield


@pytest.fixture
def paper(_django_db_helper, club) -> str:
    """A paper with an article; its address."""
    make_paper()
    article = make_article("One ferry", section=make_section(), authors=[make_author()])
    return str(article.url)


@pytest.fixture
def press(paper, tmp_path) -> Press:
    return a_press(tmp_path / "baked")


@pytest.fixture
def renders(monkeypatch) -> list[str]:
    """The addresses that are made, as they are made."""
    made: list[str] = []
    real = bake.make

    def counted(path: str, *rest: Any) -> bake.Made:
        made.append(path)
        time.sleep(0.05)  # long enough for others to ask meanwhile
        return real(path, *rest)

    monkeypatch.setattr(bake, "make", counted)
    return made


# The pass -------------------------------------------------------------------------------


def test_whoever_has_a_pass_gets_the_members_page_and_nobody_else(asker, paper):
    member, visitor = asker.ask(paper, cookie=a_pass("supporter")), asker.ask(paper)

    assert WORDS.encode() in member.body
    assert WORDS.encode() not in visitor.body
    assert "private" in member.headers["cache-control"]
    assert "Cookie" in visitor.headers["vary"]


def forgeries() -> Iterator[tuple[str, str]]:
    good = passes.sign(["supporter"], int(time.time()) + 600)
    text, _dot, signature = good.rpartition(".")
    yield "truncated", good[:-1]
    yield "half", good[: len(good) // 2]
    yield "empty", ""
    yield "no signature", text + "."
    yield "another signature", f"{text}.{secrets.token_urlsafe(32)}"
    yield (
        "one letter of the signature",
        f"{text}.{signature[:-2]}{'A' if signature[-2] != 'A' else 'B'}{signature[-1]}",
    )
    yield "more perks", good.replace("1.supporter", "1.premium+supporter")
    yield "a later end", f"1.supporter.{int(time.time()) + 9_999_999:x}.{signature}"
    yield "ended", passes.sign(["supporter"], int(time.time()) - 1)
    yield "ended long ago", passes.sign(["supporter"], 0)
    yield "oversized", good + "A" * 2000
    yield "many perks", "1." + "+".join(f"p{n}" for n in range(500)) + ".ffffffff." + signature
    yield "another form", "2" + good[1:]
    yield "not of letters", "1.supporter.ffffffff.\xff\xfe"
    yield "quoted", f'"{good}x"'
    yield "only dots", "...."
    with override_settings(SECRET_KEY="another paper's"):
        yield "of another key", passes.sign(["supporter"], int(time.time()) + 600)


@pytest.mark.parametrize("what", [what for what, _value in forgeries()])
def test_a_pass_that_is_not_ours_or_not_in_force_is_a_visitors(asker, paper, what):
    value = dict(forgeries())[what]
    visitor = asker.ask(paper)
    reply = asker.ask(paper, cookie=f"theme=dark; {passes.COOKIE}={value}")

    assert (reply.status, reply.body) == (200, visitor.body)
    assert reply.headers["etag"] == visitor.headers["etag"]


def test_a_front_that_does_not_look_at_signatures_is_found_out(asker, paper, monkeypatch):
    """The twin."""
    monkeypatch.setattr(passes.hmac, "compare_digest", lambda ours, theirs: True)
    forged = f"1.supporter.{int(time.time()) + 600:x}.{'A' * 43}"

    assert WORDS.encode() in asker.ask(paper, cookie=f"{passes.COOKIE}={forged}").body


def test_two_passes_are_not_more_than_the_last(asker, paper):
    cookie = f"{a_pass('supporter')}; {passes.COOKIE}=x"

    assert WORDS.encode() not in asker.ask(paper, cookie=cookie).body


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("", ""), ("theme=dark", ""), (f"{passes.COOKIE}=a.b", "a.b"),
        (f"theme=dark; {passes.COOKIE}=a.b; x=y", "a.b"), (f'{passes.COOKIE}="a.b"', "a.b"),
        (f"x{passes.COOKIE}=a.b", ""), (f"{passes.COOKIE}=a; {passes.COOKIE}=b", "b"),
        (f"theme={passes.COOKIE}=a", ""), (f'{passes.COOKIE}="a', ""), (f'{passes.COOKIE}=a"', ""),
        (f"{passes.COOKIE} =a", ""), (f"{passes.COOKIE}=a b", ""), (f" {passes.COOKIE}=a ", "a"),
    ],
)  # fmt: skip
def test_where_the_pass_stands_in_the_cookies(header, value):
    assert passes.in_cookies(header) == value


def test_an_ended_pass_is_renewed_before_the_face_is_chosen(asker, paper):
    ended = a_pass("supporter", minutes=-1)
    stayed = asker.ask(paper, cookie=f"{ended}; sessionid=a-members")
    left = asker.ask(paper, cookie=f"{ended}; sessionid=a-readers")

    assert WORDS.encode() in stayed.body
    assert WORDS.encode() not in left.body
    for reply, perks in ((stayed, MEMBER), (left, NOBODYS)):
        value = reply.headers["set-cookie"].partition(";")[0].partition("=")[2]
        held = passes.read(value)
        assert held is not None
        assert (held.perks, held.has_ended()) == (perks, False)
        assert reply.headers["cache-control"] == "private, no-cache"


def test_a_pass_that_holds_is_not_renewed(asker, paper):
    cookie = f"{a_pass('supporter')}; sessionid=a-readers"

    assert "set-cookie" not in asker.ask(paper, cookie=cookie).headers


def test_a_renewal_that_fails_is_a_visitors_page_and_no_error(asker, paper):
    reply = asker.ask(paper, cookie="sessionid=broken")

    assert (reply.status, reply.body) == (200, asker.ask(paper).body)
    assert "set-cookie" not in reply.headers


# However many ask -------------------------------------------------------------------------


def test_two_hundred_clients_after_a_purge_cause_one_render(asker, press, paper, renders):
    asker.ask(paper)
    press.store.drop(paper)
    renders.clear()

    replies = asker.many(200, lambda: asker.asked(paper, accept_encoding="gzip"))

    assert renders == [paper]
    assert {reply.status for reply in replies} == {200}
    assert len({reply.sent for reply in replies}) == 1


def test_two_hundred_clients_of_two_processes_cause_one_render(press, paper, renders):
    with asking(Front(press.store)) as one, asking(Front(press.store)) as other:
        asked = [
            threading.Thread(target=lambda at=at: at.many(100, lambda: at.asked(paper)))
            for at in (one, other)
        ]
        for thread in asked:
            thread.start()
        for thread in asked:
            thread.join()

    assert renders == [paper]


def test_a_front_that_makes_a_page_for_each_is_found_out(press, paper, renders):
    """The twin: nobody waits for a page that somebody else is making."""

    class Eager(Front):
        async def _find(self, path: str, perks: frozenset[str]) -> front.Found:
            work = partial(bake.bake, self.store, path, perks)
            return front.Found(made=await self._wait(self.baking, work))

    with asking(Eager(press.store)) as asker:
        asker.many(20, lambda: asker.asked(paper))

    assert len(renders) == 20


def test_what_is_out_of_date_is_served_until_it_has_been_made_anew(asker, press, paper, renders):
    before = asker.ask(paper)
    make_article("One ferry, and another", section=make_section())
    press.catch_up()
    renders.clear()

    assert asker.ask(paper).body == before.body
    assert asker.ask("/").status == 200
    assert paper not in renders


# Errors ------------------------------------------------------------------------------------


def test_an_error_is_never_kept(asker, press, paper, monkeypatch):
    asked = []

    def broken(request: Any) -> HttpResponse:
        asked.append(request.path)
        return HttpResponse("<p>a mistake</p>", status=500)

    real, stub = bake.handler(), SimpleNamespace(get_response=broken)
    monkeypatch.setattr(bake, "handler", lambda: stub)
    assert [asker.ask(paper).status for _again in range(3)] == [500, 500, 500]
    assert len(asked) == 3
    assert press.store.read(paper, NOBODYS) is None

    monkeypatch.setattr(bake, "handler", lambda: real)
    assert asker.ask(paper).status == 200


@pytest.mark.parametrize("status", [301, 302, 404, 410, 429, 503])
def test_nothing_but_a_page_is_kept(asker, press, paper, monkeypatch, status):
    headers = {"Location": "/elsewhere/"} if status < 400 else {}
    stub = SimpleNamespace(
        get_response=lambda request: HttpResponse("x", status=status, headers=headers)
    )
    monkeypatch.setattr(bake, "handler", lambda: stub)

    assert asker.ask(paper).status == status
    assert press.store.index.execute("SELECT count(*) FROM page").fetchone() == (0,)


# What is refused ----------------------------------------------------------------------------

REFUSED = {
    "/" + "a" * 8192: 404,
    "/" + "a/" * 4096: 404,
    "/a%zz/": 404,
    "/%": 404,
    "/a\x00b/": 404,
    "/a/../b/": 404,
    "/./": 404,
    "/a/..": 404,
    "//": 404,
    "/a//b/": 404,
    "/a\\b/": 404,
    "": 404,
    "a": 404,
    "*": 404,
    "/?q=" + "a" * 9000: 400,
    "/?q=\x00": 400,
}


@pytest.mark.parametrize("address", REFUSED, ids=lambda address: repr(address[:12]))
def test_what_no_page_can_have_is_refused_without_django(asker, address, monkeypatch):
    monkeypatch.setattr(front.through, "ask", _reached)
    monkeypatch.setattr(bake, "may_be_baked", _reached)

    assert asker.ask(address).status == REFUSED[address]


def _reached(*args: Any) -> None:
    raise AssertionError("Django was reached")


@pytest.mark.parametrize("name", ["theme", passes.COOKIE, "sessionid"])
@pytest.mark.parametrize("address", ["/", "/nowhere/"])
def test_sixteen_kilobytes_of_cookies_are_refused(asker, paper, address, name, monkeypatch):
    assert asker.ask("/").status == 200  # it is in memory from here on
    monkeypatch.setattr(front.through, "ask", _reached)
    monkeypatch.setattr(bake, "may_be_baked", _reached)

    assert asker.ask(address, cookie=f"{name}={'a' * 16_384}").status == 400


@pytest.mark.alone
def test_refusing_takes_less_than_a_millisecond_of_work(asker):
    addresses = list(REFUSED)
    for address in addresses:
        asker.ask(address)
    rounds = 20
    began = time.process_time()
    for address in addresses * rounds:
        asker.ask(address)

    assert (time.process_time() - began) / (len(addresses) * rounds) < 0.001


# Who is slow --------------------------------------------------------------------------------


def speed(asker: Asker, address: str, seconds: float) -> float:
    """How many baked pages are answered in a second, one after the other."""

    async def ask_on() -> float:
        began, count = time.monotonic(), 0
        while time.monotonic() - began < seconds:
            reply = await asker.asked(address, accept_encoding="gzip")
            assert reply.status == 200
            count += 1
            if count % 50 == 0:
                await asyncio.sleep(0)  # let others have their turn
        return count / (time.monotonic() - began)

    return asker.wait(ask_on())


def beside_sleepers(asker: Asker, address: str, monkeypatch: Any) -> float:
    """Return the speed of baked pages beside 16 requests that sleep, as a part of that without."""

    def sleep(environ: Any) -> Any:
        time.sleep(1)
        return front.through.Answer(200, [], b"late")

    monkeypatch.setattr(front.through, "ask", sleep)
    asker.ask(address)
    speed(asker, address, 0.2)
    # The best round: what else this machine does meanwhile makes some of them worse, none better.
    return max(_beside_sleepers(asker, address) for _round in range(3))


def _beside_sleepers(asker: Asker, address: str) -> float:
    alone = speed(asker, address, 0.4)
    sleepers = [
        asyncio.run_coroutine_threadsafe(asker.asked("/account/sign-in/"), asker.loop)
        for _each in range(16)
    ]
    found = speed(asker, address, 0.4) / alone
    for sleeper in sleepers:
        sleeper.result()
    return found


@pytest.mark.alone
def test_requests_that_sleep_cost_baked_pages_less_than_a_tenth(asker, paper, monkeypatch):
    assert beside_sleepers(asker, paper, monkeypatch) > 0.9


@pytest.mark.alone
def test_a_front_that_answers_pages_where_it_waits_is_found_out(press, paper, monkeypatch):
    """The twin: baked pages stand in the same queue as what sleeps."""

    class Queueing(Front):
        async def __rsgi__(self, scope: Any, protocol: Any) -> None:
            if scope.path == paper:
                await self._wait(self.passing, lambda: None)
            await super().__rsgi__(scope, protocol)

    with asking(Queueing(press.store)) as asker:
        assert beside_sleepers(asker, paper, monkeypatch) < 0.1


# What is asked of a page -----------------------------------------------------------------------


@pytest.mark.parametrize("accepts", ["gzip", "br", "gzip, deflate, br, zstd", "identity", "*;q=0"])
def test_every_form_of_a_page_says_the_same(asker, paper, accepts):
    plain, reply = asker.ask(paper), asker.ask(paper, accept_encoding=accepts)

    assert reply.body == plain.body
    assert "Accept-Encoding" in reply.headers["vary"]


def marks(asker: Asker, address: str) -> set[str]:
    return {
        asker.ask(address, accept_encoding=form, cookie=cookie).headers["etag"]
        for form in ("gzip", "br", "identity")
        for cookie in ("", a_pass("supporter"))
    }


def test_every_form_and_face_has_a_mark_of_its_own(asker, paper):
    assert len(marks(asker, paper)) == 6


def test_a_mark_holds_only_for_its_own_face(asker, paper):
    mine = asker.ask(paper, cookie=a_pass("supporter")).headers["etag"]

    assert asker.ask(paper, cookie=a_pass("supporter"), if_none_match=mine).status == 304
    reply: Reply = asker.ask(paper, if_none_match=mine)
    assert reply.status == 200
    assert WORDS.encode() not in reply.body
