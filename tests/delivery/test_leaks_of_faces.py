"""The leak matrix through the front: every public address, whoever asks, however it is asked.

Pages come from the folder and from memory here, whole and in part, compressed and not. What was
kept before there were secrets must be the same byte for byte when there are.
"""

from __future__ import annotations

import gzip
import itertools
import logging
from collections.abc import Iterator

import brotli
import pytest
from django.test import override_settings

from broadsheet.articles import actions
from broadsheet.articles.models import Article, Section
from broadsheet.delivery.faces import NOBODYS
from broadsheet.delivery.front import Front
from broadsheet.delivery.press import Press
from broadsheet.delivery.store import Store
from tests.articles import secrets_world
from tests.articles.secrets_world import Part, State, World, word
from tests.articles.test_leaks import ASKED, IN_A_NOTE, KEY, NOTES, addresses_of
from tests.delivery.rsgi import Asker, Reply, a_club, a_pass, asking
from tests.worlds import really_committed

pytestmark = [pytest.mark.django_db, pytest.mark.once]

WHOLE = {"plain": {}, "gzip": {"accept_encoding": "gzip"}, "br": {"accept_encoding": "br"}}
OTHERS = {
    "head": {"method": "HEAD"},
    "head, gzip": {"method": "HEAD", "accept_encoding": "gzip"},
    "first bytes": {"range": "bytes=0-499"},
    "last bytes": {"range": "bytes=-900"},
    "last bytes, br": {"range": "bytes=-900", "accept_encoding": "br"},
    "a range of what was": {"range": "bytes=0-", "if_range": '"what-was"'},
    "if changed": {"if_none_match": '"what-was", W/"and-before"'},
    "if there": {"if_none_match": "*"},
    "if changed since": {"if_modified_since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    "HTTP/1.0": {"version": "1"},
}
FORMS = WHOLE | OTHERS
FACES = ("visitor", "supporter")
# About which articles pages are asked for; secrets there are of every kind.
STATES = [State.EMBARGOED, State.WITHDRAWN, State.LIVE]
# What lists say of an article whose words have gone; they are made anew a moment later.
NAMED = {Part.AUTHOR, Part.TOPIC, Part.MOMENT}
IGNORED = secrets_world.IGNORED_HEADERS - {"content-length", "vary"}
Answers = dict[tuple[str, str, str], secrets_world.Answer]


class Matrix:
    """The world, and what everybody got before there were secrets and afterwards."""

    def __init__(self, asker: Asker, press: Press) -> None:
        self.asker, self.press = asker, press
        self.world = World()
        self.world.open_the_paper()
        KEY[0] = str(Section.objects.get(pk=self.world.city.pk).public_context()["page"].older)
        # What is asked with a query is never kept: it is Django's own answer (tests.articles).
        asked = (address for name in ASKED for address in addresses_of(name, STATES))
        self.addresses = [address for address in dict.fromkeys(asked) if "?" not in address]
        self.before = self.everywhere()
        self.world.keep_secrets()
        press.settle()
        self.after = self.everywhere()

    def everywhere(self) -> Answers:
        """Ask for everything, in every form, with every face."""
        cookies = {"visitor": "", "supporter": a_pass("supporter")}
        self.press.store.state.beat()
        answers: Answers = {}
        for address in self.addresses:
            answers[address, "visitor", "plain"] = self._ask(address, "", "plain")
            if self._is_kept(address):
                for face, form in itertools.product(FACES, FORMS):
                    answers[address, face, form] = self._ask(address, cookies[face], form)
        return answers

    def _is_kept(self, address: str) -> bool:
        """What is not kept is Django's own answer: one form tells what all would."""
        return self.press.store.read(address, NOBODYS) is not None

    def _ask(self, address: str, cookie: str, form: str) -> secrets_world.Answer:
        reply = self.asker.ask(address, cookie=cookie, **FORMS[form])
        headers = {n: v for n, v in reply.headers.items() if n not in IGNORED}
        return secrets_world.Answer(reply.status, _unpacked(reply), headers)

    def found(self, answers: Answers) -> dict[State, set[tuple[str, Part]]]:
        """Return which states' canaries stand behind which address, beside what notes tell."""
        leaks: dict[State, set[tuple[str, Part]]] = {}
        for (address, face, form), answer in answers.items():
            found = self.world.found_in(answer, address)
            if address.startswith(NOTES):
                found -= IN_A_NOTE
            for state, part in found:
                leaks.setdefault(state, set()).add((f"{address} ({face}, {form})", part))
        return leaks


def _unpacked(reply: Reply) -> bytes:
    """The body as it can be read; of a compressed part, what can be unpacked of it."""
    if reply.status != 206 or "content-encoding" not in reply.headers:
        return reply.body
    unpack = {"gzip": gzip.decompress, "br": brotli.decompress}[reply.headers["content-encoding"]]
    try:
        return unpack(reply.sent)
    except (EOFError, OSError, brotli.error):
        return reply.sent


@pytest.fixture(scope="module")
def matrix(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Matrix]:
    few = override_settings(BROADSHEET_PAGE_SIZE=5, BROADSHEET_LATEST_ON_FRONT=1)
    log = logging.getLogger("django.request")
    level = log.level
    log.setLevel(logging.ERROR)
    with really_committed(django_db_blocker), few, a_club():
        press = Press(Store(tmp_path_factory.mktemp("leaks") / "baked"))
        press.begin()
        with asking(Front(press.store)) as asker:
            yield Matrix(asker, press)
    log.setLevel(level)


@pytest.fixture
def _django_db_helper(matrix: Matrix) -> None:
    """The world is open already."""


def test_what_is_asked_for_is_mostly_kept(matrix):
    kept = matrix.press.store.index.execute("SELECT count(*), count(DISTINCT face) FROM page")

    assert kept.fetchone() > (40, 2)


def test_no_canary_of_a_secret_is_in_any_form_of_any_face(matrix):
    leaks = matrix.found(matrix.after)

    assert {state: found for state, found in leaks.items() if state is not State.LIVE} == {}


def test_a_secret_changes_no_byte_of_any_form_of_any_face(matrix):
    changed = [
        where
        for where, answer in matrix.after.items()
        if answer != matrix.before.get(where) and not where[0].startswith(NOTES)
    ]

    assert changed == []


@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.parametrize("face", FACES)
def test_the_canaries_of_a_live_article_are_seen_in_every_form(face, form, matrix):
    address = f"/city/{word(State.LIVE, Part.SLUG)}/"
    found = matrix.world.found_in(matrix.after[address, face, form])

    assert (State.LIVE, Part.BODY) in found


def test_what_is_kept_of_an_article_is_gone_as_soon_as_its_withdrawal_is_read(matrix):
    """The last test of this file: the world is another one after it."""
    live = Article.objects.get(pk=matrix.world.secrets[State.LIVE].pk)
    actions.withdraw_article(article=live, reason="It was not so.")
    note = {live.url, "/corrections/"}

    def seen() -> set[tuple[str, Part]]:
        answers = {
            where: answer for where, answer in matrix.everywhere().items() if where[0] not in note
        }
        return matrix.found(answers).get(State.LIVE, set())

    # The twin: a press that has not read of it.
    assert {part for _where, part in seen()} >= {Part.BODY, Part.HEADLINE, Part.STANDFIRST}
    matrix.press.catch_up()
    assert {part for _where, part in seen()} <= NAMED
    matrix.press.settle()
    assert seen() == set()
