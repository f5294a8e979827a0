"""Full-text search for readers, the same on SQLite and PostgreSQL.

The best match has the words in its headline, then in its standfirst, authors and
topics, then in its text; among equals the newest comes first. The index answers
newest first by itself, so a search for a common word stops early: never more than
``DEPTH`` hits of each kind are looked at, however large the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from broadsheet.articles import search_index
from broadsheet.articles.models import Article, Author, SearchEntry, Section
from broadsheet.articles.models.search import marks_in_time, month_of, place_in_time
from broadsheet.articles.query import Marks, Query, Term
from broadsheet.articles.search_index import END, GREATER, LESS, START
from broadsheet.lib.words import searchable

DEPTH = 500
FURTHER = 12
MOST_IN_HEAD = 6
EARLIEST = place_in_time(datetime(1, 1, 2, tzinfo=UTC), 0)
LONGEST_TEXT = 400_000  # PostgreSQL's tsvector ends at a megabyte


@dataclass(frozen=True)
class Hit:
    """A found article and the words around the match."""

    article: Article
    snippet: SafeString | str


@dataclass(frozen=True)
class Found:
    """One page of what a search found."""

    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    more: bool = False  # there are more than were looked at: "about 500+"
    page: int = 1
    pages: int = 1


def mark_of(thing: Section | Author) -> str:
    """Return the mark by which entries of a section or author are found."""
    return f"{type(thing).__name__.lower()}{thing.pk}"


def entry_of(article: Article) -> SearchEntry | None:
    """Return the search entry that this article should have; None when readers can never see it."""
    if article.published_at is None:
        return None
    authors, topics = article.authors, list(article.topics.all())
    names = [*authors, *topics, *article.contributions.all()]
    place = place_in_time(article.published_at, article.pk)
    marks = [f"@{mark}" for mark in marks_in_time(*month_of(place))]
    marks += [f"@{mark_of(author)}" for author in authors]
    if article.filed_under is not None:
        marks.append(f"@{mark_of(article.filed_under)}")
    text = "\n".join(filter(None, [article.words, article.lead_caption]))
    return SearchEntry(
        article_id=article.pk,
        place=place,
        language=article.language,
        title=searchable(f"{article.title}\n{article.short_headline}".strip()),
        standfirst=searchable(article.standfirst),
        names=searchable("\n".join(getattr(thing, "name", "") for thing in names)),
        text=searchable(text)[:LONGEST_TEXT],
        marks=" ".join(marks),
        version_at=article.last_published_at,
    )


def find(
    query: Query,
    *,
    size: int,
    page: int = 1,
    newest: bool = False,
    section: Section | None = None,
    author: Author | None = None,
) -> Found:
    """Return one page of the readable articles that match, each once."""
    if not query:
        return Found()
    marks: Marks = [[mark_of(thing)] for thing in (section, author) if thing is not None]
    asked = search_index.asks(query, marks)
    everywhere, more = asked.everywhere(DEPTH)
    if not everywhere:
        return Found(more=more)
    better = [] if newest else _better(query, marks, everywhere, more)
    places = list(dict.fromkeys([*better, *everywhere]))[:DEPTH]
    readable = dict(
        Article.objects.readable()
        .filter(search_entry__place__in=places)
        .values_list("search_entry__place", "pk")
    )
    order = [place for place in places if place in readable]
    shown = order[(page - 1) * size : page * size]
    cards = Article.objects.readable().with_card().in_bulk([readable[place] for place in shown])
    snippets = asked.snippets(shown)
    return Found(
        hits=[
            Hit(cards[readable[place]], _marked(snippets.get(place, "")))
            for place in shown
            if readable[place] in cards
        ],
        count=len(order),
        more=more,
        page=page,
        pages=max(1, -(-len(order) // size)),
    )


def _better(query: Query, marks: Marks, everywhere: list[int], more: bool) -> list[int]:
    """Return the places of those that match in their title, then in their head.

    When the words are so common that the newest fill the list, headlines are looked
    at ``FURTHER`` times as far back as texts, in whole years, and not through the whole
    archive; and many such words are not looked for in headlines, which are short.
    """
    within: list[int] | None = everywhere
    if more:
        if query.count > MOST_IN_HEAD:
            return []
        newest, oldest = everywhere[0], everywhere[-1]
        since = max(newest - FURTHER * (newest - oldest), EARLIEST)
        marks, within = [*marks, *search_index.years(since, newest)], None
    asked = search_index.asks(query, marks)
    in_head = asked.in_head(DEPTH, within)
    return [*asked.in_title(DEPTH, within), *in_head] if in_head else []


def places_of_any(words: Iterable[str], depth: int) -> list[int]:
    """Return the places of the newest entries that have any of these words."""
    terms = [Term((word,)) for word in words]
    return search_index.asks(Query([terms])).everywhere(depth)[0] if terms else []


def _marked(snippet: str) -> SafeString | str:
    """Return a snippet with the found words in ``mark``, safe; nothing when none was found."""
    if START not in snippet:
        return ""
    text = re.sub(r"\s+", " ", snippet).replace(LESS, "<").replace(GREATER, ">")
    text = escape(text)
    return mark_safe(text.replace(START, "<mark>").replace(END, "</mark>"))  # noqa: S308
