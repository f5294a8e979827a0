"""The jail: a child process in which files from outside are opened.

Pictures, PDFs, archives and XML can be made so that opening them takes all
memory, never ends, or kills the process. ``run`` opens them in a child with
limits; whatever happens there, the caller gets an answer or ``JailBroken``.

What the child has: the bytes it was given, an empty environment, no network
where the system permits leaving it (Linux with user namespaces). What it is
not: a wall against somebody who can run code of their own in it, since it
still reads what the worker's user reads. On macOS the limit on memory is not
enforced by the system; the others are.
"""

from __future__ import annotations

import json
import logging
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import BoundedSemaphore
from typing import IO, Any, Literal, TypeAlias

from broadsheet.lib import jailed
from broadsheet.lib.jailed import Answer, Facts, Refused, Work

__all__ = ["Answer", "Facts", "JailBroken", "Limits", "Refused", "run"]

Kind: TypeAlias = Literal["too_big", "too_slow", "crashed", "refused"]

log = logging.getLogger(__name__)

MEGABYTE = 2**20
# So many children of one worker at a time; the next waits. Each may use its whole memory.
AT_ONCE = BoundedSemaphore(2)
# Where the interpreter finds its own libraries, on machines that need to be told.
KEPT_ENVIRONMENT = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
BOOT = "import json, sys; sys.path[:0] = json.loads(sys.argv.pop()); from {} import main; main()"


@dataclass(frozen=True)
class Limits:
    """What a child may use: bytes of memory, seconds, open files, bytes of answer."""

    memory: int = 512 * MEGABYTE
    cpu: int = 20
    wall: int = 40
    files: int = 32
    output: int = 64 * MEGABYTE


class JailBroken(Exception):
    """The child gave no answer.

    ``kind``: ``too_big`` (memory or answer), ``too_slow``, ``crashed``, or
    ``refused``: the function itself said no, with ``reason`` and ``facts``.
    """

    def __init__(self, kind: Kind, reason: str = "", facts: Facts | None = None) -> None:
        super().__init__(f"{kind}: {reason}" if reason else kind)
        self.kind = kind
        self.reason = reason
        self.facts = facts or {}


def run(
    work: Work, source: bytes | IO[bytes], *, limits: Limits | None = None, **arguments: Any
) -> Answer:
    """Call ``work(file, **arguments)`` in a child process and return its answer.

    ``work`` is a function of a module that imports neither Django nor anything
    that needs it. ``source`` is copied, and left at its beginning. Raises
    JailBroken when there is no answer.
    """
    limits = limits or Limits()
    # Files, not pipes: nothing can block, and the kernel holds the answer to its size.
    with (
        AT_ONCE,
        TemporaryFile() as given,
        TemporaryFile() as answer,
        TemporaryFile() as complaints,
    ):
        _copy(source, given)
        ended = _wait(_start(work, limits, arguments, (given, answer, complaints)), limits.wall)
        answer.seek(0)
        complaints.seek(0)
        return _read(ended, answer, complaints)


def _copy(source: bytes | IO[bytes], given: IO[bytes]) -> None:
    if isinstance(source, bytes):
        given.write(source)
    else:
        source.seek(0)
        shutil.copyfileobj(source, given, MEGABYTE)
        source.seek(0)
    given.flush()
    given.seek(0)


def _start(
    work: Work, limits: Limits, arguments: Facts, files: Sequence[IO[bytes]]
) -> subprocess.Popen[bytes]:
    order = {
        "module": work.__module__,
        "function": work.__name__,
        "limits": asdict(limits),
        "arguments": arguments,
    }
    # Isolated and without "site", for speed and so that no .pth file or variable has a say.
    command = [sys.executable, "-I", "-S", "-c", BOOT.format(jailed.__name__), json.dumps(order)]
    given, answer, complaints = files
    try:
        return subprocess.Popen(
            [*command, json.dumps(_path(work))],
            stdin=given,
            stdout=answer,
            stderr=complaints,
            cwd="/",
            env={name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ},
            start_new_session=True,
        )
    except OSError as error:
        raise JailBroken("crashed", f"could not start: {error}") from error


def _path(work: Work) -> list[str]:
    """Return where the child finds this package, the function's and what they import."""
    roots = []
    for name in (jailed.__name__, work.__module__):
        file = Path(str(sys.modules[name].__file__)).resolve()
        roots.append(str(file.parents[name.count(".")]))
    return list(dict.fromkeys([*roots, *(path for path in sys.path if os.path.isabs(path))]))


def _wait(child: subprocess.Popen[bytes], seconds: int) -> int:
    """Wait for the child's end and return its status; kill it when the time is up."""
    try:
        # The file descriptor of a process wakes us at once; Popen.wait(timeout) looks
        # only every twentieth of a second.
        with suppress(AttributeError, OSError):
            watch = os.pidfd_open(child.pid)
            try:
                poll = select.poll()
                poll.register(watch, select.POLLIN)
                return child.wait() if poll.poll(seconds * 1000) else -signal.SIGALRM
            finally:
                os.close(watch)
        with suppress(subprocess.TimeoutExpired):
            return child.wait(seconds)
        return -signal.SIGALRM
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _read(ended: int, answer: IO[bytes], complaints: IO[bytes]) -> Answer:
    if ended in {-signal.SIGALRM, -signal.SIGXCPU}:
        raise JailBroken("too_slow")
    if ended in {jailed.EFBIG, -signal.SIGXFSZ}:
        raise JailBroken("too_big")
    if ended != 0:
        said = complaints.read(4000).decode(errors="replace").strip()
        log.warning("the jail ended with %s: %s", ended, said or "nothing said")
        # C libraries that get no memory end the process instead of raising.
        if "MemoryError" in said or "bad_alloc" in said:
            raise JailBroken("too_big")
        raise JailBroken("crashed", f"ended with {ended}")
    try:
        head = json.loads(answer.readline())
        files = [answer.read(size) for size in head["sizes"]]
        status, facts = head["status"], dict(head["facts"])
        if [len(file) for file in files] != head["sizes"]:
            raise ValueError("the answer is cut short")
    except (ValueError, KeyError, TypeError) as error:
        raise JailBroken("crashed", "no answer") from error
    if status == jailed.REFUSED:
        raise JailBroken("refused", str(facts.pop("reason", "")), facts)
    if status != jailed.DONE:
        raise JailBroken("too_big")
    return facts, files
