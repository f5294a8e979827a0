"""Making up a front: what the desk placed, above what comes by itself.

First the ids are chosen, a light query for each list; then the cards of all of
them are fetched together, so that a front costs the same however full it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from broadsheet.articles import conf
from broadsheet.articles.models.article import Article, ArticleQuerySet

SECONDS = 2
ALSO = 3
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
        """The ids of everything on the front."""
        return {article.pk for article in self._articles()}

    def _articles(self) -> Iterator[Article]:
        if self.lead is not None:
            yield self.lead
        for articles in (self.also, self.seconds, self.latest, self.opinion):
            yield from articles
        for _section, articles in self.strips:
            yield from articles

    def dressed(self) -> MadeUp:
        """Return the same with everything that cards show fetched at once."""
        cards = {card.pk: card for card in Article.objects.among(self.used()).with_card()}

        def dress(articles: Iterable[Article]) -> list[Article]:
            return [cards[article.pk] for article in articles if article.pk in cards]

        return MadeUp(
            lead=cards.get(self.lead.pk) if self.lead else None,
            also=dress(self.also),
            seconds=dress(self.seconds),
            latest=dress(self.latest),
            opinion=dress(self.opinion),
            strips=[(section, dress(articles)) for section, articles in self.strips],
        )


def _light(rows: ArticleQuerySet) -> ArticleQuerySet:
    """The readable ones, with only what choosing needs."""
    return (
        rows.readable()
        .select_related("filed_under")
        .only("pk", "published_at", "lead_picture_id", "filed_under__is_opinion")
    )


def placed(placements: Any) -> dict[str, list[Article]]:
    """Return the readable articles of placements, by place, in the desk's order."""
    rows = list(placements.all())
    found = _light(Article.objects.among([row.article_id for row in rows]))
    readable = {article.pk: article for article in found}
    by_place: dict[str, list[Article]] = {}
    for row in rows:
        article = readable.pop(row.article_id, None)  # popped: an article has one place
        if article is not None:
            by_place.setdefault(row.place, []).append(article)
    return by_place


class _Choosing:
    """Chooses articles, none of them twice."""

    def __init__(self, candidates: ArticleQuerySet, taken: set[int], *, opinion: bool) -> None:
        self.candidates = candidates
        self.taken = taken
        newest = _light(candidates).newest_first()[:DEPTH]
        self.news = [
            article
            for article in newest
            if not (opinion and article.filed_under and article.filed_under.is_opinion)
        ]

    def left(self) -> list[Article]:
        return [article for article in self.news if article.pk not in self.taken]

    def take(self, articles: Iterable[Article]) -> list[Article]:
        chosen = [article for article in articles if article.pk not in self.taken]
        self.taken.update(article.pk for article in chosen)
        return chosen

    def fill(self, chosen: list[Article], wanted: int) -> list[Article]:
        """Add the newest that are left to what the desk has chosen."""
        return [*chosen, *self.take(self.left()[: max(0, wanted - len(chosen))])]


def _columns(sections: Iterable[Any], wanted: int) -> list[Article]:
    """The newest of these sections together."""
    # Each from its own index: by a join, the whole archive is read where columns are rare.
    found = [
        article
        for section in sections
        for article in _light(Article.objects.in_section(section)).newest_first()[:wanted]
    ]
    return sorted(found, key=lambda article: (article.published_at, article.pk), reverse=True)


def make_up(
    placements: Any,
    candidates: ArticleQuerySet,
    *,
    opinion: Sequence[Any] = (),
    strips: Iterable[Any] = (),
) -> MadeUp:
    """Make up a front of ``candidates``.

    The articles of the sections ``opinion`` get a column of their own; ``strips`` are sections
    that get a strip each. Five queries, one for each of these sections, then four for the cards.
    """
    by_place = placed(placements)
    taken = {article.pk for articles in by_place.values() for article in articles}
    choosing = _Choosing(candidates, taken, opinion=bool(opinion))
    leads = by_place.get("lead", [])
    if not leads:
        pictured = [article for article in choosing.left()[:10] if article.lead_picture_id]
        leads = choosing.take(pictured[:1] or choosing.left()[:1])
    made = MadeUp(lead=leads[0] if leads else None)
    made.seconds = choosing.fill([*leads[1:], *by_place.get("second", [])], SECONDS)
    if made.lead is not None:
        also = Article.objects.among(made.lead.related_choices.values_list("other_id", flat=True))
        made.also = choosing.take(_light(also).newest_first()[: ALSO + len(taken)])[:ALSO]
    made.latest = choosing.fill(by_place.get("latest", []), conf.LATEST_ON_FRONT.value)
    if opinion:
        made.opinion = choosing.take(_columns(opinion, OPINIONS + len(taken)))[:OPINIONS]
    for section in strips:
        rows = Article.objects.in_section(section).exclude(pk__in=choosing.taken)
        if articles := choosing.take(_light(rows).newest_first()[:IN_A_STRIP]):
            made.strips.append((section, articles))
    return made.dressed()
