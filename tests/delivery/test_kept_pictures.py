"""Pictures and files: what everybody may have is kept like a page, and goes as soon as it may not."""

from __future__ import annotations

import io
import os
import re

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image

from broadsheet.articles import actions
from broadsheet.articles.models import Article
from broadsheet.delivery import bake, through
from broadsheet.delivery.faces import NOBODYS
from broadsheet.delivery.press import Press
from broadsheet.publication.models import Picture
from broadsheet.readers.models import Reader
from tests.delivery.presses import a_press, stale
from tests.paper import from_now, make_article, make_paper, make_section

pytestmark = pytest.mark.django_db

SOURCE = re.compile(rb'<img[^>]* src="(/pictures/[^"]+)"')


def a_picture(name: str) -> Picture:
    """A picture that no compression makes small."""
    file = io.BytesIO()
    Image.frombytes("RGB", (640, 480), os.urandom(640 * 480 * 3)).save(file, "JPEG")
    return Picture.objects.create(
        title=name, credit="Ines Tarrow", description=name, file=ImageFile(file, f"{name}.jpg")
    )


@pytest.fixture
def article(_django_db_helper) -> Article:
    make_paper()
    return make_article("One ferry", section=make_section(), lead_picture=a_picture("ferry"))


@pytest.fixture
def press(article, tmp_path) -> Press:
    return a_press(tmp_path / "baked")


@pytest.fixture
def address(asker, article) -> str:
    """The address of the article's picture, as its page has it."""
    found = SOURCE.search(asker.ask(article.url).body)
    assert found is not None
    return found[1].decode()


def is_kept(press: Press, address: str) -> bool:
    return press.store.read(address, NOBODYS) is not None


def test_a_picture_is_kept_and_sent_without_the_database(asker, press, address, monkeypatch):
    first = asker.ask(address)
    assert is_kept(press, address)

    monkeypatch.setattr(bake, "make", _asked)
    monkeypatch.setattr(through, "ask", _asked)
    again = asker.ask(address, accept_encoding="gzip, br")

    assert (first.status, again.status) == (200, 200)
    assert first.sent == again.sent == Client().get(address).getvalue()
    assert again.headers["content-type"] == "image/webp"
    assert "content-encoding" not in again.headers
    assert again.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert again.headers["cache-control"].startswith("public, max-age=60")


def _asked(*args: object) -> None:
    raise AssertionError("Django was asked")


def test_it_is_kept_once_and_as_it_is(asker, press, address):
    size = len(asker.ask(address).sent)
    file = press.store.folder / "visitor" / address[1:]

    assert file.stat().st_size == size
    assert {path.name for path in file.parent.iterdir()} == {file.name}


def test_what_a_browser_asks_of_a_picture(asker, address):
    whole = asker.ask(address)
    mark = whole.headers["etag"]

    assert asker.ask(address, if_none_match=mark).status == 304
    assert asker.ask(address, if_none_match='"another"').status == 200
    assert asker.ask(address, method="HEAD").headers["etag"] == mark
    part = asker.ask(address, range="bytes=10-19")
    assert (part.status, part.sent) == (206, whole.sent[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole.sent)}"
    assert asker.ask(address, range="bytes=999999999-").status == 416


GONE = {
    "withdrawn": lambda article: actions.withdraw_article(article=article, reason="No."),
    "unpublished": lambda article: article.unpublish(),
    "deleted": lambda article: article.delete(),
    "held": lambda article: publish(article, embargo_until=from_now(hours=1)),
    "left out": lambda article: publish(article, lead_picture=a_picture("another")),
}


def publish(article: Article, **facts) -> None:
    for name, value in facts.items():
        setattr(article, name, value)
    article.save_revision().publish()


@pytest.mark.parametrize("how", GONE)
def test_a_picture_goes_with_the_last_article_that_shows_it(how, asker, press, address, article):
    assert asker.ask(address).status == 200
    GONE[how](Article.objects.get(pk=article.pk))

    press.settle()

    assert not is_kept(press, address)
    assert asker.ask(address).status == 404


def test_what_must_not_be_shown_is_gone_before_anything_is_made_anew(
    asker, press, address, article
):
    asker.ask(address)
    GONE["withdrawn"](article)

    assert asker.ask(address).status == 200  # the twin: nobody has read of it
    press.catch_up()
    assert not is_kept(press, address)
    assert asker.ask(address).status == 404


def test_a_picture_that_another_article_shows_stays(asker, press, address, article):
    asker.ask(address)
    make_article("Two ferries", section=make_section(), lead_picture=article.lead_picture)
    GONE["withdrawn"](article)

    press.settle()

    assert asker.ask(address).status == 200
    assert is_kept(press, address)


def test_an_article_elsewhere_leaves_it_alone(asker, press, address):
    asker.ask(address)
    press.settle()
    make_article("Two seals", section=make_section("Sea"), lead_picture=a_picture("seal"))

    press.catch_up()

    assert address not in stale(press)


def test_a_picture_that_nobody_shows_is_for_the_desk_alone(asker, press, article):
    hidden = a_picture("hidden")
    address = f"/pictures/{hidden.get_rendition('width-320|format-webp').file.name}"
    editor = Client()
    editor.force_login(Reader.objects.create_superuser("editor@paper.example", "a password"))
    session = editor.cookies["sessionid"].value

    assert asker.ask(address).status == 404
    seen = asker.ask(address, cookie=f"sessionid={session}")
    assert (seen.status, seen.headers["cache-control"]) == (200, "private, no-store")
    assert asker.ask(address).status == 404
    assert not is_kept(press, address)


def test_a_file_that_is_too_large_is_not_kept(asker, press, address, monkeypatch):
    monkeypatch.setattr(bake, "LARGEST", 1000)

    assert asker.ask(address).status == 200
    assert not is_kept(press, address)


def test_a_picture_is_looked_for_last_when_pages_wait(asker, press, address, article):
    """A reader waits for words first."""
    asker.ask(address)
    asker.ask(article.url)
    press.store.count_hits(asker.front.oven.take_hits())
    publish(Article.objects.get(pk=article.pk), title="Another ferry")
    press.catch_up()

    assert [found for found, _face in press.store.stale(100)][-1] == address
