"""Feeds with the whole text: Atom (RFC 4287), RSS 2.0, JSON Feed 1.1."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc3339_date
from django.utils.html import escape
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from broadsheet.articles import navigation
from broadsheet.articles.feed_content import content_of, picture_of
from broadsheet.articles.models import Article, ArticleQuerySet, Author, Topic
from broadsheet.delivery.bake import bakes
from broadsheet.publication.addresses import absolute
from broadsheet.publication.models import Publication
from broadsheet.publication.pages import in_the_papers_terms
from broadsheet.publication.templatetags.broadsheet import language_tag

LENGTH = 25
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
# What XML 1.0 cannot hold.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Feed:
    """What a feed says of itself, and its articles."""

    paper: Publication
    title: str
    page: str  # the path of the page that it follows
    path: str  # its own path
    language: str
    description: str = ""
    articles: list[Article] = field(default_factory=list)
    contents: dict[int, str] = field(default_factory=dict)

    @property
    def updated(self) -> datetime:
        """When anything in it last changed."""
        return max((_updated(article) for article in self.articles), default=BEGINNING)


def _updated(article: Article) -> datetime:
    """When readers last got something new in this article."""
    moments = [article.published_at, article.updated_at, article.last_published_at]
    return timezone.localtime(max(moment for moment in moments if moment))


def _published(article: Article) -> datetime:
    return timezone.localtime(article.published_at)


def _id(article: Article) -> str:
    """An id that stays when the address changes."""
    return f"urn:uuid:{article.translation_key}"


def _clean(text: str) -> str:
    return UNPRINTABLE.sub("", text)


# The three forms --------------------------------------------------------------


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        return self.feed["updated"]

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:media": "http://search.yahoo.com/mrss/"}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", _clean(author.name))
            handler.addQuickElement("uri", absolute(author.url))
            handler.endElement("author")
        handler.addQuickElement("content", item["content"], {"type": "html"})
        _add_picture(handler, item["picture"])


class _Rss(Rss201rev2Feed):
    def latest_post_date(self) -> datetime:
        return self.feed["updated"]

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "xmlns:media": "http://search.yahoo.com/mrss/",
        }

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.addQuickElement("dc:creator", _clean(author.name))
        handler.addQuickElement("content:encoded", item["content"])
        _add_picture(handler, item["picture"])


def _add_picture(handler: Any, picture: dict[str, str]) -> None:
    """Add the lead picture with its credit (Media RSS)."""
    if not picture:
        return
    kind = {name: picture[name] for name in ("url", "type", "width", "height")}
    handler.startElement("media:content", {**kind, "medium": "image"})
    handler.addQuickElement("media:description", picture["alt"], {"type": "plain"})
    handler.addQuickElement("media:credit", picture["credit"])
    handler.endElement("media:content")


def _xml(feed: Feed, made: Any) -> str:
    for article in feed.articles:
        made.add_item(
            title=_clean(article.title),
            link=absolute(article.url),
            description=_clean(escape(article.standfirst)),
            unique_id=_id(article),
            unique_id_is_permalink=False,
            pubdate=_published(article),
            updateddate=_updated(article),
            categories=[_clean(topic.name) for topic in article.topics.all()],
            authors=article.authors,
            content=_clean(feed.contents[article.pk]),
            picture=picture_of(article),
        )
    text: str = made.writeString("utf-8")
    return text


def _facts(feed: Feed) -> dict[str, Any]:
    return {
        "title": _clean(feed.title),
        "link": absolute(feed.page),
        "description": _clean(feed.description),
        "language": language_tag(feed.language),
        "author_name": _clean(feed.paper.name),
        "feed_url": absolute(feed.path),
        "feed_guid": absolute(feed.page),
        "feed_copyright": _clean(feed.paper.copyright_line) or None,
        "updated": timezone.localtime(feed.updated),
    }


def _as_atom(feed: Feed) -> str:
    facts = _facts(feed)
    return _xml(feed, _Atom(**facts, subtitle=facts["description"] or None))


def _as_rss(feed: Feed) -> str:
    return _xml(feed, _Rss(**_facts(feed)))


def _as_json(feed: Feed) -> str:
    def item(article: Article) -> dict[str, Any]:
        picture = picture_of(article)
        authors = [{"name": author.name, "url": absolute(author.url)} for author in article.authors]
        facts = {
            "id": _id(article),
            "url": absolute(article.url),
            "title": article.title,
            "summary": article.standfirst,
            "content_html": feed.contents[article.pk],
            "image": picture.get("url", ""),
            "date_published": rfc3339_date(_published(article)),
            "date_modified": rfc3339_date(_updated(article)),
            "authors": authors,
            "tags": [topic.name for topic in article.topics.all()],
            "language": language_tag(article.language),
        }
        return {name: value for name, value in facts.items() if value}

    facts = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": absolute(feed.page),
        "feed_url": absolute(feed.path),
        "description": feed.description,
        "language": language_tag(feed.language),
        "authors": [{"name": feed.paper.name, "url": absolute("/")}],
        "items": [item(article) for article in feed.articles],
    }
    kept = {name: value for name, value in facts.items() if value or name == "items"}
    return _clean(json.dumps(kept, ensure_ascii=False))


FORMS: dict[str, tuple[Callable[[Feed], str], str]] = {
    "atom": (_as_atom, "application/atom+xml; charset=utf-8"),
    "rss": (_as_rss, "application/rss+xml; charset=utf-8"),
    "json": (_as_json, "application/feed+json; charset=utf-8"),
}


# The doors --------------------------------------------------------------------


def _answer(
    request: HttpRequest,
    rows: ArticleQuerySet,
    form: str,
    *,
    title: str,
    page: str,
    language: str = "",
    description: str = "",
    may_be_empty: bool = True,
) -> HttpResponse:
    paper = Publication.current()
    language = language or paper.language
    articles = _latest(rows)
    if not articles and not may_be_empty:
        raise Http404("nothing to read yet")
    name = paper.masthead_in(language).name
    write, content_type = FORMS[form]
    with in_the_papers_terms(paper, language):
        feed = Feed(
            paper=paper,
            title=f"{name}: {title}" if title else name,
            page=page,
            path=request.path,
            language=language,
            description=description or paper.description,
            articles=articles,
            contents=content_of(articles),
        )
        body = write(feed).encode()
    response = HttpResponse(body, content_type=content_type)
    etag = quote_etag(sha256(body).hexdigest()[:32])
    changed = int(feed.updated.timestamp())
    response["ETag"], response["Last-Modified"] = etag, http_date(changed)
    found = get_conditional_response(request, etag=etag, last_modified=changed, response=response)
    return found or response


def _latest(rows: ArticleQuerySet) -> list[Article]:
    dressed: Iterable[Article] = (
        rows.readable()
        .newest_first()
        .with_card()
        .defer(None)  # a feed carries the whole text
        .prefetch_related("topics", "contributions", "corrections")[:LENGTH]
    )
    return list(dressed)


@bakes
@require_safe
def paper(request: HttpRequest, form: str) -> HttpResponse:
    """The newest articles of the whole paper."""
    return _answer(request, Article.objects.all(), form, title="", page="/")


@bakes
@require_safe
def section(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The newest articles of a section."""
    found = get_object_or_404(navigation.open_sections(), slug=slug)
    return _answer(
        request,
        Article.objects.in_section(found),
        form,
        title=found.full_name,
        page=found.url,
        language=found.language,
        description=found.introduction,
    )


@bakes
@require_safe
def author(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The newest articles by an author."""
    return _listed(
        request, Article.objects.by, get_object_or_404(Author.objects.at_address(slug)), form
    )


@bakes
@require_safe
def topic(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The newest articles on a topic."""
    return _listed(
        request, Article.objects.about, get_object_or_404(Topic.objects.at_address(slug)), form
    )


def _listed(
    request: HttpRequest, rows: Callable[[Any], Any], thing: Author | Topic, form: str
) -> HttpResponse:
    return _answer(
        request,
        rows(thing),
        form,
        title=thing.name,
        page=thing.url,
        language=thing.language,
        may_be_empty=False,
    )
