"""What the paper has taken back: corrections and withdrawals, in one list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from broadsheet.articles.models import Correction, Withdrawal
from broadsheet.lib.paging import Key, Page, page_of

MOST_WITHDRAWALS = 100  # on one page; more in so short a time would be another story


def corrections(language: str = "") -> QuerySet[Correction]:
    """Return the corrections of articles that can be read, of one language if it is named."""
    return _in(language, Correction.objects.of_readable())


def withdrawals(language: str = "") -> QuerySet[Withdrawal]:
    """Return the withdrawals that stand, of one language if it is named."""
    return _in(language, Withdrawal.objects.of_unreadable())


def _in(language: str, notes: QuerySet[Any]) -> QuerySet[Any]:
    return notes.filter(article__filed_under__language=language) if language else notes


def page_of_notes(
    *, size: int, before: str = "", after: str = "", language: str = ""
) -> tuple[Page[Correction], list[Correction | Withdrawal]]:
    """Return a page of corrections, and with it the withdrawals that fall between its ends.

    Pages follow the corrections, which are many; withdrawals are few. Raises BadKey
    for a key that is none.
    """
    page = page_of(
        corrections(language),
        size=size,
        moment="noted_at",
        before=before,
        after=after,
        dress=lambda rows: rows.select_related("article__filed_under"),
    )
    between = withdrawals(language).select_related("article__filed_under").order_by("-withdrawn_at")
    if page.older:
        between = between.filter(withdrawn_at__gte=page.older.moment)
    elif after and not page.items:
        return page, []
    if before:
        between = between.filter(withdrawn_at__lt=Key.parse(before).moment)
    elif page.newer:
        between = between.filter(withdrawn_at__lt=page.newer.moment)
    notes: list[Correction | Withdrawal] = [*page.items, *between[:MOST_WITHDRAWALS]]
    return page, sorted(notes, key=_moment, reverse=True)


def _moment(note: Correction | Withdrawal) -> datetime:
    return note.noted_at if isinstance(note, Correction) else note.withdrawn_at
