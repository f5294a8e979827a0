"""Processes that belong together end together."""

from __future__ import annotations

import os
import threading
import time

PARENT = "BROADSHEET_PARENT"


def as_parent() -> dict[str, str]:
    """Return the environment for a child that is to end with this process."""
    return {**os.environ, PARENT: str(os.getpid())}


def end_with_parent(every: float = 1.0) -> None:
    """End this process soon after the one that started it has ended, however it ended.

    Does nothing unless the parent asked for it (``as_parent``): a parent that is
    killed cannot tell its children, so that they have to look.
    """
    parent = os.environ.get(PARENT, "")
    if not parent.isdigit() or int(parent) == os.getpid():
        return

    def watch() -> None:
        while _alive(int(parent)):
            time.sleep(every)
        os._exit(0)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()


def _alive(pid: int) -> bool:
    # A direct child sees at once when it is given to another process (os.getppid);
    # a grandchild has to ask for the number.
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_defunct(pid)


def _is_defunct(pid: int) -> bool:
    """Whether the process has ended and only waits to be collected (Linux; else False)."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return False
