"""What readers can find, and which articles are near each other."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from broadsheet.articles.models.article import Article


class SearchEntry(models.Model):
    """The words of an article as readers' search sees them.

    Written when a version is published. Whether a hit may be shown is asked of
    the gate at the moment of the search, never stored here. The full-text index
    over this table is made in migration 0002, one way for each database.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="search_entry"
    )
    language = models.CharField(max_length=12)
    title = models.TextField()
    standfirst = models.TextField(blank=True)
    names = models.TextField(blank=True)  # authors and topics
    text = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return self.title


class Neighbour(models.Model):
    """Another article that is near this one, computed when either is published."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="neighbours")
    other = models.ForeignKey(Article, models.CASCADE, related_name="+")
    nearness = models.FloatField()  # 0 to 1, larger is nearer

    class Meta:
        ordering: ClassVar[list[str]] = ["-nearness", "other_id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["article", "other"], name="neighbours_are_counted_once"),
            models.CheckConstraint(
                condition=~models.Q(article=models.F("other")), name="nobody_is_their_own_neighbour"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} ~ {self.other_id}"
