"""The pass: a small signed cookie that names a reader's perks and when it ends.

Whoever has the key can check it without a database. It names nobody. It lasts
minutes (BROADSHEET_PASS_MINUTES); the front renews it from the session.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from django.conf import settings
from django.utils.encoding import force_bytes

COOKIE = "broadsheet_pass"
LONGEST = 400
SALT = b"broadsheet.delivery.pass"
CODE = re.compile(r"[a-z0-9_]{1,40}")
IN_COOKIES = re.compile(rf'(?:^|;)\s*{COOKIE}=("?)([^;"\s]*)\1\s*(?=;|$)')
FORM = re.compile(r"1\.([a-z0-9_+]*)\.([0-9a-f]{1,12})\.([A-Za-z0-9_-]{43})")


@dataclass(frozen=True)
class Pass:
    """Perks, and until when they are to be believed (Unix time, seconds)."""

    perks: frozenset[str]
    ends: int

    def has_ended(self) -> bool:
        """Say whether it is to be renewed."""
        return self.ends <= time.time()


@cache
def _key(secret: str | bytes) -> bytes:
    return hmac.new(force_bytes(secret), SALT, hashlib.sha256).digest()


def _signature(secret: str | bytes, text: str) -> str:
    found = hmac.new(_key(secret), text.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(found).decode().rstrip("=")


def sign(perks: Iterable[str], ends: int) -> str:
    """Return the cookie's value. Raises ValueError for a perk whose code cannot stand in it."""
    codes = sorted(set(perks))
    if wrong := [code for code in codes if not CODE.fullmatch(code)]:
        raise ValueError(f"A perk's code has small letters, digits and _ only: {wrong[0]!r}")
    text = f"1.{'+'.join(codes)}.{ends:x}"
    return f"{text}.{_signature(settings.SECRET_KEY, text)}"


def in_cookies(header: str) -> str:
    """Return the pass in a request's Cookie header, or nothing. The last of several counts."""
    found = IN_COOKIES.findall(header)
    return str(found[-1][1]) if found else ""


def read(value: str) -> Pass | None:
    """Return what a pass says, ended or not; None for one that was not made by us."""
    if len(value) > LONGEST:
        return None
    # Earlier keys count for as long as the settings keep them, as for sessions.
    return _checked(value, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=5000)  # a member asks for page after page with the same one
def _checked(value: str, secrets: tuple[str | bytes, ...]) -> Pass | None:
    found = FORM.fullmatch(value)
    if found is None:
        return None
    text = value.rpartition(".")[0]
    for secret in secrets:
        if hmac.compare_digest(_signature(secret, text), found[3]):
            return Pass(frozenset(filter(None, found[1].split("+"))), int(found[2], 16))
    return None
