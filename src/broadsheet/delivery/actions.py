"""The verbs of the press: telling it what has changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from broadsheet.delivery.models import Change
from broadsheet.delivery.notes import micros
from broadsheet.delivery.records import EVERYTHING


def tell(*keys: str, at: datetime | None = None, gone: bool = False) -> None:
    """Say that something from which pages are made has changed, in the transaction of the change.

    For what the database cannot tell by itself: lists, and what is true from some moment on.
    ``at`` is where in a list by time it happened. ``gone``: whatever shows it is taken away at
    once, and made anew when it is asked for.
    """
    moment = micros(at) if at is not None else None
    Change.objects.bulk_create(Change(key=key, at=moment, gone=gone) for key in keys)


def tell_everything() -> None:
    """Say that every page may have changed: they are made anew, the most read first."""
    tell(EVERYTHING)


def refresh(addresses: Iterable[str]) -> None:
    """Have these addresses made anew on every node, whatever they show."""
    tell(*(f"address:{address}" for address in addresses))
