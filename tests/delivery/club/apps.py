"""The newsroom with members as a Django app: one perk, and a page part that asks for it."""

from __future__ import annotations

from django.apps import AppConfig

from broadsheet.delivery.faces import Perk

SUPPORTER = Perk("supporter", "Is asked for nothing")


def perks_of(session: str) -> set[str] | None:
    """Everybody who is signed in is a supporter; the database is asked."""
    from django.contrib.sessions.models import Session

    return {"supporter"} if Session.objects.filter(pk=session).exists() else None


class ClubConfig(AppConfig):
    name = "tests.delivery.club"
    label = "club"

    perks = {"supporter": "tests.delivery.club.apps.SUPPORTER"}
    pass_renewals = {"club": "tests.delivery.club.apps.perks_of"}
