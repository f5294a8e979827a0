"""A door in front of a database that can be held shut in several ways.

with Chaos(5432) as chaos:
    ...                       # connect to 127.0.0.1:chaos.port
    chaos.mode = HANGING
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from typing import Any, Self

PASSING, REFUSING, HANGING, RESETTING = "passing", "refusing", "hanging", "resetting"
LOOK_EVERY = 0.05


class Chaos:
    """A TCP proxy on loopback. ``mode`` may be set at any time, for open connections too.

    passing: as if it were not there · refusing: nobody listens, open connections end ·
    hanging: connections are taken and stay silent, what is under way waits · resetting:
    whoever connects or speaks is reset. ``delay`` is added to each answer, in seconds.
    """

    def __init__(self, upstream: int) -> None:
        self.upstream = upstream
        self.delay = 0.0
        self.ended = False
        self.pairs: set[tuple[socket.socket, socket.socket]] = set()
        self.listener: socket.socket | None = self._listen(0)
        self.port: int = self.listener.getsockname()[1]
        self._mode = PASSING

    def __enter__(self) -> Self:
        threading.Thread(target=self._take, name="chaos", daemon=True).start()
        return self

    def __exit__(self, *_error: Any) -> None:
        self.ended = True
        self._drop()

    @property
    def mode(self) -> str:
        """How it behaves."""
        return self._mode

    @mode.setter
    def mode(self, mode: str) -> None:
        self._mode = mode
        if mode == REFUSING and self.listener is not None:
            listener, self.listener = self.listener, None
            listener.close()
            self._drop()
        elif mode != REFUSING and self.listener is None:
            self.listener = self._listen(self.port)

    def _listen(self, port: int) -> socket.socket:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(100)
        listener.settimeout(LOOK_EVERY)
        return listener

    def _take(self) -> None:
        while not self.ended:
            listener = self.listener
            try:
                if listener is None:
                    raise OSError
                client, _address = listener.accept()
            except OSError:
                time.sleep(0 if listener is not None else LOOK_EVERY)
                continue
            threading.Thread(target=self._join, args=(client,), daemon=True).start()
        if self.listener is not None:
            self.listener.close()

    def _join(self, client: socket.socket) -> None:
        """Join a client to the server, when it is time."""
        client.settimeout(None)
        if not self._may_go_on():
            _reset(client)
            return
        try:
            server = socket.create_connection(("127.0.0.1", self.upstream), timeout=5)
        except OSError:
            _reset(client)
            return
        server.settimeout(None)
        pair = (client, server)
        self.pairs.add(pair)
        threading.Thread(target=self._pump, args=(client, server, pair), daemon=True).start()
        self._pump(server, client, pair)

    def _pump(self, one: socket.socket, other: socket.socket, pair: Any) -> None:
        with contextlib.suppress(OSError):
            while True:
                data = one.recv(65536)
                if not self._may_go_on():
                    _reset(*pair)
                    break
                if not data:
                    break
                if self.delay and one is pair[1]:
                    time.sleep(self.delay)
                other.sendall(data)
        self.pairs.discard(pair)
        for end in pair:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _may_go_on(self) -> bool:
        """Wait for as long as it hangs; then say whether bytes may pass."""
        while self._mode == HANGING and not self.ended:
            time.sleep(LOOK_EVERY)
        return self._mode == PASSING and not self.ended

    def _drop(self) -> None:
        for pair in list(self.pairs):
            _reset(*pair)


def _reset(*ends: socket.socket) -> None:
    """End connections as a machine does that knows nothing of them."""
    for end in ends:
        with contextlib.suppress(OSError):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)  # wakes the thread that reads from it
        end.close()
