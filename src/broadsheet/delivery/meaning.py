"""What a page is made from, in words: keys as people know what they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from broadsheet.delivery import watch

MOST = 200  # of each kind are named


@dataclass(frozen=True)
class Meaning:
    """A key in words. ``title`` and ``url`` only for what this person may edit."""

    key: str
    what: str
    title: str = ""
    url: str = ""


@dataclass
class MadeFrom:
    """Everything that a page is made from: things, lists of things, whole tables."""

    things: list[Meaning] = field(default_factory=list)
    lists: list[Meaning] = field(default_factory=list)
    tables: list[Meaning] = field(default_factory=list)
    more: int = 0  # that are not named


def explain(keys: Iterable[str], user: Any) -> MadeFrom:
    """Say what keys name; titles only where this person may see them."""
    found = MadeFrom()
    reader = _Reader(user)
    for group, names in _sorted(keys).items():
        found.more += max(0, len(names) - MOST)
        getattr(found, group).extend(reader.read(names[:MOST]))
    for meanings in (found.things, found.lists, found.tables):
        meanings.sort(key=lambda one: (not one.title, one.what, one.title, one.key))
    return found


def _sorted(keys: Iterable[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {"things": [], "lists": [], "tables": []}
    for key in sorted(set(keys)):
        head, _colon, pk = key.partition(":")
        if head == "address":
            continue  # every page is made from its own address
        if _model(head) is not None or _part(head) is not None:
            groups["things" if pk else "tables"].append(key)
        else:
            groups["lists"].append(key)
    return groups


def _model(label: str) -> type[Model] | None:
    try:
        return apps.get_model(label) if label.count(".") == 1 else None
    except LookupError:
        return None


def _part(head: str) -> tuple[type[Model], type[Model]] | None:
    """Return the model of parts, and of what they are parts of: ``app.byline.article``."""
    for table in watch.tables().values():
        if table.part_key == head:
            return table.model, apps.get_model(table.whole)
    return None


def _called(name: str) -> type[Model] | None:
    """Return the watched model that a list's name speaks of: ``section`` in ``section:5``."""
    found = (table.model for table in watch.tables().values())
    return next((model for model in found if model._meta.model_name == name), None)


class _Reader:
    """Reads rows, many at once, and finds their editors."""

    def __init__(self, user: Any) -> None:
        self.finder = AdminURLFinder(user)

    def read(self, keys: list[str]) -> list[Meaning]:
        """Return what each key means."""
        named = {key: self._speaks_of(key) for key in keys}
        wanted: dict[type[Model], set[str]] = defaultdict(set)
        for model, pk, _what in named.values():
            if model is not None and pk.isdigit():
                wanted[model].add(pk)
        rows = {
            model: {str(pk): row for pk, row in model._base_manager.in_bulk(list(ids)).items()}
            for model, ids in wanted.items()
        }
        return [
            self._meaning(key, rows.get(model, {}).get(pk) if model else None, what)
            for key, (model, pk, what) in named.items()
        ]

    @staticmethod
    def _speaks_of(key: str) -> tuple[type[Model] | None, str, str]:
        """Return the model and id of the row that a key speaks of, and the key in words."""
        head, _colon, pk = key.partition(":")
        if (part := _part(head)) is not None:
            parts, whole = part
            return whole, pk, _("%(parts)s of") % {"parts": _several(parts)}
        if (model := _model(head)) is not None:
            return model, pk, capfirst(str(model._meta.verbose_name)) if pk else _several(model)
        model = _called(head) if pk.isdigit() else None
        if model is not None:
            return model, pk, _("The list of %(kind)s") % {"kind": str(model._meta.verbose_name)}
        return None, "", _("The list “%(name)s”") % {"name": key}

    def _meaning(self, key: str, row: Model | None, what: str) -> Meaning:
        url = self.finder.get_edit_url(row) if row is not None else None
        if not url:
            return Meaning(key, what)
        if isinstance(row, Page) and key.startswith("wagtailcore.page:"):
            what = capfirst(str((row.specific_class or Page)._meta.verbose_name))
        return Meaning(key, what, str(row), url)


def _several(model: type[Model]) -> str:
    return capfirst(str(model._meta.verbose_name_plural))
