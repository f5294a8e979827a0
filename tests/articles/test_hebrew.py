"""Articles in Hebrew, and in another script that runs from right to left."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils.translation import override

from broadsheet.articles.actions import correct_article
from broadsheet.articles.models import Contribution
from broadsheet.articles.query import read
from broadsheet.articles.templatetags.articles import byline, contribution_line, names
from broadsheet.lib.languages import WORDS_A_MINUTE, reading_minutes
from broadsheet.publication.models import Masthead, Publication
from tests.paper import make_article, make_author, make_draft, make_picture, make_section

pytestmark = pytest.mark.django_db

SUNDAY = datetime(2024, 11, 24, 10, 0, tzinfo=UTC)  # 06:00 in Halifax, in winter


@pytest.fixture
def namal():
    """A Hebrew section of a paper in Halifax, which has a Hebrew masthead."""
    section = make_section("נמל", language="he", slug="namal")
    Publication.objects.update(time_zone="America/Halifax")
    Masthead.objects.create(publication=Publication.current(), language="he", name="דואר הנמל")
    return section


@pytest.fixture
def _in_hebrew():
    with override("he"):
        yield


def page_of(client: Any, article: Any) -> str:
    return client.get(article.url).content.decode()


def part(page: str, name: str) -> str:
    """Return the words of a part of a page, without its markup."""
    found = re.search(rf'<(\w+)[^>]*data-part="{name}"[^>]*>(.*?)</\1>', page, re.DOTALL)
    assert found, name
    return " ".join(re.sub(r"<[^>]*>", "", found[2]).split())


def three_authors() -> list[Any]:
    people = {"naama": "נעמה ברוך", "yoav": "יואב סלע", "hila": "הילה ווס"}
    return [make_author(name, slug=slug, language="he") for slug, name in people.items()]


@pytest.mark.usefixtures("_in_hebrew")
def test_the_last_name_is_joined_to_the_word_before_it():
    naama, yoav, hila = three_authors()

    assert names([naama]) == "נעמה ברוך"
    assert names([naama, yoav]) == "נעמה ברוך ויואב סלע"
    assert names([naama, yoav, hila]) == "נעמה ברוך, יואב סלע והילה ווס"


@pytest.mark.usefixtures("_in_hebrew")
def test_a_byline_begins_with_its_word_and_links_the_name_alone():
    naama, yoav, _hila = three_authors()

    assert byline([naama, yoav]) == (
        'מאת <a href="/authors/naama/" rel="author">נעמה ברוך</a>'
        ' ו<a href="/authors/yoav/" rel="author">יואב סלע</a>'
    )


def test_names_are_joined_in_the_language_of_the_page():
    naama, yoav, _hila = three_authors()

    assert names([naama, yoav]) == "נעמה ברוך and יואב סלע"


def test_a_quotation_stands_in_hebrew_marks(client, namal):
    piece = {"text": "סגרתי.\n\nביקשתי.", "speaker": "אבנר ברוק", "role": "", "source": ""}
    page = page_of(client, make_article(section=namal, body=[("quotation", piece)]))

    assert "<p>\u05f4סגרתי.</p><p>ביקשתי.\u05f4</p>" in page


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(1, "זמן קריאה: דקה אחת"), (2, "זמן קריאה: שתי דקות"), (3, "זמן קריאה: 3 דקות")],
)
def test_minutes_are_counted_as_hebrew_counts(minutes, said, client, namal):
    words = WORDS_A_MINUTE["he"] * (minutes - 1) + 1
    article = make_article(section=namal, text="<p>" + "מילה " * words + "</p>")

    assert part(page_of(client, article), "reading-time") == said


def test_the_same_words_take_longer_in_hebrew():
    text = "מילה " * 400

    assert (reading_minutes(text, "he"), reading_minutes(text, "en-gb")) == (3, 2)


def test_a_hebrew_article_says_when_it_was_published_in_the_papers_zone(client, namal):
    page = page_of(client, make_article(section=namal, published_at=SUNDAY))

    assert part(page, "published") == "פורסם: 24 בנובמבר 2024, 06:00 AST"
    assert '<time datetime="2024-11-24T06:00-04:00">' in page


def test_a_correction_has_hebrew_words_around_it(client, namal):
    article = make_article(section=namal, published_at=SUNDAY)
    correct_article(article=article, was_wrong="שלושה", is_right="שניים")
    page = page_of(client, article)

    assert "<dt>הטעות</dt><dd><del>שלושה</del></dd>" in page
    assert "<dt>הנכון</dt><dd><ins>שניים</ins></dd>" in page
    assert part(page, "updated").endswith("מה השתנה")


@pytest.mark.usefixtures("_in_hebrew")
@pytest.mark.parametrize("kind", Contribution.Kind)
def test_who_helped_is_thanked_without_a_guess_at_gender(kind):
    contribution = Contribution(article=make_draft(), name="סוכנות מצפן", kind=kind)

    assert contribution_line(contribution) in {
        "הכתבה הוכנה בהשתתפות סוכנות מצפן.",
        "תחקיר נוסף: סוכנות מצפן.",
        "צילום נוסף: סוכנות מצפן.",
        "תרגום: סוכנות מצפן.",
    }


@pytest.mark.parametrize(
    ("kind", "line"),
    [("Photograph", "צילום: עינת תבור"), ("Woodcut", "Woodcut: עינת תבור"), ("", "עינת תבור")],
)
def test_the_usual_kinds_of_picture_are_named_in_hebrew(kind, line, client, namal):
    picture = make_picture(credit="עינת תבור", kind=kind)
    page = page_of(client, make_article(section=namal, lead_picture=picture))

    assert part(page, "picture-credit") == line


def test_a_hebrew_card_keeps_its_language_on_an_english_list(client, namal):
    naama, yoav, _hila = three_authors()
    make_article("הרציף", section=namal, authors=[naama, yoav], published_at=SUNDAY)
    page = client.get("/archive/2024/11/").content.decode()
    card = page[page.index('<li lang="he" dir="rtl">') :]

    assert ">24 בנובמבר<" in card
    assert "נעמה ברוך ויואב סלע" in card
    assert "<h1>November 2024</h1>" in page


def test_an_address_below_a_hebrew_section_is_missing_in_hebrew(client, namal):
    response = client.get("/namal/nothing/")

    assert response.status_code == 404
    assert '<html lang="he" dir="rtl">' in response.content.decode()
    assert "אין כאן דף" in response.content.decode()


def test_the_corrections_asked_for_in_hebrew_are_those_of_hebrew_articles(client, namal):
    correct_article(article=make_article(), was_wrong="Nine ships.", is_right="Ten ships.")
    correct_article(article=make_article(section=namal), was_wrong="שלושה", is_right="שניים")
    everything = client.get("/corrections/").content.decode()
    hebrew = client.get("/corrections/?language=he").content.decode()

    assert "Ten ships." in everything
    assert "שניים" in everything
    assert "Ten ships." not in hebrew
    assert "שניים" in hebrew


def test_a_search_for_either_word_may_be_asked_in_hebrew():
    assert read("רציף או מעגן") == read("רציף or מעגן")


def test_a_paper_may_have_an_arabic_section(client):
    section = make_section("الميناء", language="ar", slug="mina")
    page = page_of(client, make_article("الرصيف يغرق", section=section, published_at=SUNDAY))

    assert '<html lang="ar" dir="rtl">' in page
    assert "نوفمبر" in part(page, "published")
    assert "AM" not in part(page, "published")
