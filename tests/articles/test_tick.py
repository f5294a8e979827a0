"""The scheduler does what is due, survives what fails, and leaves a sign of life."""

from __future__ import annotations

import signal

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from broadsheet.articles import chores, heartbeat
from broadsheet.articles.management.commands import tick
from broadsheet.articles.models import Article
from tests.paper import from_now, make_draft


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.mark.django_db
def test_one_round_publishes_what_is_due_and_leaves_a_sign(monkeypatch):
    monkeypatch.setattr(tick, "close_old_connections", lambda: None)
    moment = from_now(hours=-1)
    make_draft(go_live_at=moment).save_revision(approved_go_live_at=moment)
    assert heartbeat.seconds_since() is None

    call_command("tick")

    assert Article.objects.readable().exists()
    assert heartbeat.seconds_since() == 0


def test_rounds_go_on_after_the_database_was_away(monkeypatch, caplog):
    rounds = []

    def publish_due():
        rounds.append(1)
        if len(rounds) < 4:
            raise OperationalError("the database system is shutting down")
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(chores.schedule, "publish_due", publish_due)
    monkeypatch.setattr(chores.actions, "tell_ended_embargoes", lambda since: 0)
    monkeypatch.setattr(tick, "close_old_connections", lambda: None)
    monkeypatch.setattr(tick.connections, "close_all", lambda: None)
    monkeypatch.setattr(tick.threading.Event, "wait", lambda event, pause=None: event.is_set())
    before = {one: signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        call_command("tick", every=1)
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)

    assert len(rounds) == 4
    assert heartbeat.seconds_since() == 0
    assert caplog.text.count("tried again every 1 s") == 1  # told once, not at every round


@pytest.mark.parametrize("pause", ["0", "-1", "soon", "3601"])
def test_a_pause_that_makes_no_sense_is_refused(pause):
    with pytest.raises(CommandError, match=r"from 1 to 3600|expected one argument"):
        tick.Command().create_parser("manage", "tick").parse_args(["--every", pause])
