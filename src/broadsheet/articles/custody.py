"""Which pictures and files are shown by something that readers may see."""

from __future__ import annotations

from django.db.models import Model
from wagtail.models import Page

from broadsheet.articles.models import Article, Author


def shown_in_public(model: type[Model], ids: set[str]) -> bool | None:
    """Answer the socket ``media_gates`` for articles, other pages and authors."""
    if issubclass(model, Article):
        return Article.objects.filter(pk__in=ids).readable().exists()
    if issubclass(model, Page):
        return bool(model.objects.filter(pk__in=ids, live=True).exists())
    if issubclass(model, Author):
        return True
    return None
