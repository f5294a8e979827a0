"""Days, months and years of the paper, in its own time zone."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists
from django.urls import reverse
from django.utils.formats import get_format
from wagtail.models import Page

from broadsheet.articles.models import Article
from broadsheet.delivery.notes import accounted

# A day of the zone begins at its own midnight: where clocks are changed it has 23 or 25 hours.
Span = tuple[datetime, datetime]
ONE_DAY = timedelta(days=1)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)


def span_of_day(day: date, zone: ZoneInfo) -> Span:
    """Return when a day begins and ends."""
    return _midnight(day, zone), _midnight(day + ONE_DAY, zone)


def next_month(month: date) -> date:
    """Return the first day of the month after the one in which a day lies."""
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)


def span_of_month(month: date, zone: ZoneInfo) -> Span:
    """Return when the month of a day begins and ends."""
    return _midnight(month.replace(day=1), zone), _midnight(next_month(month), zone)


def with_articles(spans: Sequence[Span]) -> list[bool]:
    """Say of each span whether readers can read something published in it. One query."""
    asked = [Exists(Article.objects.readable_between(*span).within()) for span in spans]
    if not asked:
        return []
    with accounted(Article):
        return [bool(answer) for answer in Page.objects.filter(depth=1).values_list(*asked)[0]]


def first_day(zone: ZoneInfo) -> date | None:
    """Return the day on which the oldest readable article was published."""
    oldest = (
        Article.objects.readable().order_by("published_at").values_list("published_at", flat=True)
    )
    return next((moment.astimezone(zone).date() for moment in oldest[:1]), None)


def neighbours_of(span: Span, zone: ZoneInfo) -> tuple[date | None, date | None]:
    """Return the nearest days with articles before and after a span."""
    nearest = (
        Article.objects.readable_before(span[0]),
        Article.objects.readable().later_than(span[1]),
    )
    found = [list(rows.values_list("published_at", flat=True)[:1]) for rows in nearest]
    before, after = (moments[0].astimezone(zone).date() if moments else None for moments in found)
    return before, after


def day_address(day: date) -> str:
    """Return the address of a day in the archive."""
    return reverse("archive-day", args=[f"{day:%Y}", f"{day:%m}", f"{day:%d}"])


def month_address(month: date) -> str:
    """Return the address of a month in the archive."""
    return reverse("archive-month", args=[f"{month:%Y}", f"{month:%m}"])


@dataclass(frozen=True)
class Cell:
    """A day in a calendar; without a number where the month has not begun or has ended."""

    day: date | None = None
    url: str = ""


def calendar_of(month: date, zone: ZoneInfo) -> list[list[Cell]]:
    """Return the weeks of a month; days with articles have an address. One query."""
    first_weekday = (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7
    weeks = Calendar(first_weekday).monthdatescalendar(month.year, month.month)
    days = [day for week in weeks for day in week if day.month == month.month]
    filled = with_articles([span_of_day(day, zone) for day in days])
    linked = {day for day, has in zip(days, filled, strict=True) if has}
    return [
        [
            Cell(day, day_address(day) if day in linked else "")
            if day.month == month.month
            else Cell()
            for day in week
        ]
        for week in weeks
    ]


def months_of(year: int, zone: ZoneInfo) -> list[tuple[date, str]]:
    """Return the months of a year, those with articles with their address. One query."""
    months = [date(year, number, 1) for number in range(1, 13)]
    filled = with_articles([span_of_month(month, zone) for month in months])
    return [
        (month, month_address(month) if has else "")
        for month, has in zip(months, filled, strict=True)
    ]
