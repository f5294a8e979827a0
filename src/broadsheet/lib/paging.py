"""Pages of a long list that cost the same at the start and at the end.

A page is found by where the last one stopped (a *key*: moment and id), never
by counting rows from the top.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class BadKey(ValueError):
    """The key in an address was not made by us."""


@dataclass(frozen=True)
class Key:
    """Where a page of a list begins or ends."""

    moment: datetime
    pk: int

    def __str__(self) -> str:
        micros = (self.moment - EPOCH) // timedelta(microseconds=1)
        return f"{micros:x}-{self.pk:x}"

    @classmethod
    def parse(cls, text: str) -> "Key":
        """Read a key from an address; raise BadKey when it is not one."""
        try:
            micros, pk = (int(part, 16) for part in text.split("-"))
            if micros < 0 or not 0 < pk < 2**63 or len(text) > 40:
                raise ValueError(text)
            return cls(EPOCH + timedelta(microseconds=micros), pk)
        except (ValueError, OverflowError) as error:
            raise BadKey(text) from error


@dataclass(frozen=True)
class Page(Generic[M]):
    """Some rows, newest first, and the keys of the neighbouring pages."""

    items: list[M]
    older: Key | None
    newer: Key | None


def page_of(
    rows: QuerySet[M],
    *,
    size: int,
    moment: str,
    before: str = "",
    after: str = "",
    dress: Callable[[Any], Any] | None = None,
) -> Page[M]:
    """Return one page of ``rows``, newest first by the field ``moment``, then by id.

    ``before`` and ``after`` are keys from an address: rows older or newer than
    the key; raises BadKey when one is not a key. ``dress`` may add
    ``select_related`` and the like.
    """
    newest_first = (f"-{moment}", "-pk")
    if after:
        found = _beyond(rows, moment, Key.parse(after), "gt").order_by(moment, "pk")
    elif before:
        found = _beyond(rows, moment, Key.parse(before), "lt").order_by(*newest_first)
    else:
        found = rows.order_by(*newest_first)
    if dress:
        found = dress(found)
    items = list(found[: size + 1])
    more = len(items) > size
    items = items[:size]
    if after:
        items.reverse()
    if not items:
        return Page([], None, None)

    def key(item: Any) -> Key:
        return Key(getattr(item, moment), item.pk)

    has_older = more if not after else True
    has_newer = more if after else bool(before)
    return Page(items, key(items[-1]) if has_older else None, key(items[0]) if has_newer else None)


def _beyond(rows: QuerySet[M], moment: str, key: Key, way: str) -> QuerySet[M]:
    # The redundant bound on the moment alone lets both databases enter the index there.
    return rows.filter(**{f"{moment}__{way}e": key.moment}).filter(
        Q(**{f"{moment}__{way}": key.moment}) | Q(**{moment: key.moment, f"pk__{way}": key.pk})
    )
