"""Which tables public pages are made from, how their changes are told, and what a question reads.

The database itself tells: triggers write a row into the list of changes in the transaction of
the change, whatever made it (a form, ``update()``, a migration, another program). A *key*
names what changed:

- ``broadsheet_articles.author:7``: one row; also says that something in that table changed;
- ``wagtailcore.page:12``: a page, together with the table of its kind, and beside it
  ``broadsheet_articles.section:12``, by its kind;
- ``broadsheet_articles.byline.article:12``: one of the bylines of article 12;
- ``section:12``: not a row but a list; rooms write such keys (``actions.tell``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.db.models import Model
from wagtail.models import Page

from broadsheet.delivery import sockets

OURS = ("broadsheet.", "django.", "wagtail.", "taggit", "modelcluster", "django_tasks", "csp")


@dataclass(frozen=True)
class Watched:
    """A table whose changes are told.

    ``part_of``: the foreign key to what it is a part of, by which it is mostly asked for; any other
    field where rows are asked for by its value.
    ``quiet``: columns that no page shows. ``shown_by``: a row counts as shown once this field has
    been loaded. ``born_quietly``: a new row changes nothing that was made before.
    """

    model: str
    part_of: str = ""
    quiet: tuple[str, ...] = ()
    shown_by: str = ""
    born_quietly: bool = False


# Wagtail's page: all that is about drafts, locks and the tree's book-keeping is no reader's affair.
PAGE = Watched(
    "wagtailcore.Page",
    quiet=(
        "draft_title", "has_unpublished_changes", "latest_revision", "live_revision",
        "latest_revision_created_at", "locked", "locked_at", "locked_by", "numchild",
        "go_live_at", "expire_at", "expired", "owner",
    ),
    shown_by="title",
)  # fmt: skip
WAGTAIL = [
    PAGE,
    Watched("wagtailcore.PageViewRestriction"),
    Watched("wagtailcore.Site"),
    Watched("wagtailcore.Locale"),
]


@dataclass(frozen=True)
class Table:
    """A watched table, as triggers and notes need it."""

    name: str
    watched: Watched
    model: type[Model]
    key: str  # of a row, before ":" and the row's id
    label: str  # of the table
    labels: tuple[str, ...]  # of the table and of the kinds made from it
    id_column: str
    part_column: str = ""
    part_key: str = ""  # of the parts of one thing, before ":" and the thing's id
    whole: str = ""  # the key of what it is a part of

    @property
    def shown_by(self) -> str:
        return self.watched.shown_by


def _root(model: type[Model]) -> type[Model]:
    """Return the model at whose table a row of several tables begins."""
    parents = list(model._meta.parents)
    return _root(parents[0]) if parents else model


def _subclasses(model: type[Model]) -> Iterator[type[Model]]:
    for other in apps.get_models():
        if issubclass(other, model):
            yield other


def _all_watched() -> dict[type[Model], Watched]:
    told: dict[type[Model], Watched] = {}
    for model in apps.get_models():
        ours = model.__module__.startswith(OURS)
        # Every kind of page is watched, and so are a newsroom's own tables.
        if issubclass(model, Page) or not ours:
            told[model] = Watched(
                model._meta.label, shown_by="title" if issubclass(model, Page) else ""
            )
    for room in sockets.WATCHED.load().values():
        told.update({apps.get_model(one.model): one for one in room})
    told.update({apps.get_model(one.model): one for one in WAGTAIL})
    return told


@cache
def tables() -> dict[str, Table]:
    """Return the watched tables by their names in the database."""
    found = {}
    for model, watched in _all_watched().items():
        meta = model._meta
        pk: Any = meta.pk
        table = Table(
            name=meta.db_table,
            watched=watched,
            model=model,
            key=_root(model)._meta.label_lower,
            label=meta.label_lower,
            labels=tuple(other._meta.label_lower for other in _subclasses(model)),
            id_column=pk.column,
            **_part(model, watched),
        )
        found[table.name] = table
    return found


def _part(model: type[Model], watched: Watched) -> dict[str, str]:
    if not watched.part_of:
        return {}
    whole: Any = model._meta.get_field(watched.part_of)
    return {
        "part_column": whole.column,
        "part_key": f"{model._meta.label_lower}.{watched.part_of}",
        "whole": _root(whole.related_model)._meta.label_lower if whole.is_relation else "",
    }


@cache
def rows() -> dict[type[Model], Table]:
    """Return the watched tables by their models."""
    return {table.model: table for table in tables().values()}


@cache
def _all_tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True))


def is_a_table(name: str) -> bool:
    """Say whether a name in a question is a table of some model."""
    return name in _all_tables() and name not in UNCHANGING


# Written by migrations only; read everywhere.
UNCHANGING = frozenset({"django_content_type", "django_migrations"})

# What Wagtail and Django keep in memory, so that it is not asked for: every page depends on it.
ALWAYS = ("wagtailcore.site", "wagtailcore.locale")


@cache
def tables_of(model: type[Model]) -> frozenset[str]:
    """Return the tables of a model's rows and of their parts."""
    key = _root(model)._meta.label_lower
    chain = {model._meta.db_table, *(parent._meta.db_table for parent in model._meta.all_parents)}
    parts = {table.name for table in tables().values() if table.whole == key}
    return frozenset(chain | parts)


# What a question reads ---------------------------------------------------------

MENTION = re.compile(
    r'\b(FROM|JOIN)\s+"?(\w+)"?(?:\s+([TU]\d+)\b)?(?:\s+ON\s+\(([^()]*)\))?', re.IGNORECASE
)
# The end of a question of which every row is wanted.
REST = r"(?: ORDER BY [^()]*)?(?: LIMIT \d+)?"
# More that the rows have to fulfil: equalities only, so that nothing is chosen by what is missing.
MORE = r'(?: AND "?\w+"?\."\w+" (?:= %s|IN \(%s(?:, %s)*\)))*'


@dataclass(frozen=True)
class Reading:
    """What a question depends on: whole tables, or rows whose ids are among its values."""

    labels: tuple[tuple[str, tuple[str, ...]], ...] = ()  # a table's name, and what to note for it
    ids: tuple[tuple[str, int], ...] = ()  # a key, and how many of the values are ids to it
    unwatched: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mention:
    """A table in a question: in FROM or in a JOIN, by which name, joined on what."""

    joined: bool
    table: Table
    called: str
    on: str

    def column(self, name: str) -> str:
        """Return a column as the question writes it."""
        is_alias = self.called != self.table.name
        return f'{self.called}."{name}"' if is_alias else f'"{self.called}"."{name}"'


@lru_cache(maxsize=4096)
def reading(sql: str) -> Reading:
    """Return what a SELECT depends on beside the rows that it loads.

    Rows fetched by their ids (or by what they are parts of) depend on those ids, and so does what
    is joined to them; rows that come along by a foreign key, and are not chosen by, depend on
    nothing more. Everything else depends on its whole table: when in doubt, on more.
    """
    known = tables()
    found = MENTION.findall(sql)
    mentions = [
        Mention(word.upper() == "JOIN", known[name], alias or name, on)
        for word, name, alias, on in found
        if name in known
    ]
    unwatched = tuple(
        name for _word, name, *_rest in found if name not in known and is_a_table(name)
    )
    where = sql.partition(" WHERE ")[2].strip()
    ids = tuple(_ids(sql, where, mentions))
    labels = [] if ids else _wholes(where, mentions)
    return Reading(tuple(labels), ids, unwatched)


def _ids(sql: str, where: str, mentions: list[Mention]) -> Iterator[tuple[str, int]]:
    """Give the key to which the first values are ids, if the question asks for nothing else."""
    if sql.count("%s") != where.count("%s"):
        return
    for mention in mentions:
        table = mention.table
        columns = {table.id_column: table.key}
        if table.part_column:
            columns[table.part_column] = table.part_key
        for column, key in columns.items():
            name = re.escape(mention.column(column))
            # In each database's words: a list of ids, of rows of one id each, or one after another.
            listed = rf"{name} IN \(%s(?:, %s)*\)|\({name}\) IN \(\(%s\)(?:, \(%s\))*\)"
            several = rf"{listed}|{name} = %s(?: OR {name} = %s)+"
            if re.fullmatch(rf"\(?(?:{several})\)?{REST}", where):
                yield key, where.count("%s")
            elif re.fullmatch(rf"\(?{name} = %s{MORE}\)?{REST}", where):
                yield key, 1


def _wholes(where: str, mentions: list[Mention]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the tables on the whole of which a question depends."""
    labels = []
    for mention in mentions:
        mine = mention.column(mention.table.id_column)
        comes_along = mention.joined and mention.on.strip().endswith(f"= {mine}")
        chosen_by = f"{mine.rpartition('.')[0]}." in where
        if not comes_along or (chosen_by and not _is_the_same_row(mention, mentions)):
            labels.append((mention.table.name, mention.table.labels))
    return labels


def _is_the_same_row(mention: Mention, mentions: list[Mention]) -> bool:
    """Say whether a joined table only holds the other half of a row that is mentioned already."""
    return any(
        other.table.key == mention.table.key
        and mention.on.strip().startswith(f"{other.column(other.table.id_column)} =")
        for other in mentions
        if other is not mention
    )


def keys_read(sql: str, values: Any) -> list[str]:
    """Return the keys of ids that a question asks for by value."""
    return [f"{key}:{value}" for key, count in reading(sql).ids for value in (values or ())[:count]]
