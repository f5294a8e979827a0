"""The page on which readers search."""

import time

import pytest

from broadsheet.articles import search
from tests.paper import from_now, make_article, make_author, make_paper, make_section

pytestmark = pytest.mark.django_db


def ask(client, **query):
    return client.get("/search/", query)


def test_a_search_answers_with_articles_and_marked_words(client):
    make_article("The quay", text="<p>Pensions for pilots.</p>")

    page = ask(client, q="pension").content.decode()

    assert "1 article with “pension”" in page
    assert "<mark>Pensions</mark> for pilots" in page
    assert 'role="search"' in page
    assert 'name="robots" content="noindex"' in page
    assert "<script" not in page


def test_without_words_it_explains_itself(client):
    make_paper()

    assert "All words must be found." in ask(client).content.decode()
    assert "All words must be found." in ask(client, q="😀").content.decode()


def test_without_a_hit_it_gives_advice(client):
    make_paper()

    page = ask(client, q="quay").content.decode()

    assert "No article has “quay”." in page
    assert "/archive/" in page


def test_what_was_typed_is_shown_as_text(client):
    make_paper()

    page = ask(client, q='"><script>alert(1)</script>').content.decode()

    assert "<script>" not in page
    assert "&quot;&gt;&lt;script&gt;" in page


@pytest.mark.parametrize("typed", ["a" * 201, "a" * 10_000, "word " * 17])
def test_too_much_gets_a_polite_400(client, typed):
    make_paper()

    response = ask(client, q=typed)

    assert response.status_code == 400
    assert "more than we can search for at once" in response.content.decode()


@pytest.mark.parametrize(
    "raw",
    [
        b"q=%00", b"q=qu%00ay", b"q=%ed%a0%80", b"q=%ff%fe", b"q=%E2%80%AEquay", b"q=%F0%9F%98%80", b"q=%22",
        b"q=NEAR(quay)", b"q=-quay", b"q=quay*", b"q=%27%3B--", b"q=a&q=quay", b"q=quay&order=x", b"q[]=quay",
        b"q=%5C%5C%27", b"q=quay%26%7C%21%3A%2A", b"q=quay&section=", b"=", b"q=%C3%9F%20%C4%B0",
    ],
)  # fmt: skip
def test_anything_in_the_address_gets_an_answer_soon(client, raw):
    make_article("The quay")
    client.get("/search/?q=quay")
    begun = time.process_time()

    response = client.generic("GET", "/search/", QUERY_STRING=raw.decode())

    assert response.status_code == 200
    assert time.process_time() - begun < 0.2


@pytest.mark.parametrize(
    "query",
    [
        {"page": "0"}, {"page": "-1"}, {"page": "x"}, {"page": "2"}, {"page": "9" * 40}, {"page": "٣"},
        {"section": "nowhere"}, {"section": "a\x00"}, {"author": "nobody"}, {"author": "\x00"},
    ],
)  # fmt: skip
def test_a_page_or_a_narrowing_that_there_is_not_is_not_found(client, query):
    make_article("The quay")

    assert ask(client, q="quay", **query).status_code == 404


def test_a_search_can_be_narrowed_and_put_in_order_of_time(client):
    sea, city = make_section("Sea"), make_section("City")
    ines = make_author("Ines Tarrow")
    make_article("Quay one", section=sea, published_at=from_now(days=-3), text="<p>x</p>")
    make_article(
        "Two", section=sea, published_at=from_now(days=-2), text="<p>quay</p>", authors=[ines]
    )
    make_article("Three", section=city, text="<p>quay</p>")

    narrowed = ask(client, q="quay", section="sea").content.decode()
    assert narrowed.index("Quay one") < narrowed.index(">Two<")
    assert "Three" not in narrowed
    newest = ask(client, q="quay", section="sea", order="newest").content.decode()
    assert newest.index(">Two<") < newest.index("Quay one")
    assert "by Ines Tarrow" in ask(client, q="quay", author="ines-tarrow").content.decode()


def test_pages_keep_what_was_asked(client, settings):
    settings.BROADSHEET_PAGE_SIZE = 5
    for n in range(7):
        make_article(f"Quay {n}")

    page = ask(client, q='"quay"', order="newest").content.decode()

    assert 'rel="next" href="?q=%22quay%22&amp;order=newest&amp;page=2"' in page
    assert "Page 1 of 2" in page
    assert ask(client, q='"quay"', page="2").content.decode().count('<h2><a href="/city/') == 2


def test_a_count_that_stopped_says_so(client, monkeypatch, settings):
    settings.BROADSHEET_PAGE_SIZE = 5
    monkeypatch.setattr(search, "DEPTH", 6)
    for n in range(8):
        make_article(f"Quay {n}")

    assert "About 6+ articles" in ask(client, q="quay").content.decode()


def test_hebrew_hits_stand_in_their_own_direction(client):
    section = make_section("עיר", slug="ir", language="he")
    make_article("הנמל נסגר", section=section)

    assert '<li lang="he" dir="rtl">' in ask(client, q="הנמל").content.decode()
