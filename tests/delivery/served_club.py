"""A club for tests of what is served: a perk, words for members only, and a list of who was asked."""

from __future__ import annotations

import fcntl
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from broadsheet.delivery.faces import Perk

SUPPORTER = Perk("supporter", "Supporter")
WORDS = "the-tin-whistle-is-under-the-third-plank"


class ClubConfig(AppConfig):
    name = "tests.delivery.served_club"
    label = "served_club"
    path = str(Path(__file__).parent)
    perks = {"supporter": "tests.delivery.served_club.SUPPORTER"}
    slots = {"club-words": "tests.delivery.served_club.ClubWords"}


class ClubWords:
    """What only members read."""

    def render(self, context: Any) -> str:
        """Return the markup: nothing for visitors."""
        return f"<p>{WORDS}</p>" if "supporter" in context["face"] else ""


def list_of_asked() -> Path:
    """Where each request that Django answers is written down."""
    return Path(settings.VAR) / "asked"


class Asked:
    """Write down every request that reaches Django, and from whom."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        who = "the press" if sys.argv[-1:] == ["press"] else "the front"
        with list_of_asked().open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.write(f"{who} {request.method} {request.path!r}\n")
        return self.get_response(request)
