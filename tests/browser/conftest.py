"""A real browser before a real, small paper: built once, served by ``broadsheet demo`` itself."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CLI = [sys.executable, "-m", "broadsheet.project.cli"]
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
NARROWEST = {"width": 320, "height": 640}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class ServedPaper:
    """The demo paper with a dozen articles, served by a process of its own."""

    address: str
    folder: Path

    @property
    def accounts(self) -> dict[str, dict[str, str]]:
        """Email and password by role: publisher, editor, reporter, member, reader."""
        found: dict[str, dict[str, str]] = json.loads(
            (self.folder / "demo-accounts.json").read_text()
        )
        return found

    def manage(self, *words: str, stdin: str = "") -> str:
        """Run one of Django's commands on this paper's database; return what it printed."""
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "broadsheet.project.settings.demo",
            "BROADSHEET_VAR": str(self.folder),
        }
        environment.pop("DATABASE_URL", None)
        done = subprocess.run(
            [*CLI, "manage", *words],
            env=environment,
            input=stdin,
            text=True,
            capture_output=True,
            check=True,
        )
        return done.stdout


@pytest.fixture(scope="session")
def built_paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small paper, built once for all of pytest-xdist's workers. Do not write to it."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "small-paper"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "paper" / "built.json").exists():
            command = [*CLI, "demo", "--only-build", "--dir", str(shared / "paper")]
            subprocess.run(command, check=True)
    return shared / "paper"


@pytest.fixture(scope="session")
def paper(built_paper: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedPaper]:
    """A copy of the small paper, served until the session ends."""
    folder = tmp_path_factory.mktemp("served") / "paper"
    shutil.copytree(built_paper, folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*CLI, "demo", "--dir", str(folder), "--port", str(port), "--workers", "1"]
    with (folder.parent / "log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, server, folder.parent / "log")
        yield ServedPaper(address, folder)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(address: str, server: subprocess.Popen[Any], log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The paper was not served:\n{log.read_text()}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, started once."""
    path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if path is None:
        pytest.skip("Chromium is not installed (Debian: apt install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, paper: ServedPaper) -> Iterator[Callable[..., Page]]:
    """Open a page in a fresh browser: ``open_page(viewport=PHONE, java_script_enabled=False)``.

    At the end of the test no script may have failed on any of them, and nothing
    may have been asked of another host.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(**options: Any) -> Page:
        options = {"viewport": DESKTOP, "locale": "en-GB", "base_url": paper.address, **options}
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        page.on("request", lambda request: _watch(request.url, paper.address, errors))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def _watch(url: str, ours: str, errors: list[str]) -> None:
    if urlsplit(url).scheme in ("http", "https", "ws", "wss") and not url.startswith(f"{ours}/"):
        errors.append(f"asked another host: {url}")


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A visitor's page, 1440 pixels wide."""
    return open_page()


@pytest.fixture
def sign_in(open_page: Callable[..., Page], paper: ServedPaper) -> Callable[..., Page]:
    """Sign in by role and return the page where that leads: ``sign_in("editor")``."""

    def sign_in(role: str, **options: Any) -> Page:
        account = paper.accounts[role]
        page = open_page(**options)
        page.goto("/account/sign-in/")
        page.get_by_label("Email address").fill(account["email"])
        page.get_by_label("Password").fill(account["password"])
        page.locator("main form [type=submit]").click()
        page.wait_for_url(lambda url: "/account/sign-in/" not in url)
        return page

    return sign_in


@dataclass
class Visit:
    """A page in the browser, with what it asked for and what it complained of."""

    page: Page
    requests: list[str]
    complaints: list[str]


@pytest.fixture
def visit(chromium: Browser, paper: ServedPaper) -> Iterator[Callable[..., Visit]]:
    """Open a path and keep what happens: ``visit("/port/", width=320, scheme="dark", scripts=False)``."""
    contexts: list[BrowserContext] = []

    def visit(
        path: str, *, width: int = 1440, scheme: Any = "light", scripts: bool = True
    ) -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        seen = Visit(context.new_page(), [], [])
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.on(
            "console", lambda said: said.type == "error" and seen.complaints.append(said.text)
        )
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.goto(paper.address + path, wait_until="load")
        return seen

    yield visit
    for context in contexts:
        context.close()
