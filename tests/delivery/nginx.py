"""A real nginx before a served paper, with the configuration that ``broadsheet nginx`` prints."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from tests.delivery.served import Site
from tests.project.programs import answer, free_port, wait_until

# Around the printed file: what Debian's nginx.conf says, and everything in a folder of its own.
AROUND = """\
{user}
worker_processes 1;
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    sendfile on;
    tcp_nopush on;
    types_hash_max_size 2048;
    gzip on;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


WELL = (
    "nginx: the configuration file {folder}/nginx.conf syntax is ok\n"
    "nginx: configuration file {folder}/nginx.conf test is successful\n"
)


def program() -> str:
    """The path of nginx."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if found is None:
        pytest.skip("nginx is not installed (Debian: apt install nginx-light).")
    return found


def write(folder: Path, printed: str) -> list[str]:
    """Write nginx's files for a printed configuration; return the command that reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    user = "user root;" if os.geteuid() == 0 else ""  # so that it may read pytest's folders
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    (folder / "site.conf").write_text(printed)
    log = folder / "error.log"
    return [program(), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(log)]


def accepts(folder: Path, printed: str) -> tuple[bool, str]:
    """Whether nginx takes a configuration, and what it says."""
    done = subprocess.run(
        [*write(folder, printed), "-t"], capture_output=True, text=True, check=False
    )
    return done.returncode == 0, done.stderr


@cache
def printed(site: Site) -> str:
    """What ``broadsheet nginx`` prints for a paper; the ports in it are {listen} and {upstream}."""
    words = ("--no-tls", "--listen", "127.0.0.1:1", "--upstream", "127.0.0.1:2")
    told = site.command("nginx", *words).partition("\n\n")[2]  # after the lines that repeat them
    told = told.replace("127.0.0.1:1;", "127.0.0.1:{listen};")
    told = told.replace("127.0.0.1:1 ", "127.0.0.1:{listen} ")
    return told.replace("127.0.0.1:2;", "127.0.0.1:{upstream};")


def heard_by(listener: socket.socket, port: int, raw: bytes) -> bytes:
    """Send a request to nginx, and return what it passes on to whoever listens."""
    with socket.create_connection(("127.0.0.1", port)) as wire:
        wire.sendall(raw)
        front, _address = listener.accept()
        with front:
            return front.recv(65536)


@contextmanager
def before(
    site: Site, folder: Path, *, upstream: int = 0, changed: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Run nginx before a paper; give its port.

    ``upstream``: another front than the paper's. ``changed``: what is replaced by what in the
    printed configuration; all of it must be there.
    """
    port, told = free_port(), printed(site)
    for old, new in (changed or {}).items():
        assert old in told, old
        told = told.replace(old, new)
    told = told.replace("{listen}", str(port)).replace("{upstream}", str(upstream or site.port))
    command = write(folder, told)
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        # An address that needs no front: who listens in its place may never answer.
        up = wait_until(lambda: answer(f"http://127.0.0.1:{port}/"), patience=10)
        assert up, (folder / "error.log").read_text()
        yield port
    finally:
        process.terminate()
        process.wait(timeout=10)
