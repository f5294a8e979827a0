"""Rendering public pages, which never see the reader.

A public template gets no request, user, session or cookie. What it gets is the
same for everyone, so that the page can be kept and given to the next reader.
"""

from collections.abc import Mapping
from contextlib import contextmanager
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.template import engines
from django.utils import timezone, translation

from broadsheet.lib.languages import direction
from broadsheet.publication.models import Publication


@contextmanager
def in_the_papers_terms(publication: Publication, language: str) -> Iterator[None]:
    """Speak ``language`` and count time in the paper's own zone."""
    with translation.override(language), timezone.override(publication.zone):
        yield


def render_public(template: str, context: Mapping[str, Any], *, language: str = "") -> str:
    """Return the markup of a public page.

    ``language`` defaults to the paper's own. Every template also receives
    ``publication``, ``masthead``, ``menu``, ``language``, ``direction`` and ``today``.
    """
    publication = Publication.current()
    language = language or publication.language
    with in_the_papers_terms(publication, language):
        return engines["public"].get_template(template).render(
            {
                "publication": publication,
                "masthead": publication.masthead_in(language),
                "menu": publication.menu_in(language),
                "language": language,
                "direction": direction(language),
                "today": timezone.localdate(),
                **context,
            }
        )


def public_page(
    template: str,
    context: Mapping[str, Any],
    *,
    language: str = "",
    status: int = 200,
    content_type: str = "text/html; charset=utf-8",
) -> HttpResponse:
    """Return a public page as a response."""
    return HttpResponse(
        render_public(template, context, language=language), status=status, content_type=content_type
    )
