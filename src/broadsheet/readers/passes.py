"""Which perks somebody has: what the press asks when a pass has ended."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user

from broadsheet.readers import sockets
from broadsheet.readers.models import Reader


def reader_of(session: str) -> Reader | None:
    """Return who has signed in under a session key; None when it has ended or there is none.

    A session from before a change of password, or of somebody who may not sign in any more, is
    nobody's.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore(session)
    asked: Any = SimpleNamespace(session=store)  # all that Django looks at
    found = get_user(asked)
    return found if isinstance(found, Reader) else None


def perks_of(reader: Reader) -> set[str]:
    """Return the codes of the perks that a reader has now."""
    return {code for grants in sockets.GRANTS.load().values() for code in grants(reader)}


def renewal(session: str) -> set[str] | None:
    """Answer the press (socket ``pass_renewals``)."""
    reader = reader_of(session)
    return None if reader is None else perks_of(reader)
