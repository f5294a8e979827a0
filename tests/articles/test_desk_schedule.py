"""Publishing on time, holding under embargo."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from broadsheet.articles import schedule
from broadsheet.articles.models import Article, Withdrawal
from broadsheet.publication.models import Publication
from tests.articles.staff import again, an_editor_of, at_desk, send, told
from tests.paper import from_now, make_article, make_draft, make_picture, make_section

pytestmark = pytest.mark.django_db

BERMUDA = "Atlantic/Bermuda"  # AST and ADT, as in the demo's town


def scheduled(title: str = "Ferry returns", *, at: datetime | None = None, **facts: Any) -> Article:
    """An article whose version waits for its time."""
    article = make_draft(title, go_live_at=at or from_now(hours=1), **facts)
    article.get_latest_revision().publish()
    return again(article)


def in_bermuda() -> None:
    Publication.objects.update(time_zone=BERMUDA)


def test_an_editor_schedules_in_the_papers_own_time() -> None:
    article = make_draft("Ferry returns")
    in_bermuda()
    with time_machine.travel("2026-11-24 12:00Z", tick=False):
        client = at_desk(an_editor_of(make_section()))
        send(client, article, "publish", go_live_at="2026-11-25 06:00")

    version = again(article).scheduled_revision
    assert version.approved_go_live_at == datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


def test_an_editors_own_choice_of_zone_is_kept() -> None:
    from wagtail.users.models import UserProfile

    article, editor = make_draft(), an_editor_of(make_section())
    in_bermuda()
    UserProfile.objects.create(user=editor, current_time_zone="Asia/Jerusalem")
    with time_machine.travel("2026-11-24 12:00Z", tick=False):
        send(at_desk(editor), article, "publish", go_live_at="2026-11-25 06:00")

    moment = again(article).scheduled_revision.approved_go_live_at
    assert moment == datetime(2026, 11, 25, 4, 0, tzinfo=UTC)


def test_what_lacks_a_credit_cannot_be_scheduled() -> None:
    article = make_draft(lead_picture=make_picture("The quay", credit=""))
    later = timezone.localtime(from_now(hours=30)).strftime("%Y-%m-%d %H:%M")

    response = send(at_desk(an_editor_of(make_section())), article, "publish", go_live_at=later)

    assert "The picture “The quay” has no credit." in told(response)
    assert again(article).scheduled_revision is None


def test_a_scheduled_article_is_announced_to_nobody_yet(
    django_capture_on_commit_callbacks: Any,
) -> None:
    heard: list[Any] = []
    from broadsheet.articles.signals import article_published

    def listen(**facts: Any) -> None:
        heard.append(facts)

    article_published.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            scheduled()
    finally:
        article_published.disconnect(listen)

    assert heard == []


def test_scheduling_a_withdrawn_article_leaves_the_note_until_its_time() -> None:
    article = make_article()
    Withdrawal.objects.create(article=article, reason="Wrong.", first_published_at=timezone.now())
    article.unpublish()
    article = again(article)
    article.go_live_at = from_now(hours=1)
    article.save_revision().publish()
    assert Withdrawal.objects.exists()

    with time_machine.travel(from_now(hours=2)):
        call_command("publish_due")

    assert not Withdrawal.objects.exists()
    assert again(article).live


@pytest.mark.parametrize("command", ["publish_due", "publish_scheduled"])
def test_one_that_is_not_ready_holds_up_nobody(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = make_picture("The quay")
    late = scheduled("Quay sinks", lead_picture=picture, at=from_now(minutes=50))
    fine = scheduled("Ferry returns")
    picture.credit = ""
    picture.save()

    with time_machine.travel(from_now(hours=2)):
        call_command(command)

    assert again(fine).live
    assert not again(late).live
    told_operator = capsys.readouterr()
    assert "Published: Ferry returns" in told_operator.out
    assert (
        "Left unpublished: Quay sinks. The picture “The quay” has no credit." in told_operator.err
    )


def test_wagtails_own_command_would_have_stopped_there() -> None:
    """The twin: what publish_scheduled is replaced for."""
    from wagtail.management.commands.publish_scheduled import Command

    from broadsheet.articles.models import NotReady

    picture = make_picture("The quay")
    scheduled("Quay sinks", lead_picture=picture, at=from_now(minutes=50))
    fine = scheduled("Ferry returns")
    picture.credit = ""
    picture.save()

    with time_machine.travel(from_now(hours=2)), pytest.raises(NotReady):
        call_command(Command())
    assert not again(fine).live


def test_what_was_not_ready_stands_in_the_history_once_and_on_the_desks_home() -> None:
    picture = make_picture("The quay")
    article = scheduled("Quay sinks", lead_picture=picture)
    picture.credit = ""
    picture.save()

    with time_machine.travel(from_now(hours=2)):
        call_command("publish_due")
        call_command("publish_due")
        home = told(at_desk(an_editor_of(make_section())).get(reverse("wagtailadmin_home")))

    assert PageLogEntry.objects.filter(page=article.pk, action=schedule.LEFT).count() == 1
    assert "Not published at its time: The picture “The quay” has no credit." in home


def test_what_was_mended_goes_out_in_the_next_round() -> None:
    picture = make_picture("The quay")
    article = scheduled(lead_picture=picture)
    picture.credit = ""
    picture.save()
    with time_machine.travel(from_now(hours=2)):
        call_command("publish_due")
        picture.credit = "Ines Tarrow"
        picture.save()
        call_command("publish_due")

    assert again(article).live


def test_one_that_fails_holds_up_nobody(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    broken, fine = scheduled("Broken", at=from_now(minutes=50)), scheduled("Fine")
    real = Article.publish

    def publish(article: Article, *args: Any, **kwargs: Any) -> Any:
        if article.pk == broken.pk:
            raise RuntimeError("the disk is full")
        return real(article, *args, **kwargs)

    monkeypatch.setattr(Article, "publish", publish)
    with time_machine.travel(from_now(hours=2)), caplog.at_level(logging.ERROR):
        done = schedule.publish_due()

    assert done.published == ["Fine"]
    assert done.left == {"Broken": "the disk is full"}
    assert again(fine).live


def test_a_second_round_does_nothing_again() -> None:
    article = scheduled()
    with time_machine.travel(from_now(hours=2), tick=False):
        first, second = schedule.publish_due(), schedule.publish_due()

    assert (first.published, second.published) == (["Ferry returns"], [])
    entries = PageLogEntry.objects.filter(page=article.pk, action="wagtail.publish.scheduled")
    assert entries.count() == 1


def test_whoever_comes_second_for_the_same_version_publishes_nothing() -> None:
    article = scheduled()
    version = article.scheduled_revision
    with time_machine.travel(from_now(hours=2), tick=False):
        now = timezone.now()
        assert schedule._publish(version.pk, now)

        assert not schedule._publish(version.pk, now)


@pytest.mark.parametrize(
    ("zone", "local"),
    [
        ("Europe/Lisbon", "2026-03-29 00:30"),  # before the hour that is not there
        ("Europe/Lisbon", "2026-03-29 02:30"),
        ("Europe/Lisbon", "2026-10-25 00:30"),
        ("Europe/Lisbon", "2026-10-25 02:30"),  # after the hour that is there twice
        ("Atlantic/Bermuda", "2026-03-08 03:30"),
        ("Atlantic/Bermuda", "2026-11-01 02:30"),
        ("Asia/Jerusalem", "2026-03-27 03:30"),
        ("Asia/Jerusalem", "2028-02-29 06:00"),
    ],
)
def test_it_goes_out_at_the_right_moment_about_a_change_of_the_clocks(
    zone: str, local: str
) -> None:
    moment = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))
    article = make_draft()
    Publication.objects.update(time_zone=zone)
    with time_machine.travel(moment - timedelta(days=1), tick=False):
        send(at_desk(an_editor_of(make_section())), article, "publish", go_live_at=local)

    with time_machine.travel(moment - timedelta(seconds=1), tick=False):
        schedule.publish_due()
        assert not again(article).live
    with time_machine.travel(moment, tick=False):
        schedule.publish_due()
        assert again(article).live


@pytest.mark.parametrize("local", ["2026-03-29 01:30", "2026-10-25 01:30"])
def test_an_hour_that_is_not_there_or_twice_is_refused_with_a_sentence(local: str) -> None:
    article = make_draft()
    with time_machine.travel("2026-03-01 12:00Z", tick=False):
        response = send(at_desk(an_editor_of(make_section())), article, "publish", go_live_at=local)

    assert "ambiguous or it may not exist" in told(response)
    assert again(article).scheduled_revision is None


def test_what_has_expired_is_taken_off_once() -> None:
    article = make_article(expire_at=from_now(hours=1))
    with time_machine.travel(from_now(hours=2)):
        first, second = schedule.publish_due(), schedule.publish_due()

    assert (first.taken_off, second.taken_off) == ([article.title], [])
    assert not again(article).live


def test_a_dry_run_names_what_is_due_and_changes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    article = scheduled()
    with time_machine.travel(from_now(hours=2)):
        call_command("publish_due", "--dry-run")

    assert "Due: Ferry returns" in capsys.readouterr().out
    assert not again(article).live


def held(until: str = "2026-11-25 10:00") -> Article:
    moment = datetime.fromisoformat(until).replace(tzinfo=UTC)
    return make_article("Budget", embargo_until=moment)


def test_the_desk_says_until_when_an_article_is_held() -> None:
    with time_machine.travel("2026-11-24 12:00Z", tick=False):
        article = held()
        in_bermuda()
        editor = at_desk(an_editor_of(make_section()))
        page = told(editor.get(reverse("wagtailadmin_pages:edit", args=[article.pk])))
        home = told(editor.get(reverse("wagtailadmin_home")))
        listing = told(editor.get(reverse("articles:index")))
        explorer = told(editor.get(reverse("wagtailadmin_explore", args=[article.get_parent().pk])))

    assert "25 November 2026, 06:00\u00a0AST" in page
    assert "Held until" in page
    assert "25 November 2026, 06:00\u00a0AST" in home
    assert "Held until 25 November 2026, 06:00\u00a0AST" in listing
    assert "held until 25 November 2026, 06:00\u00a0AST" in explorer


def test_another_sections_editor_is_not_told_of_it_at_home() -> None:
    with time_machine.travel("2026-11-24 12:00Z", tick=False):
        held()
        home = told(at_desk(an_editor_of(make_section("Sea"))).get(reverse("wagtailadmin_home")))

    assert "Budget" not in home


def test_a_draft_without_the_embargo_lifts_nothing() -> None:
    article = make_article("Budget", embargo_until=from_now(hours=30))

    send(at_desk(an_editor_of(make_section())), article, standfirst="A draft.", embargo_until="")

    assert again(article).published_at > timezone.now()
    assert not Article.objects.readable().exists()


def test_what_was_never_seen_is_not_updated() -> None:
    later = (timezone.localtime(from_now(hours=30))).strftime("%Y-%m-%d %H:%M")
    article = make_article("Budget", embargo_until=from_now(hours=30))

    send(
        at_desk(an_editor_of(make_section())),
        article,
        "publish",
        embargo_until=later,
        update_matters="on",
    )

    assert again(article).updated_at is None


def test_publishing_without_the_embargo_lifts_it() -> None:
    article = make_article("Budget", embargo_until=from_now(hours=30))

    send(at_desk(an_editor_of(make_section())), article, "publish", embargo_until="")

    assert Article.objects.readable().get() == article
