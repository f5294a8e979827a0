"""Whose pass has which perks, and that it ends with the session."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse

from broadsheet.delivery import passes, renewal
from broadsheet.lib.sockets import Socket
from broadsheet.readers import passes as of_readers
from broadsheet.readers.models import Reader

pytestmark = pytest.mark.django_db

GRANTS = {
    "members": "tests.readers.test_passes.by_name",
    "friends": "tests.readers.test_passes.none",
}


def by_name(reader: Reader) -> set[str]:
    return {"supporter"} if reader.name == "Maren" else set()


def none(reader: Reader) -> set[str]:
    return set()


@pytest.fixture
def members(monkeypatch):
    plugs, perk = Socket.plugs, ("supporter", "tests.delivery.served_club.SUPPORTER")
    more = {"grants": list(GRANTS.items()), "perks": [perk]}
    monkeypatch.setattr(Socket, "plugs", lambda self: [*plugs(self), *more.get(self.name, [])])


@pytest.fixture
def maren(members) -> Reader:
    return Reader.objects.create_user("maren@paper.example", "a long password", name="Maren")


def signed_in(reader: Reader) -> Client:
    client = Client()
    client.force_login(reader)
    return client


def renewed(client: Client) -> frozenset[str]:
    return renewal.perks_of_session(client.session.session_key)


def test_a_session_has_the_perks_of_its_reader(maren):
    other = Reader.objects.create_user("ines@paper.example", name="Ines")

    assert renewed(signed_in(maren)) == {"supporter"}
    assert renewed(signed_in(other)) == set()


@pytest.mark.parametrize("session", ["", "no-such-session", "x" * 5000, "\x00", "Ω"])
def test_what_is_no_session_has_none(members, session):
    assert of_readers.renewal(session) is None


def test_a_session_that_was_ended_is_nobodys(maren):
    client = signed_in(maren)
    key = client.session.session_key
    assert of_readers.renewal(key) == {"supporter"}

    client.logout()
    assert of_readers.renewal(key) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda reader: reader.set_password("another password"),
        lambda reader: setattr(reader, "is_active", False),
    ],
)
def test_a_session_from_before_a_change_of_password_or_of_somebody_put_out_is_nobodys(
    maren, change
):
    client = signed_in(maren)
    change(maren)
    maren.save()

    assert of_readers.renewal(client.session.session_key) is None


def held(client: Client) -> str:
    return client.cookies[passes.COOKIE].value


def give_pass(client: Client, *perks: str) -> None:
    client.cookies[passes.COOKIE] = passes.sign(perks, int(time.time()) + 600)


def test_signing_out_ends_the_pass(maren):
    client = signed_in(maren)
    give_pass(client, "supporter")

    client.post(reverse("sign-out"))

    assert held(client) == ""


def test_signing_in_ends_the_pass_of_whoever_sat_there_before(maren):
    client = Client()
    give_pass(client)
    form = {"username": maren.email, "password": "a long password"}

    reply = client.post(reverse("sign-in"), form)

    assert reply.status_code == 302
    assert held(client) == ""
    assert renewed(client) == {"supporter"}


def test_a_pass_stays_while_the_session_does(maren):
    client = signed_in(maren)
    give_pass(client, "supporter")
    session = client.session
    session["something"] = "new"
    session.save()

    client.get("/account/sign-in/")

    assert client.session[SESSION_KEY] == str(maren.pk)
    assert passes.read(held(client))
