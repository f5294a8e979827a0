"""Locks, two editors at once, moves, copies, and pieces of a kind that is not installed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from broadsheet.articles.kept import articles_with_kept_pieces
from broadsheet.articles.models import Article
from tests.articles.staff import a_publisher, again, an_editor_of, at_desk, send, told
from tests.paper import from_now, make_article, make_author, make_draft, make_section

pytestmark = pytest.mark.django_db

POLL = {
    "type": "poll",
    "value": {"question": "Which  quay? ✓", "answers": ["north", {"n": 1.50}]},
    "id": "7f",
}
TEXT = {"type": "text", "value": "<p>Some words.</p>", "id": "0a"}


def edit(article: Article) -> str:
    return reverse("wagtailadmin_pages:edit", args=[article.pk])


def test_a_locked_article_is_edited_by_whoever_locked_it_and_nobody_else() -> None:
    article = make_article()
    first, second = at_desk(an_editor_of(make_section())), at_desk(an_editor_of(make_section()))
    first.post(reverse("wagtailadmin_pages:lock", args=[article.pk]))

    page = told(second.get(edit(article)))
    refused = send(second, article, standfirst="Second.")
    allowed = send(first, article, standfirst="First.")

    assert "was locked" in page
    assert "Editor" in page
    assert "could not be saved as it is locked" in told(refused)
    assert allowed.status_code == 302
    assert again(article).get_latest_revision_as_object().standfirst == "First."


def test_a_locked_article_is_not_unpublished_or_published_from_elsewhere() -> None:
    article = make_article()
    at_desk(a_publisher()).post(reverse("wagtailadmin_pages:lock", args=[article.pk]))

    send(at_desk(an_editor_of(make_section())), article, "publish", standfirst="Second.")

    assert again(article).standfirst == ""


def test_a_second_editor_is_told_that_somebody_is_already_there() -> None:
    article = make_article()
    first, second = at_desk(an_editor_of(make_section())), at_desk(an_editor_of(make_section()))
    first.get(edit(article))

    page = second.get(edit(article))

    ping = page.context["editing_sessions"].ping_url
    answer = second.post(ping).json()
    assert "Editor" in answer["html"]
    assert len(answer["other_sessions"]) == 1


def test_a_second_editor_is_told_of_a_newer_version() -> None:
    article = make_article()
    first, second = at_desk(an_editor_of(make_section())), at_desk(an_editor_of(make_section()))
    page = second.get(edit(article))
    send(first, article, standfirst="Newer.")

    answer = second.post(
        page.context["editing_sessions"].ping_url, {"revision_id": article.latest_revision_id}
    ).json()

    assert "newer version" in answer["html"] or "new version" in answer["html"].lower()


def test_autosaving_over_a_newer_version_is_refused() -> None:
    article = make_article()
    first, second = at_desk(an_editor_of(make_section())), at_desk(an_editor_of(make_section()))
    loaded = article.latest_revision_id
    send(first, article, standfirst="Newer.")

    from tests.articles.staff import filled

    data = filled(article, standfirst="Older.", loaded_revision_id=loaded)
    answer = second.post(edit(article), data, headers={"accept": "application/json"})

    assert answer.json()["error_code"] == "invalid_revision"
    assert again(article).get_latest_revision_as_object().standfirst == "Newer."


def test_a_moved_article_is_filed_under_its_new_section_and_its_old_address_leads_there() -> None:
    article = make_article(section=make_section("City"))
    sea, old = make_section("Sea"), article.url

    at_desk(a_publisher()).post(
        reverse("wagtailadmin_pages:move_confirm", args=[article.pk, sea.pk])
    )

    moved = again(article)
    assert moved.filed_under == sea
    assert moved.url == f"/sea/{article.slug}/"
    answer = Client().get(old)
    assert (answer.status_code, answer["Location"]) == (301, moved.url)


def test_a_changed_address_leads_from_the_old_to_the_new(
    django_capture_on_commit_callbacks: Any,
) -> None:
    article = make_article()
    old = article.url

    with django_capture_on_commit_callbacks(execute=True):
        send(at_desk(an_editor_of(make_section())), article, "publish", slug="another-address")

    answer = Client().get(old)
    assert (answer.status_code, answer["Location"]) == (301, "/city/another-address/")


def test_a_moved_article_keeps_its_section_when_an_older_version_is_published() -> None:
    article = make_article(section=make_section("City"))
    sea = make_section("Sea")
    Page.objects.get(pk=article.pk).move(sea, pos="last-child")

    again(article).get_latest_revision().publish()

    assert again(article).filed_under == sea


def copy(client: Client, article: Article, goal: Any, **more: str) -> Article:
    address = reverse("wagtailadmin_pages:copy", args=[article.pk])
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(goal.pk), **more}
    client.post(address, data)
    return Article.objects.get(slug="copy")


def test_a_copy_belongs_to_the_section_it_was_copied_to() -> None:
    sea = make_section("Sea")

    made = copy(at_desk(a_publisher()), make_article(section=make_section("City")), sea)

    assert made.filed_under == sea
    assert not made.live


def test_a_copy_of_what_is_held_is_held() -> None:
    article = make_article(embargo_until=from_now(hours=5))

    copy(at_desk(a_publisher()), article, article.get_parent(), publish_copies="on")

    assert not Article.objects.readable().exists()


def test_nobody_makes_an_alias_of_an_article() -> None:
    article = make_article()

    page = at_desk(a_publisher()).get(reverse("wagtailadmin_pages:copy", args=[article.pk]))
    made = copy(at_desk(a_publisher()), article, article.get_parent(), alias="on")

    assert "alias" not in page.context["form"].fields
    assert made.alias_of_id is None


def test_nobody_gives_an_article_a_password() -> None:
    article = make_article()
    address = reverse("wagtailadmin_pages:set_privacy", args=[article.pk])

    at_desk(a_publisher()).post(address, {"restriction_type": "password", "password": "x"})

    assert not article.view_restrictions.exists()


def with_poll() -> Article:
    article = make_article("Which quay")
    store(article, [TEXT, POLL])
    return again(article)


def store(article: Article, body: list[Any]) -> None:
    """Put a body into the table and the latest version as an older program left it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE broadsheet_articles_article SET body = %s WHERE page_ptr_id = %s",
            [json.dumps(body), article.pk],
        )
    revision = article.get_latest_revision()
    revision.content = {**revision.content, "body": json.dumps(body)}
    revision.save()


def test_a_piece_that_is_not_installed_is_shown_to_the_editor_and_kept_as_it_is() -> None:
    article = with_poll()
    client = at_desk(an_editor_of(make_section()))
    page = told(client.get(edit(article)))
    assert "is not installed" in page
    assert "(poll)" in page

    response = send(client, article, "publish", standfirst="Saved.")

    assert response.status_code == 302
    assert again(article).standfirst == "Saved."
    assert raw(article)[1] == POLL


def raw(article: Article) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT body FROM broadsheet_articles_article WHERE page_ptr_id = %s", [article.pk]
        )
        found = cursor.fetchone()[0]
    return list(json.loads(found) if isinstance(found, str) else found)


def test_an_editor_may_take_the_piece_out() -> None:
    article = with_poll()

    send(at_desk(an_editor_of(make_section())), article, "publish", **{"body-1-deleted": "1"})

    assert [piece["type"] for piece in raw(article)] == ["text"]


def test_the_kept_piece_is_the_same_in_the_table_after_three_rounds() -> None:
    article = with_poll()
    client = at_desk(an_editor_of(make_section()))

    for words in ("One.", "Two.", "Three."):
        send(client, again(article), "publish", standfirst=words)

    assert json.dumps(raw(article)[1], sort_keys=True) == json.dumps(POLL, sort_keys=True)


@pytest.mark.parametrize(
    "forged",
    [
        json.dumps({"type": "text", "value": "<script>alert(1)</script>"}),
        json.dumps({"type": "poll", "value": {"question": "Another?"}, "id": "7f"}),
        json.dumps("text"),
        json.dumps([1]),
        "not json",
    ],
)
def test_nobody_forges_a_piece_past_the_checks_of_its_block(forged: str) -> None:
    article = with_poll()
    client = at_desk(an_editor_of(make_section()))

    response = send(client, article, "publish", **{"body-1-value": forged})

    assert "can be kept or taken out, not changed" in told(response)
    assert raw(article)[1] == POLL
    assert Client().get(article.url).status_code == 200


def test_the_address_follows_the_headline_while_an_article_is_begun() -> None:
    section = make_section()
    address = reverse("wagtailadmin_pages:add", args=["broadsheet_articles", "article", section.pk])

    assert 'data-w-sync-target-value="#id_slug"' in told(
        at_desk(an_editor_of(section)).get(address)
    )


def test_the_browser_offers_no_new_piece_of_that_kind() -> None:
    page = told(at_desk(an_editor_of(make_section())).get(edit(make_draft())))

    assert "broadsheet/articles/body.js" in page
    assert "broadsheet.articles.Body" in page


def test_the_page_stands_without_the_piece() -> None:
    page = Client().get(with_poll().url)

    assert page.status_code == 200
    assert "Some words." in told(page)
    assert "poll" not in told(page).split("<main")[1]


def test_the_desks_home_lists_what_is_not_installed() -> None:
    with_poll()

    home = told(at_desk(an_editor_of(make_section())).get(reverse("wagtailadmin_home")))

    assert "Pieces of a kind that is not installed" in home
    assert "(poll)" in home


def test_what_is_not_installed_is_found_among_others_and_forgotten_when_mended() -> None:
    make_article()
    article = with_poll()
    assert articles_with_kept_pieces() == [article]

    store(article, [TEXT])

    assert articles_with_kept_pieces() == []


def test_the_list_of_articles_shows_authors_and_readers_time() -> None:
    make_article("Ferry returns", authors=[make_author("Ines Tarrow")])

    page = told(at_desk(an_editor_of(make_section())).get(reverse("articles:index")))

    assert "Ferry returns" in page
    assert "Ines Tarrow" in page


@pytest.mark.once
def test_the_list_of_articles_costs_the_same_for_three_and_for_ten(
    django_assert_max_num_queries: Any,
) -> None:
    client = at_desk(an_editor_of(make_section()))
    for _ in range(3):
        make_article(authors=[make_author()])
    client.get(reverse("articles:index"))
    with django_assert_max_num_queries(200) as three:
        client.get(reverse("articles:index"))
    for _ in range(7):
        make_article(authors=[make_author()])

    with django_assert_max_num_queries(len(three) + 3):
        client.get(reverse("articles:index"))
