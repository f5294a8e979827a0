"""Rendering public pages, which never see the reader.

A public template gets no request, user, session or cookie. What it gets is the
same for everyone, so that the page can be kept and given to the next reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template import engines
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from broadsheet.delivery import notes
from broadsheet.delivery.faces import NOBODYS, VISITOR, Face, declared, perks_of_asker
from broadsheet.lib.languages import direction
from broadsheet.lib.paging import BadKey
from broadsheet.publication import sockets
from broadsheet.publication.models import Masthead, Publication


@contextmanager
def in_the_papers_terms(publication: Publication, language: str) -> Iterator[None]:
    """Speak ``language`` and count time in the paper's own zone."""
    with translation.override(language), timezone.override(publication.zone):
        yield


def render_public(
    template: str,
    context: Mapping[str, Any],
    *,
    language: str = "",
    varies_on: frozenset[str] = NOBODYS,
) -> str:
    """Return the markup of a public page.

    ``language`` defaults to the paper's own. ``varies_on`` names the perks that the page may ask
    for (``{% if "supporter" in face %}``); it sees no others. What every template receives
    beside ``context`` is listed in docs/extend/templates.md.
    """
    publication = Publication.current()
    language = language or publication.language
    face = Face.of(perks_of_asker(), varies_on) if varies_on else VISITOR
    notes.vary(varies_on & declared())
    with in_the_papers_terms(publication, language):
        shared = {**_shared(publication, language), "face": face}
        markup: str = engines["public"].get_template(template).render({**shared, **context})
    return markup


def _shared(publication: Publication, language: str) -> dict[str, Any]:
    """What every public template receives."""
    links = [link for of in sockets.SECTION_LINKS.load().values() for link in of(language)]
    return {
        "publication": publication,
        "masthead": publication.masthead_in(language),
        "menu": publication.menu_in(language),
        "sections": links,
        "language": language,
        "direction": direction(language),
        "in_language": "" if language == publication.language else f"?language={language}",
        "today": SimpleLazyObject(notes.today),
    }


def public_page(
    template: str,
    context: Mapping[str, Any],
    *,
    language: str = "",
    status: int = 200,
    content_type: str = "text/html; charset=utf-8",
    varies_on: frozenset[str] = NOBODYS,
) -> HttpResponse:
    """Return a public page as a response."""
    return HttpResponse(
        render_public(template, context, language=language, varies_on=varies_on),
        status=status,
        content_type=content_type,
        # Asked for again each time: an article may be withdrawn, or its note lifted.
        headers={"Cache-Control": "no-cache"},
    )


def asked_language(request: HttpRequest) -> str:
    """Return the language that an address asks for with ``?language=``, or "" for the paper's own.

    For lists that belong to no section (search, corrections): a reader who comes from a section
    in another language is answered in it. Only languages in which the paper has a masthead count.
    """
    code = request.GET.get("language", "")
    spoken = code in dict(settings.LANGUAGES) and Masthead.objects.filter(language=code).exists()
    return code if spoken else ""


class PublicPage:
    """Mixed into a Wagtail page, before Page: it is served without the reader being seen."""

    template: str
    language: str
    # A page is for everybody or for nobody yet: Wagtail's passwords and groups stand at one
    # door only, and lists, feeds and search would not know of them.
    private_page_options: ClassVar[list[str]] = []
    # The perks by which the page may differ: all that it can know of whoever reads it.
    varies_on: ClassVar[frozenset[str]] = NOBODYS

    def public_context(self, query: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Return what the template receives. ``query`` is what follows ? in the address."""
        raise NotImplementedError

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the page; 404 for a page of its list that there is not."""
        try:
            context = self.public_context(request.GET)
        except BadKey as error:
            raise Http404(str(error)) from error
        return public_page(self.template, context, language=self.language, varies_on=self.varies_on)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Answer the desk with the page as it would look."""
        context = {**self.public_context(), "is_preview": True}
        response = public_page(
            self.template, context, language=self.language, varies_on=self.varies_on
        )
        response["Cache-Control"] = "private, no-store"
        return response
