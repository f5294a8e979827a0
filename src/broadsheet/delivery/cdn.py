"""A CDN before the site: what it may keep, and what it is told to forget.

Used where WAGTAILFRONTENDCACHE names one (Wagtail's own setting and backends). What it is to
forget stands in a queue in the index, in the transaction in which a page was replaced or taken
away, and is asked for again until the CDN has heard it.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from django.conf import settings
from wagtail.contrib.frontend_cache.utils import get_backends

from broadsheet.delivery import conf
from broadsheet.delivery.records import Headers
from broadsheet.delivery.store import Store

logger = logging.getLogger(__name__)

AT_ONCE = 30
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 300.0
STALE_WHILE_REVALIDATE = 10  # seconds: a browser may show what it has for so long, too
STALE_IF_ERROR = 864_000  # ten days: an old page is better than none
MOST_KEYS = 100
PICTURE_SECONDS = 60  # for which a browser does not ask again


def is_used() -> bool:
    """Say whether a CDN stands before the site."""
    return bool(getattr(settings, "WAGTAILFRONTENDCACHE", None))


def own_store() -> Store:
    """Return this node's folder of baked pages."""
    return Store(conf.baked_folder(), purging=is_used())


def control(face: str) -> str:
    """Return the Cache-Control of a kept page: a member's is kept by nobody else."""
    if face:
        return "private, no-cache"
    if not is_used():
        return "no-cache"
    return (
        f"public, max-age=0, s-maxage={conf.CDN_SECONDS.value}, "
        f"stale-while-revalidate={STALE_WHILE_REVALIDATE}, stale-if-error={STALE_IF_ERROR}"
    )


def picture_control() -> str:
    """Return the Cache-Control of a kept picture or file, which everybody may have."""
    later = f", stale-while-revalidate={STALE_WHILE_REVALIDATE}, stale-if-error={STALE_IF_ERROR}"
    return f"public, max-age={PICTURE_SECONDS}{later}"


def keys(noted: set[str]) -> Headers:
    """Return the keys by which a CDN can forget everything that was made from something."""
    if not is_used():
        return []
    named = sorted(key.replace(" ", "_") for key in noted if not key.startswith("address:"))
    return [("Surrogate-Key", " ".join(named[:MOST_KEYS]))]


def purge_due(store: Store) -> int:
    """Ask the CDN to forget what is due; return how many addresses it has forgotten."""
    now = time.time()
    rows = store.index.execute(
        "SELECT address, tries, queued FROM purge WHERE due <= ? ORDER BY due LIMIT ?",
        [now, AT_ONCE],
    ).fetchall()
    if not rows:
        return 0
    site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    forgotten = _forgotten([site + quote(address) for address, _tries, _queued in rows])
    with store.writing() as index:
        for address, tries, queued in rows:
            if forgotten:
                # Unless it has been put into the queue once more meanwhile.
                index.execute(
                    "DELETE FROM purge WHERE address = ? AND queued = ?", [address, queued]
                )
            else:
                pause = min(FIRST_PAUSE * 2.0**tries, LONGEST_PAUSE)
                index.execute(
                    "UPDATE purge SET tries = tries + 1, due = ? WHERE address = ?",
                    [now + pause, address],
                )
    return len(rows) if forgotten else 0


def waiting(index: sqlite3.Connection) -> tuple[int, float]:
    """Return how many addresses the CDN has still to forget, and for how many seconds the first."""
    count, first = index.execute("SELECT count(*), min(queued) FROM purge").fetchone()
    return count, time.time() - first if first else 0.0


def _forgotten(addresses: list[str]) -> bool:
    """Tell every backend; say whether all of them have heard it."""
    with _complaints() as complaints:
        for backend in get_backends().values():
            try:
                backend.purge_batch(addresses)
            except Exception as error:  # noqa: BLE001  (each backend fails in its own way)
                complaints.append(str(error))
    if complaints:
        logger.warning("The CDN has not heard what to forget: %s", complaints[0])
    return not complaints


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """Give what Wagtail's backends complain of: they write it down and raise nothing."""
    heard: list[str] = []

    class Listening(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    listening: Any = Listening(logging.ERROR)
    # Some write under Wagtail's name, and one, by mistake, under none.
    loggers = [logging.getLogger("wagtail.frontendcache"), logging.getLogger()]
    for one in loggers:
        one.addHandler(listening)
    try:
        yield heard
    finally:
        for one in loggers:
            one.removeHandler(listening)
