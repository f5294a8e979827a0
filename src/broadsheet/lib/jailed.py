"""What runs inside the jail (broadsheet.lib.jail): limits first, then one function.

Only the standard library is imported here: this module is loaded by a fresh
interpreter each time, and every import is waited for.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any, BinaryIO, TypeAlias

Facts: TypeAlias = dict[str, Any]
# What a jailed function gives back: facts that JSON can hold, and files.
Answer: TypeAlias = tuple[Facts, list[bytes]]
Work: TypeAlias = Callable[..., Answer]

DONE, REFUSED, TOO_BIG = "done", "refused", "too_big"
EFBIG = 27  # writing beyond the allowed size of a file
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


class Refused(Exception):
    """Raised by a jailed function that has looked and says no; ``reason`` is a short code."""

    def __init__(self, reason: str, **facts: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


def main() -> None:
    """Do what the command line asks with standard input; answer on standard output."""
    order = json.loads(sys.argv[1])
    work: Work = getattr(import_module(order["module"]), order["function"])
    source, answer = sys.stdin.buffer, sys.stdout.buffer
    # Whatever prints must not get between the bytes of the answer.
    sys.stdout = sys.stderr
    leave_the_network()
    limit(**order["limits"])
    status, facts, files = outcome(work, source, order["arguments"])
    write(answer, status, facts, files)
    # The memory of a large picture need not be put in order before it is given back.
    os._exit(0)


def outcome(work: Work, source: BinaryIO, arguments: Facts) -> tuple[str, Facts, list[bytes]]:
    """Call the function; say how it ended."""
    try:
        facts, files = work(source, **arguments)
    except Refused as refusal:
        return REFUSED, {"reason": refusal.reason, **refusal.facts}, []
    except MemoryError:
        return TOO_BIG, {}, []
    except OSError as error:
        if error.errno == EFBIG:
            return TOO_BIG, {}, []
        raise
    return DONE, facts, files


def write(answer: BinaryIO, status: str, facts: Facts, files: list[bytes]) -> None:
    """Write one line of JSON, then the files, end to end."""
    try:
        head = {"status": status, "facts": facts, "sizes": [len(file) for file in files]}
        answer.write(json.dumps(head).encode() + b"\n")
        answer.writelines(files)
        answer.flush()
    except OSError:
        traceback.print_exc()
        os._exit(EFBIG)


def limit(*, memory: int, cpu: int, wall: int, files: int, output: int) -> None:
    """Take limits upon this process: bytes, seconds, seconds, open files, bytes."""
    for name, value in (
        ("RLIMIT_AS", memory),
        ("RLIMIT_NOFILE", files),
        ("RLIMIT_FSIZE", output),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_CPU", cpu),
    ):
        # macOS knows some of these by name only and refuses them.
        with suppress(AttributeError, ValueError, OSError):
            # The system warns at the first number and kills at the second: the warning
            # tells the parent that it was time that ran out.
            hard = value + 1 if name == "RLIMIT_CPU" else value
            resource.setrlimit(getattr(resource, name), (value, hard))
    # Beside the parent's own clock: a child whose parent was killed ends too.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(wall + 1)


def leave_the_network() -> bool:
    """Move into a network of one's own, which is empty, where the system permits it."""
    if not sys.platform.startswith("linux"):
        return False
    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        return bool(libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0)
    return False
