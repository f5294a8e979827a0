"""What search engines are told: sitemaps (sitemaps.org), the news sitemap, robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.http import require_safe

from broadsheet.articles import archive, navigation
from broadsheet.articles.models import Article, Author, Topic
from broadsheet.delivery import notes
from broadsheet.delivery.bake import bakes
from broadsheet.lib.html import visible
from broadsheet.publication.addresses import absolute
from broadsheet.publication.models import Publication

MOST = 50_000  # addresses in one sitemap, by the standard
MOST_NEWS = 1000
NEWS_HOURS = 48
MONTHS_ASKED = 120  # at once
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS_NAMESPACE = "http://www.google.com/schemas/sitemap-news/0.9"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
DISALLOWED = ("/desk/", "/preview/", "/search/", "/account/")


@dataclass(frozen=True)
class Place:
    """An address and when it last changed."""

    path: str
    changed: datetime | None = None
    more: str = ""

    def xml(self, kind: str = "url") -> str:
        changed = (
            f"<lastmod>{self.changed.isoformat(timespec='seconds')}</lastmod>"
            if self.changed
            else ""
        )
        return f"<{kind}><loc>{escape(absolute(self.path))}</loc>{changed}{self.more}</{kind}>\n"


def _answer(root: str, lines: Iterable[str], namespaces: str = "") -> HttpResponse:
    text = f'{DECLARATION}<{root} xmlns="{NAMESPACE}"{namespaces}>\n{"".join(lines)}</{root}>\n'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def _months(paper: Publication) -> Iterator[date]:
    """Give the months with articles, the latest first."""
    first = archive.first_day(paper.zone)
    if first is None:
        return
    months = [first.replace(day=1)]
    with timezone.override(paper.zone):
        today = notes.today()
    while months[-1] < today.replace(day=1):
        months.append(archive.next_month(months[-1]))
    months.reverse()
    for start in range(0, len(months), MONTHS_ASKED):
        asked = months[start : start + MONTHS_ASKED]
        filled = archive.with_articles(
            [archive.span_of_month(month, paper.zone) for month in asked]
        )
        yield from (month for month, has in zip(asked, filled, strict=True) if has)


@bakes
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Lead to a sitemap for each month and one for everything else."""
    months = _months(Publication.current())
    paths = [reverse("sitemap-month", args=[f"{month:%Y}", f"{month:%m}"]) for month in months]
    places = [Place(path) for path in (reverse("sitemap-pages"), *paths)]
    return _answer("sitemapindex", (place.xml("sitemap") for place in places))


def _changed(article: Article, zone: Any) -> datetime:
    moments = [article.published_at, article.updated_at, article.last_published_at]
    return max(moment for moment in moments if moment).astimezone(zone)


@bakes
@require_safe
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    """The articles of a month."""
    paper = Publication.current()
    try:
        span = archive.span_of_month(date(int(year), int(month), 1), paper.zone)
    except (ValueError, OverflowError) as error:
        raise Http404(str(error)) from error
    rows = Article.objects.readable_between(*span).newest_first().defer("body")[:MOST]
    articles = list(rows)
    if not articles:
        raise Http404("no articles in that month")
    places = (Place(article.url, _changed(article, paper.zone)) for article in articles)
    return _answer("urlset", (place.xml() for place in places))


@bakes
@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """The front, the sections, the plain pages, authors and topics, and the lists."""
    paper = Publication.current()
    lists = [reverse(name) for name in ("archive", "authors", "topics", "corrections")]
    places = [
        *(
            Place(
                page.url, page.last_published_at and page.last_published_at.astimezone(paper.zone)
            )
            for page in navigation.list_open_pages(MOST)
            if page.url
        ),
        *(Place(path) for path in lists),
        *(Place(author.url) for author in navigation.with_articles(Author)[: MOST // 3]),
        *(Place(topic.url) for topic in navigation.with_articles(Topic)[: MOST // 3]),
    ]
    return _answer("urlset", (place.xml() for place in places[:MOST]))


@bakes
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The articles of the last two days, as news services want them."""
    paper = Publication.current()
    now = timezone.now()
    rows = (
        Article.objects.readable(now)
        .later_than(now - timedelta(hours=NEWS_HOURS))
        .newest_first()
        .select_related("filed_under")
        .defer("body")[:MOST_NEWS]
    )
    if oldest := min((article.published_at for article in rows), default=None):
        notes.until(oldest + timedelta(hours=NEWS_HOURS))

    def place(article: Article) -> Place:
        base = article.language.split("-")[0]
        name = paper.masthead_in(article.language).name
        published = article.published_at.astimezone(paper.zone) if article.published_at else now
        return Place(
            article.url,
            more="<news:news><news:publication>"
            f"<news:name>{escape(visible(name))}</news:name><news:language>{base}</news:language>"
            "</news:publication>"
            f"<news:publication_date>{published.isoformat(timespec='seconds')}</news:publication_date>"
            f"<news:title>{escape(visible(article.title))}</news:title></news:news>",
        )

    lines = (place(article).xml() for article in rows)
    return _answer("urlset", lines, f' xmlns:news="{NEWS_NAMESPACE}"')


@bakes
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may fetch."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in DISALLOWED),
        "",
        *(f"Sitemap: {absolute(reverse(name))}" for name in ("sitemap", "news-sitemap")),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
