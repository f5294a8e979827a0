"""A paper with something on every kind of public page, and an address for each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import resolve

from broadsheet.articles import actions
from broadsheet.articles.models import Article, Author, Front, PlainPage, Section, Topic
from tests.paper import (
    from_now,
    make_article,
    make_author,
    make_paper,
    make_picture,
    make_section,
    make_topic,
)
from tests.worlds import committed, kept

# The one page that a browser's own token stands on, and doors that are no pages.
EXCEPTED = {
    "sign-in": "a form, which carries the browser's own token",
    "sign-out": "ends the session",
    "preview": "shown to whoever holds its link; test_leaks.py looks at it",
    "wagtaildocs_serve": "a file, not a page; what is public is served before anybody is asked for",
}

# An address for each way in; {…} is filled from the paper below.
ADDRESSES: dict[str, list[str]] = {
    "search": [
        "/search/",
        "/search/?q=harbour",
        "/search/?q=harbour&page=2",
        "/search/?q=%F0%9F%98%80",
    ],
    "archive": ["/archive/"],
    "archive-year": ["/archive/{day:%Y}/"],
    "archive-month": ["/archive/{day:%Y/%m}/"],
    "archive-day": ["/archive/{day:%Y/%m/%d}/"],
    "corrections": ["/corrections/"],
    "authors": ["/authors/"],
    "author": ["/authors/{author}/"],
    "topics": ["/topics/"],
    "topic": ["/topics/{topic}/"],
    **{
        f"{name}{form}": [f"{place}{end}"]
        for name, place in {
            "feed-": "/",
            "section-feed-": "/city/",
            "author-feed-": "/authors/{author}/",
            "topic-feed-": "/topics/{topic}/",
        }.items()
        for form, end in {"atom": "feed/", "rss": "feed.rss", "json": "feed.json"}.items()
    },
    "robots": ["/robots.txt"],
    "sitemap": ["/sitemap.xml"],
    "sitemap-pages": ["/sitemap/pages.xml"],
    "sitemap-month": ["/sitemap/{day:%Y-%m}.xml"],
    "news-sitemap": ["/news-sitemap.xml"],
    "healthz": ["/healthz"],
    "readyz": ["/readyz"],
    "picture": ["{picture}"],
    "wagtail_serve": ["/", "/city/", "/city/?before={key}", "/city/{article}/", "/standards/"],
}
PAGE_KINDS: dict[type[Any], str] = {
    Front: "/",
    Section: "/city/",
    Article: "/city/{article}/",
    PlainPage: "/standards/",
}
GONE = "/city/{withdrawn}/"


class Seen(AssertionError):
    """A page has looked at who asks."""


class BlindRequest(WSGIRequest):
    """A request in which whoever looks for the reader is found out."""

    def _seen(self) -> Any:
        raise Seen("a public page looked at the user, the session or the cookies")

    user = session = auser = property(_seen)
    COOKIES = property(_seen)  # type: ignore[assignment]


def blind(address: str) -> BlindRequest:
    return BlindRequest(RequestFactory()._base_environ(**_parts(address)))


def _parts(address: str) -> dict[str, str]:
    path, _mark, query = address.partition("?")
    return {"PATH_INFO": path, "QUERY_STRING": query}


def answer(address: str) -> HttpResponse:
    """Return what the view at an address answers when nobody may be looked at."""
    request = blind(address)
    view, args, kwargs = resolve(request.path_info)
    response = view(request, *args, **kwargs)
    return response.render() if hasattr(response, "render") else response


@contextmanager
def paper_of_every_kind(blocker: Any) -> Iterator[dict[str, Any]]:
    """Publish a small paper for a module's tests; give what fills the addresses."""
    with kept(blocker), override_settings(BROADSHEET_PAGE_SIZE=5, BROADSHEET_LATEST_ON_FRONT=1):
        with committed():
            articles, withdrawn = fill_the_paper()
        older = Section.objects.get().public_context()["page"].older
        assert older is not None
        yield {
            "article": articles[0].slug,
            "withdrawn": withdrawn.slug,
            "author": Author.objects.get().slug,
            "topic": Topic.objects.get().slug,
            "day": articles[0].published_at,
            "picture": articles[0].lead_picture.get_rendition("width-480").url,
            "key": older,
        }


def fill_the_paper() -> tuple[list[Article], Article]:
    front, section, topics = make_paper(), make_section(), [make_topic()]
    authors, picture = [make_author(portrait=make_picture())], make_picture()
    facts = {"section": section, "authors": authors, "topics": topics, "lead_picture": picture}
    articles = [
        make_article(f"Harbour {count}", published_at=from_now(hours=-count - 1), **facts)
        for count in range(10)
    ]
    for article in articles[:6]:
        actions.correct_article(article=article, was_wrong="Nine.", is_right="Ten.")
    withdrawn = make_article("Gone", section=section)
    actions.withdraw_article(article=withdrawn, reason="We could not stand by it.")
    front.add_child(
        instance=PlainPage(title="Standards", slug="standards", text="<p>How we work.</p>")
    )
    return articles, withdrawn
