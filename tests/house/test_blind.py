"""Public pages are blind: they are the same for everybody, since they never see who asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponse
from django.template import engines
from django.test import RequestFactory, override_settings
from django.urls import get_resolver, resolve

from broadsheet.articles import actions
from broadsheet.articles.models import Article, Author, Front, PlainPage, Section, Topic
from broadsheet.publication.pages import public_page
from tests.house.surfaces import page_kinds, public_surfaces
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

pytestmark = pytest.mark.django_db

# The one page that a browser's own token stands on, and doors that are no pages.
EXCEPTED = {
    "sign-in": "a form, which carries the browser's own token",
    "sign-out": "ends the session",
    "preview": "shown to whoever holds its link; test_leaks.py looks at it",
    "wagtaildocs_serve": "a file, not a page; what is public is served before anybody is asked for",
}

# An address for each way in; {…} is filled from the paper below.
ADDRESSES: dict[str, list[str]] = {
    "search": ["/search/", "/search/?q=harbour", "/search/?q=harbour&page=2", "/search/?q=%F0%9F%98%80"],
    "archive": ["/archive/"],
    "archive-year": ["/archive/{day:%Y}/"],
    "archive-month": ["/archive/{day:%Y/%m}/"],
    "archive-day": ["/archive/{day:%Y/%m/%d}/"],
    "corrections": ["/corrections/"],
    "authors": ["/authors/"],
    "author": ["/authors/{author}/"],
    "topics": ["/topics/"],
    "topic": ["/topics/{topic}/"],
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


@pytest.fixture(scope="module")
def paper(django_db_setup, django_db_blocker) -> Iterator[dict[str, Any]]:
    """A small paper with something on every kind of page; what fills the addresses."""
    with kept(django_db_blocker), override_settings(BROADSHEET_PAGE_SIZE=5, BROADSHEET_LATEST_ON_FRONT=1):
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


@pytest.fixture
def _django_db_helper(paper: dict[str, Any]) -> None:
    """The paper is open already (tests.worlds.kept)."""


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
    front.add_child(instance=PlainPage(title="Standards", slug="standards", text="<p>How we work.</p>"))
    return articles, withdrawn


def test_every_public_address_has_a_row():
    names = {str(surface) for surface in public_surfaces()}

    assert names == ADDRESSES.keys() | EXCEPTED.keys()


def test_every_kind_of_page_has_a_row():
    assert set(page_kinds()) == PAGE_KINDS.keys()


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_does_not_see_who_asks(name, paper):
    for address in ADDRESSES[name]:
        response = answer(address.format(**paper))

        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers
        assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("kind", PAGE_KINDS)
def test_a_kind_of_page_does_not_see_who_asks(kind, paper):
    assert answer(PAGE_KINDS[kind].format(**paper)).status_code == 200


def test_the_note_in_place_of_an_article_does_not_see_who_asks(paper):
    assert answer(GONE.format(**paper)).status_code == 410


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_an_error_page_does_not_see_who_asks(status, paper):
    view = get_resolver().resolve_error_handler(status)
    facts = {} if status == 500 else {"exception": Http404()}

    assert view(blind("/nothing/"), **facts).status_code == status


@pytest.mark.parametrize(
    "planted",
    ["{{ request.user }}", "{{ user.email }}", "{{ request.COOKIES.plan }}", "{{ csrf_token }}", "{{ perms }}"],
)
def test_a_template_is_given_nothing_to_see_the_reader_by(planted, paper, monkeypatch):
    _plant(monkeypatch, f"[{planted}]")

    assert public_page("planted.html", {}).content == b"[]"


def test_a_page_that_looks_is_found_out(paper, monkeypatch):
    _plant(monkeypatch, "{% if request.COOKIES.plan %}partner{% endif %}")

    with pytest.raises(Seen):
        public_page("planted.html", {"request": blind("/")})


@pytest.mark.parametrize("what", ["user", "session", "COOKIES"])
def test_looking_at_the_reader_is_found_out(what):
    with pytest.raises(Seen):
        getattr(blind("/"), what)


def _plant(monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    """Put a template of a careless newsroom in the place of every public one."""
    engine = engines["public"]
    template = engine.from_string(source)
    monkeypatch.setattr(engine, "get_template", lambda name: template)
