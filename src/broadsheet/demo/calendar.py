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


@dataclass(frozen=True)
class Calendar:
    """Turns days and times of the paper into moments.

    Nothing that has happened may lie in the future. Where the paper is built
    before the last report of the day, the whole paper is one day older: so its
    reports still agree with each other about what happened when.
    """

    zone: ZoneInfo
    now: datetime
    last_report: time

    def moment(self, days_ago: float, clock: str) -> datetime:
        """Return the moment so many days before the paper's day, at a time in its zone."""
        hour, _colon, minute = clock.partition(":")
        local = timezone.localtime(self.now, self.zone)
        late = local.time() <= self.last_report
        day = local.date() - timedelta(days=days_ago + (1 if late and days_ago >= 0 else 0))
        return datetime.combine(day, time(int(hour), int(minute)), self.zone)

    def since(self, moment: datetime, hours: float) -> datetime:
        """Return the moment so many hours later, but not in the future."""
        later = moment + timedelta(hours=hours)
        return later if later < self.now else moment + (self.now - moment) * 0.9


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
