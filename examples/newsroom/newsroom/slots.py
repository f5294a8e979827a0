"""Components for places on Broadsheet's pages. The same for every reader."""

from datetime import datetime, timedelta

from django.template import Context, engines
from django.utils import timezone

from newsroom.conf import TIDE_HIGH_AT

BETWEEN = timedelta(hours=12, minutes=25, seconds=14)  # two high waters, on average


def next_high_water(now: datetime) -> datetime:
    """Return when the water is high next."""
    first = datetime.fromisoformat(TIDE_HIGH_AT.value)
    return first + BETWEEN * (1 + (now - first) // BETWEEN)


class NextTide:
    """When the water is high next."""

    def render(self, context: Context) -> str:
        """Return the markup."""
        template = engines["public"].get_template("newsroom/next_tide.html")
        return str(template.render({"moment": next_high_water(timezone.now())}))
