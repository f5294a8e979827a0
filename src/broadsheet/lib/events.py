"""Telling whoever listens that something has happened."""

from functools import partial

from django.db import transaction
from django.dispatch import Signal


def announce(signal: Signal, **facts: object) -> None:
    """Send ``signal`` once the change is really saved.

    Give ids, not objects, so that a listener reads fresh. A listener that
    fails is logged and holds up nobody.
    """
    transaction.on_commit(partial(signal.send_robust, sender=None, **facts))
