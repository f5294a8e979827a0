"""The article's page."""

import pytest

from broadsheet.articles.actions import correct_article, withdraw_article
from tests.paper import make_article, make_author, make_picture, make_section

pytestmark = pytest.mark.django_db


def body_of(client, article):
    response = client.get(article.url)
    assert response.status_code == 200
    return response.content.decode()


def test_an_article_is_whole_for_a_visitor(client):
    article = make_article(
        "The quay is sinking",
        text="<p>Forty-one millimetres.</p>",
        standfirst="Since spring.",
        authors=[make_author()],
    )
    page = body_of(client, article)

    for part in (
        "section",
        "headline",
        "standfirst",
        "byline",
        "published",
        "reading-time",
        "body",
    ):
        assert f'data-part="{part}"' in page
    assert "Forty-one millimetres." in page
    assert 'data-part="updated"' not in page


def test_a_corrected_article_says_what_was_wrong_and_what_is_right(client):
    article = make_article()
    correct_article(article=article, was_wrong="12 ships", is_right="21 ships")
    page = body_of(client, article)

    assert "<del>12 ships</del>" in page
    assert "<ins>21 ships</ins>" in page
    assert 'data-part="updated"' in page


def test_a_withdrawn_article_answers_gone_with_the_note_and_without_the_headline(client):
    article = make_article("A headline to forget")
    withdraw_article(article=article, reason="Our source had not seen it.")
    response = client.get(article.url)

    assert response.status_code == 410
    assert "Our source had not seen it." in response.content.decode()
    assert "A headline to forget" not in response.content.decode()


def test_a_hebrew_section_has_its_own_direction_and_dates(client):
    section = make_section("נמל", language="he", slug="namal")
    page = body_of(client, make_article("הרציף שוקע", section=section))

    assert '<html lang="he" dir="rtl">' in page


def test_the_lead_picture_is_printed_with_its_credit(client):
    article = make_article(
        lead_picture=make_picture(credit="Bram Osei", kind="Photograph"), lead_caption="The quay."
    )
    page = body_of(client, article)

    assert "Photograph: Bram Osei" in page
    assert 'alt="A quay in the rain"' in page


def test_a_page_costs_at_most_25_queries(client, django_assert_max_num_queries):
    article = make_article(
        lead_picture=make_picture(), authors=[make_author(), make_author("Tobias Kerrigan")]
    )
    body_of(client, article)
    with django_assert_max_num_queries(25):
        body_of(client, article)
