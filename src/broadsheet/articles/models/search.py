"""What readers can find, and which articles are near each other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import ClassVar

from django.db import models

from broadsheet.articles.models.article import Article

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ID_BITS = 28  # leaves 35 bits of seconds: five centuries either side of 1970


def place_in_time(published_at: datetime, pk: int) -> int:
    """Return a number that orders articles as readers got them, and no two alike."""
    seconds = (published_at - EPOCH) // timedelta(seconds=1)
    return (seconds << ID_BITS) | (pk & ((1 << ID_BITS) - 1))


def month_of(place: int) -> tuple[int, int]:
    """Return the year and month (UTC) of a number made by ``place_in_time``."""
    moment = EPOCH + timedelta(seconds=place >> ID_BITS)
    return moment.year, moment.month


def marks_in_time(year: int, month: int) -> list[str]:
    """Return the marks by which entries of a year and of a month are found."""
    return [f"y{year}", f"m{year}{month:02}"]


class SearchEntry(models.Model):
    """The words of an article as readers' search sees them.

    Written when a version is published. Whether a hit may be shown is asked of
    the gate at the moment of the search, never stored here. The full-text index
    over this table is made in migration 0004, one way for each database; in
    SQLite, triggers on this table keep it, and a migration that rebuilds the
    table must make them again.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="search_entry"
    )
    # The full-text index answers in the order of this number, so the newest come first unsorted.
    place = models.BigIntegerField(unique=True)
    language = models.CharField(max_length=12)
    title = models.TextField()
    standfirst = models.TextField(blank=True)
    names = models.TextField(blank=True)  # authors, topics, contributors
    text = models.TextField(blank=True)
    marks = models.TextField(
        blank=True
    )  # "@section12 @author3 @y2026": to what a search is narrowed
    version_at = models.DateTimeField(null=True)  # the article's last_published_at when written

    class Meta:
        verbose_name_plural = "search entries"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["language", "-place"], name="entries_newest_in_language"),
        ]

    def __str__(self) -> str:
        return self.title


class Standing(models.Model):
    """In which lists readers have an article, as the press was last told.

    There is a row for every article that readers can read. What differs from how things are is
    told to the press, and written here, in one transaction (``actions.tell_standing``).
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="standing"
    )
    since = models.DateTimeField()  # published_at: its place in lists by time
    lists = models.JSONField(default=list)
    looks = models.CharField(max_length=40, blank=True)  # by what else it is chosen for a place

    def __str__(self) -> str:
        return ", ".join(self.lists)


class Neighbour(models.Model):
    """Another article that is near this one, computed when either is published."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="neighbours")
    other = models.ForeignKey(Article, models.CASCADE, related_name="+")
    nearness = models.FloatField()  # 0 to 1, larger is nearer

    class Meta:
        ordering: ClassVar[list[str]] = ["-nearness", "other_id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["article", "other"], name="neighbours_are_counted_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(article=models.F("other")), name="nobody_is_their_own_neighbour"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} ~ {self.other_id}"
