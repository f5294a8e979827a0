"""``manage press``: keep baked pages up to date, and do what is due, until stopped."""

from __future__ import annotations

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections
from django.db.utils import Error as DatabaseError

from broadsheet.delivery import cdn, sockets
from broadsheet.delivery.press import Press
from broadsheet.delivery.store import Store
from broadsheet.lib.processes import end_with_parent

logger = logging.getLogger("broadsheet.press")

LOOK_EVERY = 0.1  # seconds between two looks at the list of changes
CHORES_EVERY = 2.0
PURGE_EVERY = 0.25
AFTER_TROUBLE = 1.0


class Command(BaseCommand):
    help = (
        "Follow what changes, make baked pages anew, and do what has to happen at its time, until "
        "stopped. Each node runs one. “broadsheet serve” runs it for you."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        end_with_parent()
        stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        signal.signal(signal.SIGINT, lambda *_: stop.set())
        threading.Thread(target=_do_chores, args=(stop,), name="chores", daemon=True).start()
        store = cdn.own_store()
        if store.purging:
            threading.Thread(target=_purge, args=(store, stop), name="purge", daemon=True).start()
        follow(Press(store), stop)


def follow(press: Press, stop: threading.Event) -> None:
    """Let the press work until stopped; when the database is away, wait for it."""
    begun = failing = False
    while not stop.is_set():
        try:
            if not begun or press.is_long_away():
                press.begin()
                begun = True
            busy = press.round()
            failing = False
        except DatabaseError as error:
            # What is kept goes on being served; it is believed again once it has caught up.
            press.store.state.trusted = False
            _log(
                failing,
                "The database does not answer; kept pages are served as they are: %s",
                error,
            )
            failing = True
            connections.close_all()
            stop.wait(AFTER_TROUBLE)
        except Exception as error:  # noqa: BLE001  (a press that ended would leave pages as they are)
            _log(failing, "The press could not do its round: %s", error)
            failing = True
            stop.wait(AFTER_TROUBLE)
        else:
            stop.wait(0 if busy else LOOK_EVERY)


def _purge(store: Store, stop: threading.Event) -> None:
    """Tell the CDN what to forget, apart from everything that it might hold up."""
    while not stop.is_set():
        try:
            busy = cdn.purge_due(store)
        except Exception as error:  # noqa: BLE001  (what is in the queue stays there)
            _log(False, "The CDN could not be told what to forget: %s", error)
            busy = 0
            stop.wait(AFTER_TROUBLE)
        stop.wait(0 if busy else PURGE_EVERY)


def _do_chores(stop: threading.Event) -> None:
    failing: dict[str, bool] = {}
    while not stop.wait(CHORES_EVERY):
        close_old_connections()
        for name, chore in sockets.CHORES.load().items():
            try:
                chore()
                failing[name] = False
            except Exception as error:  # noqa: BLE001  (the next round may succeed)
                _log(failing.get(name, False), f"{name} could not be done: %s", error)
                failing[name] = True
                connections.close_all()


def _log(again: bool, message: str, error: Exception) -> None:
    logger.log(logging.DEBUG if again else logging.ERROR, message, error, exc_info=not again)
