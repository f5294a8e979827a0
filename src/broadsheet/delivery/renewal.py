"""Renewing a pass from a session, before the face is chosen."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.http import HttpResponse

from broadsheet.delivery import conf, passes, sockets
from broadsheet.delivery.faces import NOBODYS, declared


@dataclass(frozen=True)
class Renewal:
    """Perks as they are now, and the cookie that says so for a while."""

    perks: frozenset[str]
    cookie: str  # a Set-Cookie header's value


def perks_of_session(session: str) -> frozenset[str]:
    """Return the perks of whoever has this session; none for a session that there is not."""
    for says in sockets.PASS_RENEWALS.load().values():
        found = says(session)
        if found is not None:
            return frozenset(found) & declared()
    return NOBODYS


def renewed(session: str) -> Renewal:
    """Return a new pass for whoever has this session.

    One without perks is a pass too: whoever has none is not asked after again for a while.
    """
    request_started.send(sender=Renewal, environ={})
    try:
        perks = perks_of_session(session)
    finally:
        request_finished.send(sender=Renewal)
    return Renewal(perks, cookie_for(perks))


def cookie_for(perks: frozenset[str]) -> str:
    """Return the Set-Cookie header's value for a new pass."""
    response = HttpResponse()
    set_pass(response, perks)
    return response.cookies[passes.COOKIE].OutputString()


def set_pass(response: HttpResponse, perks: frozenset[str]) -> None:
    """Give a reader a pass with these perks."""
    ends = int(time.time()) + conf.PASS_MINUTES.value * 60
    response.set_cookie(
        passes.COOKIE,
        passes.sign(perks, ends),
        # Kept beyond its end: while the database is down an ended pass is honoured.
        max_age=conf.PASS_MINUTES.value * 60 + conf.PASS_GRACE_HOURS.value * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
