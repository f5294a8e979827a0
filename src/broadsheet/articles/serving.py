"""From an address to a page: one query for an article, instead of Wagtail's ten."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.views import serve as wagtail_serve

from broadsheet.articles.models import Article

DEPTH_OF_SECTIONS = 3  # root, front, section


@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the page at an address.

    Articles are found directly; fronts, sections, plain pages and whatever
    kinds of page a newsroom adds are routed by Wagtail.
    """
    parts = path.strip("/").split("/")
    if len(parts) == 2 and (article := _article(*parts)):
        target, args, kwargs = article.route(request, [])
        return target.serve(request, *args, **kwargs)
    return wagtail_serve(request, path)


def _article(section: str, slug: str) -> Article | None:
    found = (
        Article.objects.filter(slug=slug, filed_under__slug=section, filed_under__depth=DEPTH_OF_SECTIONS)
        .select_related("filed_under", "lead_picture")
        .first()
    )
    if found is None:
        return None
    if found.content_type_id != ContentType.objects.get_for_model(Article).pk:
        kind: Article = found.specific  # a newsroom's own kind of article
        return kind
    return found
