"""Custody: what opens to the desk and to whoever holds a preview, and what tricks do not open."""

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

from broadsheet.publication import keys
from tests.paper import (
    from_now,
    make_article,
    make_draft,
    make_picture,
    make_reader,
)
from tests.publication.shelf import (
    NOWHERE,
    address_of,
    key_to,
    make_file,
    size_of,
    with_link_to,
)

pytestmark = pytest.mark.django_db


# The desk --------------------------------------------------------------------------


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


# Keys ------------------------------------------------------------------------------


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


# Addresses -------------------------------------------------------------------------


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
