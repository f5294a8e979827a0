"""Addresses of the newsroom that are not pages. docs/contracts/addresses.md lists them."""

from django.urls import path, re_path

from broadsheet.articles import feeds, preview, sitemaps
from broadsheet.articles.views import archive, lists, search

YEAR, MONTH, DAY = "(?P<year>[0-9]{4})", "(?P<month>[0-9]{2})", "(?P<day>[0-9]{2})"
FEEDS = [("feed/", "atom"), ("feed.rss", "rss"), ("feed.json", "json")]

urlpatterns = [
    path("search/", search.results, name="search"),
    path("archive/", archive.index, name="archive"),
    re_path(f"^archive/{YEAR}/$", archive.year, name="archive-year"),
    re_path(f"^archive/{YEAR}/{MONTH}/$", archive.month, name="archive-month"),
    re_path(f"^archive/{YEAR}/{MONTH}/{DAY}/$", archive.day, name="archive-day"),
    path("corrections/", lists.corrections, name="corrections"),
    path("authors/", lists.authors, name="authors"),
    path("authors/<str:slug>/", lists.author, name="author"),
    path("topics/", lists.topics, name="topics"),
    path("topics/<str:slug>/", lists.topic, name="topic"),
    path("preview/<str:token>/", preview.shared, name="preview"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap/pages.xml", sitemaps.pages, name="sitemap-pages"),
    re_path(f"^sitemap/{YEAR}-{MONTH}[.]xml$", sitemaps.month, name="sitemap-month"),
    path("news-sitemap.xml", sitemaps.news, name="news-sitemap"),
    *(path(end, feeds.paper, {"form": form}, name=f"feed-{form}") for end, form in FEEDS),
    *(
        path(f"authors/<str:slug>/{end}", feeds.author, {"form": form}, name=f"author-feed-{form}")
        for end, form in FEEDS
    ),
    *(
        path(f"topics/<str:slug>/{end}", feeds.topic, {"form": form}, name=f"topic-feed-{form}")
        for end, form in FEEDS
    ),
    *(
        path(f"<str:slug>/{end}", feeds.section, {"form": form}, name=f"section-feed-{form}")
        for end, form in FEEDS
    ),
]
