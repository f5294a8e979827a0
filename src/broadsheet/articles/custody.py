"""Which pictures and files are shown by something that readers may see."""

from __future__ import annotations

from django.db.models import Model
from wagtail.models import Page

from broadsheet.articles.models import Article, Author


def shown_in_public(model: type[Model], ids: set[str]) -> set[str] | None:
    """Answer the socket ``media_gates`` for articles, other pages and authors."""
    if issubclass(model, Article):
        rows = Article.objects.among(int(pk) for pk in ids).readable()
    elif issubclass(model, Page):
        rows = model._default_manager.filter(pk__in=ids, live=True)
    elif issubclass(model, Author):
        # A portrait is shown over what readers can read, not while a first article is written.
        signed = Article.objects.filter(bylines__author__in=ids).readable()
        rows = Author.objects.filter(pk__in=signed.values("bylines__author")).filter(pk__in=ids)
    else:
        return None
    return {str(pk) for pk in rows.values_list("pk", flat=True)}
