"""Correction, withdrawal and shared previews, with their traces."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core import signing
from django.test import Client
from django.urls import reverse
from wagtail.models import PageLogEntry

from broadsheet.articles import actions
from broadsheet.articles.models import Article, PreviewLink
from broadsheet.articles.preview import SIGNER, address_of
from tests.articles.staff import a_publisher, a_reporter, again, an_editor_of, at_desk, send, told
from tests.paper import from_now, make_article, make_draft, make_picture, make_section

pytestmark = pytest.mark.django_db

WORDS = {"was_wrong": "Twelve ships", "is_right": "Twenty-one ships"}


def on(name: str, article: Article, *more: Any) -> str:
    return reverse(name, args=[article.pk, *more])


def history(client: Client, article: Article) -> str:
    return told(client.get(reverse("wagtailadmin_pages:history", args=[article.pk])))


def test_a_correction_says_what_was_wrong_and_what_is_right() -> None:
    article = make_article()
    client = at_desk(an_editor_of(make_section()))
    assert "Publish the correction" in told(client.get(on("desk_correct", article)))

    client.post(on("desk_correct", article), WORDS)

    public = told(Client().get(article.url))
    assert "Twelve ships" in public
    assert "Twenty-one ships" in public
    assert again(article).updated_at is not None
    assert "Corrected: “Twelve ships” “Twenty-one ships”" in history(client, article)


def test_a_correction_needs_both_halves() -> None:
    article = make_article()

    response = at_desk(an_editor_of(make_section())).post(
        on("desk_correct", article), {"was_wrong": "Twelve ships"}
    )

    assert "This field is required" in told(response)
    assert not article.corrections.exists()


@pytest.mark.parametrize(
    "make", [make_draft, lambda: make_article(embargo_until=from_now(hours=3))]
)
def test_what_no_reader_has_seen_has_nothing_to_correct(make: Any) -> None:
    article = make()

    response = at_desk(an_editor_of(make_section())).post(on("desk_correct", article), WORDS)

    assert response.status_code == 200
    assert "Only an article that readers can see has anything to correct." in told(response)
    assert not article.corrections.exists()


def test_only_a_publisher_deletes_a_correction_and_the_history_keeps_its_words() -> None:
    article = make_article()
    correction = actions.correct_article(article=article, **WORDS)
    address = on("desk_delete_correction", article, correction.pk)
    at_desk(an_editor_of(make_section())).post(address)
    assert article.corrections.exists()

    publisher = at_desk(a_publisher())
    publisher.post(address)

    assert not article.corrections.exists()
    assert "Deleted a correction: “Twelve ships”" in history(publisher, article)


def test_a_correction_is_deleted_only_under_its_own_article() -> None:
    correction = actions.correct_article(article=make_article(), **WORDS)
    other = make_article()

    response = at_desk(a_publisher()).post(on("desk_delete_correction", other, correction.pk))

    assert response.status_code == 404


def test_withdrawing_is_told_before_it_is_done() -> None:
    article = make_article()

    page = told(at_desk(an_editor_of(make_section())).get(on("desk_withdraw", article)))

    assert "answers “410 Gone”" in page
    assert article.url in page
    assert again(article).live


def test_a_withdrawn_article_answers_with_its_note() -> None:
    article = make_article("Council votes")
    client = at_desk(an_editor_of(make_section()))

    client.post(on("desk_withdraw", article), {"reason": "The vote was another day."})

    answer = Client().get(article.url)
    assert answer.status_code == 410
    assert "The vote was another day." in told(answer)
    assert "Withdrawn: “The vote was another day.”" in history(client, article)
    editor = told(client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])))
    assert "Withdrawn on" in editor


def test_publishing_again_takes_the_note_away() -> None:
    article = make_article()
    client = at_desk(an_editor_of(make_section()))
    client.post(on("desk_withdraw", article), {"reason": "Too early."})

    send(client, again(article), "publish")

    assert Client().get(article.url).status_code == 200
    assert again(article).public_withdrawal is None


@pytest.mark.parametrize(
    "make", [make_draft, lambda: make_article(embargo_until=from_now(hours=3))]
)
def test_what_no_reader_has_seen_is_not_withdrawn(make: Any) -> None:
    article = make()

    response = at_desk(an_editor_of(make_section())).post(
        on("desk_withdraw", article), {"reason": "Secret."}
    )

    assert "Readers have not seen this article" in told(response)
    assert Client().get(article.url).status_code == 404


def test_a_withdrawal_waits_for_nobodys_lock() -> None:
    article = make_article()
    at_desk(a_publisher()).post(reverse("wagtailadmin_pages:lock", args=[article.pk]))

    at_desk(an_editor_of(make_section())).post(on("desk_withdraw", article), {"reason": "Wrong."})

    assert Client().get(article.url).status_code == 410


def test_a_withdrawal_ends_previews_schedules_and_reviews() -> None:
    reporter = a_reporter()
    article = make_article(owner=reporter)
    link = actions.make_preview_link(article=article, by=reporter)
    send(at_desk(reporter), article, "submit", standfirst="More.")

    actions.withdraw_article(article=again(article), reason="Wrong.", by=reporter)

    assert not PreviewLink.objects.get(pk=link.pk).works()
    assert again(article).current_workflow_state is None
    assert again(article).scheduled_revision is None


def preview_of(article: Article, **facts: Any) -> str:
    link = actions.make_preview_link(article=article, by=a_reporter())
    if facts:
        PreviewLink.objects.filter(pk=link.pk).update(**facts)
    return address_of(link)


def test_a_shared_preview_shows_the_version_with_its_pictures() -> None:
    article = make_draft("Canary headline", lead_picture=make_picture())

    response = Client().get(preview_of(article))

    page = told(response)
    assert response.status_code == 200
    assert "Canary headline" in page
    assert 'class="preview"' in page
    picture = page.split('<img src="')[1].split('"')[0]
    assert Client().get(picture).status_code == 200
    assert Client().get(picture.split("?")[0]).status_code == 404


def test_a_shared_preview_is_kept_by_nobody() -> None:
    headers = Client().get(preview_of(make_draft())).headers

    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_preview_shows_the_version_it_was_made_for() -> None:
    article = make_draft("First headline")
    address = preview_of(article)
    article.title = "Second headline"
    article.save_revision()

    assert "First headline" in told(Client().get(address))


def test_any_other_link_is_the_ordinary_404() -> None:
    article = make_draft("Canary headline")
    works = preview_of(article)
    forged = [
        preview_of(article, ends_at=from_now(seconds=-1)),
        preview_of(article, revoked_at=from_now(seconds=-1)),
        works[:-2] + ("A/" if works[-2] != "A" else "B/"),
        reverse("preview", args=[SIGNER.sign(uuid4().hex)]),
        reverse("preview", args=[signing.Signer(salt="other").sign(uuid4().hex)]),
        reverse("preview", args=[SIGNER.sign("1")]),
        reverse("preview", args=["x"]),
    ]
    ordinary = Client().get("/never/was/")

    for address in forged:
        answer = Client().get(address)
        assert (answer.status_code, answer.content) == (404, ordinary.content), address


def test_a_preview_link_cannot_be_made_from_what_is_known() -> None:
    """128 bits and more: the token holds a signature beside the link's own id."""
    token = preview_of(make_draft()).split("/")[2]

    assert len(token.split(":")[1]) >= 43


def test_a_preview_ends_by_itself() -> None:
    address = preview_of(make_draft())

    with time_machine.travel(from_now(hours=25)):
        assert Client().get(address).status_code == 404


def test_once_published_a_preview_leads_to_the_article() -> None:
    article = make_draft()
    address = preview_of(article)
    article.get_latest_revision().publish()

    response = Client().get(address)

    assert (response.status_code, response["Location"]) == (302, again(article).url)


def test_a_preview_of_what_comes_next_still_shows_it() -> None:
    article = make_article("Now")
    article.title = "Next"
    article.save_revision()

    assert "Next" in told(Client().get(preview_of(again(article))))


def test_under_embargo_a_preview_still_shows_the_version() -> None:
    article = make_article("Budget", embargo_until=from_now(hours=5))

    assert Client().get(preview_of(article)).status_code == 200


def test_the_desk_makes_lists_and_ends_links() -> None:
    article = make_draft()
    client = at_desk(an_editor_of(make_section()))
    client.post(on("desk_previews", article))
    link = PreviewLink.objects.get()
    page = told(client.get(on("desk_previews", article)))
    assert address_of(link) in page

    client.post(on("desk_revoke_preview", article, link.pk))

    assert Client().get(address_of(link)).status_code == 404
    assert "Ended" in told(client.get(on("desk_previews", article)))
    assert "Made a link to a preview" in history(client, article)


def test_a_link_is_ended_only_by_whoever_may_share_its_article() -> None:
    city, sea = make_section("City"), make_section("Sea")
    article, own = make_draft(section=city), make_draft(section=sea)
    link = actions.make_preview_link(article=article, by=a_reporter())
    stranger = at_desk(an_editor_of(sea))

    stranger.post(on("desk_revoke_preview", article, link.pk))
    stranger.post(on("desk_revoke_preview", own, link.pk))

    assert PreviewLink.objects.get(pk=link.pk).works()


def test_the_buttons_stand_where_they_can_be_used() -> None:
    article, draft = make_article(), make_draft()
    client = at_desk(an_editor_of(make_section()))

    def buttons(which: Article) -> list[bool]:
        page = told(client.get(reverse("wagtailadmin_pages:edit", args=[which.pk])))
        return [
            on(name, which) in page for name in ("desk_previews", "desk_correct", "desk_withdraw")
        ]

    assert buttons(article) == [True, True, True]
    assert buttons(draft) == [True, False, False]
    listing = told(client.get(reverse("wagtailadmin_explore", args=[article.get_parent().pk])))
    assert on("desk_withdraw", article) in listing


def test_every_trace_names_who_left_it() -> None:
    article, editor = make_article(), an_editor_of(make_section())
    client = at_desk(editor)
    client.post(on("desk_previews", article))
    client.post(on("desk_correct", article), WORDS)
    client.post(on("desk_withdraw", article), {"reason": "Wrong."})

    entries = PageLogEntry.objects.filter(page=article.pk, action__startswith="broadsheet.")

    assert {entry.user for entry in entries} == {editor}
    assert [entry.action for entry in entries.order_by("timestamp")] == [
        "broadsheet.preview_link",
        "broadsheet.correct",
        "broadsheet.withdraw",
    ]
