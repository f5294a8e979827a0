"""From an address to a page: one query, where Wagtail's way through the tree takes ten."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from broadsheet.articles.models import Article, Front, PlainPage, Section
from broadsheet.delivery.bake import bakes

DEPTH_OF_SECTIONS = 3  # root, front, section


@bakes
@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the page at an address.

    The front, articles, sections and plain pages are found directly; whatever kinds of page a
    newsroom adds elsewhere in the tree are routed by Wagtail.
    """
    found = _directly(path.strip("/").split("/"))
    if found is None:
        return wagtail_serve(request, path)
    target, args, kwargs = found.route(request, [])
    return target.serve(request, *args, **kwargs)


def _directly(parts: list[str]) -> Any:
    if len(parts) == 2:
        articles = Article.objects.at_address(*parts).filter(filed_under__depth=DEPTH_OF_SECTIONS)
        return _own_kind(articles.select_related("filed_under", "lead_picture").first(), Article)
    if parts == [""]:
        return Front.objects.filter(depth=DEPTH_OF_SECTIONS - 1).first()
    if len(parts) == 1:
        for kind in (Section, PlainPage):
            found = kind.objects.filter(slug=parts[0], depth=DEPTH_OF_SECTIONS).first()
            if found is not None:
                return _own_kind(found, kind)
    return None


def _own_kind(found: Page | None, kind: type[Page]) -> Any:
    """Return a page as what it is: a newsroom's own kind is a subclass of one of ours."""
    if found is None or found.content_type_id == ContentType.objects.get_for_model(kind).pk:
        return found
    return found.specific
