"""The loaded paper, served: by itself, by nginx before it, by Django alone."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.delivery import nginx
from tests.delivery.served import Site
from tests.project.programs import answer, free_port, wait_until

from bench.programs import program
from broadsheet.delivery import passes
from broadsheet.delivery.store import Store

WORKERS = 2

PLAIN_FILES = """
server {{
    listen 127.0.0.1:{port};
    server_tokens off;
    open_file_cache max=10000 inactive=60s;
    open_file_cache_valid 1s;
    gzip_static on;
    location / {{
        root {root};
        default_type text/html;
    }}
}}
"""


class LoadedSite(Site):
    """The paper of the bench, in this process's own surroundings."""

    @property
    def environment(self) -> dict[str, str]:
        return {
            name: os.environ[name]
            for name in ("DJANGO_SETTINGS_MODULE", "BROADSHEET_VAR", "DATABASE_URL")
            if name in os.environ
        } | {"BROADSHEET_BASE_URL": f"http://127.0.0.1:{self.port}"}

    def member(self) -> str:
        """A pass in force, as a cookie."""
        return f"{passes.COOKIE}={passes.sign(['supporter'], int(time.time()) + 36_000)}"


@contextlib.contextmanager
def served(folder: Path) -> Iterator[LoadedSite]:
    """Serve the paper as ``broadsheet serve`` does, until the block ends."""
    site, log = LoadedSite(folder, free_port()), folder / "serve.log"
    words = ["serve", "--port", str(site.port), "--workers", str(WORKERS)]
    command = [sys.executable, "-m", "broadsheet.project.cli", *words]
    with program(command, log, **site.environment):
        ready = wait_until(lambda: "Serving on" in log.read_text(), 120)
        trusted = ready and wait_until(lambda: Store(folder / "baked").state.trusted, 120)
        if not trusted or answer(f"http://127.0.0.1:{site.port}/") != 200:
            raise SystemExit(f"The paper could not be served:\n{log.read_text()}")
        yield site


@contextlib.contextmanager
def by_django_alone(site: LoadedSite, folder: Path) -> Iterator[int]:
    """Serve the paper as a Wagtail site without a press is served: every page made when asked."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(WORKERS),
        "--blocking-threads", "2", "--port", str(port), "broadsheet.project.wsgi:application",
    ]  # fmt: skip
    with program(command, folder / "django.log", **site.environment):
        if not wait_until(lambda: answer(f"http://127.0.0.1:{port}/healthz"), 60):
            raise SystemExit((folder / "django.log").read_text())
        yield port


@contextlib.contextmanager
def plain_files(root: Path, folder: Path) -> Iterator[int]:
    """Serve files with nginx, as it does it best."""
    port = free_port()
    with _nginx(PLAIN_FILES.format(port=port, root=root), folder, port):
        yield port


@contextlib.contextmanager
def behind_nginx(site: LoadedSite, folder: Path) -> Iterator[int]:
    """Serve the paper with the configuration that ``broadsheet nginx`` prints."""
    port = free_port()
    printed = site.command(
        "nginx", "--no-tls", "--listen", f"127.0.0.1:{port}", "--upstream", f"127.0.0.1:{site.port}"
    )
    with _nginx(printed.partition("\n\n")[2], folder, port):
        yield port


@contextlib.contextmanager
def _nginx(configuration: str, folder: Path, port: int) -> Iterator[None]:
    command = nginx.write(folder, configuration)
    told = folder / "nginx.conf"
    told.write_text(told.read_text().replace("worker_processes 1;", f"worker_processes {WORKERS};"))
    with program(command, folder / "nginx.log"):
        if not wait_until(lambda: answer(f"http://127.0.0.1:{port}/"), 20):
            raise SystemExit((folder / "error.log").read_text())
        yield
