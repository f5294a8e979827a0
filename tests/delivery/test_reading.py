"""What a question depends on, by its words alone: in doubt, on more."""

from __future__ import annotations

import pytest
from django.db.models import Exists, OuterRef

from broadsheet.articles import standing
from broadsheet.articles.models import Article, Author, Correction, Section, Topic
from broadsheet.delivery import notes, watch
from broadsheet.publication.models import Publication
from tests.paper import from_now, make_article, make_author, make_section, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(
        "One ferry", section=make_section(), authors=[make_author()], topics=[make_topic()]
    )


def keys_of(ask) -> set[str]:
    """The keys that are noted while something is asked."""
    with notes.noting() as noted:
        ask()
    assert not noted.unwatched
    return {key for key, _low, _high in noted.keys}


def test_a_row_by_its_id_depends_on_that_row(article):
    author = Author.objects.get()

    assert keys_of(lambda: Author.objects.get(pk=author.pk)) == {
        f"broadsheet_articles.author:{author.pk}"
    }


def test_a_row_that_is_not_there_is_waited_for():
    assert keys_of(lambda: Author.objects.filter(pk__in=[7, 8]).first()) >= {
        "broadsheet_articles.author:7",
        "broadsheet_articles.author:8",
    }


def test_the_parts_of_a_thing_depend_on_that_thing_although_there_are_none(article):
    assert f"broadsheet_articles.correction.article:{article.pk}" in keys_of(
        lambda: list(article.corrections.all())
    )
    assert "broadsheet_articles.correction" not in keys_of(lambda: list(article.corrections.all()))


def test_topics_of_an_article_depend_on_what_it_is_filed_under(article):
    topic = Topic.objects.get()

    assert keys_of(lambda: list(article.topics.all())) == {
        f"broadsheet_articles.article_topics.article:{article.pk}",
        f"broadsheet_articles.topic:{topic.pk}",
    }


@pytest.mark.parametrize(
    "ask",
    [
        lambda: list(Author.objects.all()),
        lambda: list(Author.objects.exclude(pk=1)),
        lambda: list(Author.objects.filter(name="Maren Oduya")),
        lambda: Author.objects.count(),
        lambda: list(Topic.objects.filter(Exists(Author.objects.filter(name=OuterRef("name"))))),
        lambda: list(Author.objects.filter(pk=1) | Author.objects.filter(name="x")),
        lambda: list(Author.objects.filter(pk__gt=0)),
        lambda: list(Author.objects.order_by().filter(pk=1).union(Author.objects.order_by())),
    ],
)
def test_whatever_is_not_asked_for_by_id_depends_on_the_whole_table(ask, article):
    assert "broadsheet_articles.author" in keys_of(ask)


def test_a_row_that_comes_along_is_noted_and_one_that_is_chosen_by_is_more(article):
    along = keys_of(lambda: list(Article.objects.among([article.pk]).with_card()))

    assert f"wagtailcore.page:{article.filed_under_id}" in along
    assert "broadsheet_articles.section" not in along
    chosen = keys_of(lambda: list(Article.objects.filter(filed_under__language="he").readable()))
    assert "broadsheet_articles.section" in chosen


def test_a_list_of_articles_depends_on_who_is_in_it_and_not_on_every_article(article):
    section = Section.objects.get()

    asked = keys_of(lambda: list(Article.objects.in_section(section).readable()))

    assert standing.in_section(section.pk) in asked
    assert f"wagtailcore.page:{article.pk}" in asked
    assert "broadsheet_articles.article" not in asked


def test_an_unheard_of_question_about_articles_depends_on_every_article(article):
    assert "broadsheet_articles.article" in keys_of(lambda: list(Article.objects.filter(minutes=1)))
    assert "broadsheet_articles.article" in keys_of(
        lambda: list(Author.objects.filter(Exists(Article.objects.filter(minutes=1))))
    )


def test_two_questions_in_one_depend_on_everything(article):
    section = Section.objects.get()
    both = Article.objects.in_section(section) | Article.objects.by(Author.objects.get())

    assert "broadsheet_articles.article" in keys_of(lambda: list(both))


def test_a_full_page_of_a_list_depends_on_nothing_older(article):
    older = make_article("Older", published_at=from_now(days=-9))
    with notes.noting() as noted:
        list(Article.objects.readable().newest_first()[:1])

    (low,) = {low for key, low, _high in noted.keys if key == standing.EVERY}
    assert notes.micros(older.published_at) < low == notes.micros(article.published_at)


def test_a_page_of_a_list_that_is_not_full_depends_on_whatever_comes(article):
    with notes.noting() as noted:
        list(Article.objects.readable().newest_first()[:9])

    assert (standing.EVERY, None, None) in noted.keys


def test_an_article_that_was_only_chosen_among_is_not_shown(article):
    asked = keys_of(lambda: list(Article.objects.readable().only("pk", "published_at")))

    assert f"wagtailcore.page:{article.pk}" not in asked


def test_corrections_in_a_list_depend_on_them_and_on_who_can_be_read(article):
    assert {standing.EVERY, "broadsheet_articles.correction"} <= keys_of(
        lambda: list(Correction.objects.of_readable())
    )


def test_a_table_nobody_watches_is_told_of():
    from broadsheet.readers.models import Reader

    with notes.noting() as noted:
        list(Reader.objects.all())

    assert noted.unwatched == {"broadsheet_readers_reader"}


def test_nothing_is_noted_when_no_page_is_made(article):
    list(Article.objects.readable())

    assert keys_of(lambda: None) == set()


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        (lambda q: q.get("page"), {"page"}),
        (lambda q: "q" in q, {"q"}),
        (lambda q: q.getlist("tag"), {"tag"}),
        (lambda q: q["before"], {"before"}),
        (lambda q: dict(q.items()), {notes.ANYTHING, "before"}),
        (lambda q: q.urlencode(), {notes.ANYTHING}),
        (lambda q: bool(q), {notes.ANYTHING}),
        (lambda q: list(q.keys()), {notes.ANYTHING}),
    ],
)
def test_what_is_looked_at_in_a_query_is_noted(query, asked):
    from django.http import QueryDict

    seen: set[str] = set()

    query(notes.NotingQuery.of(QueryDict("before=1"), seen))

    assert seen >= asked
    assert notes.ANYTHING in asked or notes.ANYTHING not in seen


def test_the_masthead_depends_on_its_table(article):
    assert "broadsheet_publication.publication" in keys_of(Publication.current)


def test_every_table_that_a_room_names_is_there():
    assert {"wagtailcore_page", "broadsheet_articles_article"} <= watch.tables().keys()
