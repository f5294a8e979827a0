"""What changes is made anew, on every surface, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from wagtail.models import Page

from broadsheet.articles import actions
from broadsheet.articles.models import Article, Author, Front, FrontPlacement, Topic
from broadsheet.publication.models import MenuLink, Picture, Publication
from tests.delivery.presses import a_press, addresses, bake_all, diverged, kept, stale
from tests.paper import (
    from_now,
    make_article,
    make_author,
    make_draft,
    make_paper,
    make_picture,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(_django_db_helper) -> dict[str, Any]:
    """Two sections, two authors, two topics, an article in each."""
    make_paper()
    city, sea = make_section("City", show_in_menus=True), make_section("Sea", show_in_menus=True)
    maren, ines = make_author("Maren Oduya"), make_author("Ines Tarrow")
    harbour, tides = make_topic("Harbour"), make_topic("Tides")
    return {
        "city": city,
        "sea": sea,
        "one": make_article(
            "One ferry", section=city, authors=[maren], topics=[harbour],
            lead_picture=make_picture(), published_at=from_now(days=-3),
        ),
        "two": make_article(
            "Two seals", section=sea, authors=[ines], topics=[tides],
            lead_picture=make_picture(), published_at=from_now(days=-2),
        ),
    }  # fmt: skip


@pytest.fixture
def press(world, tmp_path):
    press = a_press(tmp_path / "baked")
    bake_all(press)
    return press


def edit(article: Article, **facts: Any) -> Article:
    """Publish a new version."""
    for name, value in facts.items():
        setattr(article, name, value)
    article.save_revision().publish()
    return Article.objects.get(pk=article.pk)


def test_a_whole_paper_can_be_kept(press):
    kept_addresses = addresses(press)

    assert {
        "/",
        "/city/",
        "/city/" + Article.objects.get(title="One ferry").slug + "/",
    } <= kept_addresses
    assert len(kept_addresses) > 30
    assert stale(press) == set()
    assert diverged(press) == []


def test_an_edit_makes_those_pages_anew_that_showed_the_article_and_no_others(press, world):
    one = world["one"]
    showing = {a for a in addresses(press) if one.url.encode() in (kept(press, a) or b"")}

    edit(one, title="One more ferry")
    press.catch_up()

    # Pages name an article by its address; its own page names itself. Whether its pictures may
    # still be shown is looked at too.
    sizes = {f"/pictures/{size.file.name}" for size in one.lead_picture.renditions.all()}
    its_own = sizes & addresses(press)
    assert its_own
    assert stale(press) == showing | its_own
    assert showing < addresses(press)
    press.settle()
    assert diverged(press) == []
    assert b"One more ferry" in kept(press, "/")


def test_a_draft_makes_nothing_anew(press, world):
    world["one"].title = "Not yet"
    world["one"].save_revision()
    make_draft("Another", section=world["city"])

    press.catch_up()

    assert stale(press) == set()


@pytest.mark.parametrize(
    "change",
    [
        lambda world: make_article("Three gulls", section=world["sea"]),
        lambda world: edit(world["one"], standfirst="In short."),
        lambda world: edit(world["one"], slug="moved-on"),
        lambda world: edit(world["one"], lead_picture=None),
        lambda world: world["one"].unpublish(),
        lambda world: world["one"].delete(),
        lambda world: actions.withdraw_article(article=world["one"], reason="It was not so."),
        lambda world: actions.correct_article(article=world["one"], was_wrong="1", is_right="2"),
        lambda world: world["one"].move(world["sea"], pos="last-child"),
        lambda world: Author.objects.filter(name="Maren Oduya").update(name="Maren O."),
        lambda world: Topic.objects.filter(name="Harbour").update(name="Port", slug="port"),
        lambda world: Picture.objects.update(credit="Somebody else"),
        lambda world: Publication.objects.update(name="The Other Post"),
        lambda world: Publication.objects.update(time_zone="Asia/Tokyo"),
        lambda world: MenuLink.objects.create(
            publication=Publication.objects.get(), menu="more", label="Us", address="/authors/"
        ),
        lambda world: edit_page(world["city"], title="Town"),
        lambda world: edit_page(world["city"], slug="town"),
        lambda world: world["city"].unpublish(),
        lambda world: make_section("Sport", show_in_menus=True),
        lambda world: FrontPlacement.objects.create(
            front=Front.objects.get(), place="lead", article=world["one"]
        ),
        lambda world: make_topic("Weather"),
    ],
)  # fmt: skip
def test_every_kept_page_is_what_a_fresh_render_is_after(change, press, world):
    change(world)

    press.settle()

    assert diverged(press) == []


def edit_page(page: Page, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(page, name, value)
    page.save_revision().publish()


def test_what_is_withdrawn_is_gone_before_anything_is_made_anew(press, world):
    one = world["one"]
    actions.withdraw_article(article=one, reason="It was not so.")

    press.catch_up()

    for address in addresses(press):
        assert one.url.encode() not in (kept(press, address) or b""), address


def test_the_end_of_an_embargo_is_seen_on_every_surface(press, world):
    held = make_article("Held back", section=world["city"], embargo_until=from_now(hours=1))
    press.settle()
    assert diverged(press) == []
    assert b"Held back" not in kept(press, "/")

    with time_machine.travel(from_now(hours=1, minutes=1), tick=False):
        assert actions.tell_ended_embargoes() == 1
        press.settle()

        assert diverged(press) == []
        assert b"Held back" in kept(press, "/")
        assert held.url.encode() in kept(press, "/feed/")
        assert actions.tell_ended_embargoes() == 0


def test_a_page_that_says_which_day_it_is_ends_with_the_day(press):
    with time_machine.travel(from_now(days=1), tick=False):
        press.settle()

        assert diverged(press) == []
