"""Custody: who gets the bytes of a picture or a file, and who gets the ordinary 404."""

import json

import pytest
import time_machine
from wagtail.models import ReferenceIndex

from broadsheet.articles.actions import withdraw_article
from broadsheet.publication import custody
from broadsheet.publication.models import Publication
from tests.paper import (
    from_now,
    make_article,
    make_author,
    make_draft,
    make_picture,
)
from tests.publication.shelf import (
    NOWHERE,
    OFFERED,
    SHOWN,
    UNREADABLE,
    address_of,
    bytes_of,
    draft,
    in_a_block,
    in_running_text,
    key_to,
    leading,
    make_file,
    size_of,
    under_embargo,
    with_file,
    with_picture,
    withdrawn,
)

pytestmark = pytest.mark.django_db


# Visitors --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        *((state, leading) for state in UNREADABLE),
        *((under_embargo, shown) for shown in SHOWN[1:]),
    ],
)
def test_a_picture_of_what_may_not_be_read_is_the_ordinary_404(client, state, shown):
    picture = make_picture("A canary")
    state(**shown(picture))
    answer, never = client.get(size_of(picture)), client.get(NOWHERE)

    assert answer.status_code == never.status_code == 404
    assert answer.content == never.content
    assert answer.headers == never.headers


@pytest.mark.parametrize(
    ("state", "offered"),
    [*((state, in_a_block) for state in UNREADABLE), (under_embargo, in_running_text)],
)
def test_a_file_of_what_may_not_be_read_is_the_ordinary_404(client, state, offered):
    file = make_file()
    state(**offered(file))
    answer, never = client.get(address_of(file)), client.get("/files/987654/report.pdf")

    assert answer.status_code == never.status_code == 404
    assert answer.content == never.content
    assert answer.headers == never.headers


@pytest.mark.parametrize("state", [draft, under_embargo, withdrawn])
def test_with_the_gate_off_the_same_picture_leaks(client, monkeypatch, state):
    picture = make_picture()
    state(lead_picture=picture)
    monkeypatch.setattr(custody, "is_public", lambda thing: True)

    assert client.get(size_of(picture)).status_code == 200


@pytest.mark.parametrize("state", [draft, under_embargo, withdrawn])
def test_with_the_gate_off_the_same_file_leaks(client, monkeypatch, state):
    file = make_file()
    state(body=with_file(file))
    monkeypatch.setattr(custody, "is_public", lambda thing: True)

    assert bytes_of(client.get(address_of(file))) == b"%PDF-1.7 figures"


@pytest.mark.parametrize("shown", SHOWN)
def test_a_picture_of_a_live_article_is_for_everyone_for_a_minute(client, shown):
    picture = make_picture()
    make_article(**shown(picture))
    answer = client.get(size_of(picture))

    assert answer.status_code == 200
    assert bytes_of(answer)[8:12] == b"WEBP"
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=60"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Set-Cookie" not in answer
    assert "Cookie" not in answer.get("Vary", "")


def test_what_a_browser_has_is_not_sent_again(client):
    picture = make_picture()
    make_article(lead_picture=picture)
    first = client.get(size_of(picture))
    by_tag = client.get(size_of(picture), headers={"If-None-Match": first["ETag"]})
    by_time = client.get(size_of(picture), headers={"If-Modified-Since": first["Last-Modified"]})

    for again in (by_tag, by_time):
        assert (again.status_code, again.content) == (304, b"")
        assert again["Cache-Control"] == "public, max-age=60"
    other = client.get(size_of(picture), headers={"If-None-Match": '"another"'})
    assert other.status_code == 200


def test_what_a_browser_has_is_asked_for_again_after_a_withdrawal(client):
    picture = make_picture()
    article = make_article(lead_picture=picture)
    first = client.get(size_of(picture))
    withdraw_article(article=article, reason="It was wrong.")

    again = client.get(size_of(picture), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 404


def test_head_is_the_same_without_the_picture(client):
    picture = make_picture()
    make_article(lead_picture=picture)
    head, get = client.head(size_of(picture)), client.get(size_of(picture))

    assert head.status_code == 200
    assert bytes_of(head) == b""
    assert head["ETag"] == get["ETag"]
    assert head["Content-Length"] == get["Content-Length"]
    assert client.post(size_of(picture)).status_code == 405


def test_an_embargo_ends_for_pictures_too(client):
    picture = make_picture()
    make_article(lead_picture=picture, embargo_until=from_now(hours=1))
    address = size_of(picture)

    assert client.get(address).status_code == 404
    with time_machine.travel(from_now(hours=2)):
        assert client.get(address).status_code == 200


def test_the_original_is_for_no_visitor(client):
    picture = make_picture()
    make_article(lead_picture=picture)
    original = f"/pictures/{picture.file.name}"

    assert client.get(original).status_code == 404
    key = key_to(picture)
    assert client.get(original + key).status_code == 404


def test_a_size_that_no_page_shows_is_not_made_for_whoever_asks(client):
    picture = make_picture()
    make_article(lead_picture=picture)
    address = size_of(picture)

    assert client.get(address.replace("width-480", "width-481")).status_code == 404
    assert client.get(address.replace("width-480", "original")).status_code == 404
    assert picture.renditions.count() == 1


def test_a_picture_of_a_live_and_a_draft_article_is_public(client):
    picture = make_picture()
    make_draft(lead_picture=picture)
    make_article(lead_picture=picture)

    assert client.get(size_of(picture)).status_code == 200


def test_a_picture_only_in_the_next_version_of_a_live_article_is_private(client):
    old, new = make_picture("Old"), make_picture("New")
    article = make_article(lead_picture=old, body=with_picture(old))
    article.lead_picture = new
    value = {"picture": new.pk, "caption": "", "alt": ""}
    article.body = json.dumps([{"type": "picture", "value": value}])
    revision = article.save_revision()

    assert client.get(size_of(new)).status_code == 404
    assert client.get(size_of(old)).status_code == 200
    revision.publish()
    assert client.get(size_of(new)).status_code == 200
    assert client.get(size_of(old)).status_code == 404


def test_a_portrait_is_public_once_its_author_has_something_to_read(client):
    portrait = make_picture()
    author = make_author("Ada Perpetua", portrait=portrait)
    article = make_draft(authors=[author])
    assert client.get(size_of(portrait)).status_code == 404

    article.get_latest_revision().publish()
    assert client.get(size_of(portrait)).status_code == 200


def test_an_authors_portrait_is_not_public_by_somebody_elses_article(client):
    portrait = make_picture()
    make_author("Ada Perpetua", portrait=portrait)
    make_article(authors=[make_author("Bram Osei")])

    assert client.get(size_of(portrait)).status_code == 404


def test_the_picture_for_sharing_is_public(client):
    picture = make_picture()
    make_article()
    Publication.objects.update(share_picture=None)
    assert client.get(size_of(picture)).status_code == 404

    publication = Publication.objects.get()
    publication.share_picture = picture
    publication.save()
    assert client.get(size_of(picture)).status_code == 200


def test_a_picture_that_nothing_shows_is_private(client):
    assert client.get(size_of(make_picture())).status_code == 404


# What shows what -------------------------------------------------------------------


@pytest.mark.parametrize("shown", SHOWN)
def test_the_index_knows_at_once_what_is_shown_and_what_no_longer(client, shown):
    picture = make_picture()
    article = make_article(**shown(picture))
    assert custody.is_public(picture)

    article.unpublish()
    assert not custody.is_public(picture)
    article.save_revision().publish()
    assert custody.is_public(picture)
    article.delete()
    assert not custody.is_public(picture)
    assert not ReferenceIndex.get_references_to(picture).exists()


@pytest.mark.parametrize("offered", OFFERED)
def test_the_index_knows_files_in_blocks_and_in_running_text(offered):
    file = make_file()
    article = make_article(**offered(file))
    assert custody.is_public(file)

    article.body = "[]"
    article.save_revision().publish()
    assert not custody.is_public(file)


def test_a_piece_that_is_no_longer_installed_shows_no_picture():
    picture = make_picture()
    body = json.dumps([{"type": "tide", "value": {"picture": picture.pk}, "id": "1"}])
    make_article(body=body)

    assert not custody.is_public(picture)


# Files -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("figures.pdf", 'attachment; filename="figures.pdf"'),
        ("page.html", 'attachment; filename="page.html"'),
        ("drawing.svg", 'attachment; filename="drawing.svg"'),
        ("דוח.pdf", "attachment; filename*=utf-8''%D7%93%D7%95%D7%97.pdf"),
    ],
)
def test_a_file_is_always_saved_and_never_shown(client, name, disposition):
    file = make_file(name, b"<script>alert(1)</script>")
    make_article(body=with_file(file))
    answer = client.get(address_of(file))

    assert answer.status_code == 200
    assert answer["Content-Disposition"] == disposition
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "public, max-age=60"


def test_a_file_answers_only_to_its_own_name(client):
    file = make_file()
    make_article(body=with_file(file))

    assert client.get(f"/files/{file.pk}/other.pdf").status_code == 404
    assert client.get(f"/files/{file.pk}/").status_code == 404


def test_a_file_that_the_browser_has_is_not_sent_again(client):
    file = make_file()
    make_article(body=with_file(file))
    first = client.get(address_of(file))

    again = client.get(address_of(file), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


# Costs -----------------------------------------------------------------------------


def test_a_public_picture_costs_three_queries_however_many_articles_show_it(
    client, django_assert_num_queries
):
    picture = make_picture()
    for _ in range(4):
        make_article(lead_picture=picture)
    address = size_of(picture)
    client.get(address)  # what Django remembers from the first request on

    with django_assert_num_queries(3):
        assert client.get(address).status_code == 200


def test_a_public_file_costs_three_queries(client, django_assert_num_queries):
    file = make_file()
    make_article(body=with_file(file))
    client.get(address_of(file))

    with django_assert_num_queries(3):
        assert client.get(address_of(file)).status_code == 200
