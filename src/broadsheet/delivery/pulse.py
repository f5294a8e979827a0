"""Whether the database answers, known at every moment without asking it."""

from __future__ import annotations

import threading
import time

from django.db import connection
from django.db.utils import InterfaceError, OperationalError

EVERY = 0.3
READ_ONLY = "25006"
PATIENCE = 1.3  # a database that has not answered for so long is taken to be down


def is_out_of_reach(error: BaseException | None) -> bool:
    """Say whether it is the database, and not the request, that something failed for."""
    if isinstance(error, (OperationalError, InterfaceError)):
        return True
    # A database that may only be read: PostgreSQL says so with a code of its own.
    cause = getattr(error, "__cause__", None)
    return getattr(cause, "sqlstate", "") == READ_ONLY


class Pulse:
    """Asks the database again and again in a thread of its own."""

    def __init__(self) -> None:
        self.failing = False
        self.answered = time.monotonic()
        self.stopped = threading.Event()

    def start(self) -> None:
        """Begin to ask."""
        threading.Thread(target=self._ask, name="pulse", daemon=True).start()

    def stop(self) -> None:
        """End."""
        self.stopped.set()

    @property
    def beats(self) -> bool:
        """Whether the database answers. A question that hangs counts as none."""
        return not self.failing and time.monotonic() - self.answered < PATIENCE

    def _ask(self) -> None:
        while not self.stopped.wait(EVERY):
            try:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 1")
                    cursor.fetchone()
            except Exception:  # noqa: BLE001  (whatever it says: it does not answer)
                self.failing = True
                connection.close()
            else:
                self.answered = time.monotonic()
                self.failing = False
