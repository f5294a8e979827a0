"""Each role, each action of the desk, on an article of the own and of another section."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, Workflow

from broadsheet.articles import roles
from broadsheet.articles.models import Article, Section
from broadsheet.publication.models import Picture
from broadsheet.readers.models import Reader
from tests.articles.staff import (
    a_publisher,
    a_reporter,
    again,
    an_editor_of,
    at_desk,
    send,
    told,
)
from tests.paper import (
    make_article,
    make_draft,
    make_paper,
    make_picture,
    make_reader,
    make_section,
)

pytestmark = pytest.mark.django_db

WHO = ["visitor", "reader", "reporter", "owner", "editor", "stranger", "publisher"]


def desk_of(who: str, article: Article) -> Client:
    if who == "visitor":
        return Client()
    people: dict[str, Callable[[], Reader]] = {
        "reader": make_reader,
        "reporter": a_reporter,
        "owner": a_reporter,
        "editor": lambda: an_editor_of(make_section("City")),
        "stranger": lambda: an_editor_of(make_section("Sea")),
        "publisher": a_publisher,
    }
    person = people[who]()
    if who == "owner":
        Article.objects.filter(pk=article.pk).update(owner=person)
    return at_desk(person)


def draft(client: Client, article: Article) -> bool:
    send(client, article, standfirst="Touched.")
    return bool(again(article).get_latest_revision_as_object().standfirst == "Touched.")


def publish(client: Client, article: Article) -> bool:
    send(client, article, "publish", standfirst="Touched.")
    return bool(again(article).live and again(article).standfirst == "Touched.")


def done_by(
    name: str, check: Callable[[Article], bool], **data: Any
) -> Callable[[Client, Article], bool]:
    def act(client: Client, article: Article) -> bool:
        client.post(reverse(name, args=[article.pk]), data)
        return check(article)

    return act


unpublish = done_by("wagtailadmin_pages:unpublish", lambda a: not again(a).live)
lock = done_by("wagtailadmin_pages:lock", lambda a: again(a).locked)
delete = done_by(
    "wagtailadmin_pages:delete", lambda a: not Article.objects.filter(pk=a.pk).exists()
)
share = done_by("desk_previews", lambda a: a.preview_links.exists())
correct = done_by(
    "desk_correct",
    lambda a: a.corrections.exists(),
    was_wrong="Twelve ships",
    is_right="Twenty-one",
)
withdraw = done_by(
    "desk_withdraw", lambda a: bool(again(a).public_withdrawal), reason="It was wrong."
)


def move(client: Client, article: Article) -> bool:
    goal = make_section("Sea")
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[article.pk, goal.pk]))
    return again(article).filed_under_id == goal.pk


ALLOWED: dict[str, tuple[Callable[[Client, Article], bool], set[str]]] = {
    "draft": (draft, {"owner", "editor", "publisher"}),
    "publish": (publish, {"editor", "publisher"}),
    "unpublish": (unpublish, {"editor", "publisher"}),
    "lock": (lock, {"editor", "publisher"}),
    "delete": (delete, {"publisher"}),
    "share": (share, {"owner", "editor", "publisher"}),
    "correct": (correct, {"editor", "publisher"}),
    "withdraw": (withdraw, {"editor", "publisher"}),
    "move": (move, {"publisher"}),
}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("action", ALLOWED)
def test_who_may_do_what_with_a_published_article(action: str, who: str) -> None:
    make_section("Sea")
    article = make_article("Council votes", section=make_section("City"))
    act, allowed = ALLOWED[action]

    assert act(desk_of(who, article), article) == (who in allowed)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("reporter", False),
        ("owner", True),
        ("editor", True),
        ("stranger", False),
        ("publisher", True),
    ],
)
def test_who_may_delete_a_draft_that_nobody_saw(who: str, may: bool) -> None:
    make_section("Sea")
    article = make_draft(section=make_section("City"))

    assert delete(desk_of(who, article), article) is may


def test_an_article_that_was_ever_out_has_no_button_for_deleting_except_for_a_publisher() -> None:
    article = make_article()
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    button = reverse("wagtailadmin_pages:delete", args=[article.pk])

    assert button not in told(at_desk(an_editor_of(make_section())).get(address))
    assert button in told(at_desk(a_publisher()).get(address))


def test_a_reporter_begins_an_article_in_every_section_and_nothing_else() -> None:
    sections = [make_section("City"), make_section("Sea")]
    client = at_desk(a_reporter())

    for section in sections:
        address = reverse(
            "wagtailadmin_pages:add", args=["broadsheet_articles", "article", section.pk]
        )
        assert client.get(address).status_code == 200
    front = make_paper()
    address = reverse("wagtailadmin_pages:add", args=["broadsheet_articles", "section", front.pk])
    assert client.get(address).status_code == 302


def test_a_new_section_has_its_editors_and_its_collection() -> None:
    section = make_section("Harbour")

    group = roles.editors_of(section)

    assert group is not None
    assert group.name == "Section editor: Harbour"
    assert Collection.objects.filter(name="Harbour", group_permissions__group=group).exists()


def test_a_renamed_section_keeps_its_editors_under_the_new_name() -> None:
    section = make_section("Harbour")
    editor = an_editor_of(section)
    section.title = "Port"
    section.save()

    group = roles.editors_of(section)

    assert group is not None
    assert group.name == "Section editor: Port"
    assert editor in group.user_set.all()
    assert Collection.objects.filter(name="Port").exists()
    assert not Collection.objects.filter(name="Harbour").exists()


def test_two_sections_of_one_name_have_two_groups_of_editors() -> None:
    front = make_paper()
    first, second = make_section("Opinion"), Section(title="Opinion", slug="opinions")
    front.add_child(instance=second)

    assert roles.editors_of(first) != roles.editors_of(second)
    collections = Collection.objects.filter(name="Opinion")
    assert collections.count() == 2


def test_a_section_that_goes_takes_its_editors_along() -> None:
    section = make_section("Harbour")

    section.delete()

    assert not Group.objects.filter(name__startswith=roles.SECTION_EDITOR).exists()
    assert Collection.objects.filter(name="Harbour").exists(), "its pictures stay"


@pytest.mark.parametrize("door", ["delete", "unpublish"])
def test_only_a_publisher_ends_a_section(door: str) -> None:
    section = make_section("Harbour")
    address = reverse(f"wagtailadmin_pages:{door}", args=[section.pk])

    def stands() -> bool:
        return Section.objects.filter(pk=section.pk, live=True).exists()

    at_desk(an_editor_of(section)).post(address)
    assert stands()
    at_desk(a_publisher()).post(address)
    assert not stands()


def test_opening_the_desk_again_changes_nothing() -> None:
    make_section("Harbour")

    def state() -> Any:
        groups = {
            g.name: (
                g.permissions.count(),
                g.page_permissions.count(),
                g.collection_permissions.count(),
            )
            for g in Group.objects.all()
        }
        return groups, Workflow.objects.count(), Collection.objects.count()

    before = state()
    roles.open_desk()

    assert state() == before
    assert "Moderators" not in before[0]


@pytest.mark.parametrize(
    ("who", "title", "may"),
    [
        ("reporter", "City", True),
        ("editor", "City", True),
        ("stranger", "City", False),
        ("publisher", "Root", True),
        ("reporter", "Root", False),
    ],
)
def test_who_may_upload_where(who: str, title: str, may: bool) -> None:
    make_section("Sea")
    article = make_draft(section=make_section("City"))
    page = desk_of(who, article).get(reverse("wagtailimages:add_multiple"))

    collections = page.context["collections"] or []
    offered = {collection.name for collection in collections}
    assert (title in offered if len(offered) else title == only_collection(who)) is may


def only_collection(who: str) -> str:
    return {"editor": "City", "stranger": "Sea"}.get(who, "")


def test_a_sections_editor_mends_a_credit_in_the_own_collection_only() -> None:
    city, sea = make_section("City"), make_section("Sea")
    picture = make_picture(credit="")
    picture.collection = Collection.objects.get(name="City")
    picture.save()
    address = reverse("wagtailimages:edit", args=[picture.pk])

    assert at_desk(an_editor_of(city)).get(address).status_code == 200
    assert at_desk(an_editor_of(sea)).get(address).status_code == 302
    assert Picture.objects.get(pk=picture.pk).credit == ""


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("wagtailsettings", {"publisher"}),
        ("wagtailredirects:index", {"publisher"}),
        ("wagtailusers_users:index", {"publisher"}),
        ("wagtailusers_groups:index", {"publisher"}),
        ("wagtailsnippets_broadsheet_articles_author:add", {"publisher", "editor", "stranger"}),
        ("wagtailsnippets_broadsheet_articles_topic:add", {"publisher", "editor", "stranger"}),
        (
            "wagtailsnippets_broadsheet_articles_author:list",
            {"publisher", "editor", "stranger", "reporter"},
        ),
        (
            "wagtailsnippetchoosers_broadsheet_articles_author:choose",
            {"publisher", "editor", "stranger", "reporter"},
        ),
    ],
)
@pytest.mark.parametrize("who", ["reader", "reporter", "editor", "stranger", "publisher"])
def test_who_keeps_what(who: str, address: str, may: set[str]) -> None:
    make_section("Sea")
    article = make_draft(section=make_section("City"))
    where = (
        reverse("wagtailsettings:edit", args=["broadsheet_publication", "publication", 1])
        if address == "wagtailsettings"
        else reverse(address)
    )

    assert (desk_of(who, article).get(where).status_code == 200) == (who in may)


def test_a_publisher_makes_a_reporter() -> None:
    make_paper()
    group = Group.objects.get(name=roles.REPORTER)
    data = {
        "email": "new@desk.example",
        "name": "New",
        "password1": "a long password",
        "password2": "a long password",
        "groups": [group.pk],
        "is_superuser": "on",
    }

    response = at_desk(a_publisher()).post(reverse("wagtailusers_users:add"), data)

    assert response.status_code == 302
    person = Reader.objects.get(email="new@desk.example")
    assert group in person.groups.all()
    assert not person.is_superuser, "nobody gives what they have not"


def test_a_publisher_cannot_touch_somebody_who_may_do_everything() -> None:
    make_paper()
    chief = make_reader(is_superuser=True)
    client = at_desk(a_publisher())

    client.post(reverse("wagtailusers_users:edit", args=[chief.pk]), {"email": "mine@now.example"})
    client.post(reverse("wagtailusers_users:delete", args=[chief.pk]))
    bulk = reverse("wagtail_bulk_action", args=["broadsheet_readers", "reader", "set_active_state"])
    client.post(f"{bulk}?id={chief.pk}", {"mark_as_active": "False"})

    now = Reader.objects.get(pk=chief.pk)
    assert (now.email, now.is_active) == (chief.email, True)


def test_somebody_without_a_role_never_sees_the_desk() -> None:
    make_paper()

    response = at_desk(make_reader()).get(reverse("wagtailadmin_home"))

    assert response.status_code == 302
    assert response.url.startswith("/account/sign-in/")
