"""The demo paper's calendar: what "two days ago" means on the day it is built."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import formats, timezone, translation

from broadsheet.demo.reading import Misprint

DATE = re.compile(r"\{\{\s*(weekday|day|date)\s+([+-]?\d+)\s*\}\}")
FORMATS = {"weekday": "l", "day": "MONTH_DAY_FORMAT", "date": "DATE_FORMAT"}
# Before this time there is no paper of the day yet: the demo's is yesterday's.
PRINTED = time(7, 0)


@dataclass(frozen=True)
class Calendar:
    """Turns days and times of the paper into moments, none of which is in the future.

    Reports of the day that would be are moved to the last half hour, in order.
    Built in the night, the whole paper is a day older, so that its reports
    still agree with each other about what happened when.
    """

    zone: ZoneInfo
    now: datetime

    @property
    def local_now(self) -> datetime:
        """Now, in the paper's zone."""
        return timezone.localtime(self.now, self.zone)

    def past(self, days_ago: float, clock: str) -> datetime:
        """Return the moment so many days ago, at a time in the paper's zone."""
        night = self.local_now.time() < PRINTED
        moment = self._at(days_ago + (1 if night else 0), clock)
        if moment < self.now:
            return moment
        midnight = self._at(-1, "00:00")
        part_of_rest = (moment - self.now) / (midnight - self.now)
        return self.now - timedelta(minutes=30) * (1 - part_of_rest) - timedelta(minutes=1)

    def coming(self, days: float, clock: str) -> datetime:
        """Return the moment in so many days, at a time in the paper's zone."""
        return self._at(-days, clock)

    def since(self, moment: datetime, hours: float) -> datetime:
        """Return the moment so many hours later, but not in the future."""
        later = moment + timedelta(hours=hours)
        return later if later < self.now else moment + (self.now - moment) * 0.9

    def _at(self, days_ago: float, clock: str) -> datetime:
        hour, _colon, minute = clock.partition(":")
        day = self.local_now.date() - timedelta(days=days_ago)
        return datetime.combine(day, time(int(hour), int(minute)), self.zone)


def with_dates(text: str, moment: datetime, language: str) -> str:
    """Fill in ``{{weekday -1}}`` and its like, counted from ``moment``, in a language."""

    def date(found: re.Match[str]) -> str:
        day = (moment + timedelta(days=int(found[2]))).date()
        return formats.date_format(day, FORMATS[found[1]])

    with translation.override(language):
        filled = DATE.sub(date, text)
    if "{{" in filled:
        raise Misprint(f"“{filled[filled.index('{{') :][:30]}” is no date that FORMAT.md knows")
    return filled
