"""The sections as the masthead lists them."""

from __future__ import annotations

from broadsheet.articles.models import Section
from broadsheet.publication.sockets import SectionLink


def section_links(language: str) -> list[SectionLink]:
    """Return the sections in menu order, named in ``language`` where they have such a name."""
    sections = (
        Section.objects.filter(show_in_menus=True, live=True).order_by("path").prefetch_related("names")
    )
    return [
        SectionLink(
            name=section.name_in(language),
            full_name=section.full_name if section.language == language else section.name_in(language),
            url=section.url,
            code=section.slug,
            direction=section.direction,
            language=section.language,
        )
        for section in sections
    ]
