"""Public pages are blind: they are the same for everybody, since they never see who asks."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import Http404
from django.template import engines
from django.urls import get_resolver

from broadsheet.publication.pages import public_page
from tests.house.kinds import (
    ADDRESSES,
    EXCEPTED,
    GONE,
    PAGE_KINDS,
    Seen,
    answer,
    blind,
    paper_of_every_kind,
)
from tests.house.surfaces import page_kinds, public_surfaces

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def paper(django_db_setup, django_db_blocker):
    with paper_of_every_kind(django_db_blocker) as filled:
        yield filled


@pytest.fixture
def _django_db_helper(paper: dict[str, Any]) -> None:
    """The paper is open already (tests.worlds.kept)."""


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
    [
        "{{ request.user }}",
        "{{ user.email }}",
        "{{ request.COOKIES.plan }}",
        "{{ csrf_token }}",
        "{{ perms }}",
    ],
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
