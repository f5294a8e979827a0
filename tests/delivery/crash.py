"""Killing the press at every call by which it changes what is on the disk.

    python -m tests.delivery.crash FOLDER press=36 withdrawal=20 publish=12 naive=12

FOLDER holds ``paper.sqlite3``, a migrated database in which nothing is. A small paper is made
in it and baked; then, for each call (write, fsync, rename…) of what is looked at, the paper is
laid out anew, a child that does it is killed at that call (strace), what it left is looked at
as a reader's server would, and a new process takes over. Prints what was found, as JSON.

Children are forked from a process in which Django is ready: starting it costs a second.
"""

from __future__ import annotations

import ctypes
import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import traceback
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import brotli

CALLS = "write,pwrite64,fsync,fdatasync,rename,unlink,ftruncate"
CALL = re.compile(r"^(\w+)\(")
PR_SET_PTRACER = 0x59616D61
ENDED, KILLED, FAILED = "ended", "killed", "failed"
PERKS = frozenset({"supporter"})


@dataclass
class Found:
    """What one kill left: what is wrong at once, and what is wrong after a new start."""

    call: str
    number: int
    torn: list[str] = field(default_factory=list)
    diverged: list[str] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)


@dataclass
class Told:
    """What a whole run found."""

    pages: int = 0
    calls: int = 0
    kills: int = 0
    made_again: int = 0  # at most, by a new start
    killed_at: list[str] = field(default_factory=list)  # names of calls
    failed: int = 0
    found: list[Found] = field(default_factory=list)
    seconds: float = 0.0


@dataclass
class Trial:
    """What is done under strace, and the paper before it."""

    folder: Path
    act: Callable[[], None]
    versions: dict[str, set[bytes]] = field(default_factory=dict)

    @property
    def work(self) -> Path:
        return self.folder / "work"

    def lay_out(self) -> None:
        """Put the paper back as it was."""
        shutil.rmtree(self.work, ignore_errors=True)
        shutil.copytree(self.folder / "before", self.work, symlinks=True)

    def keep(self) -> None:
        """Take the paper as it is for the one to put back."""
        shutil.rmtree(self.folder / "before", ignore_errors=True)
        shutil.copytree(self.work, self.folder / "before", symlinks=True)


# Children ------------------------------------------------------------------------


def in_child(act: Callable[[], Any], answer: Path | None = None, *, traced: bool = False) -> int:
    """Do something in a child; return its number. What it returns goes to ``answer``."""
    child = os.fork()
    if child:
        return child
    try:
        if traced:
            _wait_for_tracer()
        result = act()
        if answer is not None:
            answer.write_text(json.dumps(result))
    except BaseException:  # noqa: BLE001  (the child must not go on as its parent)
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _wait_for_tracer() -> None:
    # Where only descendants may be traced, this allows strace, which is a sister.
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ctypes.c_ulong(-1), 0, 0, 0)
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if "TracerPid:\t0" not in Path("/proc/self/status").read_text():
            return
        time.sleep(0.001)
    raise TimeoutError("strace did not come")


def ask(folder: Path, act: Callable[[], Any]) -> Any:
    """Return what a child finds out."""
    answer = folder / "answer.json"
    answer.unlink(missing_ok=True)
    _pid, status = os.waitpid(in_child(act, answer), 0)
    if status:
        raise RuntimeError("A child could not answer; the lines above say why.")
    return json.loads(answer.read_text())


def traced(act: Callable[[], None], *options: str) -> str:
    """Do something in a child under strace; say how it ended."""
    child = in_child(act, traced=True)
    tracer = subprocess.Popen(
        ["strace", "-qq", "-p", str(child), *options], stderr=subprocess.DEVNULL
    )
    _pid, status = os.waitpid(child, 0)
    tracer.wait()
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return KILLED
    return FAILED if status else ENDED


def calls_of(trial: Trial) -> list[tuple[str, int]]:
    """Return each call that changes the disk, and the how manieth of its name it is."""
    trial.lay_out()
    log = trial.folder / "calls"
    if traced(trial.act, "-o", str(log), "-e", f"trace={CALLS}") != ENDED:
        raise RuntimeError("What is looked at does not work even when nobody kills it.")
    seen: dict[str, int] = {}
    found = []
    for line in log.read_text(errors="replace").splitlines():
        if call := CALL.match(line):
            seen[call[1]] = seen.get(call[1], 0) + 1
            found.append((call[1], seen[call[1]]))
    return found


def chosen(calls: list[tuple[str, int]], most: int) -> list[tuple[str, int]]:
    """Return so many, evenly apart; those of the index, which are most, come last."""
    if len(calls) <= most:
        return calls
    rare = [call for call in calls if call[0] != "pwrite64"]
    rest = [call for call in calls if call not in rare]
    rare = rare[:: max(1, -(-len(rare) // (most * 2 // 3)))]
    left = max(1, most - len(rare))
    return [*rare, *rest[:: max(1, -(-len(rest) // left))]]


def look(trial: Trial, most: int) -> Told:
    """Kill at each call, and tell what was found."""
    from tests.delivery import crash_paper

    began = time.monotonic()
    calls = calls_of(trial)
    told = Told(pages=len(trial.versions), calls=len(calls))
    for call, number in chosen(calls, most):
        trial.lay_out()
        how = traced(
            trial.act, "-o", "/dev/null", "-e", f"trace={call}",
            "-e", f"inject={call}:signal=KILL:when={number}",
        )  # fmt: skip
        told.failed += how == FAILED
        if how != KILLED:
            continue
        told.kills += 1
        told.killed_at = sorted({*told.killed_at, call})
        found = Found(call, number, torn=torn(trial))
        after = ask(trial.folder, crash_paper.take_over)
        found.diverged, made = after["diverged"], after["made"]
        found.left_over = left_over(trial.work / "baked")
        told.made_again = max(told.made_again, made)
        if found.torn or found.diverged or found.left_over:
            told.found.append(found)
    told.seconds = round(time.monotonic() - began, 1)
    return told


def torn(trial: Trial) -> list[str]:
    """Return the files that are neither the whole old nor the whole new page."""
    bad = []
    for path in (trial.work / "baked").glob("[vm][ie]*/**/*"):
        if path.is_dir() or path.name.startswith(".aside-"):
            continue
        name = str(path.relative_to(trial.work / "baked"))
        page = name.removesuffix(".gz").removesuffix(".br")
        if whole(path) not in trial.versions.get(page, set()):
            bad.append(name)
    return bad


def whole(path: Path) -> bytes:
    """Return what a file says, without its encoding; nothing for half a file."""
    try:
        body = path.read_bytes()
        if path.suffix == ".gz":
            return gzip.decompress(body)
        return bytes(brotli.decompress(body)) if path.suffix == ".br" else body
    except (OSError, EOFError, zlib.error, brotli.error):
        return b""


def left_over(baked: Path) -> list[str]:
    """Return what was written aside and is there still."""
    return [str(path.relative_to(baked)) for path in baked.rglob(".aside-*")]


def main() -> int:
    """Look at each kind of work, killed at so many calls."""
    folder = Path(sys.argv[1])
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.delivery.club.settings"
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'work' / 'paper.sqlite3'}"
    os.environ["BROADSHEET_TEST_VAR"] = str(folder / "work")
    (folder / "work").mkdir()
    import django

    django.setup()
    from tests.delivery import crash_paper

    told = {}
    for word in sys.argv[2:]:
        kind, _equals, most = word.partition("=")
        told[kind] = asdict(look(crash_paper.prepare(folder, kind), int(most)))
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
