"""A PostgreSQL of our own for as long as it is needed: on loopback, in a temporary folder.

with postgres.cluster() as address:
    ...                      # DATABASE_URL=postgres://…

python -m tests.postgres pytest -q      # or run a command with DATABASE_URL set
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PATIENCE = 60.0
# Nothing here outlives the tests: what protects data from a power cut only costs time.
QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "autovacuum": "off",
}


class Missing(Exception):
    """PostgreSQL is not on this machine; the text says how to get it."""


def programs() -> Path:
    """Return the folder of the newest PostgreSQL's programs; raises Missing."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    for name in ("initdb",):
        if path := shutil.which(name):
            found.append(Path(path).resolve().parent)
    if not found:
        raise Missing("PostgreSQL is not installed (Debian: apt install postgresql).")
    return max(found, key=lambda path: int("".join(filter(str.isdigit, path.parent.name)) or 0))


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """Run a cluster and give its address for DATABASE_URL. It ends with the block."""
    bin_folder = programs()
    folder = Path(tempfile.mkdtemp(prefix="broadsheet-postgres-"))
    account = _account()
    if account:
        shutil.chown(folder, account["user"], account["group"])
    port = _free_port()
    options = [word for name, value in QUICK.items() for word in ("-c", f"{name}={value}")]
    server = None
    try:
        subprocess.run(
            [bin_folder / "initdb", "-D", folder / "data", "-A", "trust", "-U", "postgres",
             "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
            check=True, stdout=subprocess.DEVNULL, cwd="/", **account,
        )  # fmt: skip
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(
                [bin_folder / "postgres", "-D", folder / "data", "-p", str(port), *options],
                stdout=log, stderr=log, cwd="/", **account,
            )  # fmt: skip
        _wait_until_ready(server, port, folder / "log")
        yield f"postgres://postgres@127.0.0.1:{port}/postgres"
    finally:
        if server is not None and server.poll() is None:
            server.send_signal(signal.SIGINT)  # ends connections and stops
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(timeout=20)
            if server.poll() is None:
                server.kill()
                server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> dict[str, Any]:
    """As whom to run: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    raise Missing("PostgreSQL does not run as root, and there is no account “postgres”.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(server: subprocess.Popen[Any], port: int, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            if "ready to accept connections" in log.read_text(errors="replace"):
                return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


def main() -> int:
    """Run a command with DATABASE_URL leading to a cluster of its own."""
    try:
        with cluster() as address:
            return subprocess.run(
                sys.argv[1:], env={**os.environ, "DATABASE_URL": address}, check=False
            ).returncode
    except Missing as missing:
        sys.stderr.write(f"{missing}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
