"""Making up a front: what the desk placed, above what comes by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from broadsheet.articles import conf
from broadsheet.articles.models.article import Article, ArticleQuerySet

SECONDS = 2
IN_A_STRIP = 4
OPINIONS = 4
# A front looks this far back for what the desk has not placed.
DEPTH = 60


@dataclass
class MadeUp:
    """The articles of a front, each once, by their place."""

    lead: Article | None = None
    also: list[Article] = field(default_factory=list)
    seconds: list[Article] = field(default_factory=list)
    latest: list[Article] = field(default_factory=list)
    opinion: list[Article] = field(default_factory=list)
    strips: list[tuple[Any, list[Article]]] = field(default_factory=list)

    def used(self) -> set[int]:
        """The ids of everything already on the front."""
        rows: Iterable[Article] = [
            *([self.lead] if self.lead else []),
            *self.also, *self.seconds, *self.latest, *self.opinion,
            *(article for _section, articles in self.strips for article in articles),
        ]  # fmt: skip
        return {article.pk for article in rows}


def placed(placements: Any) -> dict[str, list[Article]]:
    """Return the readable articles of placements, by place, in the desk's order."""
    rows = list(placements.all())
    readable = {
        article.pk: article
        for article in Article.objects.filter(pk__in=[row.article_id for row in rows])
        .readable()
        .with_card()
    }
    by_place: dict[str, list[Article]] = {}
    for row in rows:
        article = readable.pop(row.article_id, None)  # popped: an article has one place
        if article is not None:
            by_place.setdefault(row.place, []).append(article)
    return by_place


def make_up(placements: Any, candidates: ArticleQuerySet, *, opinion: bool) -> MadeUp:
    """Make up a front of ``candidates``; with ``opinion``, columns get a column of their own."""
    by_place = placed(placements)
    newest = list(candidates.readable().newest_first().with_card()[:DEPTH])
    front = MadeUp()
    taken = {article.pk for articles in by_place.values() for article in articles}

    def news() -> list[Article]:
        return [
            article
            for article in newest
            if article.pk not in taken
            and not (opinion and article.filed_under and article.filed_under.is_opinion)
        ]

    def take(articles: list[Article]) -> list[Article]:
        taken.update(article.pk for article in articles)
        return articles

    leads = by_place.get("lead", [])
    if not leads:
        pictured = [article for article in news()[:10] if article.lead_picture_id]
        leads = take(pictured[:1] or news()[:1])
    front.lead = leads[0] if leads else None
    chosen = [*leads[1:], *by_place.get("second", [])]
    front.seconds = [*chosen, *take(news()[: max(0, SECONDS - len(chosen))])]
    chosen = by_place.get("latest", [])
    wanted = conf.LATEST_ON_FRONT.value - len(chosen)
    front.latest = [*chosen, *take(news()[: max(0, wanted)])]
    if opinion:
        columns = candidates.filter(filed_under__is_opinion=True).exclude(pk__in=taken)
        front.opinion = take(list(columns.readable().newest_first().with_card()[:OPINIONS]))
    if front.lead is not None:
        also = Article.objects.readable().filter(
            pk__in=front.lead.related_choices.values("other_id")
        )
        front.also = list(also.exclude(pk__in=taken).newest_first().select_related("filed_under")[:3])
    return front


def strip(section: Any, used: set[int]) -> list[Article]:
    """Return the newest of a section that are not on the front yet."""
    rows = Article.objects.in_section(section).exclude(pk__in=used)
    return list(rows.readable().newest_first().with_card()[:IN_A_STRIP])
