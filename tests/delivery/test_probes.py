"""Cache deception and cache poisoning, tried through nginx and on the front itself."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from typing import Any

import pytest

from broadsheet.delivery.faces import NOBODYS
from tests.browser.conftest import built_paper
from tests.delivery import nginx, wire
from tests.delivery.probes import JUNK, NEEDLE, Probe, deceptions, poisonings
from tests.delivery.served import ROOT, TOKEN, Person, cookies_of, served
from tests.delivery.served_club import WORDS
from tests.project.programs import answer, environment, free_port, wait_until

__all__ = ["built_paper"]

pytestmark = pytest.mark.once

PERSONAL = ("/account/sign-in/", "/desk/account/")
CHEAP = ("/robots.txt", "/corrections/", "/sitemap/pages.xml")
ENOUGH = 300


@pytest.fixture(scope="module")
def site(built_paper, tmp_path_factory):
    with served(built_paper, tmp_path_factory.mktemp("probes") / "paper") as found:
        yield found


@pytest.fixture(scope="module")
def article(site):
    return site.an_article()


@pytest.fixture(scope="module")
def behind_nginx(site, article):
    # Without its memory of files, so that each probe for a dropped page gets to the front.
    changed = {"open_file_cache max=10000 inactive=60s;": "open_file_cache off;"}
    with nginx.before(site, site.folder.parent / "nginx", changed=changed) as port:
        yield port


@pytest.fixture(params=["the front", "nginx"])
def port(request, site, behind_nginx):
    return site.port if request.param == "the front" else behind_nginx


@pytest.fixture(scope="module")
def editor(site):
    return site.signed_in("editor")


@pytest.fixture(scope="module")
def member(site):
    """A reader with a session and a pass."""
    reader, held = site.signed_in("member"), site.a_pass("supporter")
    return Person(f"{reader.cookies}; {held}", reader.secrets | {held.encode()})


# The machinery ----------------------------------------------------------------------------


def of_somebody(reply: wire.Reply) -> set[bytes]:
    """What an answer holds that is for nobody else: its tokens, its cookies."""
    cookies = (part.partition("=")[2].encode() for part in cookies_of(reply).split("; "))
    return {value for value in (*TOKEN.findall(reply.body), *cookies) if value}


def leaked(port: int, probe: Probe, person: Person) -> list[str]:
    """Send a probe as somebody and again as a visitor; say what of theirs the visitor got."""
    theirs = probe.send(port, person.headers)
    assert theirs.status != 500, probe
    secrets = person.secrets | of_somebody(theirs) | {WORDS.encode()}
    visitors = probe.send(port)
    assert visitors.status != 500, probe
    return [f"{probe}: {secret!r}" for secret in secrets if secret in visitors.everything]


def clean(site, port: int, page: str) -> list[tuple[object, ...]]:
    """What a visitor gets at a page, plain and compressed, but for what is of the moment."""
    replies = [wire.ask(port, page, headers=[("Accept-Encoding", form)]) for form in ("x", "gzip")]
    # Through nginx it is the front which answers until the page is kept again.
    apart = () if port == site.port else ("etag", "vary", "accept-ranges")
    return [(it.status, it.facts(*apart), it.body) for it in replies]


def forget(site, page: str) -> None:
    """Have a page made anew when it is asked for next."""
    site.store.drop(page)
    site.store.state.bump()


def poisoned(site, port: int, probe: Probe, before: list[tuple[object, ...]]) -> list[str]:
    """Send a probe for a page that is not kept; say how what everybody gets has changed."""
    page = probe.target.partition("?")[0]
    forget(site, page)
    reply = probe.send(port)
    assert reply.status not in {500, 502, 503}, (probe, reply.status)
    found = []
    if not probe.reflects and NEEDLE.encode() in reply.everything:
        found.append(f"{probe}: said again")
    for _again in range(3 if probe.raw else 1):
        for was, now in zip(before, clean(site, port, page), strict=True):
            if was != now:
                found.append(f"{probe}: {_difference(was, now)}")
    return found


def _difference(was: tuple[Any, ...], now: tuple[Any, ...]) -> str:
    """Say what a visitor gets otherwise than before."""
    if was[0] != now[0]:
        return f"status {was[0]} became {now[0]}"
    gone, came = dict(was[1].items() - now[1].items()), dict(now[1].items() - was[1].items())
    same = "the same" if was[2] == now[2] else "another"
    return f"headers {gone} became {came}; {same} body"


def all_of(probes: list[Probe], try_one: Callable[[Probe], list[str]]) -> list[str]:
    """Try every probe, those for one page after each other; return all that was found."""
    by_page: dict[str, list[Probe]] = defaultdict(list)
    for probe in probes:
        by_page[probe.target.partition("?")[0]].append(probe)
    with ThreadPoolExecutor(4) as pool:
        found = pool.map(
            lambda some: [said for it in some for said in try_one(it)], by_page.values()
        )
        return [said for some in found for said in some]


# Deception ---------------------------------------------------------------------------------


def all_deceptions(article: str) -> list[Probe]:
    return list(deceptions(*PERSONAL, article))


def all_poisonings(article: str) -> list[Probe]:
    return list(poisonings(article, *CHEAP))


def test_there_are_enough_probes(article):
    probes = {*all_deceptions(article), *all_poisonings(article)}

    assert len(probes) == len(all_deceptions(article)) + len(all_poisonings(article))
    assert len(probes) >= ENOUGH


def test_what_is_an_editors_or_a_members_reaches_nobody_else(port, article, editor, member):
    probes = all_deceptions(article)
    editors = {probe for probe in probes[::2] if article not in probe.target}

    assert all_of(probes, lambda it: leaked(port, it, editor if it in editors else member)) == []


def test_the_pages_that_are_tried_hold_what_must_not_leak(site, article, editor, member):
    """Otherwise nothing would have been proven."""
    assert b"editor@" in wire.ask(site.port, "/desk/account/", headers=editor.headers).body
    assert WORDS.encode() in wire.ask(site.port, article, headers=member.headers).body
    assert of_somebody(wire.ask(site.port, "/account/sign-in/"))


# Poisoning ---------------------------------------------------------------------------------


def test_nothing_beside_the_address_changes_what_others_get(site, port, article):
    before = {page: clean(site, port, page) for page in (article, *CHEAP)}

    def try_one(probe: Probe) -> list[str]:
        return poisoned(site, port, probe, before[probe.target.partition("?")[0]])

    assert all_of(all_poisonings(article), try_one) == []


# Twins: the same probes on a front without defences ----------------------------------------


@pytest.fixture(scope="module")
def careless(site):
    """The port of a front that keeps by path whatever Django told anybody."""
    port = free_port()
    words = ["--interface", "rsgi", "--port", str(port), "--no-ws", "--log-level", "error"]
    command = [sys.executable, "-m", "granian", *words, "tests.delivery.careless:application"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(**site.environment))
    try:
        assert wait_until(lambda: answer(f"http://127.0.0.1:{port}/healthz"))
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_a_careless_front_is_caught_telling_what_is_an_editors(careless, editor):
    found = leaked(careless, Probe("/desk/account/?x.css"), editor)

    assert any("editor@" in said for said in found)


def test_a_careless_front_is_caught_telling_what_is_a_members(site, careless, article, member):
    forget(site, article)

    assert any(WORDS in said for said in leaked(careless, Probe(f"{article}?.css"), member))


def test_a_careless_front_is_caught_giving_one_visitors_token_to_another(careless):
    nobody = Person("theme=dark", frozenset())

    assert leaked(careless, Probe("/account/sign-in/?x.js"), nobody)


@pytest.mark.parametrize("beside", ["a pass", "a query", "a language"])
def test_a_careless_front_is_caught_being_poisoned(site, careless, article, beside):
    probe = {
        "a pass": Probe(article, headers=(("Cookie", site.a_pass("supporter")),)),
        "a query": Probe(f"/search/?q={NEEDLE}", reflects=True),
        "a language": Probe("/corrections/?language=he"),
    }[beside]
    page = probe.target.partition("?")[0]
    forget(site, page)

    assert poisoned(site, careless, probe, clean(site, careless, page))


# What is no request at all ------------------------------------------------------------------


@pytest.mark.parametrize("probe", JUNK, ids=str)
def test_what_makes_no_sense_is_refused_without_asking_django(site, port, probe):
    before = site.asked()
    reply = probe.send(port)

    assert reply.status in {400, 404, 414}
    assert site.asked() == before


def test_a_request_that_reaches_django_is_seen(site, port):
    before = len(site.asked())

    assert wire.ask(port, "/nowhere/").status == 404
    assert len(site.asked()) == before + 1


# Passes that are not ------------------------------------------------------------------------


def _no_passes(good: str) -> dict[str, str]:
    name, value = good.split("=")
    head, _dot, signature = value.rpartition(".")
    return {
        "forged": f"{name}={head}.{signature[::-1]}",
        "for more": f"{name}={value.replace('supporter', 'supporter+premium')}",
        "for longer": f"{name}=" + re.sub(r"\.[0-9a-f]+\.", ".fffffffff.", value),
        "truncated": f"{name}={value[:-1]}",
        "without signature": f"{name}={head}.",
        "empty": f"{name}=",
        "oversized": f"{name}={value}{'A' * 5000}",
        "quoted badly": f'{name}="{value}',
        "of control characters": f"{name}=\x01\x02",
        "twice": f"{name}=x; {name}={head}.{signature[::-1]}",
    }


@pytest.mark.parametrize("kind", _no_passes("a=1.supporter.ff.x"))
def test_a_pass_that_is_not_ours_gets_the_visitors_page(site, port, article, kind):
    bad = _no_passes(site.a_pass("supporter"))[kind]
    reply = wire.ask(port, article, headers=[("Cookie", bad)])

    if reply.status != 400:  # control characters are no header
        assert (reply.status, reply.body) == (200, wire.ask(port, article).body)
    assert WORDS.encode() not in reply.body


def test_an_ended_pass_gets_the_visitors_page(site, port, article):
    for minutes in (-1, -60 * 24 * 400):
        ended = [("Cookie", site.a_pass("supporter", minutes=minutes))]
        assert wire.ask(port, article, headers=ended).body == wire.ask(port, article).body


def test_a_pass_of_ours_gets_the_members_page_and_leaves_the_visitors(site, port, article):
    held = [("Cookie", site.a_pass("supporter"))]

    assert WORDS.encode() in wire.ask(port, article, headers=held).body
    assert WORDS.encode() not in wire.ask(port, article).body
    assert WORDS.encode() not in site.store.read(article, NOBODYS).plain


# Who is slow -----------------------------------------------------------------------------------

SLOW = 24  # more than there are threads and workers


def half_a_request(port: int, *, with_body: bool) -> socket.socket:
    """Begin a request and do not end it: in the middle of its head, or of its body."""
    head = f"POST /account/sign-in/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n".encode()
    more = b"Content-Length: 100000\r\n\r\nusername=" if with_body else b"X-Slow: "
    client = socket.create_connection(("127.0.0.1", port))
    client.sendall(head + more)
    return client


@pytest.mark.parametrize("with_body", [False, True])
def test_slow_clients_hold_no_worker(site, article, with_body):
    with ExitStack() as slow:
        for _each in range(SLOW):
            slow.enter_context(closing(half_a_request(site.port, with_body=with_body)))
        time.sleep(0.3)

        assert wire.ask(site.port, article).status == 200
        assert wire.ask(site.port, "/account/sign-in/").status == 200  # which Django answers
