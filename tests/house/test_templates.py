"""What a public template receives is a promise to newsrooms: docs/extend/templates.md lists it."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import Any

import pytest
from django.template import engines

from tests.house.kinds import ADDRESSES, GONE, answer, paper_of_every_kind
from tests.house.rooms import ROOT

pytestmark = pytest.mark.django_db

EVERY = "Every page"
NO_PAGE = "broadsheet/articles/feed_content.html"
TOO_MUCH = f"/search/?q={'a' * 1000}"
Given = dict[str, set[str]]


@pytest.fixture(scope="module")
def paper(django_db_setup, django_db_blocker):
    with paper_of_every_kind(django_db_blocker) as filled:
        yield filled


@pytest.fixture
def _django_db_helper(paper: dict[str, Any]) -> None:
    """The paper is open already (tests.worlds.kept)."""


@pytest.fixture
def given(paper, monkeypatch) -> Given:
    """What each template receives on some page or other."""
    found: Given = defaultdict(set)
    engine = engines["public"]
    real = engine.get_template

    class Noting:
        def __init__(self, name: str) -> None:
            self.name = name

        def render(self, context: dict[str, Any], *rest: Any) -> str:
            found[self.name] |= context.keys()
            return str(real(self.name).render(context, *rest))

    monkeypatch.setattr(engine, "get_template", Noting)
    for address in itertools.chain(*ADDRESSES.values(), [GONE, TOO_MUCH]):
        answer(address.format(**paper))
    return found


def promised() -> Given:
    """What the docs promise: a heading for each template, a bullet for each variable."""
    text = (ROOT / "docs/extend/templates.md").read_text()
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {
        name.strip("`"): set(re.findall(r"^- `(\w+)`", entry, re.MULTILINE))
        for name, entry in zip(parts[1::2], parts[2::2], strict=True)
    }


def test_a_template_receives_what_the_docs_promise(given):
    shared = promised()[EVERY]
    pages = {
        name: names - shared
        for name, names in given.items()
        if name.startswith("broadsheet/articles/")
    }
    told = {
        name: names for name, names in promised().items() if name.startswith("broadsheet/articles/")
    }

    assert told == pages


def test_every_template_receives_what_all_are_promised(given):
    pages = [names for name, names in given.items() if name != NO_PAGE]

    assert set.intersection(*pages) == promised()[EVERY]
