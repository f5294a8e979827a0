"""Doors of the front desk for editors."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from broadsheet.readers.models import Reader
from broadsheet.readers.people import keep_hands_off


@hooks.register("before_bulk_action")
def within_reach(request: HttpRequest, action: str, objects: list[Any], view: Any) -> None:
    """Many people at once are people, too."""
    keep_hands_off(request, [thing for thing in objects if isinstance(thing, Reader)])
