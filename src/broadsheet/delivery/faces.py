"""Faces: all that a public page may know of whoever reads it.

A *perk* is a short code for something that a reader may have. A *face* is the
reader's perks, cut down to those that the page says it varies on: a plain thing
that many readers share, so that the page can be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from broadsheet.delivery import sockets

NOBODYS: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Perk:
    """Something a reader may have: ``code`` is stored in passes, ``name`` is for the desk."""

    code: str
    name: str


@dataclass(frozen=True)
class Face:
    """What a template may ask: ``{% if "supporter" in face %}``."""

    perks: frozenset[str] = NOBODYS

    @classmethod
    def of(cls, perks: Iterable[str], varies_on: Iterable[str]) -> Face:
        """Cut perks down to those that a page varies on and that some room declares."""
        return cls(frozenset(perks) & frozenset(varies_on) & declared())

    def __contains__(self, code: object) -> bool:
        return code in self.perks

    @property
    def code(self) -> str:
        """The name under which pages with this face are kept; empty for visitors."""
        return "+".join(sorted(self.perks))


VISITOR = Face()


def declared() -> frozenset[str]:
    """Return the codes of all perks that installed rooms declare."""
    return frozenset(sockets.PERKS.load())


# Set for as long as one page is made: the perks of whoever asked for it.
_asking: ContextVar[frozenset[str]] = ContextVar("asking", default=NOBODYS)


def perks_of_asker() -> frozenset[str]:
    """Return the perks of whoever asked for the page that is being made."""
    return _asking.get()


@contextmanager
def asked_with(perks: Iterable[str]) -> Iterator[None]:
    """Make pages for somebody with these perks."""
    token = _asking.set(frozenset(perks))
    try:
        yield
    finally:
        _asking.reset(token)
