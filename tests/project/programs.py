"""Starting Broadsheet's own programs from tests, as a person would."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

CLI = [sys.executable, "-m", "broadsheet.project.cli"]
OURS = (
    "DATABASE_URL",
    "DJANGO_SETTINGS_MODULE",
    "BROADSHEET_VAR",
    "BROADSHEET_SECRET_KEY",
    "BROADSHEET_PARENT",
)


def environment(**more: str) -> dict[str, str]:
    """The environment of somebody who has set nothing for Broadsheet."""
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**clean, "PYTHONUNBUFFERED": "1", **more}


def broadsheet(*words: str, cwd: Path | str = "/", **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command line to its end, outside any newsroom unless ``cwd`` says otherwise."""
    return subprocess.run(
        [*CLI, *words],
        cwd=cwd,
        env=environment(**more),
        text=True,
        capture_output=True,
        timeout=300,
        check=False,
    )


def start(*words: str, log: Path, cwd: Path | str = "/", **more: str) -> subprocess.Popen[Any]:
    """Start the command line and go on; what it prints goes to ``log``."""
    with log.open("w") as out:
        return subprocess.Popen(
            [*CLI, *words],
            cwd=cwd,
            env=environment(**more),
            stdout=out,
            stderr=out,
            start_new_session=True,
        )


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until(true: Any, patience: float = 60) -> bool:
    """Wait until something is true; False when it does not become so in time."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def answer(address: str) -> int:
    """The status with which an address answers; 0 when nobody does."""
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (urllib.error.URLError, OSError):
        return 0


def descendants(pid: int) -> set[int]:
    """Every process that this one started, and theirs (Linux)."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            facts = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if facts[0] != "Z":
            parents[int(stat.parent.name)] = int(facts[1])
    found: set[int] = set()
    while more := {child for child, parent in parents.items() if parent in {pid, *found}} - found:
        found |= more
    return found


def alive(pids: set[int]) -> set[int]:
    """Those of the processes that still run."""
    found = set()
    for pid in pids:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            found.add(pid)
    return found


def last_json(text: str) -> Any:
    """What a script printed as its last line."""
    return json.loads(text.strip().splitlines()[-1])
