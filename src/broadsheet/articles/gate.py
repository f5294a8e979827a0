"""The gate: one place that decides what readers may read, and when.

Lists, feeds, search, sitemaps, pages, pictures and files all ask here. No
other module may decide with ``.live()`` (tests/house/test_gate.py).

An article is readable when it is live and its ``published_at`` has come.
``published_at`` is empty unless the article is live, and never earlier than its
embargo (``Article.save``).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from typing import Protocol

    class Gated(Protocol):
        """What the gate looks at."""

        live: bool
        published_at: datetime | None


def readable(at: datetime | None = None) -> Q:
    """Return the condition that an article is readable (now, or at a moment)."""
    return Q(live=True, published_at__lte=at or timezone.now())


def held(at: datetime | None = None) -> Q:
    """Return the condition that an article is published and held by its embargo."""
    return Q(live=True, published_at__gt=at or timezone.now())


def is_held(article: Gated, at: datetime | None = None) -> bool:
    """Say whether an article is published and held by its embargo."""
    return bool(
        article.live and article.published_at and article.published_at > (at or timezone.now())
    )


def may_read(article: Gated, at: datetime | None = None) -> bool:
    """Say whether readers may read this article (now, or at a moment)."""
    return bool(
        article.live and article.published_at and article.published_at <= (at or timezone.now())
    )
