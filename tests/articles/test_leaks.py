"""The leak matrix: every surface, every state, every role; a canary in every restricted field.

What may be seen is said by ``leak_policy``; the paper is built in ``secrets_world``.
The same addresses are asked before there are secrets and afterwards: a secret must
not change a byte, so that it cannot even be known that there is one.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db.models import Q
from django.test import override_settings

from broadsheet.articles import gate
from broadsheet.articles.models import Section
from tests.articles import leak_policy as policy
from tests.articles.desk_addresses import facts_of, is_about_one, template_of
from tests.articles.secrets_world import (
    SECRET,
    STAFF,
    Answer,
    Found,
    Part,
    Role,
    State,
    World,
    ask,
    moment,
    word,
)
from tests.house.surfaces import Surface, desk_surfaces, page_kinds, public_surfaces
from tests.paper import from_now
from tests.worlds import committed, kept

pytestmark = pytest.mark.django_db

Answers = dict[str, dict[str, Answer]]
ASKED = [name for name, row in policy.PUBLIC.items() if row.addresses and not row.excepted]
CONTROLLED = [name for name, row in policy.PUBLIC.items() if row.control]
# The note in the place of a withdrawn article, and the list of corrections, say what was where, and when.
IN_A_NOTE = {(State.WITHDRAWN, Part.MOMENT), (State.WITHDRAWN, Part.SLUG)}
NOTES = ("/corrections/", f"/city/{word(State.WITHDRAWN, Part.SLUG)}")


def fills(state: State) -> dict[str, Any]:
    """What fills the public addresses about one article."""
    words = {str(part): word(state, part) for part in Part if part is not Part.MOMENT}
    return {**words, "state": state, "day": moment(state), "key": KEY[0]}


KEY = [""]  # where the second page of the section begins; known when the paper is open


def addresses_of(name: str, states: list[State] | None = None) -> list[str]:
    """Return the addresses of a surface, about every state's article."""
    states = list(State) if states is None else states
    filled = (
        template.format(**fills(state))
        for template, state in itertools.product(policy.PUBLIC[name].addresses, states)
    )
    return list(dict.fromkeys(filled))


def ask_everywhere(world: World) -> Answers:
    visitor = world.clients[Role.VISITOR]
    return {
        name: {address: ask(visitor, address) for address in addresses_of(name)} for name in ASKED
    }


class Matrix:
    """The world, and what a visitor got before there were secrets and afterwards."""

    def __init__(self) -> None:
        with committed():
            self.world = World()
            self.world.open_the_paper()
        KEY[0] = str(Section.objects.get(pk=self.world.city.pk).public_context()["page"].older)
        self.before = ask_everywhere(self.world)
        with committed():
            self.world.keep_secrets()
        self.after = ask_everywhere(self.world)

    def ask(self, role: Role, address: str, method: str = "get") -> Answer:
        return ask(self.world.clients[role], address, method)

    def leaks(self, answers: dict[str, Answer]) -> dict[str, Found]:
        """Return which canaries of secrets stand behind which address."""
        found = {
            address: {
                leak for leak in self.world.found_in(answer, address) if leak[0] is not State.LIVE
            }
            for address, answer in answers.items()
        }
        return {address: leaks for address, leaks in found.items() if leaks}


@pytest.fixture(scope="module")
def matrix(django_db_setup, django_db_blocker) -> Iterator[Matrix]:
    few = override_settings(BROADSHEET_PAGE_SIZE=5, BROADSHEET_LATEST_ON_FRONT=1)
    log = logging.getLogger("django.request")  # which tells of every 404: most of the answers here
    level = log.level
    log.setLevel(logging.ERROR)
    with kept(django_db_blocker), few:
        yield Matrix()
    log.setLevel(level)


@pytest.fixture
def _django_db_helper(matrix: Matrix) -> None:
    """The world is open already (tests.worlds.kept)."""


# The table is whole ------------------------------------------------------------


def test_every_public_address_has_a_row():
    assert policy.PUBLIC.keys() == {str(surface) for surface in public_surfaces()}


def test_every_address_of_the_desk_has_a_row():
    assert [
        surface.route for surface in desk_surfaces() if policy.desk_policy(surface.route) is None
    ] == []


def test_every_row_of_the_desk_is_about_something():
    routes = [surface.route for surface in desk_surfaces()]

    assert [
        start for start in policy.DESK if not any(route.startswith(start) for route in routes)
    ] == []


def test_every_kind_of_page_has_a_row():
    assert {kind.__name__ for kind in page_kinds()} == policy.KINDS.keys()


def test_an_address_without_a_row_is_seen():
    assert policy.desk_policy("horoscopes/") is None
    assert policy.desk_policy("desk/horoscopes/") is None


# Readers -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ASKED)
def test_no_canary_of_a_secret_stands_on_a_public_page(name, matrix):
    leaks = {
        address: found - IN_A_NOTE if address.startswith(NOTES) else found
        for address, found in matrix.leaks(matrix.after[name]).items()
    }

    assert {address: found for address, found in leaks.items() if found} == {}


@pytest.mark.parametrize("name", ASKED)
def test_a_secret_changes_nothing_that_readers_get(name, matrix):
    changed = [
        address
        for address, answer in matrix.after[name].items()
        if answer != matrix.before[name][address] and not address.startswith(NOTES)
    ]

    assert changed == []


@pytest.mark.parametrize("name", CONTROLLED)
def test_the_same_canaries_are_seen_of_a_live_article(name, matrix):
    found = set().union(
        *(matrix.world.found_in(answer, address) for address, answer in matrix.after[name].items())
    )

    assert {part for state, part in found if state is State.LIVE} >= policy.PUBLIC[name].control


def test_a_withdrawn_article_leaves_its_note_and_nothing_else(matrix):
    answer = matrix.ask(Role.VISITOR, f"/city/{word(State.WITHDRAWN, Part.SLUG)}/")
    told = matrix.after["corrections"]["/corrections/"]

    assert answer.status == 410
    assert b"It was not so." in answer.body
    assert b"It was not so." in told.body
    assert told != matrix.before["corrections"]["/corrections/"]


@pytest.mark.parametrize("state", [state for state in SECRET if state is not State.WITHDRAWN])
def test_a_secret_is_the_same_404_as_what_never_was(state, matrix):
    never = matrix.ask(Role.VISITOR, "/city/what-never-was/")

    assert never.status == 404
    for address in (f"/city/{word(state, Part.SLUG)}/", f"/city/was-{state}/"):
        assert matrix.ask(Role.VISITOR, address) == never


def test_an_old_address_leads_to_a_live_article_and_to_no_other(matrix):
    moved = matrix.ask(Role.VISITOR, f"/city/was-{State.LIVE}/")

    assert moved.status == 301
    assert word(State.LIVE, Part.SLUG) in moved.headers["location"]
    for state in (State.WITHDRAWN, State.UNPUBLISHED):
        assert matrix.ask(Role.VISITOR, f"/city/was-{state}/").status == 404


@pytest.mark.parametrize("role", STAFF)
def test_whoever_works_here_gets_the_same_public_pages(role, matrix):
    different = [
        address
        for name in ASKED
        for address in addresses_of(name, [State.EMBARGOED])
        if matrix.ask(role, address) != matrix.after[name][address]
    ]

    assert different == []


def test_head_tells_what_get_tells(matrix):
    for name in ASKED:
        for address in addresses_of(name, [State.EMBARGOED]):
            head, get = matrix.ask(Role.VISITOR, address, "head"), matrix.after[name][address]
            assert (head.status, head.headers, head.body) == (get.status, get.headers, b""), address


# Pictures and files -----------------------------------------------------------------


@pytest.mark.parametrize("state", SECRET)
def test_a_secret_picture_is_for_nobody_outside_in_any_size(state, matrix):
    never = matrix.ask(Role.VISITOR, "/pictures/images/what-never-was.webp")

    assert never.status == 404
    for address in matrix.world.pictures_of(state):
        assert matrix.ask(Role.VISITOR, address) == never, address


def test_a_live_picture_is_for_everybody_but_its_original_is_not(matrix):
    original, *sizes = matrix.world.pictures_of(State.LIVE)

    assert matrix.ask(Role.VISITOR, original).status == 404
    for address in sizes:
        answer = matrix.ask(Role.VISITOR, address)
        assert matrix.world.found_in(answer, address) == {(State.LIVE, Part.PIXELS)}


@pytest.mark.parametrize("role", STAFF)
def test_whoever_may_choose_pictures_may_see_them(role, matrix):
    for address in matrix.world.pictures_of(State.EMBARGOED):
        answer = matrix.ask(role, address)
        assert matrix.world.found_in(answer, address) == {(State.EMBARGOED, Part.PIXELS)}
        assert answer.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("state", SECRET)
def test_a_secret_file_is_for_nobody_outside(state, matrix):
    never = matrix.ask(Role.VISITOR, "/files/900000/what-never-was.txt")

    assert never.status == 404
    assert matrix.ask(Role.VISITOR, matrix.world.file_of(state)) == never


def test_a_live_file_is_for_everybody(matrix):
    assert (
        word(State.LIVE, Part.CONTENT).encode()
        in matrix.ask(Role.VISITOR, matrix.world.file_of(State.LIVE)).body
    )


# Previews -----------------------------------------------------------------------------

SHOWN = {Part.HEADLINE, Part.BODY, Part.CAPTION, Part.AUTHOR, Part.TOPIC, Part.STANDFIRST}


@pytest.mark.parametrize("state", [State.DRAFT, State.EMBARGOED])
def test_a_preview_shows_its_own_article_and_no_other_secret(state, matrix):
    answer = matrix.ask(Role.VISITOR, matrix.world.preview_address(state, "works"))
    found = {leak for leak in matrix.world.found_in(answer) if leak[0] is not State.LIVE}

    assert answer.status == 200
    assert {shown for shown, _part in found} == {state}
    assert {part for _state, part in found} >= SHOWN
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_a_previews_pictures_are_shown_to_whoever_holds_it_until_it_ends(matrix):
    page = matrix.ask(
        Role.VISITOR, matrix.world.preview_address(State.DRAFT, "works")
    ).body.decode()
    address = matrix.world.keyed_picture(page)
    other = f"{next(matrix.world.pictures_of(State.EMBARGOED))}?{address.partition('?')[2]}"

    assert (State.DRAFT, Part.PIXELS) in matrix.world.found_in(matrix.ask(Role.VISITOR, address))
    assert matrix.ask(Role.VISITOR, other).status == 404
    with time_machine.travel(from_now(hours=25)):
        assert matrix.ask(Role.VISITOR, address).status == 404


@pytest.mark.parametrize("kind", ["over", "ended", "forged", "of what never was"])
@pytest.mark.parametrize("role", Role)
def test_a_preview_that_is_over_is_the_same_404_for_everybody(kind, role, matrix):
    works = matrix.world.preview_address(State.DRAFT, "works")
    address = {
        "over": matrix.world.preview_address(State.DRAFT, "over"),
        "ended": matrix.world.preview_address(State.DRAFT, "ended"),
        "forged": works[:-3] + "xx/",
        "of what never was": "/preview/what-never-was/",
    }[kind]

    assert matrix.ask(role, address) == matrix.ask(Role.VISITOR, "/city/what-never-was/")


# The desk -------------------------------------------------------------------------------


def asked_at_the_desk(surface: Surface) -> list[str]:
    template = template_of(surface.route)
    return [template, *(template + more for more in policy.MORE_AT_THE_DESK.get(surface.route, ()))]


# Where the state of an article could matter; pictures, files and names have none.
BY_STATE = ("/desk/pages/", "/desk/articles/", "/desk/api/main/pages/", "/desk/choose-page/")


def states_for(template: str, role: Role) -> list[State]:
    """Each state for those who may not see it, one for those who may: what they see is the same."""
    outside = role in {Role.OTHER_REPORTER, Role.OTHER_EDITOR}
    if outside and is_about_one(template) and template.startswith(BY_STATE):
        return [state for state in SECRET if state is not State.DELETED]
    return [State.EMBARGOED]


@pytest.fixture(scope="module")
def facts(matrix: Matrix) -> dict[State, dict[str, Any]]:
    return {state: facts_of(matrix.world, state) for state in SECRET}


@pytest.mark.once
@pytest.mark.parametrize("role", STAFF)
def test_the_desk_shows_nobody_more_than_the_policy_says(role, matrix, facts):
    leaks = []
    for surface in desk_surfaces():
        row = policy.desk_policy(surface.route)
        if surface.route in policy.NEVER_ASKED or (
            row.publisher_only and role is not Role.PUBLISHER
        ):
            continue
        for template in asked_at_the_desk(surface):
            for state in states_for(template, role):
                address = template.format(**facts[state])
                found = matrix.world.found_in(matrix.ask(role, address), address)
                parts = {part for shown, part in found if shown in SECRET}
                if more := parts - row.sees.get(role, policy.NOTHING):
                    leaks.append((surface.route, address, sorted(more)))

    assert leaks == []


@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR, Role.PUBLISHER])
def test_those_who_work_on_an_article_see_all_of_it(role, matrix, facts):
    address = template_of("desk/pages/<int:page_id>/edit/").format(**facts[State.DRAFT])
    found = {
        part
        for state, part in matrix.world.found_in(matrix.ask(role, address))
        if state is State.DRAFT
    }

    assert found >= {
        Part.HEADLINE,
        Part.BODY,
        Part.CAPTION,
        Part.KICKER,
        Part.CONTRIBUTION,
        Part.QUOTED,
    }


def test_a_visitor_is_led_from_the_desk_to_the_sign_in(matrix, facts):
    for surface in desk_surfaces():
        if surface.route not in policy.NEVER_ASKED:
            address = template_of(surface.route).format(**facts[State.EMBARGOED])
            answer = matrix.ask(Role.VISITOR, address)
            assert matrix.world.found_in(answer, address) == set(), address
            assert answer.status != 200 or surface.route in policy.OPEN_AT_THE_DESK, address


# The twin: without the gate the canaries sing ---------------------------------------------


LISTS = [
    "wagtail_serve", "search", "author", "topic", "authors", "topics", "sitemap-month", "archive-month",
    "feed-atom", "feed-rss", "feed-json", "section-feed-atom", "author-feed-rss", "topic-feed-json",
]  # fmt: skip


@pytest.fixture
def open_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gate that forgets the embargo. (What has no time at all could not even be listed.)"""
    monkeypatch.setattr(gate, "readable", lambda at=None: Q(published_at__isnull=False))
    monkeypatch.setattr(gate, "may_read", lambda article, at=None: True)


@pytest.mark.parametrize("name", LISTS)
def test_with_the_gate_forced_open_the_embargo_is_seen_to_leak(name, matrix, open_gate):
    answers = {
        address: matrix.ask(Role.VISITOR, address)
        for address in addresses_of(name, [State.EMBARGOED])
    }

    assert State.EMBARGOED in {
        state for found in matrix.leaks(answers).values() for state, _part in found
    }


def test_with_the_gate_forced_open_a_secret_picture_is_seen_to_leak(matrix, open_gate):
    _original, size, *_more = matrix.world.pictures_of(State.EMBARGOED)

    assert matrix.world.found_in(matrix.ask(Role.VISITOR, size), size) == {
        (State.EMBARGOED, Part.PIXELS)
    }


def test_with_the_gate_forced_open_links_cards_and_menus_are_seen_to_leak(matrix, open_gate):
    for address in ("/sea/host/", "/standards/"):
        answer = matrix.ask(Role.VISITOR, address)
        assert (State.EMBARGOED, Part.SLUG) in matrix.world.found_in(answer, address), address
