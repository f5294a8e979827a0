"""Draft, review, publish; what is not ready is refused with a sentence at every door."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from broadsheet.articles.models import Article
from tests.articles.staff import a_reporter, again, an_editor_of, at_desk, send, told
from tests.paper import make_article, make_draft, make_picture, make_section

pytestmark = pytest.mark.django_db


def lacking() -> Article:
    return make_draft("Quay sinks", lead_picture=make_picture("The quay", credit=""))


def test_an_editor_publishes_an_article() -> None:
    article = make_draft("Ferry returns")

    response = send(
        at_desk(an_editor_of(make_section())), article, "publish", standfirst="At last."
    )

    assert response.status_code == 302
    assert again(article).published_at is not None
    assert again(article).standfirst == "At last."


@pytest.mark.parametrize("action", ["publish", "submit"])
def test_what_lacks_a_credit_does_not_go_out(action: str) -> None:
    article = lacking()

    response = send(at_desk(an_editor_of(make_section())), article, action)

    assert response.status_code == 200
    assert "The picture “The quay” has no credit." in told(response)
    assert reverse("wagtailimages:edit", args=[article.lead_picture_id]) in told(response)
    assert not again(article).live


def test_a_picture_in_the_text_is_named_too() -> None:
    picture = make_picture("The crane", description="")
    article = make_draft(body=[("picture", {"picture": picture, "caption": "", "alt": ""})])

    response = send(at_desk(an_editor_of(make_section())), article, "publish")

    assert "The picture “The crane” has no alternative text." in told(response)


def test_a_draft_that_lacks_a_credit_can_be_saved() -> None:
    article = lacking()

    response = send(at_desk(an_editor_of(make_section())), article, standfirst="Not yet.")

    assert response.status_code == 302
    assert again(article).standfirst == "Not yet."


def test_without_the_forms_question_it_would_have_gone_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: Wagtail's editor publishes past Article.publish, so the form must ask."""
    monkeypatch.setattr("broadsheet.articles.forms.ArticleForm.goes_out", lambda form: False)
    article = lacking()

    send(at_desk(an_editor_of(make_section())), article, "publish")

    assert again(article).live


def test_a_reporter_submits_and_the_sections_editor_approves() -> None:
    reporter, editor = a_reporter(), an_editor_of(make_section())
    article = make_draft("Tide tables", owner=reporter)
    assert send(at_desk(reporter), article, "submit").status_code == 302
    home = told(at_desk(editor).get(reverse("wagtailadmin_home")))
    assert "Awaiting your review" in home
    assert "Tide tables" in home

    response = review(at_desk(editor), article, "approve")

    assert response.status_code in (200, 302)
    assert again(article).published_at is not None


def review(client: object, article: Article, verdict: str, comment: str = "") -> object:
    state = again(article).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, verdict, state.pk])
    return client.post(address, {"comment": comment})  # type: ignore[attr-defined]


def test_what_is_sent_back_is_mended_and_sent_again() -> None:
    reporter, editor = a_reporter(), an_editor_of(make_section())
    article = make_draft(owner=reporter)
    send(at_desk(reporter), article, "submit")

    review(at_desk(editor), article, "reject", "Who says so?")

    assert again(article).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    history = at_desk(reporter).get(
        reverse("wagtailadmin_pages:workflow_history", args=[article.pk])
    )
    assert history.status_code == 200
    send(at_desk(reporter), article, "submit", standfirst="The harbour master says so.")
    review(at_desk(editor), article, "approve")
    assert again(article).standfirst == "The harbour master says so."
    assert again(article).live


def test_another_sections_editor_can_neither_see_the_approval_nor_give_it() -> None:
    reporter, stranger = a_reporter(), an_editor_of(make_section("Sea"))
    article = make_draft("Council votes", owner=reporter, section=make_section("City"))
    send(at_desk(reporter), article, "submit")

    assert "Council votes" not in told(at_desk(stranger).get(reverse("wagtailadmin_home")))
    review(at_desk(stranger), article, "approve")

    assert not again(article).live
    assert again(article).workflow_in_progress


def test_a_reporter_cannot_edit_what_is_in_review() -> None:
    reporter = a_reporter()
    article = make_draft(owner=reporter)
    send(at_desk(reporter), article, "submit")

    response = send(at_desk(reporter), article, standfirst="Sneaked in.")

    assert "could not be saved as it is locked" in told(response)


def test_approving_what_lost_its_credit_meanwhile_is_refused_with_a_sentence() -> None:
    reporter, editor = a_reporter(), an_editor_of(make_section())
    picture = make_picture("The lock")
    article = make_draft(owner=reporter, lead_picture=picture)
    send(at_desk(reporter), article, "submit")
    picture.credit = ""
    picture.save()

    client = at_desk(editor)
    response = review(client, article, "approve")

    assert response.status_code == 302
    page = told(client.get(response.url))
    assert "The picture “The lock” has no credit." in page
    assert not again(article).live
    assert again(article).workflow_in_progress


def test_wagtails_dialog_is_led_to_the_sentence_too() -> None:
    reporter = a_reporter()
    picture = make_picture("The lock")
    article = make_draft(owner=reporter, lead_picture=picture)
    send(at_desk(reporter), article, "submit")
    picture.credit = ""
    picture.save()
    state = again(article).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.pk])

    answer = at_desk(an_editor_of(make_section())).post(
        address, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"}
    )

    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert answer.json() == {"step": "success", "redirect": edit}


def test_publishing_many_at_once_names_the_one_that_is_not_ready() -> None:
    editor = an_editor_of(make_section())
    ready, article = make_draft("All is well"), lacking()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    client = at_desk(editor)
    response = client.post(f"{address}?id={ready.pk}&id={article.pk}", {})

    assert response.status_code == 302
    page = told(client.get(response.url))
    assert "“Quay sinks”: The picture “The quay” has no credit." in page
    assert not again(ready).live, "all or none"


def test_creating_and_publishing_at_once_asks_as_well() -> None:
    section = make_section()
    picture = make_picture("The gull", credit="")
    draft = make_draft("Template", section=section, lead_picture=picture)
    from tests.articles.staff import filled

    address = reverse("wagtailadmin_pages:add", args=["broadsheet_articles", "article", section.pk])
    data = filled(draft, **{"slug": "new-one", "title": "New one", "action-publish": "1"})
    response = at_desk(an_editor_of(section)).post(address, data)

    assert "The picture “The gull” has no credit." in told(response)
    assert not Article.objects.filter(slug="new-one").exists()


def test_the_tick_for_readers_is_asked_afresh() -> None:
    editor = at_desk(an_editor_of(make_section()))
    article = make_article()
    send(editor, article, update_matters="on")  # a draft, ticked

    page = editor.get(reverse("wagtailadmin_pages:edit", args=[article.pk]))

    assert page.context["form"]["update_matters"].value() is False
    assert "It was ticked when this version was saved" in told(page)


def test_publishing_without_the_tick_tells_readers_of_no_update() -> None:
    editor = at_desk(an_editor_of(make_section()))
    article = make_article()
    send(editor, article, update_matters="on")

    send(editor, article, "publish")

    assert again(article).updated_at is None


def test_publishing_with_the_tick_sets_the_time_of_updated() -> None:
    article = make_article()

    send(at_desk(an_editor_of(make_section())), article, "publish", update_matters="on")

    assert again(article).updated_at is not None


def test_a_reporters_tick_holds_when_the_editor_approves_the_version_as_it_is() -> None:
    reporter, editor = a_reporter(), an_editor_of(make_section())
    article = make_article(owner=reporter)
    send(at_desk(reporter), article, "submit", update_matters="on")

    review(at_desk(editor), article, "approve")

    assert again(article).updated_at is not None
