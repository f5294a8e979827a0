"""What readers may read, and when."""

import pytest

from broadsheet.articles import gate
from broadsheet.articles.actions import correct_article, withdraw_article
from broadsheet.articles.models import Article
from tests.paper import from_now, make_article, make_draft

pytestmark = pytest.mark.django_db


def test_a_published_article_is_readable():
    article = make_article()

    assert gate.may_read(article)
    assert list(Article.objects.readable()) == [article]


def test_a_draft_is_not_readable():
    article = make_draft()

    assert not gate.may_read(article)
    assert not Article.objects.readable().exists()


def test_an_embargo_holds_until_its_moment_and_no_longer():
    article = make_article(embargo_until=from_now(hours=2))

    assert not gate.may_read(article)
    assert not Article.objects.readable().exists()
    assert gate.may_read(article, at=from_now(hours=3))
    assert Article.objects.readable(from_now(hours=3)).get() == article


def test_a_new_version_in_draft_does_not_change_what_is_read():
    article = make_article("Old words")
    article.title = "New words"
    article.save_revision()

    assert Article.objects.readable().get().title == "Old words"


def test_a_withdrawn_article_is_not_readable():
    article = make_article()
    withdraw_article(article=article, reason="We could not stand by it.")

    assert not Article.objects.readable().exists()


def test_updated_is_set_only_when_the_editor_says_so():
    article = make_article()
    article.save_revision().publish()
    article = Article.objects.get()
    assert article.updated_at is None

    article.update_matters = True
    article.save_revision().publish()
    article = Article.objects.get()
    assert article.updated_at == article.last_published_at
    assert article.update_matters is False


def test_a_correction_sets_updated():
    article = make_article()
    correction = correct_article(article=article, was_wrong="12 ships", is_right="21 ships")

    assert Article.objects.get().updated_at == correction.noted_at


def test_lifting_an_embargo_in_a_draft_lifts_nothing():
    article = make_article(embargo_until=from_now(hours=2))
    article.embargo_until = None
    article.save_revision()

    assert not Article.objects.readable().exists()

    article.get_latest_revision().publish()
    assert Article.objects.readable().exists()


def test_an_embargo_set_in_a_draft_of_a_live_article_hides_nothing():
    article = make_article()
    article.embargo_until = from_now(hours=2)
    article.save_revision()

    assert Article.objects.readable().exists()
