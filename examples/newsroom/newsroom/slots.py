"""Components for places on Broadsheet's pages, and the perk that one of them asks for."""

from datetime import datetime, timedelta

from django.template import Context, engines
from django.utils import timezone

from broadsheet.delivery import notes
from broadsheet.delivery.faces import Perk
from broadsheet.readers.models import Reader
from newsroom.conf import TIDE_HIGH_AT

BETWEEN = timedelta(hours=12, minutes=25, seconds=14)  # two high waters, on average


def next_high_water(now: datetime) -> datetime:
    """Return when the water is high next."""
    first = datetime.fromisoformat(TIDE_HIGH_AT.value)
    return first + BETWEEN * (1 + (now - first) // BETWEEN)


class NextTide:
    """When the water is high next."""

    def render(self, context: Context) -> str:
        """Return the markup, which is true until that moment."""
        moment = next_high_water(timezone.now())
        notes.until(moment)
        template = engines["public"].get_template("newsroom/next_tide.html")
        return str(template.render({"moment": moment}))


FRIEND = Perk("friend", "Friend of the paper")


def perks_of_friends(reader: Reader) -> set[str]:
    """Return the perk for whoever is in the group “Friends” (the desk: Settings, People)."""
    return {FRIEND.code} if reader.groups.filter(name="Friends").exists() else set()


class Thanks:
    """A word of thanks, for friends only."""

    def render(self, context: Context) -> str:
        """Return the markup; nothing for everybody else."""
        if FRIEND.code not in context["face"]:
            return ""
        return str(engines["public"].get_template("newsroom/thanks.html").render())
