"""The press at the desk: who may see it, whether its figures are right, and seeing as somebody."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse

from broadsheet.articles import actions as articles
from broadsheet.articles.models import Article
from broadsheet.delivery import actions, bake, desk, glance, seeing, sockets, visible
from broadsheet.delivery.faces import NOBODYS, Perk
from broadsheet.delivery.forms import our_path
from broadsheet.delivery.meaning import explain
from broadsheet.delivery.models import Change
from broadsheet.delivery.notes import Notes
from broadsheet.delivery.press import Press
from broadsheet.delivery.records import Baked, Snapshot
from broadsheet.delivery.state import DISK_FULL, NOT_WRITABLE
from tests.articles.staff import a_publisher, a_reporter, an_editor_of, at_desk, told
from tests.delivery.presses import a_press, stale
from tests.paper import (
    from_now,
    make_article,
    make_author,
    make_draft,
    make_paper,
    make_picture,
    make_reader,
    make_section,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PRESS = "/desk/press/"
SUPPORTERS = frozenset({"supporter"})
BOTH = frozenset({"supporter", "ad_light"})


@pytest.fixture
def city(_django_db_helper) -> Any:
    make_paper()
    return make_section("City", show_in_menus=True)


@pytest.fixture
def ferry(city) -> Article:
    return make_article(
        "One ferry",
        slug="ferry",
        section=city,
        authors=[make_author()],
        lead_picture=make_picture(),
    )


@pytest.fixture
def folder(tmp_path, settings) -> Path:
    """Where the desk looks for baked pages."""
    settings.BROADSHEET_BAKED_FOLDER = tmp_path / "baked"
    return tmp_path / "baked"


@pytest.fixture
def press(ferry, folder) -> Press:
    """A press at work, with three pages kept."""
    press = a_press(folder)
    for address in ("/", "/city/", "/city/ferry/"):
        bake.bake(press.store, address, NOBODYS)
    press.round()
    return press


@pytest.fixture
def publisher(city) -> Client:
    return at_desk(a_publisher())


def bare(response: Any) -> str:
    """What a page says, with single spaces."""
    return " ".join(told(response).split())


# Who ---------------------------------------------------------------------------

ADDRESSES = ("/desk/press/", "/desk/press/page/?address=/city/", "/desk/press/everything/")
WHO: dict[str, Callable[[Any], Any]] = {
    "reader": lambda city: make_reader(),
    "reporter": lambda city: a_reporter(),
    "editor": an_editor_of,
}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("who", WHO)
def test_the_press_is_shown_to_publishers_only(who, address, city, folder):
    answer = at_desk(WHO[who](city)).get(address)

    assert answer.status_code in {302, 403}
    assert at_desk(a_publisher()).get(address).status_code == 200


@pytest.mark.parametrize("who", WHO)
def test_nobody_else_has_anything_made_anew(who, city, folder):
    client = at_desk(WHO[who](city))
    Change.objects.all().delete()

    client.post("/desk/press/again/", {"address": "/city/"})
    client.post("/desk/press/everything/")

    assert not Change.objects.exists()


def test_the_menu_leads_publishers_to_the_press_and_nobody_else(city):
    menu = 'href="/desk/press/"', '"url": "/desk/press/"'

    assert any(link in told(at_desk(a_publisher()).get("/desk/")) for link in menu)
    assert not any(link in told(at_desk(an_editor_of(city)).get("/desk/")) for link in menu)


@pytest.mark.parametrize("who", ["reporter", "editor"])
def test_whoever_works_here_may_see_as_and_readers_may_not(who, ferry):
    address = desk.seeing_address(ferry.url)

    assert at_desk(WHO[who](ferry.filed_under)).get(address).status_code == 200
    assert at_desk(make_reader()).get(address).status_code in {302, 403}
    assert Client().get(address).status_code == 302


def test_a_form_without_its_token_changes_nothing(city, folder):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(a_publisher())
    Change.objects.all().delete()

    assert careful.post("/desk/press/again/", {"address": "/city/"}).status_code == 403
    assert careful.post("/desk/press/everything/").status_code == 403
    assert not Change.objects.exists()


def test_asking_is_not_doing(publisher, folder):
    assert publisher.get("/desk/press/again/?address=/city/").status_code == 405
    assert publisher.put("/desk/press/everything/").status_code == 405
    assert not Change.objects.filter(key="*").exists()


# The figures ---------------------------------------------------------------------


def test_the_figures_are_those_of_the_store(press, publisher):
    bake.bake(press.store, "/archive/", NOBODYS)
    press.store.count_hits({("/city/", ""): 7, ("/", ""): 3})
    with glance.index() as index:
        figures = glance.figures(index)
        read = [(row.address, row.hits) for row in glance.most_read(index)]

    assert (figures.visitors, figures.members, figures.waiting) == (4, 0, 0)
    sizes = press.store.index.execute("SELECT sum(bytes) FROM page").fetchone()[0]
    assert figures.bytes == sizes > 1000
    assert read == [("/city/", 7), ("/", 3)]


def test_members_pages_are_counted_apart(press, publisher, members):
    bake.bake(press.store, "/city/ferry/", SUPPORTERS)
    with glance.index() as index:
        figures = glance.figures(index)
        faces = [face.name for face in glance.page(index, "/city/ferry/").faces]

    assert (figures.visitors, figures.members) == (3, 1)
    assert faces == ["visitors", "members with “Is asked for nothing”"]


def test_what_waits_is_counted_and_how_long(press, publisher, ferry):
    ferry.title = "Two ferries"
    ferry.save_revision().publish()
    press.catch_up()
    press.store.index.execute("UPDATE page SET stale_since = stale_since - 120")
    with glance.index() as index:
        figures = glance.figures(index)
        waiting = {row.address for row in glance.waiting(index)}

    assert waiting == stale(press) >= {"/city/", "/city/ferry/"}
    assert figures.waiting == len(waiting)
    assert 120 <= (figures.oldest or 0) < 130
    page = bare(publisher.get(PRESS))
    assert "cannot keep up: a page has waited for 2 minutes" in page
    assert "/city/ferry/" in page


def test_what_a_cdn_has_still_to_forget_is_counted(press, publisher, settings):
    assert "forgotten by the CDN" not in bare(publisher.get(PRESS))
    settings.WAGTAILFRONTENDCACHE = {"cdn": {"BACKEND": "no.such.Backend"}}
    assert "it has heard of everything" in bare(publisher.get(PRESS))
    ago = time.time() - 180
    press.store.index.execute("INSERT INTO purge VALUES ('/city/', ?, ?, 3)", [ago, ago])

    page = bare(publisher.get(PRESS))

    assert "<dt>Wait to be forgotten by the CDN</dt>" in page
    assert "<b>1</b> the oldest for 3 minutes" in page


def test_pictures_are_counted_apart(press, publisher):
    notes = Notes(keys={("row:1", None, None)})
    picture = Baked("/pictures/images/a.webp", "", b"webp", [("Content-Type", "image/webp")])
    press.store.put(picture, notes, Snapshot(1, 1))
    with glance.index() as index:
        figures = glance.figures(index)

    assert (figures.visitors, figures.pictures) == (3, 1)
    assert "one picture or file" in bare(publisher.get(PRESS))


def test_all_is_well_is_said_in_a_sentence(press, publisher):
    page = bare(publisher.get(PRESS))

    assert "every page that it keeps is up to date" in page
    assert "Nothing has been read yet." in page
    assert 'data-part="press-troubles"' not in page


def test_a_press_that_is_silent_is_told_with_what_to_do(press, publisher):
    press.store.state.memory[24:32] = int((time.time() - 300) * 1e9).to_bytes(8, "little")

    page = bare(publisher.get(PRESS))
    assert "no sign of life for 5 minutes" in page
    assert "manage press" in page


def test_a_press_that_never_was_is_told(publisher, folder):
    page = bare(publisher.get(PRESS))

    assert "has never been at work here" in page
    assert not folder.exists()  # looking makes nothing


@pytest.mark.parametrize(
    ("trouble", "says"), [(DISK_FULL, "The disk is full"), (NOT_WRITABLE, "cannot be written")]
)
def test_trouble_is_told_with_what_to_do(trouble, says, press, publisher):
    press.store.state.trouble = trouble

    page = bare(publisher.get(PRESS))
    assert says in page
    assert "the press goes on by itself" in page


def test_a_folder_that_is_not_trusted_is_told(press, publisher):
    press.store.state.trusted = False

    assert "still catching up with the database" in bare(publisher.get(PRESS))


# A broken index ----------------------------------------------------------------------

CANNOT = "The list of kept pages cannot be read at the moment"


def _take_away(path: Path) -> Iterator[None]:
    for file in path.parent.glob("index.sqlite3*"):
        file.unlink()
    yield


def _spoil(path: Path) -> Iterator[None]:
    for file in path.parent.glob("index.sqlite3*"):
        file.write_bytes(b"no index at all" * 500)
    yield


def _hold(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("PRAGMA journal_mode=DELETE")
        holder.execute("BEGIN EXCLUSIVE")
        yield


@pytest.mark.parametrize("harm", [_take_away, _spoil, _hold])
def test_an_index_that_cannot_be_read_is_one_clear_sentence(harm, press, publisher, folder):
    press.store.index.close()
    harmed = harm(folder / "index.sqlite3")
    next(harmed)
    try:
        for address in ("/desk/press/", "/desk/press/page/?address=/city/"):
            answer = publisher.get(address)
            assert answer.status_code == 200
            assert told(answer).count(CANNOT) == 1
        assert publisher.get("/desk/press/everything/").status_code == 200
        assert publisher.post("/desk/press/again/", {"address": "/city/"}).status_code == 302
        assert publisher.get("/desk/see/?address=/city/").status_code == 200
    finally:
        harmed.close()


def test_without_the_guard_a_broken_index_is_an_error(publisher, monkeypatch):
    class Unguarded(Exception):
        pass

    broken = glance.Unreadable
    monkeypatch.setattr(glance, "Unreadable", Unguarded)
    monkeypatch.setattr(glance, "index", _raising(broken))

    with pytest.raises(broken):
        publisher.get(PRESS)


def _raising(error: type[Exception]) -> Callable[[], Any]:
    def index() -> Any:
        raise error

    return index


# How soon ------------------------------------------------------------------------------


def seconds_of(press: Press) -> list[float | None]:
    return [one.seconds for one in visible.last(press.store.index)]


def publish(article: Article, title: str) -> None:
    article.title = title
    article.save_revision().publish()


def test_a_publish_is_measured_until_its_last_page_is_fresh(press, ferry):
    publish(ferry, "Two ferries")
    press.catch_up()
    concerned = len(stale(press))

    for _page in range(concerned):
        assert seconds_of(press) == [None]
        press.refresh(1)

    (one,) = visible.last(press.store.index)
    assert one.pages == concerned >= 2
    assert one.seconds is not None
    assert 0 < one.seconds < 30
    assert abs(one.told + one.seconds - time.time()) < 5


def test_without_its_trigger_a_publish_is_never_seen_to_end(press, ferry):
    press.store.index.execute("DROP TRIGGER page_fresh")
    publish(ferry, "Two ferries")

    press.settle()

    assert stale(press) == set()
    assert seconds_of(press) == [None]


def test_what_is_withdrawn_counts_as_done_where_it_is_gone(press, ferry):
    articles.withdraw_article(article=ferry, reason="It was not so.")
    press.settle()

    assert all(seconds is not None for seconds in seconds_of(press))
    assert sum(one.pages for one in visible.last(press.store.index)) >= 2


def test_a_page_that_waits_for_two_publishes_ends_both(press, ferry):
    for title in ("Two ferries", "Three ferries"):
        publish(ferry, title)
        press.catch_up()
    assert seconds_of(press) == [None, None]

    press.settle()

    first, second = seconds_of(press)
    assert first is not None
    assert second is not None
    assert first >= second


def test_what_no_kept_page_shows_is_no_publish_to_measure(press, city):
    make_draft("Not yet", section=city)
    press.settle()

    assert seconds_of(press) == []


def test_pages_made_anew_by_hand_are_not_taken_for_publishes(press):
    actions.refresh(["/city/"])
    press.settle()
    actions.tell_everything()
    press.settle()

    assert seconds_of(press) == []


def test_only_the_last_fifty_are_remembered(press):
    with press.store.writing() as index:
        for number in range(60):
            visible.begin(index, 1000.0 + number, {1}, 0)

    known = visible.last(press.store.index)
    assert [one.told for one in known] == [1000.0 + number for number in range(10, 60)]
    assert press.store.index.execute("SELECT count(*) FROM awaited").fetchone() == (50,)


def measured(press: Press, *seconds: float) -> None:
    press.store.index.executemany(
        "INSERT INTO visible (told, pages, seconds) VALUES (?, 3, ?)",
        [(time.time() - 60 + place, one) for place, one in enumerate(seconds)],
    )


def test_the_median_is_said_and_every_publish_drawn(press, publisher):
    measured(press, 0.2, 0.3, 0.4, 1.1, 300)

    page = bare(publisher.get(PRESS))
    assert "Half of the last 5 publishes were on every page that shows them within 0.4 s." in page
    assert page.count('class="bar') == 5
    assert (
        page.count('class="bar cut"') == 1
    )  # the one that took minutes does not press the others flat
    assert "5 minutes" in page


def test_before_the_first_publish_there_is_nothing_to_draw(press, publisher):
    page = bare(publisher.get(PRESS))

    assert "Nothing has been published since this press began." in page
    assert 'class="bar' not in page


# Making anew ------------------------------------------------------------------------------


def test_make_anew_tells_the_press_and_says_what_happens_next(press, publisher):
    answer = publisher.post("/desk/press/again/", {"address": "/city/"}, follow=True)

    assert "/city/ is being made anew. Until it is ready, readers get it as it was." in bare(answer)
    assert list(Change.objects.order_by("-id").values_list("key", flat=True)[:1]) == [
        "address:/city/"
    ]
    press.catch_up()
    assert stale(press) == {"/city/"}


def test_the_other_button_leads_to_what_an_address_is_made_from(press, publisher):
    Change.objects.all().delete()
    answer = publisher.post("/desk/press/again/", {"address": "/city/", "look": "1"})

    assert answer["Location"] == "/desk/press/page/?address=%2Fcity%2F"
    assert not Change.objects.exists()


def test_what_is_not_kept_is_said_to_be_made_for_the_next_reader(press, publisher):
    answer = publisher.post("/desk/press/again/", {"address": "/archive/"}, follow=True)

    assert "/archive/ is not kept at the moment" in bare(answer)


@pytest.mark.parametrize(
    "address",
    ["", "/desk/", "/account/sign-in/", "https://elsewhere.example/city/", "/a/../city/", "/\x00/",
     "javascript:alert(1)", "//elsewhere.example/city/", "/" + "a" * 2000 + "/", "http://[city/"],
)  # fmt: skip
def test_an_address_that_is_not_ours_is_refused(address, press, publisher):
    Change.objects.all().delete()
    answer = publisher.post("/desk/press/again/", {"address": address}, follow=True)

    assert answer.status_code == 200
    assert not Change.objects.exists()
    assert our_path(address) is None


@pytest.mark.parametrize(
    "written",
    ["/city/", " /city/ ", "/city", "http://testserver/city/", "http://localhost/city/?a=1#b"],
)
def test_an_address_may_be_written_as_people_write_it(written):
    assert our_path(written) == "/city/"


def test_letters_of_any_script_are_read_as_they_are_kept():
    assert our_path("/%D7%A0%D7%9E%D7%9C/") == our_path("/נמל/") == "/נמל/"


def test_everything_is_made_anew_once_that_is_confirmed(press, publisher):
    page = bare(publisher.get("/desk/press/everything/"))
    assert "3 pages are made anew" in page
    assert not Change.objects.filter(key="*").exists()

    answer = publisher.post("/desk/press/everything/", follow=True)

    assert "Every page is being made anew" in bare(answer)
    press.catch_up()
    assert stale(press) == {"/", "/city/", "/city/ferry/"}


# What it is made from ------------------------------------------------------------------------


def test_what_a_page_is_made_from_is_said_in_words(press, publisher, ferry):
    page = bare(publisher.get("/desk/press/page/?address=/city/"))

    edit = reverse("wagtailadmin_pages:edit", args=[ferry.pk])
    assert f'Article <a href="{edit}"><bdi>One ferry</bdi></a>' in page
    assert "The list of section" in page
    assert f"section:{ferry.filed_under_id}" in page
    assert "It is the same for every reader." in page


def test_a_title_is_for_those_who_may_edit_what_it_names(ferry, city):
    sea = make_section("Sea")
    key = f"wagtailcore.page:{ferry.pk}"

    assert explain([key], an_editor_of(city)).things[0].title == "One ferry"
    (hidden,) = explain([key], an_editor_of(sea)).things
    assert (hidden.title, hidden.url) == ("", "")


def test_keys_are_told_apart_and_none_of_them_fails(ferry):
    keys = [
        "wagtailcore.page:999999",
        f"broadsheet_articles.byline.article:{ferry.pk}",
        "broadsheet_articles.topic",
        "articles",
        "language:en-gb",
        f"section:{ferry.filed_under_id}",
        "horoscope.of.the:day",
        "no.model:1",
        "address:/city/",
    ]
    found = explain(keys, a_publisher())

    assert {one.what for one in found.things} == {"Page", "Bylines of"}
    assert [one.what for one in found.tables] == ["Topics"]
    assert [one.title for one in found.lists] == ["City", "", "", "", ""]


def test_a_page_that_is_not_kept_is_said_to_be_none(press, publisher):
    page = bare(publisher.get("/desk/press/page/?address=/archive/"))

    assert "It is not kept at the moment." in page


# Seeing as somebody -----------------------------------------------------------------------------

PERKS = {
    "supporter": Perk("supporter", "Is asked for nothing"),
    "ad_light": Perk("ad_light", "Sees almost no ads"),
}
VARIED = (
    "<h1>{{ article.title }}</h1>"
    "{% if 'supporter' in face %}Thank you.{% else %}Please join.{% endif %}"
    "{% if 'ad_light' not in face %}Buy a boat.{% endif %}"
)


@pytest.fixture
def members(monkeypatch) -> None:
    """A room that declares two perks, and an article page that asks for them."""

    class Declared:
        @staticmethod
        def load() -> dict[str, Perk]:
            return PERKS

    engine = engines["public"]
    real, varied = engine.get_template, engine.from_string(VARIED)
    monkeypatch.setattr(sockets, "PERKS", Declared())
    monkeypatch.setattr(
        engine,
        "get_template",
        lambda name: varied if name == Article.template else real(name),
    )


def framed(client: Client, address: str, perks: str = "") -> Any:
    return client.get("/desk/see/page/", {"address": address, "as": perks})


@pytest.mark.parametrize(
    ("perks", "sees"),
    [
        ("", "Please join.Buy a boat."),
        ("supporter", "Thank you.Buy a boat."),
        ("ad_light", "Please join."),
        ("ad_light,supporter", "Thank you."),
        ("horoscopes", "Please join.Buy a boat."),
    ],
)
def test_each_face_is_seen_with_its_own_bytes(perks, sees, ferry, members, publisher):
    answer = framed(publisher, ferry.url, perks)

    assert told(answer) == f"<h1>One ferry</h1>{sees}"
    assert answer["Cache-Control"].startswith("private, no-store")
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert (
        "'unsafe-inline'" not in answer["Content-Security-Policy"]
    )  # the site's policy, not the desk's
    assert "Set-Cookie" not in answer.headers


def test_the_choices_are_the_faces_that_the_page_has(ferry, members, publisher):
    page = bare(publisher.get("/desk/see/", {"address": ferry.url, "as": "supporter"}))

    assert "Seen as: a member with “Is asked for nothing”" in page
    for perks in ("", "ad_light", "supporter", "ad_light%2Csupporter"):
        assert f"&amp;as={perks}" in page
    assert page.count('aria-current="page"') == 1


def test_a_page_that_is_the_same_for_everybody_says_so(city, members, publisher):
    page = bare(publisher.get("/desk/see/", {"address": "/city/", "as": "supporter"}))

    assert "Seen as: a visitor" in page
    assert "This page is the same for every reader." in page


def test_while_no_perk_is_declared_the_visitors_page_is_shown_and_it_is_said(
    ferry, publisher, monkeypatch
):
    monkeypatch.setattr(sockets, "PERKS", type("None_", (), {"load": staticmethod(dict)})())
    page = bare(publisher.get("/desk/see/", {"address": ferry.url}))

    assert "Seen as: a visitor" in page
    assert "Nothing that this paper offers is for members yet" in page
    assert "One ferry" in told(framed(publisher, ferry.url))


def test_a_seen_page_is_what_the_press_would_make(ferry, members, publisher):
    for perks in (NOBODYS, SUPPORTERS, BOTH):
        seen = framed(publisher, ferry.url, seeing.code_of(perks))
        assert seen.content == bake.make(ferry.url, perks).body


def test_seeing_keeps_nothing(press, publisher, ferry, members):
    before = press.store.index.execute("SELECT address, face, mark FROM page").fetchall()
    framed(publisher, ferry.url, "supporter")

    assert press.store.index.execute("SELECT address, face, mark FROM page").fetchall() == before


def test_what_readers_may_not_read_is_not_seen_either(city, publisher):
    draft = make_draft("A secret", section=city, slug="secret")
    held = make_article("Held back", section=city, slug="held", embargo_until=from_now(hours=1))

    for address in ("/city/secret/", "/city/held/", "/city/what-never-was/"):
        page, frame = publisher.get("/desk/see/", {"address": address}), framed(publisher, address)
        assert (page.status_code, frame.status_code) == (404, 404)
        for title in (draft.title, held.title):
            assert title not in told(page)
            assert title not in told(frame)
        assert "<iframe" not in told(page)


def test_with_the_gate_forced_open_what_is_held_would_be_seen(city, publisher, monkeypatch):
    make_article("Held back", section=city, slug="held", embargo_until=from_now(hours=1))
    monkeypatch.setattr("broadsheet.articles.gate.may_read", lambda article, at=None: True)

    assert "Held back" in told(framed(publisher, "/city/held/"))


def test_the_note_in_place_of_a_withdrawn_article_is_seen(ferry, publisher):
    articles.withdraw_article(article=ferry, reason="It was not so.")

    assert framed(publisher, ferry.url).status_code == 410
    assert "It was not so." in told(framed(publisher, ferry.url))


@pytest.mark.parametrize(
    "address", ["/desk/", "/account/sign-in/", "https://elsewhere.example/", ""]
)
def test_only_pages_that_may_be_baked_are_seen(address, publisher):
    assert framed(publisher, address).status_code == 404
    assert "<iframe" not in told(publisher.get("/desk/see/", {"address": address}))


def test_a_page_is_seen_in_the_papers_language_and_on_its_clock(ferry):
    person = a_publisher()
    before = told(framed(at_desk(person), ferry.url))
    profile = person.wagtail_userprofile if hasattr(person, "wagtail_userprofile") else None
    profile = profile or _profile_of(person)
    profile.preferred_language, profile.current_time_zone = "he", "Asia/Tokyo"
    profile.save()

    assert told(framed(at_desk(person), ferry.url)) == before


def _profile_of(person: Any) -> Any:
    from wagtail.users.models import UserProfile

    return UserProfile.get_for_user(person)


def test_the_editor_leads_to_seeing_an_article_that_is_out(ferry, publisher):
    leads = "/desk/see/?address=%2Fcity%2Fferry%2F"

    assert leads in told(publisher.get(reverse("wagtailadmin_pages:edit", args=[ferry.pk])))
    assert leads in told(
        publisher.get(reverse("wagtailadmin_explore", args=[ferry.filed_under_id]))
    )


def test_the_editor_of_a_draft_does_not(city, publisher):
    draft = make_draft("A secret", section=city, slug="secret")
    page = told(publisher.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])))

    assert "/desk/see/?address=%2Fcity%2Fsecret" not in page
