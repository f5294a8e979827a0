"""The pages that are no articles, and the sections as the masthead lists them."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.query import PageQuerySet

from broadsheet.articles.models import Article, Section
from broadsheet.publication.sockets import SectionLink


def open_pages() -> PageQuerySet:
    """Return the pages that readers may open and that are no articles."""
    rows: PageQuerySet = Page.objects.filter(live=True, depth__gt=1)
    return rows.not_type(Article).order_by("path")


def open_sections() -> QuerySet[Section]:
    """Return the sections that readers may open, in menu order."""
    rows: QuerySet[Section] = Section.objects.filter(live=True).order_by("path")
    return rows


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
