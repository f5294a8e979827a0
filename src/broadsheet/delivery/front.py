"""The front: answers from baked pages, and passes everything else on to Django.

An RSGI application for Granian. Baked pages are answered on the event loop, from memory;
Django runs in threads, so that slow requests and slow clients never hold baked pages up.
A member's perks are read from the pass, without a database.
"""

from __future__ import annotations

import asyncio
import gzip
import logging
import re
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from http.cookies import CookieError, SimpleCookie
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from django.conf import settings
from django.http.request import validate_host
from django.utils.http import parse_http_date_safe

from broadsheet.delivery import bake, cdn, conf, passes, plain, ranges, through
from broadsheet.delivery.faces import NOBODYS
from broadsheet.delivery.hot import AS_IT_IS, Form, Hot, Oven, Slot, heat, plain_form
from broadsheet.delivery.pulse import Pulse, is_out_of_reach
from broadsheet.delivery.records import Headers, Kept
from broadsheet.delivery.renewal import renewed
from broadsheet.delivery.store import Store

logger = logging.getLogger(__name__)
T = TypeVar("T")

LONGEST_PATH, LONGEST_QUERY, LONGEST_COOKIES = 2000, 8000, 8000
JUNK = re.compile(r"[\x00-\x1f\x7f\ufffd\\]|//|/\.{1,2}(?:/|$)|^(?!/)|%")
SILENT_PRESS = 30.0  # seconds without a sign of life after which the folder may be out of date
PATIENCE = 1.9  # seconds that somebody waits for a database that does not answer
COUNT_EVERY = 3.0
# Answered without a database, so that it is asked although the database is down.
NEED_NOTHING = ("/static/", "/healthz", "/readyz")


class Down(Exception):
    """The database does not answer."""


@dataclass(frozen=True)
class Found:
    """What stands at an address: a page in memory, a page made for this once, or neither."""

    hot: Hot | None = None
    kept: Kept | None = None
    made: bake.Made | None = None


class Front:
    """The application that Granian serves."""

    def __init__(self, store: Store | None = None, *, threads: int = 8) -> None:
        self.store = store or cdn.own_store()
        self.state = self.store.state
        self.oven = Oven(conf.HOT_MEGABYTES.value * 1_000_000)
        self.pulse = Pulse()
        # Apart, so that a page that is kept never waits for one that is being made.
        self.reading = ThreadPoolExecutor(2, "reading")
        self.renewing = ThreadPoolExecutor(2, "renewing")
        self.baking = ThreadPoolExecutor(max(2, threads // 2), "baking")
        self.passing = ThreadPoolExecutor(threads, "passing")
        self.under_way: dict[tuple[str, str], asyncio.Future[Found]] = {}
        self.session = f"{settings.SESSION_COOKIE_NAME}="
        self.hosts: dict[str, bool] = {}
        self.only_https = bool(settings.SECURE_SSL_REDIRECT)
        self.plain: dict[int, bytes] = {}

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin: called by the worker before its first request."""
        self.pulse.start()
        self._count_again(loop)

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """End: called by the worker after its last request."""
        self.pulse.stop()
        self._count(self.oven.take_hits())

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer a request."""
        if scope.method in {"GET", "HEAD"}:
            headers = scope.headers
            cookies = headers.get("cookie")
            if not cookies or self._say_nothing(cookies):
                slot = self.oven.get(scope.path)
                if slot is not None and not scope.query_string and self._is_ours(headers):
                    if slot.generation != self.state.memory[:8]:
                        self.oven.check(scope.path, slot, self.state.generation)
                    hot = slot.faces.get("")
                    if hot is not None and self._is_trusted():
                        self._send(protocol, scope, hot)
                        return
        await self._answer(scope, protocol)

    def _say_nothing(self, cookies: str) -> bool:
        """Say whether whoever sent these cookies is a visitor like any other."""
        known = passes.COOKIE in cookies or self.session in cookies
        return not known and len(cookies) <= LONGEST_COOKIES

    # Who asks -------------------------------------------------------------------

    def _is_ours(self, headers: Any) -> bool:
        """Say whether a request is for this site, as it may be answered without Django."""
        host = headers.get("host")
        known = self.hosts.get(host)
        if known is None:
            bare = (host or "").rpartition(":")[0] if ":" in (host or "") else host or ""
            known = bool(host) and validate_host(bare.lower(), settings.ALLOWED_HOSTS)
            if len(self.hosts) < 1000:
                self.hosts[host] = known
        return known and not (self.only_https and headers.get("x-forwarded-proto") != "https")

    def _is_trusted(self) -> bool:
        """Say whether kept pages may be served: they are up to date, or all there is."""
        fresh = self.state.trusted and self.state.seconds_since_beat < SILENT_PRESS
        return fresh or not self.pulse.beats

    async def _perks(self, cookies: str) -> tuple[frozenset[str], Headers]:
        """Return the perks of whoever sent these cookies, and a renewed pass if there is one."""
        held = passes.read(passes.in_cookies(cookies))
        now = time.time()
        if held is not None and not held.has_ended():
            return held.perks, []
        session = _session_in(cookies)
        if session and self.pulse.beats:
            try:
                work = self._wait(self.renewing, partial(renewed, session))
                renewal = await work
            except Exception:  # noqa: BLE001  (the database has gone this moment: as if it had been down)
                logger.info("A pass could not be renewed.")
            else:
                return renewal.perks, [("Set-Cookie", renewal.cookie)]
        grace = conf.PASS_GRACE_HOURS.value * 3600
        if held is not None and not self.pulse.beats and held.ends + grace > now:
            return held.perks, []
        return NOBODYS, []

    # Answering --------------------------------------------------------------------

    async def _answer(self, scope: Any, protocol: Any) -> None:
        try:
            path, query = scope.path, scope.query_string
            cookies = scope.headers.get("cookie") or ""
            if len(path) > LONGEST_PATH or JUNK.search(path):
                self._plain(protocol, 404)
            elif len(query) > LONGEST_QUERY or len(cookies) > LONGEST_COOKIES or "\x00" in query:
                self._plain(protocol, 400)
            elif scope.method in {"GET", "HEAD"} and self._is_ours(scope.headers):
                await self._page(scope, protocol, path, query, cookies)
            else:
                await self._pass_on(scope, protocol)
        except Down:
            self._plain(protocol, 503, ("Retry-After", "5"))
        except Exception:
            logger.exception("%s %s could not be answered", scope.method, scope.path)
            self._plain(protocol, 500)

    async def _page(self, scope: Any, protocol: Any, path: str, query: str, cookies: str) -> None:
        perks: frozenset[str] = NOBODYS
        more: Headers = []
        if not self._say_nothing(cookies):
            perks, more = await self._perks(cookies)
        slot = self.oven.get(path)
        if slot is not None:
            if slot.generation != self.state.generation:
                self.oven.check(path, slot, self.state.generation)
            hot = slot.faces.get("+".join(sorted(perks & slot.varies_on)))
            if hot is not None and self._is_trusted() and not self._matters(slot, query):
                self._send(protocol, scope, hot, more)
                return
        found = await self._find(path, perks)
        refused = found.made is not None and not found.made.keep and bake.asks_again(path)
        if refused or (found.made is None and found.hot is None):
            await self._pass_on(scope, protocol)
            return
        slot = self.oven.get(path)
        asks = (
            slot.asks if slot is not None else found.made.noted.asks if found.made else frozenset()
        )
        if (query and self._names(query) & asks) or (query and "*" in asks):
            work = partial(bake.make, path, perks, query)
            found = Found(made=await self._wait(self.baking, work))
        if found.hot is not None:
            self._send(protocol, scope, found.hot, more)
        elif found.made is not None:
            self._send_made(protocol, found.made, more)

    @staticmethod
    def _names(query: str) -> frozenset[str]:
        return frozenset(name for name, _value in parse_qsl(query, keep_blank_values=True))

    def _matters(self, slot: Slot, query: str) -> bool:
        """Say whether the page looks at anything in this query."""
        return bool(query) and ("*" in slot.asks or bool(self._names(query) & slot.asks))

    async def _find(self, path: str, perks: frozenset[str]) -> Found:
        """Return the page at an address, kept or made; one at a time for each address."""
        key = (path, "+".join(sorted(perks)))
        waiting = self.under_way.get(key)
        if waiting is None:
            waiting = asyncio.ensure_future(self._read_or_make(path, perks))
            self.under_way[key] = waiting
            waiting.add_done_callback(lambda _done: self.under_way.pop(key, None))
        return await asyncio.shield(waiting)

    async def _read_or_make(self, path: str, perks: frozenset[str]) -> Found:
        generation = self.state.generation
        if self._is_trusted() and (found := await self._kept(path, perks, generation)):
            return found
        try:
            made = await self._wait(self.baking, partial(self._make, path, perks))
        except Exception as error:
            if not (isinstance(error, Down) or is_out_of_reach(error)):
                raise
            # The press may know before the pulse does. What is kept is all there is.
            if found := await self._kept(path, perks, generation):
                return found
            raise Down from error
        if isinstance(made, Kept):
            return self._take(path, made, generation) or Found()
        return Found(made=made)

    async def _kept(self, path: str, perks: frozenset[str], generation: bytes) -> Found | None:
        kept = await self._wait(self.reading, partial(self._read, path, perks))
        return self._take(path, kept, generation) if kept is not None else None

    def _read(self, path: str, perks: frozenset[str]) -> Kept | None:
        try:
            return self.store.read(path, perks)
        except sqlite3.Error:
            logger.exception("The index of baked pages could not be read")
            return None

    def _make(self, path: str, perks: frozenset[str]) -> bake.Made | Kept | None:
        """Make a page, unless another process has just made it. None: it is not one to be kept."""
        if not bake.may_be_baked(path):
            return None
        if not self.pulse.beats:
            raise Down
        with self.store.alone_with(path):
            if self._is_trusted() and (kept := self._read(path, perks)):
                return kept
            try:
                made = bake.bake(self.store, path, perks)
            except bake.NotKept as error:
                logger.error("%s could not be kept: %s", path, error)
                return error.made
            if made.status == 503:
                raise Down
            return (self._read(path, perks) if made.keep else None) or made

    def _take(self, path: str, kept: Kept, generation: bytes) -> Found | None:
        """Take a kept page into memory."""
        try:
            control = cdn.picture_control() if kept.is_as_it_is else cdn.control(kept.face)
            hot = heat(kept, self.store.file_of(kept), control)
        except OSError:
            return None  # dropped this moment
        self.oven.put(path, hot, kept, generation)
        return Found(hot=hot, kept=kept)

    async def _wait(self, pool: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        """Do work in a thread. Raises Down when it waits for a database that does not answer."""
        task = asyncio.get_running_loop().run_in_executor(pool, work)
        began = time.monotonic()
        while True:
            done, _waiting = await asyncio.wait({task}, timeout=0.2)
            if done:
                return task.result()
            if not self.pulse.beats and time.monotonic() - began > PATIENCE - 1.4:
                task.add_done_callback(lambda late: late.cancelled() or late.exception())
                raise Down

    # Sending ------------------------------------------------------------------------

    def _send(self, protocol: Any, scope: Any, hot: Hot, more: Headers | None = None) -> None:
        headers = scope.headers
        if AS_IT_IS in hot.forms:
            self._send_file(protocol, scope, hot, hot.forms[AS_IT_IS])
            return
        hot.hits += 1
        accepts = headers.get("accept-encoding") or ""
        if "br" in accepts and not ranges.refuses(accepts, "br"):
            form = hot.forms["br"]
        elif "gzip" in accepts and not ranges.refuses(accepts, "gzip"):
            form = hot.forms["gzip"]
        else:
            form = self._plain_form(hot)
        sent = _personal(form.headers, more) if more else form.headers
        if self._is_current(headers, hot, form):
            protocol.response_empty(304, [pair for pair in sent if pair[0] not in NOT_IN_304])
            return
        asked = headers.get("range")
        if asked and ranges.applies(headers.get("if-range"), form.etag):
            part = ranges.part_of(asked, len(form.body))
            if part is not None:
                ranges.send(protocol, part, form, sent)
                return
        protocol.response_bytes(200, sent, form.body)

    def _send_file(self, protocol: Any, scope: Any, hot: Hot, form: Form) -> None:
        """Send a picture from where it lies. The same for everybody: no pass goes with it."""
        headers = scope.headers
        if self._is_current(headers, hot, form):
            protocol.response_empty(304, [p for p in form.headers if p[0] not in NOT_IN_304])
            return
        asked = headers.get("range")
        in_parts = asked and ranges.applies(headers.get("if-range"), form.etag)
        if scope.method == "GET" and not in_parts:
            protocol.response_file(200, form.headers, str(hot.file))
            return
        whole = Form(form.etag, form.headers, hot.file.read_bytes())
        part = ranges.part_of(asked, len(whole.body)) if in_parts else None
        if part is not None:
            headers = [pair for pair in form.headers if pair[0] not in OF_THE_WHOLE]
            ranges.send(protocol, part, whole, headers)
        else:
            protocol.response_bytes(200, form.headers, whole.body)

    @staticmethod
    def _is_current(headers: Any, hot: Hot, form: Form) -> bool:
        """Say whether the reader has this very page."""
        tags = headers.get("if-none-match")
        if tags is not None:
            known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
            return form.etag in known or "*" in known
        since = headers.get("if-modified-since")
        if since and hot.last_modified:
            moment = parse_http_date_safe(since)
            changed = parse_http_date_safe(hot.last_modified)
            return moment is not None and changed is not None and changed <= moment
        return False

    @staticmethod
    def _plain_form(hot: Hot) -> Form:
        found = hot.forms["gzip"]
        return plain_form(
            hot, found.etag.strip('"').removesuffix("-g"), gzip.decompress(found.body)
        )

    def _send_made(self, protocol: Any, made: bake.Made, more: Headers) -> None:
        headers = [
            *made.headers,
            ("Cache-Control", "private, no-cache" if more else "no-cache"),
            *more,
        ]
        if made.noted.varies_on:
            headers.append(("Vary", "Cookie"))
        protocol.response_bytes(made.status, headers, made.body)

    def _plain(self, protocol: Any, status: int, *more: tuple[str, str]) -> None:
        """Answer with a page that needs nothing."""
        page = self.plain.get(status)
        if page is None:
            page = self.plain[status] = plain.page(status).encode()
        protocol.response_bytes(status, [*plain.HEADERS, *more], page)

    async def _pass_on(self, scope: Any, protocol: Any) -> None:
        """Let Django answer a request of the reader's own."""
        if not self.pulse.beats and not scope.path.startswith(NEED_NOTHING):
            raise Down
        body = await through.body_of(scope, protocol)
        if body is None:
            self._plain(protocol, 413)
            return
        environ = through.environ_of(scope, body)
        answer = await self._wait(self.passing, partial(through.ask, environ))
        await through.send(protocol, answer, scope.method)

    def _count_again(self, loop: asyncio.AbstractEventLoop) -> None:
        """Let the press know what is read, every few seconds."""
        # Taken here, where requests are answered: another thread would find them changing.
        if hits := self.oven.take_hits():
            self.reading.submit(self._count, hits)
        if self.state.trusted and self.pulse.beats and not self._is_trusted():
            # Its press is silent: nginx leaves the folder alone too.
            self.reading.submit(self.store.trust, False)
        loop.call_later(COUNT_EVERY, self._count_again, loop)

    def _count(self, hits: dict[tuple[str, str], int]) -> None:
        try:
            self.store.count_hits(hits)
        except sqlite3.Error as error:
            logger.info("What was read could not be counted: %s", error)


def _session_in(cookies: str) -> str:
    """Return the session in a request's Cookie header, as Django reads it; or nothing."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(cookies)
    except CookieError:
        return ""
    found = jar.get(settings.SESSION_COOKIE_NAME)
    return found.value if found is not None else ""


def _personal(headers: Headers, more: Headers) -> Headers:
    """Return headers for one reader alone: with a cookie, no cache may keep the answer."""
    kept = [pair for pair in headers if pair[0] != "Cache-Control"]
    return [*kept, ("Cache-Control", "private, no-cache"), *more]


OF_THE_WHOLE = frozenset({"Content-Length"})
NOT_IN_304 = frozenset({"Content-Type", "Content-Encoding", "Content-Length"})
