"""Which articles are near each other, and which are shown under one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadsheet.articles.actions import recompute_neighbours, withdraw_article
from broadsheet.articles.models import Article, Neighbour, RelatedChoice
from tests.paper import from_now, make_article, make_draft, make_picture, make_section, make_topic

pytestmark = pytest.mark.django_db

PILOTS = "<p>The pilots of the harbour strike over night watches and the pilotage tariff.</p>"
TARIFF = "<p>The pilotage tariff rises; pilots call their strike justified.</p>"
EELS = "<p>Eelgrass is planted in the south basin by divers from the marine station.</p>"


def near(article):
    return [row.other.title for row in recompute_neighbours(article=article)]


def shown(article):
    return [other.title for other in Article.objects.get(pk=article.pk).related_articles()]


def choose(article, *others):
    for order, other in enumerate(others):
        RelatedChoice.objects.create(article=article, other=other, sort_order=order)


def test_articles_are_near_by_their_words():
    strike = make_article("Strike", text=PILOTS)
    make_article("Eelgrass", text=EELS)
    make_article("Tariff", text=TARIFF)

    assert near(strike)[0] == "Tariff"


def test_articles_are_near_by_their_topics():
    quay = make_topic("Quay")
    first = make_article("First", text="<p>Alpha beta gamma.</p>", topics=[quay])
    make_article("Second", text="<p>Unlike everything else here.</p>", topics=[quay])
    make_article("Third", text="<p>Something wholly different again.</p>")

    assert near(first) == ["Second"]


def test_both_sides_know_of_each_other():
    strike = make_article("Strike", text=PILOTS)
    tariff = make_article("Tariff", text=TARIFF)
    recompute_neighbours(article=strike)

    assert shown(strike) == ["Tariff"]
    assert shown(tariff) == ["Strike"]


def test_another_language_is_not_near():
    strike = make_article("Strike", text=PILOTS)
    make_article("Streik", text=PILOTS, section=make_section("Stadt", language="de"))

    assert near(strike) == []


def test_an_article_keeps_only_its_nearest(monkeypatch):
    monkeypatch.setattr("broadsheet.articles.related.KEPT", 3)
    first = make_article("First", text=PILOTS)
    for n in range(6):
        recompute_neighbours(article=make_article(f"Other {n}", text=PILOTS))

    assert Neighbour.objects.filter(article=first).count() == 3
    assert len(near(first)) == 3


def test_computing_again_changes_nothing():
    strike = make_article("Strike", text=PILOTS)
    make_article("Tariff", text=TARIFF)

    assert near(strike) == near(strike) == ["Tariff"]
    assert Neighbour.objects.count() == 2


def test_publishing_finds_the_neighbours(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        strike = make_article("Strike", text=PILOTS)
        make_article("Tariff", text=TARIFF)

    assert shown(strike) == ["Tariff"]


def test_the_desks_own_choice_stands_first_and_nothing_twice():
    strike = make_article("Strike", text=PILOTS)
    tariff, eels = make_article("Tariff", text=TARIFF), make_article("Eelgrass", text=EELS)
    recompute_neighbours(article=strike)
    choose(strike, eels, tariff)

    assert shown(strike) == ["Eelgrass", "Tariff"]


def test_what_may_not_be_read_is_never_shown():
    strike = make_article("Strike", text=PILOTS)
    held = make_article("Held", text=TARIFF, embargo_until=from_now(hours=2))
    draft = make_draft("Draft", text=TARIFF)
    gone = make_article("Gone", text=TARIFF)
    recompute_neighbours(article=strike)
    choose(strike, held, draft, gone)
    withdraw_article(article=gone, reason="Wrong.")

    assert shown(strike) == []


def test_without_the_gate_it_would_be_shown(monkeypatch):
    strike = make_article("Strike", text=PILOTS)
    choose(strike, make_article("Held", text=TARIFF, embargo_until=from_now(hours=2)))
    monkeypatch.setattr("broadsheet.articles.models.ArticleQuerySet.readable", lambda rows: rows)

    assert shown(strike) == ["Held"]


def test_what_is_taken_off_is_forgotten():
    strike = make_article("Strike", text=PILOTS)
    make_article("Tariff", text=TARIFF)
    recompute_neighbours(article=strike)
    Article.objects.get(pk=strike.pk).unpublish()

    assert not Neighbour.objects.exists()


def test_an_article_without_words_has_no_neighbours():
    make_article("Strike", text=PILOTS)

    assert near(make_article("…", body=[])) == []


def test_reading_takes_the_same_queries_for_few_and_many(django_assert_num_queries, settings):
    settings.BROADSHEET_RELATED = 12
    section = make_section()
    few, many = make_article("Few", section=section), make_article("Many", section=section)
    others = [make_article(section=section, lead_picture=make_picture()) for _n in range(12)]
    choose(few, *others[:2])
    choose(many, *others)
    for article in (few, many):
        article = Article.objects.get(pk=article.pk)
        # the desk's choices, the neighbours, the articles, their sections, bylines, renditions
        with django_assert_num_queries(6):
            assert article.related_articles()


def test_computing_takes_the_same_queries_for_few_and_many():

    article = make_article("Strike", text=PILOTS, topics=[make_topic("Pilots")])
    counts = []
    for more in (3, 12):
        for _n in range(more):
            make_article(text=TARIFF, topics=[make_topic("Pilots")])
        with CaptureQueriesContext(connection) as made:
            recompute_neighbours(article=article)
        counts.append(len(made))

    assert counts[0] == counts[1]
