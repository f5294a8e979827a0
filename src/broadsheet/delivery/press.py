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
from broadsheet.delivery.records import EVERYTHING, Happened, Snapshot
from broadsheet.delivery.store import Store

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
    seen: Snapshot = field(default_factory=lambda: Snapshot(0, 0))  # of the list of changes
    caught_up: float = 0.0
    kept_house: float = 0.0
    faded: float = field(default_factory=time.time)
    failing: dict[tuple[str, str], float] = field(default_factory=dict)

    def begin(self) -> None:
        """Take over the folder: believe what can be believed of it, and catch up.

        Everything is taken away when the database is another one, or does not remember as far
        back as this node was away; everything is made anew, little by little, when Broadsheet,
        its settings or the machine's run are not those under which it was made.
        """
        self.store.trust(False)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if triggers.install(connection):
            logger.warning("Changes had not been told: everything is made anew.")
            self.store.set(made_by="")
        now = changes.snapshot()
        start = self._start(now)
        if start is None:
            self.store.clear()
            start = now
        self.store.sweep()
        self.seen = start
        facts = {"birth": changes.birth(), "made_by": fingerprint(), "boot": _boot()}
        everything = any(self.store.get(name) != facts[name] for name in ("made_by", "boot"))
        self.caught_up = time.time()
        self._remember(**facts)
        if everything:
            # What is made from now on is not meant: every page that begins to be made sees this.
            self.store.apply([Happened(0, EVERYTHING, None, False, 0)])
        self.catch_up()

    def _start(self, now: Snapshot) -> Snapshot | None:
        """Return what had been seen when this node was last at work, if it can go on from there."""
        seen = self.store.get("seen")
        if seen is None or self.store.get("birth") != changes.birth():
            return None
        start = Snapshot.of(seen)
        self.caught_up = float(self.store.get("caught_up") or 0)
        return None if start.high > now.high or self.is_long_away() else start

    def is_long_away(self) -> bool:
        """Say whether changes may have been forgotten that this node has not read."""
        away = time.time() - self.caught_up
        return away > conf.CHANGES_DAYS.value * 86_400 * 0.9

    def catch_up(self) -> int:
        """Read what has changed; return how many pages it concerned."""
        read = changes.since(self.seen)
        concerned = self._apply(read) if read.changes else 0
        self.seen, self.caught_up = read.seen, time.time()
        if not self.store.state.trusted:
            self.store.trust(True)
            self.store.state.bump()
        return concerned

    def _remember(self, **facts: Any) -> None:
        """Write down how far has been read; after a fall, what follows is read again."""
        self.store.set(seen=str(self.seen), caught_up=self.caught_up, **facts)

    def _apply(self, read: changes.Read) -> int:
        try:
            return self.store.apply(read.changes, seen=str(read.seen), caught_up=time.time())
        except (OSError, sqlite3.Error):
            # No room, or no right, to take away what must not be shown: nothing here is believed.
            if any(change.gone for change in read.changes):
                self.store.trust(False)
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
        self._remember()
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
