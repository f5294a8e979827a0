"""A small paper, served by ``broadsheet serve`` itself, and people who have signed in to it."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.test import override_settings

from broadsheet.delivery import passes
from broadsheet.delivery.store import Store
from tests.delivery import wire
from tests.project.programs import answer, broadsheet, free_port, start, wait_until

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "tests.delivery.served_settings"
TOKEN = re.compile(rb'name="csrfmiddlewaretoken"[^>]*value="([^"]+)"')


@dataclass(frozen=True)
class Person:
    """Somebody who has signed in: what the browser sends, and what must never reach another."""

    cookies: str
    secrets: frozenset[bytes]

    @property
    def headers(self) -> wire.Lines:
        """Their cookies, as a header."""
        return [("Cookie", self.cookies)]


@dataclass(frozen=True)
class Site:
    """A paper that is served."""

    folder: Path
    port: int

    @property
    def environment(self) -> dict[str, str]:
        """What tells Broadsheet's programs which paper is meant."""
        return {
            "DJANGO_SETTINGS_MODULE": SETTINGS,
            "BROADSHEET_VAR": str(self.folder),
            "BROADSHEET_BASE_URL": f"http://127.0.0.1:{self.port}",
        }

    @property
    def baked(self) -> Path:
        """The folder of baked pages."""
        return self.folder / "baked"

    @cached_property
    def store(self) -> Store:
        """The same folder, as the press sees it."""
        return Store(self.baked)

    @property
    def log(self) -> str:
        """What its processes have printed."""
        return (self.folder.parent / f"{self.folder.name}-log").read_text()

    def command(self, *words: str) -> str:
        """Run a command of Broadsheet's on this paper and return what it printed."""
        done = broadsheet(*words, cwd=ROOT, **self.environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def asked(self) -> list[str]:
        """The requests that the front has let reach Django so far, oldest first."""
        lines = (self.folder / "asked").read_text().splitlines()
        return [line for line in lines if line.startswith("the front")]

    def an_article(self) -> str:
        """The address of an article on the front."""
        front = wire.ask(self.port).body.decode()
        return next(
            link for link in re.findall(r'href="(/[a-z-]+/[a-z0-9-]+/)"', front)
            if not link.startswith(("/account/", "/authors/", "/topics/"))
        )  # fmt: skip

    def signed_in(self, role: str, port: int = 0) -> Person:
        """Sign somebody in by a role of the demo's."""
        port = port or self.port
        account = json.loads((self.folder / "demo-accounts.json").read_text())[role]
        door = wire.ask(port, "/account/sign-in/")
        token = TOKEN.search(door.body)
        assert token is not None
        first = cookies_of(door)
        form = {
            "username": account["email"],
            "password": account["password"],
            "csrfmiddlewaretoken": token[1].decode(),
        }
        headers = [("Cookie", first), ("Content-Type", "application/x-www-form-urlencoded")]
        entered = wire.ask(
            port, "/account/sign-in/", method="POST", headers=headers, body=urlencode(form).encode()
        )
        assert entered.status == 302, entered.status
        cookies = cookies_of(entered)
        values = {part.partition("=")[2].encode() for part in cookies.split("; ")}
        return Person(cookies, frozenset({account["email"].encode(), *values}))

    def a_pass(self, *perks: str, minutes: float = 30) -> str:
        """A pass for this paper, as a cookie."""
        with override_settings(SECRET_KEY=(self.folder / "secret-key").read_text().strip()):
            return f"{passes.COOKIE}={passes.sign(perks, int(time.time() + minutes * 60))}"


def cookies_of(reply: wire.Reply) -> str:
    """The cookies that an answer sets, as a browser would send them back."""
    set_by = [value for name, value in reply.headers if name.lower() == "set-cookie"]
    return "; ".join(value.partition(";")[0] for value in set_by)


@contextmanager
def served(built: Path, folder: Path) -> Iterator[Site]:
    """Serve a copy of a built paper in ``folder`` until the block ends."""
    shutil.copytree(built, folder, symlinks=True)
    (folder / "asked").touch()
    site, log = Site(folder, free_port()), folder.parent / f"{folder.name}-log"
    process: Any = start(
        "serve", "--port", str(site.port), "--workers", "1",
        log=log, cwd=ROOT, **site.environment,
    )  # fmt: skip
    try:
        assert wait_until(lambda: "Serving on" in log.read_text()), log.read_text()
        assert wait_until(lambda: site.store.state.trusted), log.read_text()
        assert answer(f"http://127.0.0.1:{site.port}/") == 200, log.read_text()
        yield site
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(timeout=30)
