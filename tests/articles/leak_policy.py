"""Who may see what of an article that readers may not read: the one policy table.

``PUBLIC`` has a row for every public address, ``KINDS`` for every kind of page,
``DESK`` for every address of the desk. An address without a row fails the suite.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.articles.secrets_world import STAFF, Part, Role

NOTHING: frozenset[Part] = frozenset()
HEAD = frozenset({Part.HEADLINE, Part.SLUG})
CARD = frozenset({Part.SHORT, Part.SLUG, Part.STANDFIRST})


@dataclass(frozen=True)
class Public:
    """Addresses behind one URL pattern. Nobody sees a secret there, whoever asks.

    ``{…}`` is filled for every secret in turn. ``control`` is what must be seen of
    the live control on one of these addresses, which proves that the canaries sing.
    """

    addresses: tuple[str, ...]
    control: frozenset[Part] = NOTHING
    excepted: str = field(default="", kw_only=True)


def _feeds(name: str, place: str, control: frozenset[Part]) -> dict[str, Public]:
    ends = {"atom": "feed/", "rss": "feed.rss", "json": "feed.json"}
    return {f"{name}{form}": Public((f"{place}{end}",), control) for form, end in ends.items()}


PUBLIC: dict[str, Public] = {
    "wagtail_serve": Public(
        (
            "/",
            "/city/",
            "/city/?before={key}",
            "/sea/",
            "/sea/host/",
            "/standards/",
            "/city/{slug}/",
            "/sea/{slug}/",
            "/{slug}/",
            "/city/{slug}/?edit=1",
            "/city/{slug}",
            "/city/was-{state}/",
        ),
        CARD,
    ),
    "search": Public(
        (
            "/search/",
            "/search/?q=harbour",
            "/search/?q=harbour&page=2",
            "/search/?q=zq",
            "/search/?q={body}",
            "/search/?q={headline}",
            "/search/?q={quoted}",
            "/search/?q={author}",
            "/search/?q={topic}",
            "/search/?q=%22harbour+{body}%22",
            "/search/?q=harbour&author={author}",
            "/search/?q=harbour&section=city",
            "/search/?q=harbour+-{body}",
            "/search/?q=harbour+or+{body}",
        ),
        CARD,
    ),
    "archive": Public(("/archive/",)),
    "archive-year": Public(("/archive/{day:%Y}/",)),
    "archive-month": Public(("/archive/{day:%Y/%m}/",)),
    "archive-day": Public(("/archive/{day:%Y/%m/%d}/", "/archive/2026/01/07/"), CARD),
    "corrections": Public(("/corrections/",)),  # where a withdrawal is told in public
    "authors": Public(("/authors/",), frozenset({Part.AUTHOR})),
    "author": Public(("/authors/{author}/", "/authors/maren-oduya/"), CARD),
    "topics": Public(("/topics/",), frozenset({Part.TOPIC})),
    "topic": Public(("/topics/{topic}/", "/topics/harbour/"), CARD),
    "robots": Public(("/robots.txt",)),
    "sitemap": Public(("/sitemap.xml",)),
    "sitemap-pages": Public(("/sitemap/pages.xml",)),
    "sitemap-month": Public(
        ("/sitemap/{day:%Y-%m}.xml", "/sitemap/2026-01.xml"), frozenset({Part.SLUG})
    ),
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
    "sign-in": Public(
        ("/account/sign-in/", "/account/sign-in/?next=/city/{slug}/"), excepted="a form's token"
    ),
    "sign-out": Public((), excepted="ends the session"),
}

KINDS: dict[str, str] = {
    "Front": "asked under wagtail_serve: /",
    "Section": "asked under wagtail_serve: /city/ and its second page",
    "Article": "asked under wagtail_serve: in every state",
    "PlainPage": "asked under wagtail_serve: /standards/, which links to every secret",
}

# The desk ------------------------------------------------------------------
#
# Headlines, addresses and times are the newsroom's: every reporter sees the lists of every
# section, and whoever may link to an article may find it. Words and pictures in an article
# are for its author, its section's editors and publishers. Pictures and files in the
# collections, authors and topics are for all who may choose them for an article of theirs.

Sees = dict[Role, frozenset[Part]]

NAMES = frozenset({Part.HEADLINE, Part.SLUG, Part.MOMENT, Part.AUTHOR})
MEDIA = frozenset({Part.PICTURE, Part.ALT, Part.FILE})
OWN = (Role.REPORTER, Role.EDITOR, Role.PUBLISHER)
REACH = (*OWN, Role.OTHER_REPORTER)  # whose lists reach into the section


@dataclass(frozen=True)
class Desk:
    """What each role may see behind some addresses of the desk; a role not named sees nothing."""

    what: str
    sees: Sees = field(default_factory=dict)
    publisher_only: bool = False  # ask as nobody else: no address of these is about articles


def _for(roles: tuple[Role, ...] | list[Role], parts: frozenset[Part]) -> Sees:
    return dict.fromkeys(roles, parts)


ARTICLE = Desk("one article, for those who may work on it", _for(OWN, frozenset(Part)))
LISTS = Desk("lists that follow who may work in a section", _for(REACH, NAMES | {Part.TOPIC}))
FINDING = Desk("finding an article to link to, wherever it stands", _for(STAFF, NAMES))
CHOOSING = Desk("choosing a picture or a file", _for(STAFF, MEDIA | {Part.PIXELS}))
KEEPING = Desk(
    "mending a picture or a file of the section", _for(OWN[1:], MEDIA | NAMES | {Part.PIXELS})
)
BYLINES = Desk("authors, and where they are used", _for(STAFF, frozenset({Part.AUTHOR})) | {
    Role.EDITOR: NAMES, Role.PUBLISHER: NAMES,
})  # fmt: skip
TOPICS = Desk("topics, and where they are used", _for(STAFF, frozenset({Part.TOPIC})))
NOTHING_THERE = Desk("nothing of any article")
HOUSEKEEPING = Desk(
    "people, groups, workflows and the like: nothing of any article", publisher_only=True
)

# By the beginning of the route; the longest that fits counts.
DESK: dict[str, Desk] = {
    "desk/^.*/$": NOTHING_THERE,
    "desk/api/main/^pages/": LISTS,
    "desk/api/main/^images/": CHOOSING,
    "desk/api/main/^documents/": CHOOSING,
    "desk/pages/": ARTICLE,
    "desk/pages/<int:parent_page_id>/": LISTS,
    "desk/pages/add/": LISTS,
    "desk/pages/create/": NOTHING_THERE,
    "desk/pages/search/": LISTS,
    "desk/pages/usage/": LISTS,
    # Wagtail asks whether the page may be moved only when it is, and shows its title before.
    "desk/pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/": FINDING,
    # Wagtail says “… is not currently awaiting moderation” before it asks who wants to know.
    "desk/pages/workflow/": Desk("a review", ARTICLE.sees | _for([Role.OTHER_REPORTER, Role.OTHER_EDITOR], NAMES)),
    "desk/bulk/": ARTICLE,
    "desk/choose-": NOTHING_THERE,
    "desk/choose-page/": FINDING,
    "desk/articles/": LISTS,
    "desk/articles/<int:article_id>/": ARTICLE,
    "desk/articles/choose_parent/": NOTHING_THERE,
    "desk/reports/": LISTS,
    # Wagtail names the page of each type that was edited last, to whoever may sign in.
    "desk/reports/page-types-usage/": FINDING,
    "desk/editing-sessions/": ARTICLE,
    "desk/images/": KEEPING,
    "desk/images/chooser/": CHOOSING,
    "desk/documents/": KEEPING,
    "desk/documents/chooser/": CHOOSING,
    "desk/snippets/": NOTHING_THERE,
    "desk/snippets/broadsheet_articles/author/": BYLINES,
    "desk/snippets/choose/broadsheet_articles/author/": BYLINES,
    "desk/snippets/broadsheet_articles/topic/": TOPICS,
    "desk/snippets/choose/broadsheet_articles/topic/": TOPICS,
    "desk/redirects/": Desk("old addresses, and where they lead", _for([Role.PUBLISHER], NAMES), publisher_only=True),
    "desk/tag-autocomplete/": NOTHING_THERE,
    "desk/block-preview/": NOTHING_THERE,
    # Addresses that readers have; what is made from a row is named to whoever may edit it.
    "desk/press/": NOTHING_THERE,
    # A page as readers get it: what they may not read is not seen here either.
    "desk/see/": NOTHING_THERE,
    **dict.fromkeys(
        (
            "desk/account/", "desk/collections/", "desk/dismissibles/", "desk/embeds/", "desk/failwhale/",
            "desk/forms/", "desk/groups/", "desk/jsi18n/", "desk/login/", "desk/logout/",
            "desk/password_reset/", "desk/settings/", "desk/sites/", "desk/sprite/",
            "desk/test404/", "desk/users/", "desk/workflows/",
        ),
        HOUSEKEEPING,
    ),
}  # fmt: skip
HOME = Desk("what waits for whoever has signed in", _for(OWN, NAMES))
# What is asked beside each route's own address.
MORE_AT_THE_DESK: dict[str, tuple[str, ...]] = {
    "desk/api/main/^pages/": (
        "?child_of={section}&fields=*",
        "?type=broadsheet_articles.Article&fields=*&search=zq",
    ),
    "desk/pages/search/": ("?q=zq", "?q={headline}", "?q={body}"),
    "desk/choose-page/search/": ("?q={body}", "?q=zq&page_type=broadsheet_articles.article"),
    "desk/images/": ("?q={picture_title}",),
    "desk/images/chooser/": ("?q={picture_title}",),
    "desk/articles/": ("?q={body}", "?ordering=published_at"),
}
# Answered without signing in.
OPEN_AT_THE_DESK = {
    "desk/login/": "leads to the sign-in",
    "desk/jsi18n/": "words of the desk's scripts",
    "desk/sprite/": "icons",
}
NEVER_ASKED = {
    "desk/failwhale/": "fails on purpose",
    "desk/logout/": "signs out",
}


def desk_policy(route: str) -> Desk | None:
    """Return the row for an address of the desk, or None when there is none."""
    if route == "desk/":
        return HOME
    fits = [beginning for beginning in DESK if route.startswith(beginning)]
    return DESK[max(fits, key=len)] if fits else None
