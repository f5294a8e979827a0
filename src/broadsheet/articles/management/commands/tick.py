"""``manage tick``: do what is due, once or until stopped."""

from __future__ import annotations

import argparse
import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections

from broadsheet.articles import chores
from broadsheet.lib.processes import end_with_parent

logger = logging.getLogger("broadsheet.tick")


class Command(BaseCommand):
    help = (
        "Publish and unpublish what is due: once, or with --every again and again. "
        "“broadsheet serve” runs it for you."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=_seconds, metavar="SECONDS", help="do it again every so many seconds"
        )

    def handle(self, *args: Any, every: int | None = None, **options: Any) -> None:
        if every is None:
            do_what_is_due()
            return
        end_with_parent()
        stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        signal.signal(signal.SIGINT, lambda *_: stop.set())
        failing = False
        while not stop.is_set():
            try:
                do_what_is_due()
                failing = False
            except Exception as error:  # noqa: BLE001  (the next round may succeed: the database may be back)
                logger.log(
                    logging.DEBUG if failing else logging.ERROR,
                    "What is due could not be done, and is tried again every %s s: %s",
                    every,
                    error,
                )
                failing = True
                connections.close_all()
            stop.wait(every)


def do_what_is_due() -> None:
    """Do one round."""
    close_old_connections()
    chores.publish_due()


def _seconds(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 3600:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds from 1 to 3600")
    return int(text)
