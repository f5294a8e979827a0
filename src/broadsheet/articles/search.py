"""Full-text search for readers, the same on SQLite and PostgreSQL.

The best match has the words in its headline, then in its standfirst, authors and
topics, then in its text; among equals the newest comes first. The index answers
newest first by itself, so a search for a common word stops early: never more than
``DEPTH`` hits of each kind are looked at, however large the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from broadsheet.articles.models import Article, Author, SearchEntry, Section
from broadsheet.articles.models.search import place_in_time, year_of
from broadsheet.articles.query import HEAD_COLUMNS, Marks, Query, Term
from broadsheet.lib.words import searchable

DEPTH = 1000
FURTHER = 12
MOST_YEARS = 20
EARLIEST = place_in_time(datetime(1, 1, 2, tzinfo=UTC), 0)
LONGEST_TEXT = 400_000  # PostgreSQL's tsvector ends at a megabyte
TABLE = SearchEntry._meta.db_table
INDEX = "broadsheet_articles_found"
# Around a found word while it travels: letters that no stored text has (lib.words.searchable).
START, END = "\ue000", "\ue001"
# And in the place of < and >, which PostgreSQL would take for tags and leave out.
LESS, GREATER = "\ue002", "\ue003"
HEADLINE = (
    f"StartSel={START}, StopSel={END}, MaxFragments=2, MaxWords=24, MinWords=12, "
    'ShortWord=0, FragmentDelimiter=" … "'
)
SNIPPET_TOKENS = 36
SQLITE_PLACES = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608
POSTGRES_PLACES = f"SELECT place FROM {TABLE} WHERE {{where}} ORDER BY place DESC LIMIT %s"  # noqa: S608


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
    more: bool = False  # there are more than were looked at: "about 1,000+"
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
    marks = [f"@y{article.published_at.year}", *(f"@{mark_of(author)}" for author in authors)]
    if article.filed_under is not None:
        marks.append(f"@{mark_of(article.filed_under)}")
    text = "\n".join(filter(None, [article.words, article.lead_caption]))
    return SearchEntry(
        article_id=article.pk,
        place=place_in_time(article.published_at, article.pk),
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
    marks = [[mark_of(thing)] for thing in (section, author) if thing is not None]
    asks = _FTS5(query, marks) if connection.vendor == "sqlite" else _TSVector(query, marks)
    everywhere = asks.everywhere()
    places = everywhere if newest else [*_better(asks, everywhere), *everywhere]
    places = list(dict.fromkeys(places))[:DEPTH]
    readable = dict(
        Article.objects.readable()
        .filter(search_entry__place__in=places)
        .values_list("search_entry__place", "pk")
    )
    order = [place for place in places if place in readable]
    shown = order[(page - 1) * size : page * size]
    cards = Article.objects.readable().with_card().in_bulk([readable[place] for place in shown])
    snippets = asks.snippets(shown)
    return Found(
        hits=[
            Hit(cards[readable[place]], _marked(snippets.get(place, "")))
            for place in shown
            if readable[place] in cards
        ],
        count=len(order),
        more=len(everywhere) >= DEPTH,
        page=page,
        pages=max(1, -(-len(order) // size)),
    )


def _better(asks: _FTS5 | _TSVector, everywhere: list[int]) -> list[int]:
    """Return the places of those that match in their title, then in their head.

    When the words are so common that the newest fill the list, headlines are looked
    at ``FURTHER`` times as far back as texts, in whole years, and not through the whole
    archive: a dozen words like "the" would otherwise be compared in every headline.
    """
    years: list[str] = []
    if len(everywhere) >= DEPTH:
        newest, oldest = everywhere[0], everywhere[-1]
        first = year_of(max(newest - FURTHER * (newest - oldest), EARLIEST))
        years = [f"y{year}" for year in range(first, year_of(newest) + 1)]
    if 0 < len(years) <= MOST_YEARS:
        asks = replace(asks, marks=[*asks.marks, years])
    return [*asks.in_title(), *asks.in_head()]


def places_of_any(words: Iterable[str], depth: int) -> list[int]:
    """Return the places of the newest entries that have any of these words."""
    query = Query([[Term((word,)) for word in words]])
    if not query.groups[0]:
        return []
    asks = _FTS5(query) if connection.vendor == "sqlite" else _TSVector(query)
    return asks.everywhere(depth)


def _marked(snippet: str) -> SafeString | str:
    """Return a snippet with the found words in ``mark``, safe; nothing when none was found."""
    if START not in snippet:
        return ""
    text = re.sub(r"\s+", " ", snippet).replace(LESS, "<").replace(GREATER, ">")
    text = escape(text)
    return mark_safe(text.replace(START, "<mark>").replace(END, "</mark>"))  # noqa: S308


@dataclass
class _FTS5:
    """Asks SQLite's index."""

    query: Query
    marks: Marks = ()

    def _places(self, question: str, depth: int | None = None) -> list[int]:
        return _column(SQLITE_PLACES, [question, depth or DEPTH])

    def in_title(self) -> list[int]:
        return self._places(self.query.fts5("{title}", self.marks))

    def in_head(self) -> list[int]:
        return self._places(self.query.fts5(HEAD_COLUMNS, self.marks))

    def everywhere(self, depth: int | None = None) -> list[int]:
        return self._places(self.query.fts5(marks=self.marks), depth)

    def snippets(self, places: list[int]) -> dict[int, str]:
        if not places:
            return {}
        holes = ", ".join(["%s"] * len(places))
        return _pairs(
            f"SELECT rowid, snippet({INDEX}, 3, %s, %s, ' … ', {SNIPPET_TOKENS}) "  # noqa: S608
            f"FROM {INDEX} WHERE {INDEX} MATCH %s AND rowid IN ({holes})",
            [START, END, self.query.fts5(), *places],
        )


@dataclass
class _TSVector:
    """Asks PostgreSQL's index."""

    query: Query
    marks: Marks = ()

    def _places(self, column: str, weight: str = "", depth: int | None = None) -> list[int]:
        where = [f"{column} @@ to_tsquery('broadsheet_words', %s)"]
        values: list[Any] = [self.query.tsquery(weight)]
        if without := self.query.tsquery_without():
            where.append("all_words @@ to_tsquery('broadsheet_words', %s)")
            values.append(without)
        if self.marks:
            where.append("all_words @@ %s::tsquery")
            values.append(self.query.tsquery_of_marks(self.marks))
        return _column(POSTGRES_PLACES.format(where=" AND ".join(where)), [*values, depth or DEPTH])

    def in_title(self) -> list[int]:
        return self._places("head_words", "A")

    def in_head(self) -> list[int]:
        return self._places("head_words")

    def everywhere(self, depth: int | None = None) -> list[int]:
        return self._places("all_words", depth=depth)

    def snippets(self, places: list[int]) -> dict[int, str]:
        return _pairs(
            "SELECT place, ts_headline('broadsheet_words', translate(text, '<>', %s), "  # noqa: S608
            "to_tsquery('broadsheet_words', %s), %s) "
            f"FROM {TABLE} WHERE place = ANY(%s)",
            [LESS + GREATER, self.query.tsquery(), HEADLINE, places],
        )


def _column(sql: str, values: Iterable[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return [row[0] for row in cursor.fetchall()]


def _pairs(sql: str, values: Iterable[Any]) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return dict(cursor.fetchall())
