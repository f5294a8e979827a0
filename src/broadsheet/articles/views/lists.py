"""Lists of articles by author and topic, their indexes, and the corrections."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from broadsheet.articles import conf, errata
from broadsheet.articles.models import Article, ArticleQuerySet, Author, Topic
from broadsheet.articles.navigation import with_articles
from broadsheet.delivery.bake import bakes
from broadsheet.lib.paging import BadKey, Page, page_of
from broadsheet.publication.pages import asked_language, public_page


def article_page(request: HttpRequest, rows: ArticleQuerySet) -> Page[Article]:
    """Return the page of a list that the address asks for; 404 when there is no such page."""
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    try:
        page: Page[Article] = page_of(
            rows,
            size=conf.PAGE_SIZE.value,
            moment="published_at",
            before=before,
            after=after,
            dress=ArticleQuerySet.readable_cards,
        )
    except BadKey as error:
        raise Http404(str(error)) from error
    if not page.items and (before or after):
        raise Http404("nothing beyond that key")
    return page


def _one(
    request: HttpRequest, template: str, thing: Author | Topic, rows: ArticleQuerySet
) -> HttpResponse:
    page = article_page(request, rows)
    if not page.items:
        # A first article under embargo must not tell who wrote it or what it is about.
        raise Http404("nothing to read yet")
    kind = type(thing).__name__.lower()
    context: dict[str, Any] = {
        kind: thing,
        "page": page,
        "canonical": thing.url,
        "feed": f"{thing.url}feed/",
    }
    return public_page(template, context, language=thing.language)


@bakes
@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who somebody is and what they wrote."""
    found = get_object_or_404(Author.objects.at_address(slug).select_related("portrait"))
    return _one(request, "broadsheet/articles/author.html", found, Article.objects.by(found))


@bakes
@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was written about something."""
    found = get_object_or_404(Topic.objects.at_address(slug))
    return _one(request, "broadsheet/articles/topic.html", found, Article.objects.about(found))


def _shelf(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Show a list of the whole paper, in the paper's own language or the one asked for."""
    language = asked_language(request)
    asked = f"language={language}" if language else ""
    address = {
        "canonical": request.path + (asked and f"?{asked}"),
        "keep": asked and f"&{asked}",
    }
    return public_page(template, {**context, **address}, language=language)


def _read_about(request: HttpRequest, model: type[Author | Topic]) -> Any:
    found = with_articles(model)
    language = asked_language(request)
    return (found.filter(language=language) if language else found).order_by("name")


@bakes
@require_safe
def authors(request: HttpRequest) -> HttpResponse:
    """List everybody who has written something that can be read."""
    found = _read_about(request, Author)
    return _shelf(request, "broadsheet/articles/authors.html", {"authors": found})


@bakes
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """List every topic on which something can be read."""
    found = _read_about(request, Topic)
    return _shelf(request, "broadsheet/articles/topics.html", {"topics": found})


@bakes
@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """List what we got wrong, newest first."""
    before, after = request.GET.get("before", ""), request.GET.get("after", "")
    try:
        page, notes = errata.page_of_notes(
            size=conf.PAGE_SIZE.value, before=before, after=after, language=asked_language(request)
        )
    except BadKey as error:
        raise Http404(str(error)) from error
    if not notes and (before or after):
        raise Http404("nothing beyond that key")
    return _shelf(request, "broadsheet/articles/corrections.html", {"page": page, "notes": notes})
