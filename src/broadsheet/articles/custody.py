"""Which pictures and files are shown by something that readers may see."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from wagtail.models import Page

from broadsheet.articles import standing
from broadsheet.articles.models import Article, Author
from broadsheet.delivery import notes


def shown_in_public(model: type[Model], ids: set[str]) -> set[str] | None:
    """Answer the socket ``media_gates`` for articles, other pages and authors."""
    pks = [int(pk) for pk in ids]
    if issubclass(model, Article):
        return _named(Article.objects.among(pks).readable())
    if issubclass(model, Page):
        with notes.accounted(model):
            for pk in pks:
                notes.note(standing.row(pk))
            return _named(model._default_manager.filter(pk__in=pks, live=True))
    if issubclass(model, Author):
        # A portrait is shown over what readers can read, not while a first article is written.
        with notes.accounted(Author, Article):
            for pk in pks:
                notes.note(f"{Author._meta.label_lower}:{pk}")
                notes.note(standing.by(pk))
            signed = Article.objects.filter(bylines__author__in=pks).readable()
            authors = Author.objects.filter(pk__in=signed.values("bylines__author"))
            return _named(authors.filter(pk__in=pks))
    return None


def _named(rows: QuerySet[Any]) -> set[str]:
    return {str(pk) for pk in rows.values_list("pk", flat=True)}
