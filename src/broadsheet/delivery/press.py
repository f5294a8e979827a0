"""The press at work: it follows the list of changes and makes anew what is out of date."""

from __future__ import annotations

import logging
import sqlite3
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.utils import Error as DatabaseError

from broadsheet.delivery import bake, changes, conf, triggers
from broadsheet.delivery.fingerprint import fingerprint
from broadsheet.delivery.store import EVERYTHING, Happened, Store

logger = logging.getLogger(__name__)

AT_ONCE = 20  # pages made between two looks at the list of changes
REMEMBERED = 900.0  # seconds for which changes are held against pages that are being made
BOOT = Path("/proc/sys/kernel/random/boot_id")
FADE_EVERY, FADE_TO = 3600.0, 0.7
HOUSEKEEPING_EVERY = 30.0


@dataclass
class Press:
    """One node's press: its folder, and how far it has read."""

    store: Store
    seen: set[int] = field(default_factory=set)  # ids that will be read again
    position: int = 0
    kept_house: float = 0.0
    faded: float = field(default_factory=time.time)
    failing: dict[tuple[str, str], float] = field(default_factory=dict)

    def begin(self) -> None:
        """Take over the folder: believe what can be believed of it, and catch up.

        Everything is taken away when the database is another one, or does not remember as far
        back as this node was away; everything is made anew, little by little, when Broadsheet,
        its settings or the machine's run are not those under which it was made.
        """
        self.store.state.trusted = False
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if triggers.install(connection):
            logger.warning("Changes had not been told: everything is made anew.")
            self.store.set(made_by="")
        now = changes.position()
        start = self.store.get("position")
        if start is None or not self._same_database(start, now):
            self.store.clear(now)
            start = now
        self.store.sweep()
        self.position = start
        facts = {"birth": changes.birth(), "made_by": fingerprint(), "boot": _boot()}
        everything = any(self.store.get(name) != facts[name] for name in ("made_by", "boot"))
        self.store.set(position=start, caught_up=time.time(), **facts)
        if everything:
            # What is made from now on is not meant.
            self.store.apply([Happened(0, EVERYTHING, None, False, now - 1)])
        self.catch_up()

    def _same_database(self, start: int, now: int) -> bool:
        away = time.time() - float(self.store.get("caught_up") or 0)
        remembered = conf.CHANGES_DAYS.value * 86_400 * 0.9
        return self.store.get("birth") == changes.birth() and start <= now and away < remembered

    def catch_up(self) -> int:
        """Read what has changed; return how many pages it concerned."""
        read = changes.since(self.position)
        fresh = [change for change in read.changes if change.id not in self.seen]
        facts: dict[str, Any] = {"caught_up": time.time()}
        if read.position != self.position:
            facts["position"] = read.position
        concerned = self._apply(fresh, facts) if fresh or "position" in facts else 0
        self.position = read.position
        self.seen = {change.id for change in read.changes if change.written >= read.position}
        if not self.store.state.trusted:
            self.store.state.trusted = True
            self.store.state.bump()
        return concerned

    def _apply(self, fresh: list[Happened], facts: dict[str, Any]) -> int:
        try:
            return self.store.apply(fresh, **facts)
        except (OSError, sqlite3.Error):
            # No room, or no right, to take away what must not be shown: nothing here is believed.
            if any(change.gone for change in fresh):
                self.store.state.trusted = False
            raise

    def refresh(self, most: int = AT_ONCE) -> int:
        """Make the most wanted of what is out of date anew; return how many were made."""
        made = 0
        now = time.monotonic()
        for address, face in self.store.stale(most + len(self.failing)):
            if self.failing.get((address, face), 0) > now:
                continue
            if made >= most:
                break
            self._make(address, face)
            made += 1
        return made

    def _make(self, address: str, face: str) -> None:
        perks = frozenset(filter(None, face.split("+")))
        try:
            with self.store.alone_with(address):
                bake_again(self.store, address, perks)
            self.failing.pop((address, face), None)
        except DatabaseError:
            raise
        except (bake.NotKept, sqlite3.Error) as error:
            logger.error("%s could not be kept: %s", address, error)
            self.failing[address, face] = time.monotonic() + 10
        except Resting:
            # Whether the database is away, the next look at the list of changes will tell.
            self.failing[address, face] = time.monotonic() + 2
        except Exception:
            logger.exception("%s could not be made", address)
            self.failing[address, face] = time.monotonic() + 60

    def keep_house(self) -> None:
        """Do what is due from time to time."""
        self.store.mark_ended(time.time())
        if time.time() - self.kept_house < HOUSEKEEPING_EVERY:
            return
        self.kept_house = time.time()
        self.store.set(caught_up=time.time())
        self.store.forget_old_changes(REMEMBERED)
        self.store.keep_within(conf.BAKED_MEGABYTES.value * 1_000_000)
        _forget_changes()
        if time.time() - self.faded > FADE_EVERY:
            self.faded = time.time()
            self.store.fade_hits(FADE_TO)

    def round(self) -> int:
        """Do one round: read, make anew, keep house. Return how many pages were made."""
        self.store.state.beat()
        self.catch_up()
        made = self.refresh()
        self.keep_house()
        return made

    def settle(self) -> None:
        """Go on until nothing is out of date."""
        self.store.mark_ended(time.time())
        self.catch_up()
        while self.refresh():
            self.catch_up()


class Resting(Exception):
    """A page could not be made for want of the database."""


def bake_again(store: Store, address: str, perks: frozenset[str]) -> None:
    """Make a kept page anew; take it away when it is no longer what it was."""
    made = bake.bake(store, address, perks)
    # First: of a page that broke off it is not known on what it varies.
    if made.status == 503:
        raise Resting(address)
    if made.status >= 500:
        raise RuntimeError(f"{address} answered {made.status}")
    face = "+".join(sorted(perks))
    if "+".join(sorted(perks & made.noted.varies_on)) != face:
        # It does not vary on that any more.
        store.drop(address, face)


def _forget_changes() -> None:
    try:
        changes.forget(conf.CHANGES_DAYS.value)
    except DatabaseError as error:
        # A database that may only be read is no reason not to believe what has been read.
        logger.info("Old changes could not be forgotten: %s", error)


def _boot() -> str:
    try:
        return BOOT.read_text().strip()
    except OSError:
        return ""
