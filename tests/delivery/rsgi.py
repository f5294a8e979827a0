"""Asking a front that runs in the test's own process, as Granian would."""

from __future__ import annotations

import asyncio
import gzip
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

import brotli
from django.test import override_settings

from broadsheet.delivery import passes
from broadsheet.delivery.front import Front
from broadsheet.lib.sockets import Socket

T = TypeVar("T")


class Headers:
    """A request's headers, as Granian gives them."""

    def __init__(self, lines: list[tuple[str, str]]) -> None:
        self.lines = [(name.lower(), value) for name, value in lines]

    def get(self, name: str) -> str | None:
        return next((value for key, value in self.lines if key == name), None)

    def items(self) -> list[tuple[str, str]]:
        return self.lines


@dataclass
class Scope:
    """A request."""

    method: str
    path: str
    query_string: str
    headers: Headers
    http_version: str = "1.1"
    scheme: str = "http"
    server: str = "127.0.0.1:8000"
    client: str = "127.0.0.1:4242"


@dataclass
class Reply:
    """An answer, as it was handed to Granian."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    sent: bytes = b""

    @property
    def body(self) -> bytes:
        """The body without encoding. Part of an encoded one stays as it is."""
        unpack = {"gzip": gzip.decompress, "br": brotli.decompress}
        encoding = self.headers.get("content-encoding", "")
        whole = self.status == 200 and self.sent
        return unpack[encoding](self.sent) if encoding and whole else self.sent

    async def __aiter__(self) -> AsyncIterator[bytes]:
        return
        yield b""

    def _take(self, status: int, headers: list[tuple[str, str]], sent: bytes) -> None:
        assert self.status == 0, "answered twice"
        self.status, self.sent = status, sent
        for name, value in headers:
            known = self.headers.get(name.lower())
            self.headers[name.lower()] = f"{known}, {value}" if known else value

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self._take(status, headers, body)

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        self._take(status, headers, b"")

    def response_file(self, status: int, headers: list[tuple[str, str]], file: str) -> None:
        self._take(status, headers, Path(file).read_bytes())


class Asker:
    """A front at work, and the loop on which it works: in a thread, for the browser's tests have one."""

    def __init__(self, front: Front) -> None:
        self.front = front
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.loop.call_soon_threadsafe(front.__rsgi_init__, self.loop)

    def end(self) -> None:
        """Let the front end."""
        self.loop.call_soon_threadsafe(self.front.__rsgi_del__, self.loop)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        for pool in ("reading", "renewing", "baking", "passing"):
            getattr(self.front, pool).shutdown(wait=True)
        self.loop.close()

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something on the front's loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result()

    async def asked(self, address: str, *, method: str = "GET", **headers: str) -> Reply:
        """Ask for an address; headers as ``if_none_match=…``."""
        path, _mark, query = address.partition("?")
        lines = [("host", "localhost")]
        lines += [(name.replace("_", "-"), value) for name, value in headers.items()]
        reply = Reply()
        version = "1.1"
        if headers.get("version"):
            version = headers["version"]
            lines = [line for line in lines if line[0] != "version"]
        await self.front.__rsgi__(Scope(method, path, query, Headers(lines), version), reply)
        return reply

    def ask(self, address: str, *, method: str = "GET", **headers: str) -> Reply:
        """Ask, and wait for the answer."""
        return self.wait(self.asked(address, method=method, **headers))

    def many(self, count: int, one: Callable[[], Awaitable[T]]) -> list[T]:
        """Do the same at once, many times."""

        async def all_of() -> list[T]:
            return list(await asyncio.gather(*(one() for _each in range(count))))

        return self.wait(all_of())


@contextmanager
def asking(front: Any) -> Iterator[Asker]:
    """Let a front work until the block ends."""
    front.store.state.beat()  # as a press at work does
    made = Asker(front)
    try:
        yield made
    finally:
        made.end()


@contextmanager
def a_club(**more: str) -> Iterator[None]:
    """A newsroom with members: a perk, words for whoever has it; ``more`` by its socket."""
    own = "tests.delivery.served_club"
    plugged = {
        "perks": ("supporter", f"{own}.SUPPORTER"),
        "slots": ("club-words", f"{own}.ClubWords"),
    }
    plugged |= {socket: ("club", path) for socket, path in more.items()}
    plugs = Socket.plugs

    def with_ours(socket: Socket) -> Iterator[tuple[str, str]]:
        yield from plugs(socket)
        if socket.name in plugged:
            yield plugged[socket.name]

    slots = override_settings(BROADSHEET_SLOTS={"article.end": ["club-words"]})
    with mock.patch.object(Socket, "plugs", with_ours), slots:
        yield


def a_pass(*perks: str, minutes: float = 10) -> str:
    """A pass, as a cookie."""
    return f"{passes.COOKIE}={passes.sign(perks, int(time.time() + minutes * 60))}"
