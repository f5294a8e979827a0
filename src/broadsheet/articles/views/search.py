"""Search for readers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from broadsheet.articles import conf, navigation, search
from broadsheet.articles.models import Author
from broadsheet.articles.query import LONGEST, MOST_WORDS, TooMuch, read
from broadsheet.delivery.bake import bakes
from broadsheet.lib.words import searchable
from broadsheet.publication.pages import asked_language, public_page

TEMPLATE = "broadsheet/articles/search.html"


def _one(rows: QuerySet[Any], slug: str) -> Any:
    """Return what a search is narrowed to, or None; 404 for what there is not."""
    if not slug:
        return None
    found: Model | None = rows.filter(slug=slug).first() if slug.isprintable() else None
    if found is None:
        raise Http404(slug)
    return found


def _page(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text[:6]) <= search.DEPTH):
        raise Http404(text)
    return int(text[:6])


@bakes
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Answer a search; without words, show the form alone."""
    language = asked_language(request)
    typed = request.GET.get("q", "")
    newest = request.GET.get("order") == "newest"
    context: dict[str, Any] = {
        "typed": searchable(typed).strip()[:LONGEST],
        "newest": newest,
        "longest": LONGEST,
        "most_words": MOST_WORDS,
        "canonical": request.path,
    }
    try:
        query = read(typed)
    except TooMuch:
        return public_page(TEMPLATE, {**context, "too_much": True}, language=language, status=400)
    section = _one(navigation.open_sections(), request.GET.get("section", ""))
    author = _one(navigation.with_articles(Author), request.GET.get("author", ""))
    number = _page(request.GET.get("page", "1"))
    found = search.find(
        query, size=conf.PAGE_SIZE.value, page=number, newest=newest, section=section, author=author
    )
    if number > found.pages:
        raise Http404("no such page")
    kept = {
        "q": context["typed"],
        "order": "newest" if newest else "",
        "section": section.slug if section else "",
        "author": author.slug if author else "",
        "language": language,
    }
    context.update(
        asked=bool(query),
        found=found,
        narrowed_section=section,
        narrowed_author=author,
        keep=urlencode({name: value for name, value in kept.items() if value}),
        newer=number - 1 if number > 1 else None,
        older=number + 1 if number < found.pages else None,
    )
    return public_page(TEMPLATE, context, language=language)
