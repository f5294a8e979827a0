"""The processes of a site on one machine: Granian's workers and the scheduler.

The process that calls ``serve`` is the parent of all. Ctrl-C, SIGTERM and the
closing of its terminal end every one; if it is killed, the children notice
(``lib.processes``).
"""

from __future__ import annotations

import contextlib
import http.client
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from granian.constants import Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

from broadsheet.lib.processes import PARENT, as_parent
from broadsheet.project.trouble import Trouble

TARGET = "broadsheet.project.front:application"
GRACE = 10  # seconds that a request under way may still take when the site is ended


@dataclass(frozen=True)
class Site:
    """Where and how wide a site is served."""

    host: str
    port: int
    workers: int
    threads: int

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104
        return f"http://{host}:{self.port}"


def refuse_taken_port(site: Site, command: str) -> None:
    """Raise Trouble when the port cannot be listened on, with what to do instead."""
    # Granian shares ports (SO_REUSEPORT), so that without this two papers would take turns.
    try:
        _bind(site.host, site.port)
    except PermissionError as error:
        raise Trouble(
            f"Port {site.port} may not be used by you. Choose one above 1023: {command} --port 8000"
        ) from error
    except OSError as error:
        if isinstance(error, socket.gaierror) or not _bindable(site.host):
            raise Trouble(
                f"This machine has no address {site.host}. Leave out --host, or name one it has."
            ) from error
        free = next((n for n in range(site.port + 1, 65536) if _bindable(site.host, n)), 8000)
        raise Trouble(
            f"Port {site.port} is in use. "
            f"End what uses it, or choose another: {command} --port {free}"
        ) from error


def serve(site: Site, welcome: Callable[[], None]) -> int:
    """Serve until told to stop; call ``welcome`` once the site answers. Return the exit code."""
    # A fresh interpreter for each worker: nothing of ours is shared by accident, on any system.
    multiprocessing.set_start_method("spawn", force=True)
    os.environ[PARENT] = str(os.getpid())
    os.environ["BROADSHEET_THREADS"] = str(site.threads)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = Server(
        TARGET,
        address=site.host,
        port=site.port,
        interface=Interfaces.RSGI,
        loop=Loops.uvloop,
        workers=site.workers,
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE,
    )
    # Granian would reload at SIGHUP, and outlive the terminal it was started in.
    server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    scheduler = Scheduler()

    def ready() -> None:
        welcome()
        scheduler.start()  # not before: readers come first, and each start costs a second

    try:
        threading.Thread(target=_when_ready, args=(site, ready), daemon=True).start()
        server.serve()
    except SystemExit as end:
        if end.code:
            raise Trouble(
                "The site ended because its workers did. The lines above say why."
            ) from end
    finally:
        scheduler.stop()
    return 0


class Scheduler:
    """The process in which things happen at their time; started again if it dies."""

    COMMAND = (sys.executable, "-m", "broadsheet.project.cli", "manage", "press")

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self.lock = threading.Lock()
        self.process: subprocess.Popen[Any] | None = None

    def start(self) -> None:
        """Start it, and keep it."""
        with self.lock:
            if not self.stopping.is_set():
                self.process = self._spawn()
                threading.Thread(target=self._keep, name="scheduler", daemon=True).start()

    def stop(self) -> None:
        """End it, and wait until it has ended."""
        with self.lock:
            self.stopping.set()
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _spawn(self) -> subprocess.Popen[Any]:
        return subprocess.Popen(self.COMMAND, env=as_parent())

    def _keep(self) -> None:
        pause = 1.0
        while self.process is not None:
            began = time.monotonic()
            self.process.wait()
            if self.stopping.is_set():
                return
            pause = 1.0 if time.monotonic() - began > 60 else min(pause * 2, 30)
            sys.stderr.write(f"The scheduler ended; it starts again in {pause:.0f} s.\n")
            self.stopping.wait(pause)
            with self.lock:
                if self.stopping.is_set():
                    return
                self.process = self._spawn()


def _when_ready(site: Site, welcome: Callable[[], None]) -> None:
    host = site.address.removeprefix("http://").rpartition(":")[0].strip("[]")
    while True:
        connection = http.client.HTTPConnection(host, site.port, timeout=2)
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            if connection.getresponse().status < 500:
                welcome()
                return
        connection.close()
        time.sleep(0.05)


def _bind(host: str, port: int) -> None:
    family, kind, protocol, _name, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM
    )[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(address)


def _bindable(host: str, port: int = 0) -> bool:
    try:
        _bind(host, port)
    except OSError:
        return False
    return True
