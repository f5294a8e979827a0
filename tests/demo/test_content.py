"""Everything in the demo's content is as its FORMAT.md says, and leads somewhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import override_settings

from broadsheet.articles.blocks import player_address
from broadsheet.articles.models.fronts import RESERVED_AT_ROOT
from broadsheet.demo.calendar import DATE, Calendar, with_dates
from broadsheet.demo.reading import STATES, Misprint, pictures_of, pieces_of, read_content
from broadsheet.demo.typesetting import LINK
from broadsheet.publication.models import Licence

CONTENT = read_content()
ARTICLES = {text.slug: text for text in CONTENT.articles}
SECTIONS = {facts["slug"]: facts for facts in CONTENT.paper["sections"]}
FACTS = {
    "headline", "short_headline", "standfirst", "authors", "topics", "days_ago", "time", "kicker",
    "picture", "caption", "alt", "updated_hours", "embargo_days", "state", "scheduled_days",
    "withdrawn_reason", "related", "contributions", "corrections",
}  # fmt: skip
NEEDED = {
    "quote": {"speaker"}, "picture": {"key", "caption"}, "gallery": {"caption"},
    "table": {"caption"}, "timeline": {"title"}, "file": {"name", "title"},
    "embed": {"url", "title"}, "related": {"slug"},
}  # fmt: skip

each_article = pytest.mark.parametrize("text", CONTENT.articles, ids=lambda text: text.slug)


def is_hebrew(text) -> bool:
    return SECTIONS[text.section].get("language") == "he"


def test_there_is_a_whole_paper():
    live = [text for text in CONTENT.articles if text.facts.get("state", "live") == "live"]

    assert len(live) >= 60
    assert len({text.section for text in live}) >= 7
    assert len({name for text in live for name in text.facts["authors"]}) >= 8
    assert sum(map(is_hebrew, live)) >= 8
    assert {text.facts.get("state", "live") for text in CONTENT.articles} == set(STATES)
    assert any(text.facts.get("embargo_days") for text in live)
    assert any(text.facts.get("contributions") for text in live)
    assert sum(bool(text.facts.get("corrections")) for text in live) >= 3


def test_every_address_is_there_once():
    assert len(ARTICLES) == len(CONTENT.articles)
    assert {text.section for text in CONTENT.articles} <= set(SECTIONS)
    assert not (set(SECTIONS) | {page.slug for page in CONTENT.pages}) & RESERVED_AT_ROOT


@each_article
def test_its_facts_are_known_and_enough(text):
    facts = text.facts

    assert set(facts) <= FACTS
    assert {"headline", "standfirst", "authors", "topics", "time"} <= set(facts)
    assert len(facts["headline"]) <= 255
    assert len(facts["standfirst"]) <= 500
    assert len(facts.get("kicker", "")) <= 40
    assert re.fullmatch(r"[0-2]\d:[0-5]\d", facts["time"])
    state = facts.get("state", "live")
    assert state in STATES
    assert ("scheduled_days" in facts) == (state == "scheduled")
    assert ("withdrawn_reason" in facts) == (state == "withdrawn")


@each_article
def test_it_refers_only_to_what_is_there(text):
    links = [target.partition(":") for _words, target in LINK.findall(text.text)]

    assert set(text.facts["authors"]) <= set(CONTENT.authors)
    assert set(text.facts["topics"]) <= set(CONTENT.topics)
    assert set(text.facts.get("related", [])) <= set(ARTICLES) - {text.slug}
    assert {slug for kind, _colon, slug in links if kind == "article"} <= set(ARTICLES)
    assert {slug for kind, _colon, slug in links if kind == "topic"} <= set(CONTENT.topics)
    assert {kind for kind, _colon, _slug in links} <= {"article", "topic", "https"}
    for piece in text.pieces:
        if piece.kind == "related":
            assert piece.facts["slug"] in ARTICLES


@each_article
def test_its_pictures_have_credit_and_alternative_text(text):
    for key in pictures_of(text):
        picture = CONTENT.pictures[key]
        assert CONTENT.picture_file(key).is_file()
        assert picture["credit"]
        assert picture["alt"]
        assert picture["licence"] in Licence.values
        if is_hebrew(text):
            assert picture["alt_he"] or text.facts.get("alt")
    if "picture" in text.facts:
        assert text.facts["caption"]


@each_article
def test_its_pieces_are_whole(text):
    assert len(text.text.split()) >= 120
    for piece in text.pieces:
        assert NEEDED.get(piece.kind, set()) <= set(piece.facts), piece
        if piece.kind == "embed":
            assert player_address(piece.facts["url"])
        if piece.kind == "table":
            assert len({line.count("|") for line in piece.lines}) == 1, piece.lines


@each_article
def test_its_dates_can_be_filled_in(text):
    filled = with_dates(
        text.text, datetime(2026, 10, 8, tzinfo=UTC), "he" if is_hebrew(text) else "en-gb"
    )

    assert not re.search(r"\{\{|\}\}", filled)


@each_article
def test_it_has_no_dash_that_the_house_does_not_use(text):
    assert "—" not in text.text


def test_plain_pages_and_menus_lead_somewhere():
    pages = {page.slug for page in CONTENT.pages}

    assert len(pages) >= 9
    assert {link["page"] for link in CONTENT.paper["menu"] if "page" in link} == pages
    for page in CONTENT.pages:
        assert 150 <= len(page.text.split()) <= 450


def test_what_the_desk_has_placed_can_be_read():
    placed = [CONTENT.paper["front"], *CONTENT.paper["placed"].values()]
    slugs = {
        slug
        for places in placed
        for name, slugs in places.items()
        if name != "strips"
        for slug in slugs
    }

    assert {slug for slug in slugs if ARTICLES[slug].facts.get("state", "live") != "live"} == set()


def test_authors_and_topics_say_who_and_what_they_are():
    languages = {code.split("-")[0] for code, _name in settings.LANGUAGES}
    for facts in (*CONTENT.authors.values(), *CONTENT.topics.values()):
        assert facts["name"]
        assert facts["language"].split("-")[0] in languages
    for facts in CONTENT.authors.values():
        assert facts["role"]
        assert len(facts["bio"]) > 60
        assert facts["portrait"] in CONTENT.pictures
    for facts in CONTENT.topics.values():
        assert facts["description"]


@pytest.mark.parametrize(
    "wrong",
    [
        ":::quote speaker='A'\nnever closed",
        ":::poem\n:::",
        "## A heading\nand text",
        "# A title",
        "> quoted",
    ],
)
def test_what_the_format_does_not_know_is_a_misprint(wrong):
    with pytest.raises(Misprint):
        list(pieces_of(wrong))


HALIFAX = ZoneInfo("America/Halifax")


@pytest.mark.parametrize("hour", [0, 5, 7, 8, 13, 23])
def test_nothing_that_has_happened_lies_in_the_future(hour):
    calendar = Calendar(HALIFAX, datetime(2026, 10, 8, hour, 30, tzinfo=HALIFAX))
    moments = [calendar.past(0, clock) for clock in ("05:30", "06:00", "11:30", "18:00")]

    assert max(moments) < calendar.now
    assert calendar.since(moments[0], 5.7) < calendar.now
    assert moments[-1] > calendar.past(1, "18:00")


def test_a_paper_built_by_day_is_of_today():
    calendar = Calendar(HALIFAX, datetime(2026, 10, 8, 8, 0, tzinfo=HALIFAX))

    assert calendar.past(0, "06:00") == datetime(2026, 10, 8, 6, 0, tzinfo=HALIFAX)
    assert calendar.past(0, "18:00").date() == calendar.now.date()


def test_dates_are_said_in_the_language_of_the_article():
    moment = datetime(2026, 10, 8, 6, tzinfo=HALIFAX)  # a Thursday

    assert (
        with_dates("on {{weekday -1}}, {{date -7}}", moment, "en-gb")
        == "on Wednesday, 1 October 2026"
    )
    assert "באוקטובר" in with_dates("{{day -7}}", moment, "he")
    with override_settings(LANGUAGE_CODE="he"), pytest.raises(Misprint):
        with_dates("{{month 1}}", moment, "en-gb")
    assert DATE.search("{{ day +3 }}")
