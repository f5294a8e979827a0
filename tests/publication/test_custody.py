"""Custody: who gets the bytes of a picture or a file, and who gets the ordinary 404."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    ReferenceIndex,
)

from broadsheet.articles.actions import withdraw_article
from broadsheet.publication import custody, keys
from broadsheet.publication.models import Publication
from tests.paper import (
    from_now,
    make_article,
    make_author,
    make_draft,
    make_picture,
    make_reader,
)

pytestmark = pytest.mark.django_db

NOWHERE = "/pictures/images/no-such-picture.width-480.webp"


def size_of(picture, spec="width-480"):
    """The address of a picture at one size, as a page would print it."""
    return picture.get_rendition(spec).url


def make_file(name="report.pdf", text=b"%PDF-1.7 figures"):
    return Document.objects.create(title="The report", file=ContentFile(text, name=name))


def address_of(file):
    return reverse("wagtaildocs_serve", args=[file.pk, file.filename])


def with_picture(picture):
    return [("picture", {"picture": picture, "caption": "", "alt": ""})]


def with_gallery(*pictures):
    items = [{"picture": picture, "caption": "", "alt": ""} for picture in pictures]
    return [("gallery", {"caption": "", "pictures": items})]


def with_file(file):
    return [("file", {"file": file, "title": ""})]


def with_link_to(file):
    return [("text", f'<p>See <a linktype="document" id="{file.pk}">the report</a>.</p>')]


def bytes_of(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def draft(**facts):
    return make_draft(**facts)


def under_embargo(**facts):
    return make_article(embargo_until=from_now(days=1), **facts)


def scheduled(**facts):
    article = make_draft(**facts)
    article.go_live_at = from_now(days=1)
    article.save_revision().publish()
    return article


def withdrawn(**facts):
    article = make_article(**facts)
    withdraw_article(article=article, reason="It was wrong.")
    return article


def unpublished(**facts):
    article = make_article(**facts)
    article.unpublish()
    return article


def deleted(**facts):
    article = make_article(**facts)
    article.delete()
    return article


UNREADABLE = [draft, under_embargo, scheduled, withdrawn, unpublished, deleted]
SHOWN = [
    lambda picture: {"lead_picture": picture},
    lambda picture: {"body": with_picture(picture)},
    lambda picture: {"body": with_gallery(make_picture(), picture)},
]
OFFERED = [lambda file: {"body": with_file(file)}, lambda file: {"body": with_link_to(file)}]


# Visitors -------------------------------------------------------------------------


@pytest.mark.parametrize("shown", SHOWN)
@pytest.mark.parametrize("state", UNREADABLE)
def test_a_picture_of_what_may_not_be_read_is_the_ordinary_404(client, state, shown):
    picture = make_picture("A canary")
    state(**shown(picture))
    answer, never = client.get(size_of(picture)), client.get(NOWHERE)

    assert answer.status_code == never.status_code == 404
    assert answer.content == never.content
    assert answer.headers == never.headers


@pytest.mark.parametrize("offered", OFFERED)
@pytest.mark.parametrize("state", UNREADABLE)
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
    article.body = json.dumps([{"type": "picture", "value": {"picture": new.pk, "caption": "", "alt": ""}}])
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


# What shows what ------------------------------------------------------------------


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


# The desk -------------------------------------------------------------------------


def desk_person(*verbs, collection=None):
    """Somebody who may come to the desk and do ``verbs`` with pictures and files there."""
    person = make_reader(is_staff=True)
    group = Group.objects.create(name=f"Group {person.pk}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for verb in verbs:
        for thing in ("image", "document"):
            GroupCollectionPermission.objects.create(
                group=group,
                collection=collection or Collection.get_first_root_node(),
                permission=Permission.objects.get(codename=f"{verb}_{thing}"),
            )
    person.groups.add(group)
    return person


def test_whoever_may_choose_a_picture_at_the_desk_sees_it_and_no_cache_keeps_it(client):
    picture = make_picture()
    client.force_login(desk_person("choose"))

    for address in (size_of(picture), f"/pictures/{picture.file.name}"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"


def test_whoever_may_choose_a_file_at_the_desk_has_it(client):
    file = make_file()
    client.force_login(desk_person("choose"))
    answer = client.get(address_of(file))

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("who", ["reader", "desk without pictures", "desk of another collection"])
def test_nobody_else_sees_what_is_private(client, who):
    other = Collection.get_first_root_node().add_child(name="Sport")
    person = {
        "reader": make_reader,
        "desk without pictures": desk_person,
        "desk of another collection": lambda: desk_person("choose", collection=other),
    }[who]()
    client.force_login(person)
    picture, file = make_picture(), make_file()

    assert client.get(size_of(picture)).status_code == 404
    assert client.get(f"/pictures/{picture.file.name}").status_code == 404
    assert client.get(address_of(file)).status_code == 404


def test_what_is_public_is_the_same_for_the_desk_as_for_visitors(client):
    picture = make_picture()
    make_article(lead_picture=picture)
    client.force_login(desk_person("choose"))

    assert client.get(size_of(picture))["Cache-Control"] == "public, max-age=60"


# Keys -------------------------------------------------------------------------------


def key_to(thing, **until):
    """What a preview that works until then puts behind an address."""
    ends = timezone.now() + timedelta(**(until or {"hours": 1}))
    with keys.for_holders(int(ends.timestamp())):
        return keys.key_for(thing)


def test_a_key_opens_its_picture_until_its_time(client):
    picture = make_picture()
    address = size_of(picture) + key_to(picture, hours=1)
    answer = client.get(address)

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    with time_machine.travel(from_now(hours=1, minutes=1)):
        assert client.get(address).status_code == 404


def test_a_key_opens_its_file_until_its_time(client):
    file = make_file()
    address = address_of(file) + key_to(file, hours=1)

    assert client.get(address).status_code == 200
    with time_machine.travel(from_now(hours=1, minutes=1)):
        assert client.get(address).status_code == 404


def test_a_key_opens_nothing_else(client):
    one, other, file = make_picture(), make_picture(), make_file()

    assert client.get(size_of(other) + key_to(one)).status_code == 404
    assert client.get(address_of(file) + key_to(one)).status_code == 404


@pytest.mark.parametrize(
    "forge",
    [
        lambda key: "?key=",
        lambda key: "?key=.",
        lambda key: key[:-1],
        lambda key: key[:-1] + ("0" if key[-1] != "0" else "1"),
        lambda key: key.replace("?key=", "?key=9"),
        lambda key: "?key=99999999999." + key.partition(".")[2],
        lambda key: "?key=%C2%B2." + key.partition(".")[2],
        lambda key: "?key=" + "9" * 5000 + ".x",
        lambda key: "?key=-1." + key.partition(".")[2],
        lambda key: key.replace("?key=", "?key=%00"),
        lambda key: "?other=" + key.partition("=")[2],
    ],
)
def test_a_forged_key_opens_nothing(client, forge):
    picture = make_picture()
    forged = forge(key_to(picture))

    assert client.get(size_of(picture) + forged).status_code == 404


def test_with_the_signature_unchecked_a_forged_key_opens(client, monkeypatch):
    picture = make_picture()
    monkeypatch.setattr(keys, "constant_time_compare", lambda one, other: True)

    assert client.get(f"{size_of(picture)}?key=99999999999.forged").status_code == 200


def test_addresses_carry_a_key_only_while_a_preview_is_rendered():
    picture = make_picture()
    with keys.for_holders(99999999999):
        assert "?key=99999999999." in size_of(picture)
    assert "?" not in size_of(picture)


def test_links_to_files_in_running_text_carry_the_key_of_a_preview(client):
    file = make_file()
    article = make_draft(body=with_link_to(file))
    with keys.for_holders(int(from_now(hours=1).timestamp())):
        page = str(article.body.render_as_block())
    address = page.partition('href="')[2].partition('"')[0]

    assert client.get(address).status_code == 200
    assert client.get(address.partition("?")[0]).status_code == 404


# Files --------------------------------------------------------------------------------


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


# Addresses ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "/pictures/",
        "/pictures/images/",
        "/pictures/images/..",
        "/pictures/images/../../settings.py",
        "/pictures/images/..%2f..%2fsettings.py",
        "/pictures/images/%2e%2e%2f%2e%2e%2fsettings.py",
        "/pictures/images/..%5c..%5csettings.py",
        "/pictures/images/a%00.webp",
        "/pictures/images/%ff%fe.webp",
        "/pictures/images/%D7%A7%D7%95.webp",
        "/pictures/images/%F0%9F%A6%80.webp",
        "/pictures/images/" + "a" * 1900 + ".webp",
        "/pictures//etc/passwd",
        "/pictures/avatar_images/a.png",
        "/pictures/documents/report.pdf",
        "/files/0/report.pdf",
        "/files/999999999999999999/report.pdf",
        "/files/99999999999999999999999/report.pdf",
        "/files/1/..%2f..%2fsettings.py",
        "/files/1/a%00.pdf",
        "/files/%D9%A1/report.pdf",
        "/documents/1/report.pdf",
        "/images/serve/1/original/",
    ],
)
def test_an_address_with_tricks_is_the_ordinary_404(client, address):
    make_article()
    answer = client.get(address)

    assert answer.status_code == 404
    assert answer.content == client.get(NOWHERE).content


def test_a_picture_whose_file_is_gone_is_the_ordinary_404(client):
    picture = make_picture()
    make_article(lead_picture=picture)
    rendition = picture.get_rendition("width-480")
    rendition.file.storage.delete(rendition.file.name)

    assert client.get(rendition.url).status_code == 404


# Costs --------------------------------------------------------------------------------


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
