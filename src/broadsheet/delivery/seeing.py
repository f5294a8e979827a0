"""Seeing a page as somebody else sees it: made afresh for a face, and never kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadsheet.delivery import bake, sockets
from broadsheet.delivery.faces import NOBODYS, declared

VISITOR = gettext_lazy("a visitor")


@dataclass(frozen=True)
class Choice:
    """A face that a page may be seen with: ``code`` stands in the address."""

    code: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class Seen:
    """A page as somebody sees it, and as whom else it could be seen."""

    made: bake.Made
    perks: frozenset[str]
    varies_on: frozenset[str]

    @property
    def name(self) -> str:
        """Who sees it so."""
        return name_of(self.perks)

    @property
    def choices(self) -> list[Choice]:
        """A visitor, somebody with each perk that matters to this page, and with all of them."""
        each = [frozenset({code}) for code in sorted(self.varies_on)]
        sets = [NOBODYS, *each, *([self.varies_on] if len(each) > 1 else [])]
        return [Choice(code_of(perks), name_of(perks), perks == self.perks) for perks in sets]


def look(path: str, perks: frozenset[str]) -> Seen:
    """Make a page for somebody with these perks, as far as they matter to it."""
    varies_on = _matter(path, NOBODYS) if declared() else NOBODYS
    if varies_on:
        # A perk may matter only to those who have another.
        varies_on |= _matter(path, declared())
    perks &= varies_on
    return Seen(render(path, perks), perks, varies_on)


def _matter(path: str, perks: frozenset[str]) -> frozenset[str]:
    return declared() & render(path, perks).noted.varies_on


def render(path: str, perks: frozenset[str]) -> bake.Made:
    """Make a page as the press would: without the language and the clock of whoever looks."""
    with translation.override(settings.LANGUAGE_CODE), timezone.override(None):
        return bake.make(path, perks)


def name_of(perks: Iterable[str]) -> str:
    """Return who has these perks, in words."""
    words = _quoted(perks)
    if not words:
        return str(VISITOR)
    return _("a member with %(perks)s") % {"perks": ", ".join(words)}


def audience(perks: Iterable[str]) -> str:
    """Return for whom a page is kept, in words."""
    words = _quoted(perks)
    if not words:
        return _("visitors")
    return _("members with %(perks)s") % {"perks": ", ".join(words)}


def _quoted(perks: Iterable[str]) -> list[str]:
    return [_("“%(name)s”") % {"name": perk_name(code)} for code in sorted(perks)]


def perk_name(code: str) -> str:
    """Return what a perk is called; its code when no room declares it any more."""
    perk = sockets.PERKS.load().get(code)
    return str(perk.name) if perk is not None else code


def code_of(perks: Iterable[str]) -> str:
    """Return perks as they stand in an address of the desk."""
    return ",".join(sorted(perks))


def perks_of(code: str) -> frozenset[str]:
    """Return the perks that an address of the desk names; what nobody declares is left out."""
    return frozenset(code.split(",")) & declared()
