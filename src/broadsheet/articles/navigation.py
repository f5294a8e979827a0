"""The pages that are no articles, and the sections as the masthead lists them."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from broadsheet.articles import standing
from broadsheet.articles.models import Article, Author, Section, Topic
from broadsheet.delivery.notes import accounted, note
from broadsheet.publication.sockets import SectionLink


def open_pages() -> PageQuerySet:
    """Return the pages that readers may open and that are no articles."""
    rows: PageQuerySet = Page.objects.filter(live=True, depth__gt=1)
    return rows.not_type(Article).order_by("path")


def list_open_pages(most: int) -> list[Page]:
    """Return the first of them. What depends on the list depends on no article."""
    for kind in get_page_models():
        if kind is not Page and not issubclass(kind, Article):
            note(kind._meta.label_lower)
    with accounted(Page):
        return list(open_pages()[:most])


def is_open(page: Page) -> bool:
    """Say whether readers may open a page that is no article."""
    return bool(page.live) and not issubclass(page.specific_class or Page, Article)


def open_sections() -> QuerySet[Section]:
    """Return the sections that readers may open, in menu order."""
    rows: QuerySet[Section] = Section.objects.filter(live=True).order_by("path")
    return rows


def with_articles(model: type[Author | Topic]) -> QuerySet[Any]:
    """Return the authors who have written, or the topics on which there is, something to read."""
    by = "bylines__author" if model is Author else "topics"
    readable = Article.objects.readable().filter(**{by: OuterRef("pk")})
    rows = model.objects.filter(Exists(readable))
    return rows.noted_as(standing.EVERY, model._meta.label_lower, about=Article)


def section_links(language: str) -> list[SectionLink]:
    """Return the sections in menu order, named in ``language`` where they have such a name."""
    sections = open_sections().filter(show_in_menus=True).prefetch_related("names")
    return [
        SectionLink(
            name=section.name_in(language),
            full_name=section.full_name
            if section.language == language
            else section.name_in(language),
            url=section.url,
            code=section.slug,
            direction=section.direction,
            language=section.language,
        )
        for section in sections
    ]
