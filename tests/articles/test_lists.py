"""Lists of articles by author and topic, and the list of corrections."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from broadsheet.articles.actions import correct_article, withdraw_article
from broadsheet.articles.models import Article, ArticleQuerySet
from broadsheet.lib.paging import Key, page_of
from tests.paper import (
    from_now,
    make_article,
    make_author,
    make_paper,
    make_picture,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db

HEADLINES = re.compile(r"<h3><a [^>]*>([^<]*)</a></h3>")


@pytest.fixture(autouse=True)
def _short_pages(settings):
    settings.BROADSHEET_PAGE_SIZE = 5


def headlines(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return HEADLINES.findall(response.content.decode())


def make_some(count, **facts):
    return [
        make_article(f"Number {n}", published_at=from_now(days=n - 100), **facts)
        for n in range(count)
    ]


def link(client, address, rel):
    found = re.search(rf'<link rel="{rel}" href="([^"]*)">', client.get(address).content.decode())
    return address.partition("?")[0] + found[1] if found else None


def test_an_author_has_a_page_with_what_they_wrote(client):
    ines = make_author("Ines Tarrow", role="Harbour reporter", bio="Born by the sea.")
    make_article("By Ines", authors=[ines])
    make_article("By somebody else", authors=[make_author("Tobias Kerrigan")])

    page = client.get("/authors/ines-tarrow/").content.decode()

    assert HEADLINES.findall(page) == ["By Ines"]
    assert "Harbour reporter" in page
    assert "Born by the sea." in page
    assert '<link rel="canonical" href="http://127.0.0.1:8000/authors/ines-tarrow/">' in page


def test_a_topic_has_a_page_with_what_was_written(client):
    make_article("On pilots", topics=[make_topic("Pilots")])
    make_article("On eels", topics=[make_topic("Eels")])

    assert headlines(client, "/topics/pilots/") == ["On pilots"]


@pytest.mark.parametrize("facts", [{"embargo_until": from_now(hours=3)}, None])
def test_a_name_over_nothing_readable_is_not_given_away(client, facts):
    ines, pilots = make_author("Ines Tarrow"), make_topic("Pilots")
    if facts:
        make_article("Held", authors=[ines], topics=[pilots], **facts)

    for address in ("/authors/ines-tarrow/", "/topics/pilots/", "/authors/ines-tarrow/feed/"):
        assert client.get(address).status_code == 404
    assert b"Ines" not in client.get("/authors/").content
    assert b"Pilots" not in client.get("/topics/").content


def test_without_the_gate_the_name_would_be_given_away(client, monkeypatch):
    make_article("Held", authors=[make_author("Ines Tarrow")], embargo_until=from_now(hours=3))
    monkeypatch.setattr("broadsheet.articles.models.ArticleQuerySet.readable", lambda rows: rows)

    assert b"Ines" in client.get("/authors/").content


def test_the_indexes_list_who_and_what_can_be_read(client):
    make_article("One", authors=[make_author("Ines Tarrow")], topics=[make_topic("Pilots")])

    assert b"Ines Tarrow" in client.get("/authors/").content
    assert b"Pilots" in client.get("/topics/").content


def test_every_article_is_on_one_page_and_the_links_lead_there_and_back(client):
    ines = make_author("Ines Tarrow")
    make_some(13, authors=[ines])
    address, seen, steps = "/authors/ines-tarrow/", [], []
    while address:
        seen += headlines(client, address)
        steps.append(address)
        address = link(client, address, "next")

    assert seen == [f"Number {n}" for n in range(12, -1, -1)]
    assert len(steps) == 3
    back = link(client, steps[2], "prev")
    assert headlines(client, back) == headlines(client, steps[1])
    assert link(client, steps[0], "prev") is None


@pytest.mark.parametrize(
    "key", ["x", "1", "1-0", "-", "zz-zz", "1-1-1", "f" * 60, "\x00", "1-1", "٣-٣x"]
)
def test_a_key_that_is_not_ours_is_not_found(client, key):
    make_some(2, authors=[make_author("Ines Tarrow")])

    assert client.get("/authors/ines-tarrow/", {"before": key}).status_code == 404


def test_a_list_is_in_its_own_language_and_direction(client):
    section = make_section("עיר", slug="ir", language="he")
    dana = make_author("דנה", slug="dana", language="he")
    make_article("כותרת", section=section, authors=[dana])

    page = client.get("/authors/dana/").content.decode()

    assert '<html lang="he" dir="rtl">' in page


def test_a_card_in_another_language_says_so(client):
    section = make_section("עיר", slug="ir", language="he")
    make_article("כותרת", section=section, authors=[make_author("Ines Tarrow")])

    assert '<li lang="he" dir="rtl">' in client.get("/authors/ines-tarrow/").content.decode()


@pytest.mark.parametrize("slug", ["nobody", "%F0%9F%98%80", "a%00b", "%ff", "-", "a'b"])
def test_an_unknown_name_is_not_found(client, slug):
    make_paper()

    assert client.get(f"/authors/{slug}/").status_code == 404
    assert client.get(f"/topics/{slug}/").status_code == 404


def queries(client, address, count):
    client.get(address)  # Wagtail keeps where its sites begin
    with CaptureQueriesContext(connection) as made:
        found = headlines(client, address)
    assert len(found) == count
    return len(made)


@pytest.mark.once
def test_a_list_takes_the_same_queries_for_few_and_many_early_and_late(client, settings):
    few, many = make_author("Few"), make_author("Many")
    picture = make_picture()
    for author, count in ((few, 3), (many, 50)):
        for n in range(count):
            make_article(
                authors=[author], lead_picture=picture, published_at=from_now(hours=-n - 1)
            )
    settings.BROADSHEET_PAGE_SIZE = 50
    first = queries(client, "/authors/many/", 50)
    assert queries(client, "/authors/few/", 3) == first <= 15

    settings.BROADSHEET_PAGE_SIZE = 5
    address = "/authors/many/"
    assert queries(client, address, 5) == first
    for _page in range(9):
        address = link(client, address, "next")
    assert queries(client, address, 5) == first


def test_corrections_and_withdrawals_stand_in_one_list(client):
    right = make_article("The quay")
    correct_article(article=right, was_wrong="12 ships", is_right="21 ships")
    gone = make_article("A canary of a title")
    withdraw_article(article=gone, reason="We could not stand by it.")

    page = client.get("/corrections/").content.decode()

    assert page.index("We could not stand by it.") < page.index("21 ships")
    assert "canary" not in page.replace(gone.slug, "")


def test_a_correction_of_what_cannot_be_read_is_not_shown(client):
    article = make_article("The quay")
    correct_article(article=article, was_wrong="12 ships", is_right="21 canaries")
    article = Article.objects.get()
    article.embargo_until = from_now(hours=2)
    article.save_revision().publish()

    assert b"canaries" not in client.get("/corrections/").content


def test_corrections_have_pages_on_which_each_note_stands_once(client):
    article = make_article("The quay")
    for n in range(12):
        correct_article(article=article, was_wrong="x", is_right=f"right-{n:02}")
        if n % 4 == 3:
            withdraw_article(article=make_article(f"Gone {n}"), reason=f"reason-{n:02}")
    address, seen = "/corrections/", []
    while address:
        seen += re.findall(r"(?:right|reason)-\d\d", client.get(address).content.decode())
        address = link(client, address, "next")

    assert len(seen) == len(set(seen)) == 15


def test_an_empty_paper_has_its_lists(client):
    make_paper()

    for name in ("authors", "topics", "corrections", "archive", "search"):
        assert client.get(reverse(name)).status_code == 200


def steps(rows, **key):
    """Return how many steps SQLite's machine takes for a page of a list."""
    count = 0

    def step():
        nonlocal count
        count += 1

    connection.connection.set_progress_handler(step, 1)
    try:
        page_of(rows, size=5, moment="published_at", **key)
    finally:
        connection.connection.set_progress_handler(None, 1)
    return count


def test_a_late_page_costs_what_an_early_one_does():
    if connection.vendor != "sqlite":
        return  # PostgreSQL weighs the bounds; SQLite takes the first
    articles = make_some(40, section=make_section())
    early, late = (str(Key(articles[n].published_at, articles[n].pk)) for n in (35, 6))
    rows = Article.objects.in_section(make_section())

    def dressed(key):
        return steps(rows, before=key, dress=ArticleQuerySet.readable_cards)

    assert dressed(late) <= dressed(early) * 1.1
    # Its twin: with the gate's bound first, a late page reads all that is before it.
    assert steps(rows.readable(), before=late) > steps(rows.readable(), before=early) * 1.3
