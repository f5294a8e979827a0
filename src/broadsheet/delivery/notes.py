"""What a page is made from, noted while it is made.

Nobody who writes a page has to think of it: rows are noted as they are loaded,
tables as they are asked. Questions about lists that know how little they depend on
say so (``NotingQuerySet``); whatever does not is taken to depend on the whole table.

A note is a key, as changes have (``broadsheet.delivery.watch``), and for lists by time the
stretch of time that was looked at, in microseconds since 1970, open where None.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.signals import post_init
from django.http import QueryDict
from django.utils import timezone

from broadsheet.delivery import watch

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SELECT = re.compile(r"[\s(]*(?:SELECT|WITH)\b", re.IGNORECASE)
ANYTHING = "*"  # a query of which every word was looked at

Note = tuple[str, int | None, int | None]


def micros(moment: datetime) -> int:
    """Return a moment as changes and notes have it."""
    return (moment - EPOCH) // timedelta(microseconds=1)


@dataclass
class Notes:
    """What was noted while one page was made."""

    keys: set[Note] = field(default_factory=set)
    varies_on: set[str] = field(default_factory=set)
    asks: set[str] = field(default_factory=set)  # names in the query that were looked at
    until: datetime | None = None  # when the page is out of date by itself
    unwatched: set[str] = field(default_factory=set)  # tables whose changes nobody hears of


_current: ContextVar[Notes | None] = ContextVar("notes", default=None)
_accounted: ContextVar[frozenset[str]] = ContextVar("accounted", default=frozenset())


@contextmanager
def noting() -> Iterator[Notes]:
    """Note what is asked of the database from here on."""
    notes = Notes()
    token = _current.set(notes)
    try:
        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(_asked))
            yield notes
    finally:
        _current.reset(token)


def note(key: str, low: int | None = None, high: int | None = None) -> None:
    """Note that the page that is being made depends on something."""
    if (notes := _current.get()) is not None:
        notes.keys.add((key, low, high))


def vary(perks: frozenset[str]) -> None:
    """Note that the page differs by these perks."""
    if (notes := _current.get()) is not None:
        notes.varies_on |= perks


def until(moment: datetime) -> None:
    """Note that the page says something that is true only until then."""
    notes = _current.get()
    if notes is not None and (notes.until is None or moment < notes.until):
        notes.until = moment


def today() -> date:
    """Return the day in the zone in force; a page on which it matters is out of date at its end."""
    found = timezone.localdate()
    until(timezone.make_aware(datetime.combine(found + timedelta(days=1), time())))
    return found


@contextmanager
def accounted(*models: type[Model]) -> Iterator[None]:
    """Ask about rows of models, and by their parts, where the caller notes on what it depends."""
    token = _accounted.set(_accounted.get().union(*map(watch.tables_of, models)))
    try:
        yield
    finally:
        _accounted.reset(token)


def _asked(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Note what a question is about."""
    notes = _current.get()
    if notes is not None and not many and SELECT.match(sql):
        found = watch.reading(sql)
        notes.unwatched.update(found.unwatched)
        known = _accounted.get()
        for table, labels in found.labels:
            if table not in known:
                notes.keys.update((label, None, None) for label in labels)
        for key in watch.keys_read(sql, params):
            notes.keys.add((key, None, None))
    return execute(sql, params, many, context)


def _loaded(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Note a row that has been loaded."""
    notes = _current.get()
    if notes is None or instance.pk is None:
        return
    row = watch.rows().get(sender)
    # A row of which only ids and moments were loaded was chosen among, not shown.
    if row is not None and (not row.shown_by or row.shown_by in instance.__dict__):
        notes.keys.add((f"{row.key}:{instance.pk}", None, None))


def connect() -> None:
    """Begin to look at what is loaded."""
    post_init.connect(_loaded, dispatch_uid="broadsheet.delivery.notes")


class NotingQuerySet(QuerySet[Any]):
    """Questions that say which lists they depend on.

    ``noted_as`` names them; a question that names none is about the whole table. Where a list is
    in the order of a moment, the stretch that was looked at is noted too: what comes and goes
    outside it does not matter.
    """

    _lists: tuple[str, ...] | None = None
    _about: tuple[type[Model], ...] = ()
    _span: tuple[int | None, int | None] = (None, None)
    in_order_of = ""  # the field by which the newest come first

    def noted_as(self, *lists: str, about: type[Model] | None = None) -> Self:
        """Say that the answer depends on these lists and on the rows found, and on nothing else.

        ``about`` is another model whose rows are chosen by, and whose lists are among these.
        """
        clone: Self = self._chain()  # type: ignore[attr-defined]
        clone._lists = lists
        clone._about = (about,) if about else ()
        return clone

    def noted_between(self, low: datetime | None, high: datetime | None) -> Self:
        """Say that the answer depends on a stretch of time of its lists only."""
        clone: Self = self._chain()  # type: ignore[attr-defined]
        clone._span = (micros(low) if low else None, micros(high) if high else None)
        return clone

    @property
    def is_noted(self) -> bool:
        """Whether it says on what the answer depends."""
        return self._lists is not None

    def within(self) -> Self:
        """Note it here: it is to be a part of another question, and is not asked by itself."""
        self._note(None)
        return self

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._lists, clone._span, clone._about = self._lists, self._span, self._about
        return clone

    def _fetch_all(self) -> None:
        if self._result_cache is not None or self._lists is None:
            super()._fetch_all()
            return
        with accounted(self.model, *self._about):
            super()._fetch_all()
        self._note(self._result_cache)

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        if self._lists is None:
            return super().iterator(*args, **kwargs)
        return iter(self)

    def __or__(self, other: Any) -> Any:
        return self._unnoted(super().__or__(other))

    def __xor__(self, other: Any) -> Any:
        return self._unnoted(super().__xor__(other))

    def union(self, *others: Any, all: bool = False) -> Any:
        return self._unnoted(super().union(*others, all=all))

    @staticmethod
    def _unnoted(rows: Any) -> Any:
        # Of two questions together only one would be noted.
        rows._lists = None
        return rows

    def count(self) -> int:
        return self._answer(super().count)

    def exists(self) -> bool:
        return self._answer(super().exists)

    def aggregate(self, *args: Any, **kwargs: Any) -> Any:
        return self._answer(lambda: super(NotingQuerySet, self).aggregate(*args, **kwargs))

    def _answer(self, ask: Callable[[], Any]) -> Any:
        if self._lists is None:
            return ask()
        with accounted(self.model, *self._about):
            found = ask()
        self._note(None)
        return found

    def _note(self, rows: Any) -> None:
        if _current.get() is None:
            return
        low, high = self._span
        last = self._last_moment(rows)
        if last is not None:
            low = max(low, last) if low is not None else last
        for name in self._lists or ():
            note(name, low, high)

    def _last_moment(self, rows: Any) -> int | None:
        """Return the moment of the last row of a full page of a list by time, if it is one."""
        most, order = self.query.high_mark, self.query.order_by
        if not (self.in_order_of and rows and most is not None and not self.query.low_mark):
            return None
        if order[:1] != (f"-{self.in_order_of}",) or len(rows) < most:
            return None
        moment = getattr(rows[-1], "__dict__", {}).get(self.in_order_of)
        return micros(moment) if moment is not None else None


class NotingQuery(QueryDict):
    """What follows ? in an address; notes which names are looked at."""

    @classmethod
    def of(cls, query: QueryDict, asks: set[str]) -> NotingQuery:
        """Return a copy that adds the names that are looked at to ``asks``."""
        made: Any = cls(query.urlencode(), encoding=query.encoding)
        made._asks = asks
        found: NotingQuery = made
        return found

    _asks: set[str] | None = None

    def _seen(self, name: str) -> None:
        if self._asks is not None:
            self._asks.add(name)

    def __getitem__(self, key: str) -> Any:
        self._seen(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self._seen(key)
        return super().get(key, default)

    def getlist(self, key: str, default: Any = None) -> Any:
        self._seen(key)
        return super().getlist(key, default)

    def __contains__(self, key: object) -> bool:
        self._seen(str(key))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self._seen(ANYTHING)
        return super().__iter__()

    def keys(self) -> Any:
        self._seen(ANYTHING)
        return super().keys()

    def lists(self) -> Any:
        self._seen(ANYTHING)
        return super().lists()

    def __bool__(self) -> bool:
        self._seen(ANYTHING)
        return len(self) > 0

    def urlencode(self, safe: str | None = None) -> str:
        self._seen(ANYTHING)
        return super().urlencode(safe)
