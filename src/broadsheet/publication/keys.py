"""Keys that open a picture or file for whoever holds a preview."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

# Set while a page is rendered that only its holder may see: until when (Unix time) the
# addresses of its pictures work.
_until: ContextVar[str] = ContextVar("until", default="")


def _signature(until: str, thing: Any) -> str:
    name = f"{until}:{thing._meta.label}:{thing.pk}"
    return salted_hmac("broadsheet.keys", name, algorithm="sha256").hexdigest()


@contextmanager
def for_holders(until: int) -> Iterator[None]:
    """Give every picture and file rendered meanwhile an address that works until then."""
    token = _until.set(str(until))
    try:
        yield
    finally:
        _until.reset(token)


def key_for(thing: Any) -> str:
    """Return what to append to an address while a preview is rendered; else nothing."""
    until = _until.get()
    return f"?key={until}.{_signature(until, thing)}" if until else ""


def opens(key: str, thing: Any) -> bool:
    """Say whether a key was made by us for this thing and still works."""
    until, _dot, signature = key.partition(".")
    if not constant_time_compare(signature, _signature(until, thing)):
        return False
    return until.isdigit() and int(until) > timezone.now().timestamp()
