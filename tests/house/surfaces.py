"""Every door of the site: its URL patterns and its kinds of page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver
from wagtail.models import Page, get_page_models

from tests.house.rooms import room_of

DESK = "desk/"


@dataclass(frozen=True)
class Surface:
    """One URL pattern, as a whole route from the root."""

    route: str
    name: str

    def __str__(self) -> str:
        return self.name or self.route

    @property
    def at_the_desk(self) -> bool:
        return self.route.startswith(DESK)


def _walk(patterns: list[Any], before: str = "") -> Iterator[Surface]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Surface(route, pattern.name or "")
        else:
            yield from _walk(pattern.url_patterns, route)


def surfaces() -> list[Surface]:
    """Return every URL pattern of the site."""
    return list(_walk(get_resolver().url_patterns))


def public_surfaces() -> list[Surface]:
    """Return those before which anybody may stand."""
    return [surface for surface in surfaces() if not surface.at_the_desk]


def desk_surfaces() -> list[Surface]:
    """Return those of the desk."""
    return [surface for surface in surfaces() if surface.at_the_desk]


def page_kinds() -> list[type[Page]]:
    """Return our kinds of page."""
    return [model for model in get_page_models() if room_of(model.__module__)]
