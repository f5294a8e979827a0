"""The full-text index of each database, asked in its own words.

Both answer with *places*, the newest first (``models.search.place_in_time``).
Made in migration 0004.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

from broadsheet.articles.models import SearchEntry
from broadsheet.articles.models.search import month_of
from broadsheet.articles.query import HEAD_COLUMNS, WORDS_COLUMNS, Marks, Query

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
MOST_YEARS = 20
# PostgreSQL reads every match before it can give the newest: it is asked for the newest
# months first, then years, and for more of them as long as there is not enough.
MONTHS, YEARS = (1, 3), (1, 4, 16)
# It cannot tell from its index in which order words stand, and must look: at so many articles.
LOOKED_AT = 2000


class Asks(Protocol):
    """A question to the index, narrowed to marks."""

    def everywhere(self, depth: int) -> tuple[list[int], bool]:
        """Return where the words are found, and whether there may be more."""

    def in_title(self, depth: int, within: Sequence[int] | None) -> list[int]:
        """Return where they are in the title; ``within``, if given, holds all that match."""

    def in_head(self, depth: int, within: Sequence[int] | None) -> list[int]:
        """Return where they are in title, standfirst and names together."""

    def snippets(self, places: Sequence[int]) -> dict[int, str]:
        """Return the words around the matches in the text, by place."""


def asks(query: Query, marks: Marks = ()) -> Asks:
    """Return the question for the database in use."""
    return FTS5(query, marks) if connection.vendor == "sqlite" else TSVector(query, marks)


def years(oldest: int, newest: int) -> Marks:
    """Return the marks of the years between two places: one group, or none for too many years."""
    first, last = month_of(oldest)[0], month_of(newest)[0]
    return [[f"y{year}" for year in range(first, last + 1)]] if last - first < MOST_YEARS else []


def windows(oldest: int, newest: int) -> Iterator[list[str]]:
    """Give the marks of longer and longer stretches of time back from a place, short of all."""
    first, last = month_of(oldest), month_of(newest)
    begin, end = (year * 12 + month - 1 for year, month in (first, last))
    for count in MONTHS:
        if end - count >= begin:
            back = [divmod(number, 12) for number in range(end - count + 1, end + 1)]
            yield [f"m{year}{month + 1:02}" for year, month in back]
    for count in YEARS:
        if last[0] - count >= first[0]:
            yield [f"y{year}" for year in range(last[0] - count + 1, last[0] + 1)]


@dataclass(frozen=True)
class FTS5:
    """SQLite. The index is in the order of places, so it stops as soon as it has enough."""

    query: Query
    marks: Marks = ()

    def _places(self, columns: str, depth: int) -> list[int]:
        return _column(
            f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s ORDER BY rowid DESC LIMIT %s",  # noqa: S608
            [self.query.fts5(columns, self.marks), depth],
        )

    def everywhere(self, depth: int) -> tuple[list[int], bool]:
        found = self._places(WORDS_COLUMNS, depth)
        return found, len(found) >= depth

    def in_title(self, depth: int, within: Sequence[int] | None) -> list[int]:
        return self._places("{title}", depth)

    def in_head(self, depth: int, within: Sequence[int] | None) -> list[int]:
        return self._places(HEAD_COLUMNS, depth)

    def snippets(self, places: Sequence[int]) -> dict[int, str]:
        if not places:
            return {}
        holes = ", ".join(["%s"] * len(places))
        return _pairs(
            f"SELECT rowid, snippet({INDEX}, 3, %s, %s, ' … ', {SNIPPET_TOKENS}) "  # noqa: S608
            f"FROM {INDEX} WHERE {INDEX} MATCH %s AND rowid IN ({holes})",
            [START, END, self.query.fts5(), *places],
        )


Condition = tuple[str, list[Any]]
TO_QUERY = "to_tsquery('broadsheet_words', %s)"


@dataclass(frozen=True)
class TSVector:
    """PostgreSQL."""

    query: Query
    marks: Marks = ()

    def everywhere(self, depth: int) -> tuple[list[int], bool]:
        if not self.query.has_phrases:
            found = self._newest(depth)
            return found, len(found) >= depth
        near = self._newest(LOOKED_AT)
        exact = self._all(near=False)
        found = self._places([("place = ANY(%s)", [near]), exact], depth)
        return found, len(found) >= depth or len(near) >= LOOKED_AT

    def in_title(self, depth: int, within: Sequence[int] | None) -> list[int]:
        return self._in_head("A", depth, within)

    def in_head(self, depth: int, within: Sequence[int] | None) -> list[int]:
        return self._in_head("", depth, within)

    def snippets(self, places: Sequence[int]) -> dict[int, str]:
        return _pairs(
            "SELECT place, "  # noqa: S608
            f"ts_headline('broadsheet_words', translate(text, '<>', %s), {TO_QUERY}, %s) "
            f"FROM {TABLE} WHERE place = ANY(%s)",
            [LESS + GREATER, self.query.tsquery(), HEADLINE, list(places)],
        )

    def _newest(self, depth: int) -> list[int]:
        """Return the newest matches, phrases in any order; look further back for enough."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT min(place), max(place) FROM {TABLE}")  # noqa: S608
            oldest, newest = cursor.fetchone()
        if newest is None:
            return []
        for group in windows(oldest, newest):
            found = self._places([self._all([group])], depth)
            if len(found) >= depth:
                return found
        return self._places([self._all()], depth)

    def _in_head(self, weight: str, depth: int, within: Sequence[int] | None) -> list[int]:
        parts, values = [TO_QUERY], [self.query.tsquery(weight)]
        if self.marks:
            parts.append("%s::tsquery")
            values.append(self.query.tsquery_of_marks(self.marks))
        conditions: list[Condition] = [(f"head_words @@ ({' && '.join(parts)})", values)]
        if within is not None:  # those have been looked at for what is unwanted
            conditions.append(("place = ANY(%s)", [list(within)]))
        elif self.query.without:
            conditions += [self._all(), self._all(near=False)]
        return self._places(conditions, depth)

    def _all(self, more: Marks = (), *, near: bool = True) -> Condition:
        """Match title, head and text at once; ``near``: as far as the index itself can tell."""
        words = self.query.tsquery(joined="&" if near else "<->")
        parts, values = [TO_QUERY], [words]
        if without := self.query.tsquery_without(single=near):
            parts.append(TO_QUERY)
            values.append(without)
        if self.marks or more:
            parts.append("%s::tsquery")
            values.append(self.query.tsquery_of_marks([*self.marks, *more]))
        # A word of which nothing is left asks for nothing, not for everything that has the marks.
        return (
            f"numnode({TO_QUERY}) > 0 AND all_words @@ ({' && '.join(parts)})",
            [words, *values],
        )

    @staticmethod
    def _places(conditions: Iterable[Condition], depth: int) -> list[int]:
        where = " AND ".join(condition for condition, _values in conditions)
        values = [value for _condition, some in conditions for value in some]
        # By a sum, not by the column: in the order of the column, PostgreSQL would rather unpack
        # the words of every article one by one than ask the index, whose worth it underrates.
        return _column(
            f"SELECT place FROM {TABLE} WHERE {where} ORDER BY place + 0 DESC LIMIT %s",  # noqa: S608
            [*values, depth],
        )


def _column(sql: str, values: Iterable[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return [row[0] for row in cursor.fetchall()]


def _pairs(sql: str, values: Iterable[Any]) -> dict[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return dict(cursor.fetchall())
