"""Who may see what of an article that readers may not read: the one policy table.

``PUBLIC`` has a row for every public address, ``KINDS`` for every kind of page,
``DESK`` for every address of the desk. An address without a row fails the suite.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.articles.secrets_world import Part

NOTHING: frozenset[Part] = frozenset()
HEAD = frozenset({Part.HEADLINE, Part.SLUG})
CARD = frozenset({Part.SHORT, Part.SLUG, Part.STANDFIRST})


@dataclass(frozen=True)
class Public:
    """Addresses behind one URL pattern. Nobody sees a secret there, whoever asks.

    ``{…}`` is filled for every secret in turn. ``control`` is what must be seen of
    the live control on one of these addresses, which proves that the canaries sing.
    ``changes`` says why a secret may change a byte of the page after all.
    """

    addresses: tuple[str, ...]
    control: frozenset[Part] = NOTHING
    changes: str = ""
    excepted: str = field(default="", kw_only=True)


def _feeds(name: str, place: str, control: frozenset[Part]) -> dict[str, Public]:
    ends = {"atom": "feed/", "rss": "feed.rss", "json": "feed.json"}
    return {f"{name}{form}": Public((f"{place}{end}",), control) for form, end in ends.items()}


PUBLIC: dict[str, Public] = {
    "wagtail_serve": Public(
        (
            "/", "/city/", "/city/?before={key}", "/sea/", "/sea/host/", "/standards/", "/city/{slug}/",
            "/sea/{slug}/", "/{slug}/", "/city/{slug}/?edit=1", "/city/{slug}", "/city/{old}/",
        ),
        CARD,
    ),
    "search": Public(
        (
            "/search/", "/search/?q=harbour", "/search/?q=harbour&page=2", "/search/?q=zq", "/search/?q={body}",
            "/search/?q={headline}", "/search/?q={quoted}", "/search/?q={author}", "/search/?q={topic}",
            "/search/?q=%22harbour+{body}%22", "/search/?q=harbour&author={author}",
            "/search/?q=harbour&section=city", "/search/?q=harbour+-{body}", "/search/?q=harbour+or+{body}",
        ),
        CARD,
    ),
    "archive": Public(("/archive/",)),
    "archive-year": Public(("/archive/{day:%Y}/",)),
    "archive-month": Public(("/archive/{day:%Y/%m}/",)),
    "archive-day": Public(("/archive/{day:%Y/%m/%d}/", "/archive/2026/01/07/"), CARD),
    "corrections": Public(("/corrections/",), changes="a withdrawal is told in public"),
    "authors": Public(("/authors/",), frozenset({Part.AUTHOR})),
    "author": Public(("/authors/{author}/", "/authors/maren-oduya/"), CARD | {Part.AUTHOR}),
    "topics": Public(("/topics/",), frozenset({Part.TOPIC})),
    "topic": Public(("/topics/{topic}/", "/topics/harbour/"), CARD | {Part.TOPIC}),
    "robots": Public(("/robots.txt",)),
    "sitemap": Public(("/sitemap.xml",)),
    "sitemap-pages": Public(("/sitemap/pages.xml",)),
    "sitemap-month": Public(("/sitemap/{day:%Y-%m}.xml", "/sitemap/2026-01.xml"), frozenset({Part.SLUG})),
    "news-sitemap": Public(("/news-sitemap.xml",)),
    **_feeds("feed-", "/", HEAD),
    **_feeds("section-feed-", "/city/", HEAD),
    **_feeds("author-feed-", "/authors/{author}/", HEAD),
    **_feeds("topic-feed-", "/topics/{topic}/", HEAD),
    "healthz": Public(("/healthz",)),
    "readyz": Public(("/readyz",)),
    "picture": Public((), excepted="test_a_secret_picture_is_for_nobody_…, in every size"),
    "wagtaildocs_serve": Public((), excepted="test_a_secret_file_is_for_nobody_…"),
    "preview": Public((), excepted="test_a_preview_…: by whoever holds its link"),
    "sign-in": Public(("/account/sign-in/", "/account/sign-in/?next=/city/{slug}/"), excepted="a form's token"),
    "sign-out": Public((), excepted="ends the session"),
}
