"""The archive by year, month and day."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.views.decorators.http import require_safe

from broadsheet.articles import archive
from broadsheet.articles.models import Article
from broadsheet.articles.views.lists import article_page
from broadsheet.delivery import notes
from broadsheet.delivery.bake import bakes
from broadsheet.publication.models import Publication
from broadsheet.publication.pages import in_the_papers_terms, public_page


def _date(zone: ZoneInfo, first: date, year: str, month: str = "01", day: str = "01") -> date:
    """Return a date of the archive; 404 for one that is none, or is still to come."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise Http404(str(error)) from error
    today = timezone.localdate(timezone=zone)
    if found > today or (found.year, found.month) < (first.year, first.month):
        raise Http404("outside the archive")
    return found


def _open() -> tuple[Publication, ZoneInfo, date]:
    """Return the paper, its zone and its first day; before there is anything, today."""
    paper = Publication.current()
    first = archive.first_day(paper.zone) or timezone.localdate(timezone=paper.zone)
    return paper, paper.zone, first


def _calendar(paper: Publication, month: date) -> dict[str, Any]:
    """Return what a calendar in a template needs."""
    with in_the_papers_terms(paper, paper.language):
        weeks = archive.calendar_of(month, paper.zone)
    order = [day.weekday() for day in _full_week(month, weeks)]
    return {
        "weeks": weeks,
        "month": month,
        "weekdays": [(WEEKDAYS[number], WEEKDAYS_ABBR[number]) for number in order],
    }


def _full_week(month: date, weeks: list[list[archive.Cell]]) -> list[date]:
    return next([cell.day for cell in week] for week in weeks if all(cell.day for cell in week))  # type: ignore[misc]


@bakes
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the years, and the months of the latest."""
    _paper, zone, first = _open()
    with timezone.override(zone):
        today = notes.today()
    context = {
        "year": today.year,
        "months": archive.months_of(today.year, zone),
        "years": range(today.year, first.year - 1, -1),
        "canonical": request.path,
    }
    return public_page("broadsheet/articles/archive.html", context)


@bakes
@require_safe
def year(request: HttpRequest, year: str) -> HttpResponse:
    """Show the months of a year."""
    _paper, zone, first = _open()
    found = _date(zone, first.replace(month=1, day=1), year)
    with timezone.override(zone):
        today = notes.today()
    context = {
        "year": found.year,
        "months": archive.months_of(found.year, zone),
        "years": range(today.year, first.year - 1, -1),
        "canonical": request.path,
    }
    return public_page("broadsheet/articles/archive.html", context)


@bakes
@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """Show a month's calendar and its articles."""
    paper, zone, first = _open()
    found = _date(zone, first, year, month)
    span = archive.span_of_month(found, zone)
    before, after = archive.neighbours_of(span, zone)
    context = {
        "page": article_page(request, Article.objects.readable_between(*span)),
        "calendar": _calendar(paper, found),
        "month": found,
        "before": before,
        "before_url": archive.month_address(before) if before else "",
        "after": after,
        "after_url": archive.month_address(after) if after else "",
        "canonical": request.path,
    }
    return public_page("broadsheet/articles/archive_month.html", context)


@bakes
@require_safe
def day(request: HttpRequest, year: str, month: str, day: str) -> HttpResponse:
    """Show what was published on a day."""
    paper, zone, first = _open()
    found = _date(zone, first, year, month, day)
    span = archive.span_of_day(found, zone)
    before, after = archive.neighbours_of(span, zone)
    context = {
        "page": article_page(request, Article.objects.readable_between(*span)),
        "calendar": _calendar(paper, found),
        "day": found,
        "month_url": archive.month_address(found),
        "before": before,
        "before_url": archive.day_address(before) if before else "",
        "after": after,
        "after_url": archive.day_address(after) if after else "",
        "canonical": request.path,
    }
    return public_page("broadsheet/articles/archive_day.html", context)
