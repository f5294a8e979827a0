"""A CDN before the site: what it may keep, and that it hears of everything it has to forget."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import time_machine

from broadsheet.articles import actions
from broadsheet.delivery import cdn
from broadsheet.delivery.notes import Notes
from broadsheet.delivery.press import Press
from broadsheet.delivery.records import Baked, Happened, Snapshot
from broadsheet.delivery.store import Store
from tests.delivery.presses import bake_all
from tests.paper import from_now, make_article, make_section

pytestmark = pytest.mark.once  # the folder is the same before every database

PAGE = [("Content-Type", "text/html; charset=utf-8")]


class FakeCDN(ThreadingHTTPServer):
    """Something that keeps pages, on loopback; it can be made to fail."""

    def __init__(self) -> None:
        self.forgot: list[str] = []
        self.failing = False
        super().__init__(("127.0.0.1", 0), Door)


class Door(BaseHTTPRequestHandler):
    server: FakeCDN

    def do_PURGE(self) -> None:
        if not self.server.failing:
            self.server.forgot.append(self.path)
        self.send_response(503 if self.server.failing else 200)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def far(settings) -> Iterator[FakeCDN]:
    server = FakeCDN()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.WAGTAILFRONTENDCACHE = {
        "far": {
            "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
            "LOCATION": f"http://127.0.0.1:{server.server_port}",
        }
    }
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def store(tmp_path, far):
    return Store(tmp_path, purging=True)


def put(store: Store, body: str, *, address: str = "/city/", face: str = "") -> None:
    notes = Notes(keys={("city", None, None)}, varies_on={"supporter"} if face else set())
    store.put(Baked(address, face, body.encode(), PAGE), notes, Snapshot(1, 1))


def queue(store: Store) -> list[str]:
    return [row[0] for row in store.index.execute("SELECT address FROM purge ORDER BY address")]


def test_a_page_that_has_changed_is_forgotten(store, far):
    put(store, "old")
    put(store, "new")

    assert cdn.purge_due(store) == 1
    assert far.forgot == ["/city/"]
    assert queue(store) == []


def test_a_new_page_and_one_that_is_as_it_was_need_no_forgetting(store):
    put(store, "as it was")
    put(store, "as it was")

    assert queue(store) == []


def test_a_page_that_is_gone_is_forgotten(store):
    put(store, "old")
    store.apply([Happened(1, "city", None, True, 5)])

    assert queue(store) == ["/city/"]


def test_a_page_that_is_dropped_for_room_is_forgotten_too(store):
    put(store, "old" * 1000)
    store.keep_within(10)

    assert queue(store) == ["/city/"]


def test_a_members_page_is_never_there_to_be_forgotten(store):
    put(store, "old", face="supporter")
    put(store, "new", face="supporter")

    assert queue(store) == []


def test_what_a_cdn_has_not_heard_is_asked_for_again(store, far):
    put(store, "old")
    put(store, "new")
    far.failing = True
    assert cdn.purge_due(store) == 0
    assert cdn.purge_due(store) == 0, "not at once: it would be asked without end"
    far.failing = False

    with time_machine.travel(from_now(seconds=2), tick=False):
        assert cdn.purge_due(store) == 1
    assert far.forgot == ["/city/"]


def test_the_queue_outlives_the_process(store, far, tmp_path):
    put(store, "old")
    put(store, "new")

    assert cdn.purge_due(Store(tmp_path, purging=True)) == 1


def test_a_page_that_changes_while_it_is_forgotten_is_forgotten_once_more(store, far, monkeypatch):
    put(store, "old")
    put(store, "new")

    def while_asked(addresses: list[str]) -> bool:
        put(store, "newer")
        return True

    monkeypatch.setattr(cdn, "_forgotten", while_asked)
    cdn.purge_due(store)

    assert queue(store) == ["/city/"]


def test_nothing_is_queued_where_there_is_no_cdn(tmp_path, settings):
    settings.WAGTAILFRONTENDCACHE = None
    store = Store(tmp_path, purging=cdn.is_used())
    put(store, "old")
    put(store, "new")

    assert queue(store) == []
    assert cdn.control("") == "no-cache"
    assert cdn.keys({"section:5"}) == []


def test_a_cdn_may_keep_what_visitors_get_and_nothing_else(far, settings):
    settings.BROADSHEET_CDN_SECONDS = 600

    control = cdn.control("")

    assert {"public", "max-age=0", "s-maxage=600"} <= set(control.split(", "))
    assert "stale-while-revalidate=" in control
    assert "stale-if-error=" in control
    assert cdn.control("supporter") == "private, no-cache"


@pytest.mark.django_db
def test_a_withdrawal_is_heard_of_at_every_address_that_showed_the_article(store, far):
    article = make_article("One ferry", section=make_section(), published_at=from_now(days=-1))
    press = Press(store)
    press.begin()
    showing = {
        address
        for address in bake_all(press)
        if article.url.encode() in press.store.read(address, frozenset()).plain
    }
    headers = dict(store.read("/city/", frozenset()).headers)
    assert f"section:{article.filed_under_id}" in headers["Surrogate-Key"].split()
    actions.withdraw_article(article=article, reason="It was not so.")

    press.settle()
    while cdn.purge_due(store):
        pass

    assert showing <= set(far.forgot)
