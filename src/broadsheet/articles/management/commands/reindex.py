"""Write search entries again, or only those that were missed."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import F, Q

from broadsheet.articles import actions
from broadsheet.articles.models import Article, ArticleQuerySet, SearchEntry

STEP = 200


class Command(BaseCommand):
    help = (
        "Make readers' search find every published article again. With --missed, only those that "
        "were published after their entry was written. --neighbours also computes which are near."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--missed", action="store_true", help="only what is missing or out of date"
        )
        parser.add_argument(
            "--neighbours", action="store_true", help="and what is near each of them"
        )

    def handle(self, *args: Any, missed: bool, neighbours: bool, **options: Any) -> None:
        rows: ArticleQuerySet = Article.objects.filter(published_at__isnull=False)
        gone, _by = SearchEntry.objects.filter(article__published_at__isnull=True).delete()
        if missed:
            rows = rows.filter(
                Q(search_entry__isnull=True) | ~Q(search_entry__version_at=F("last_published_at"))
            )
        # Newest first: what readers look for soonest is found soonest.
        ids = list(rows.newest_first().values_list("pk", flat=True))
        for start in range(0, len(ids), STEP):
            for article in self._some(ids[start : start + STEP]):
                actions.index_article(article=article)
            self._say("written", min(start + STEP, len(ids)), len(ids))
        if neighbours:
            for count, pk in enumerate(reversed(ids), start=1):
                actions.recompute_neighbours(article=Article.objects.get(pk=pk))
                if count % STEP == 0 or count == len(ids):
                    self._say("compared", count, len(ids))
        self.stdout.write(f"{len(ids)} entries written, {gone} removed.")

    @staticmethod
    def _some(ids: list[int]) -> ArticleQuerySet:
        return (
            Article.objects.filter(pk__in=ids)
            .select_related("filed_under")
            .prefetch_related("bylines__author", "topics", "contributions")
        )

    def _say(self, done: str, count: int, of: int) -> None:
        """A bar on a terminal, plain lines elsewhere."""
        if not sys.stdout.isatty():
            self.stdout.write(f"{count} of {of} {done}")
            return
        width = 30 * count // max(of, 1)
        self.stdout.write(
            f"\r[{'#' * width}{'.' * (30 - width)}] {count} of {of} {done}", ending=""
        )
        if count == of:
            self.stdout.write("")
