"""Real nodes of one paper: each a served front and a press, with a folder of its own."""

from __future__ import annotations

import contextlib
import fcntl
import http.client
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from broadsheet.delivery.state import State
from tests import postgres
from tests.delivery.club.desk import ARTICLES
from tests.project.programs import environment, free_port, wait_until

ROOT = Path(__file__).resolve().parents[2]
FRONT = "broadsheet.project.front:application"
LONGEST = 4.0  # seconds after which an answer is taken never to come
STORIES = [f"/city/{slug}/" for slug in ARTICLES]
ADDRESSES = ["/", "/city/", *STORIES, "/feed/", "/authors/maren-oduya/", "/sitemap.xml"]


@dataclass(frozen=True)
class Answer:
    """What a node says; status 0 when it says nothing in time."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


def ask(port: int, path: str, *, method: str = "GET", body: str = "", **headers: str) -> Answer:
    """Ask a server on loopback for something."""
    began = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        connection.request(method, path, body or None, sent)
        told = connection.getresponse()
        read = told.read()
        facts = {name.lower(): value for name, value in told.getheaders()}
        return Answer(told.status, read, facts, time.monotonic() - began)
    except (OSError, http.client.HTTPException):
        return Answer(0, seconds=time.monotonic() - began)
    finally:
        connection.close()


def settings_for(database: str, folder: Path) -> dict[str, str]:
    """The environment of a node's programs."""
    return environment(
        DJANGO_SETTINGS_MODULE="tests.delivery.club.settings",
        DATABASE_URL=database,
        BROADSHEET_TEST_VAR=str(folder),
        PYTHONPATH=str(ROOT),
    )


@dataclass
class Node:
    """One machine, as far as Broadsheet can tell."""

    folder: Path
    database: str
    port: int = field(default_factory=free_port)
    programs: dict[str, subprocess.Popen[Any]] = field(default_factory=dict)

    def start_front(self, target: str = FRONT) -> None:
        """Start what answers."""
        words = ["--interface", "rsgi", "--workers", "1", "--no-ws", "--port", str(self.port)]
        self._start("front", "-m", "granian", *words, target)

    def start_press(self) -> None:
        """Start what keeps pages up to date."""
        self._start("press", "-m", "broadsheet.project.cli", "manage", "press")

    def _start(self, name: str, *words: str) -> None:
        self.folder.mkdir(exist_ok=True)
        with (self.folder / f"{name}.log").open("a") as log:
            self.programs[name] = subprocess.Popen(
                [sys.executable, *words], stdout=log, stderr=log, cwd="/",
                env=settings_for(self.database, self.folder), start_new_session=True,
            )  # fmt: skip

    def signal(self, name: str, what: signal.Signals) -> None:
        """Send a signal to a program and everything that it has started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.programs[name].pid, what)

    def kill(self, name: str) -> None:
        """End a program as the power would."""
        self.signal(name, signal.SIGKILL)
        self.programs.pop(name).wait()

    def end(self) -> None:
        """End whatever runs."""
        for name in list(self.programs):
            self.kill(name)

    @property
    def baked(self) -> Path:
        """The folder of its pages."""
        return self.folder / "baked"

    @property
    def state(self) -> State:
        """What its processes share."""
        return State(self.baked)

    def printed(self) -> str:
        """What its programs said."""
        return "\n".join(path.read_text() for path in self.folder.glob("*.log"))

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for a page."""
        return ask(self.port, path, host="127.0.0.1", **headers)

    def is_ready(self) -> bool:
        """Whether it answers and trusts its folder."""
        return (
            (self.baked / "state").exists() and self.state.trusted and self.get("/").status == 200
        )

    def has_settled(self) -> bool:
        """Whether it trusts its folder, and nothing in it is out of date."""
        with contextlib.closing(sqlite3.connect(self.baked / "index.sqlite3")) as index:
            waiting = index.execute("SELECT count(*) FROM page WHERE stale = 1").fetchone()[0]
        return self.state.trusted and waiting == 0


@contextlib.contextmanager
def node(folder: Path, database: str) -> Iterator[Node]:
    """Run a node. It ends with the block."""
    made = Node(folder, database)
    try:
        made.start_front()
        made.start_press()
        assert wait_until(made.is_ready, 40), made.printed()
        yield made
    finally:
        made.end()


class Desk:
    """The newsroom's desk, elsewhere: it speaks to the database itself."""

    def __init__(self, database: str, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.delivery.club.desk"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/",
            env=settings_for(database, folder),
        )  # fmt: skip
        self._answer()

    def do(self, line: str) -> Any:
        """Have something done; return what it gives, when it is done."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def end(self) -> None:
        """Send everybody home."""
        self.process.kill()
        self.process.wait()


@dataclass
class Town:
    """A database with the paper in it, and the desk."""

    database: str
    desk: Desk

    @property
    def port(self) -> int:
        """Where the database listens."""
        return int(self.database.rpartition(":")[2].partition("/")[0])

    def through(self, port: int) -> str:
        """The database's address by another door."""
        return self.database.replace(f":{self.port}/", f":{port}/")


@contextlib.contextmanager
def town(shared: Path, folder: Path) -> Iterator[Town]:
    """Run a database with the paper in it. ``shared`` keeps a copy for the next who asks."""
    with postgres.cluster() as database:
        copy = shared / "club.sql"
        with (shared / "club.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            kept = copy.exists()
            if kept:
                _psql("psql", database, "-q", "-o", os.devnull, "-f", str(copy))
            desk = Desk(database, folder)
            if not kept:
                desk.do("build()")
                _psql("pg_dump", database, "-f", str(copy))
        try:
            yield Town(database, desk)
        finally:
            desk.end()


def _psql(program: str, database: str, *words: str) -> None:
    found = postgres.programs() / program
    tool = str(found) if found.exists() else shutil.which(program) or program
    subprocess.run([tool, *words, database], check=True)


def shared_folder(base: Path) -> Path:
    """A folder that all of pytest-xdist's workers have."""
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
