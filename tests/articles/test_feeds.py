"""Feeds: Atom, RSS and JSON."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadsheet.articles.actions import correct_article
from broadsheet.articles.models import Article
from tests.paper import (
    from_now,
    make_article,
    make_author,
    make_paper,
    make_picture,
    make_section,
    make_topic,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
MEDIA = "{http://search.yahoo.com/mrss/}"
SITE = "http://127.0.0.1:8000"


def atom(client, address="/feed/"):
    return ElementTree.fromstring(client.get(address).content)  # noqa: S314


def entries(client, address="/feed/"):
    return [
        entry.find(f"{ATOM}title").text for entry in atom(client, address).findall(f"{ATOM}entry")
    ]


def full_article(**facts):
    return make_article(
        "Quay & <wall>",
        standfirst="It sinks < 2 mm.",
        authors=[make_author("Ines Tarrow"), make_author("Tobias Kerrigan")],
        topics=[make_topic("Harbour")],
        lead_picture=make_picture(),
        published_at=datetime(2026, 10, 8, 5, tzinfo=UTC),
        **facts,
    )


def test_atom_has_what_the_standard_asks(client):
    article = full_article()

    feed = atom(client)

    assert feed.find(f"{ATOM}id").text == f"{SITE}/"
    assert feed.find(f"{ATOM}title").text == "The Test Post"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en-GB"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{SITE}/feed/", "alternate": f"{SITE}/"}
    entry = feed.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}id").text == f"urn:uuid:{article.translation_key}"
    assert entry.find(f"{ATOM}title").text == "Quay & <wall>"
    assert entry.find(f"{ATOM}link").get("href") == f"{SITE}/city/{article.slug}/"
    assert entry.find(f"{ATOM}published").text == "2026-10-08T06:00:00+01:00"
    assert [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")] == [
        "Ines Tarrow",
        "Tobias Kerrigan",
    ]
    assert [one.get("term") for one in entry.findall(f"{ATOM}category")] == ["Harbour"]
    assert entry.find(f"{ATOM}summary").text == "It sinks &lt; 2 mm."
    assert "Some words about the harbour." in entry.find(f"{ATOM}content").text
    assert entry.find(f"{MEDIA}content/{MEDIA}credit").text == "Ines Tarrow"


def test_rss_has_what_the_standard_asks(client):
    article = full_article()

    channel = ElementTree.fromstring(client.get("/feed.rss").content).find("channel")  # noqa: S314

    assert channel.find("link").text == f"{SITE}/"
    assert channel.find(f"{ATOM}link").get("href") == f"{SITE}/feed.rss"
    item = channel.find("item")
    assert item.find("guid").text == f"urn:uuid:{article.translation_key}"
    assert item.find("guid").get("isPermaLink") == "false"
    assert parsedate_to_datetime(item.find("pubDate").text).utcoffset() == timedelta(hours=1)
    assert [one.text for one in item.findall(CREATOR)] == ["Ines Tarrow", "Tobias Kerrigan"]
    assert [one.text for one in item.findall("category")] == ["Harbour"]
    assert "Some words about the harbour." in item.find(CONTENT).text
    assert item.find(f"{MEDIA}content").get("url").startswith(f"{SITE}/pictures/")


def test_json_feed_has_what_the_standard_asks(client):
    article = full_article()

    response = client.get("/feed.json")
    feed = json.loads(response.content)

    assert response["Content-Type"].startswith("application/feed+json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"]) == (f"{SITE}/", f"{SITE}/feed.json")
    item = feed["items"][0]
    assert item["id"] == f"urn:uuid:{article.translation_key}"
    assert item["date_published"] == "2026-10-08T06:00:00+01:00"
    assert [one["name"] for one in item["authors"]] == ["Ines Tarrow", "Tobias Kerrigan"]
    assert (item["tags"], item["language"]) == (["Harbour"], "en-GB")
    assert item["image"].startswith(f"{SITE}/pictures/")


def test_each_section_author_and_topic_has_its_own_feeds(client):
    make_article(
        "In",
        section=make_section("Sea"),
        authors=[make_author("Ines")],
        topics=[make_topic("Eels")],
    )
    make_article("Out", section=make_section("City"))

    for place in ("sea", "authors/ines", "topics/eels"):
        assert entries(client, f"/{place}/feed/") == ["In"]
        assert b"<title>In</title>" in client.get(f"/{place}/feed.rss").content
        assert len(json.loads(client.get(f"/{place}/feed.json").content)["items"]) == 1


def test_an_address_that_follows_nothing_is_not_found(client):
    make_paper()

    for address in (
        "/nowhere/feed/",
        "/authors/nobody/feed.rss",
        "/topics/nothing/feed.json",
        "/the-test-post/feed/",
    ):
        assert client.get(address).status_code == 404


def test_what_may_not_be_read_is_in_no_feed(client):
    section = make_section("Sea")
    facts = {"section": section, "authors": [make_author("Ines")], "topics": [make_topic("Eels")]}
    make_article("Open", **facts)
    make_article("Canary", text="<p>canary</p>", embargo_until=from_now(hours=2), **facts)

    for place in ("", "sea/", "authors/ines/", "topics/eels/"):
        for form in ("feed/", "feed.rss", "feed.json"):
            assert b"anary" not in client.get(f"/{place}{form}").content


def test_without_the_gate_it_would_be(client, monkeypatch):
    make_article("Canary", embargo_until=from_now(hours=2))
    monkeypatch.setattr("broadsheet.articles.models.ArticleQuerySet.readable", lambda rows: rows)

    assert entries(client) == ["Canary"]


def test_addresses_are_whole_and_never_from_what_the_request_claims(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    other = make_article("Other")
    article = make_article(
        "One",
        body=[
            (
                "text",
                f'<p><a linktype="page" id="{other.pk}">there</a> <a href="/standards/">how</a></p>',
            ),
            ("picture", {"picture": make_picture(), "caption": "Gulls", "alt": ""}),
        ],
    )

    for form in ("feed/", "feed.rss", "feed.json"):
        body = client.get(f"/{form}", headers={"host": "evil.example"}).content.decode()
        assert "evil.example" not in body
        assert f"{SITE}/city/{other.slug}/" in body
        assert f"{SITE}/standards/" in body
        assert f"{SITE}{article.url}" in body
        assert 'src="/' not in body.replace("&quot;", '"').replace('\\"', '"')


def test_a_link_to_what_may_not_be_read_is_no_link(client):
    held = make_article("Held", slug="canary", embargo_until=from_now(hours=2))
    make_article("One", text=f'<p><a linktype="page" id="{held.pk}">there</a></p>')

    assert b"canary" not in client.get("/feed/").content


def test_content_is_plain_markup(client):
    make_article(
        "One",
        body=[
            ("text", "<p>Words &amp; more</p><script>alert(1)</script>"),
            ("embed", {"url": "https://www.youtube.com/watch?v=AAAAAAAAAAA", "title": "The dive"}),
        ],
    )

    content = atom(client).find(f"{ATOM}entry/{ATOM}content").text

    assert "<p>Words &amp; more</p>" in content
    assert "https://www.youtube.com/watch?v=AAAAAAAAAAA" in content
    assert not any(
        word in content for word in ("<script", "<button", "class=", "data-", "<iframe", "alert")
    )


def test_a_control_character_does_not_break_the_feed(client):
    make_article("Bell \x07 and \ufffe", standfirst="\x01\x0b", text="<p>\x08ring\x1f</p>")

    assert entries(client) == ["Bell  and "]
    assert client.get("/feed.rss").status_code == 200
    assert json.loads(client.get("/feed.json").content)["items"][0]["title"] == "Bell  and "


def test_a_correction_is_in_the_text_and_moves_the_date(client):
    article = make_article("One", published_at=from_now(days=-3))
    correct_article(article=article, was_wrong="12 ships", is_right="21 ships")

    entry = atom(client).find(f"{ATOM}entry")

    assert "21 ships" in entry.find(f"{ATOM}content").text
    assert entry.find(f"{ATOM}updated").text > entry.find(f"{ATOM}published").text


def test_a_feed_is_in_its_own_language(client):
    section = make_section("עיר", slug="ir", language="he")
    make_article("כותרת", section=section)

    feed = atom(client, "/ir/feed/")

    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "he"
    assert '<div lang="he" dir="rtl">' in feed.find(f"{ATOM}entry/{ATOM}content").text


@pytest.mark.parametrize("form", ["feed/", "feed.rss", "feed.json"])
def test_who_has_it_already_is_told_so(client, form):
    make_article("One")
    first = client.get(f"/{form}")

    assert client.get(f"/{form}", headers={"if-none-match": first["ETag"]}).status_code == 304
    assert (
        client.get(f"/{form}", headers={"if-modified-since": first["Last-Modified"]}).status_code
        == 304
    )
    article = Article.objects.get()
    article.title = "Two"
    article.save_revision().publish()
    assert client.get(f"/{form}", headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("form", ["feed/", "feed.rss", "feed.json"])
def test_an_empty_paper_has_a_feed_that_stays_the_same(client, form):
    make_paper()

    first = client.get(f"/{form}")

    assert first.status_code == 200
    assert client.get(f"/{form}").content == first.content


@pytest.mark.once
def test_a_feed_takes_the_same_queries_for_few_and_many(client):
    section, other = make_section("Sea"), make_section("City")
    target = make_article("Target", section=make_section("Sport"))

    def make_in(place, count):
        for _n in range(count):
            make_article(
                section=place,
                lead_picture=make_picture(),
                authors=[make_author("Ines")],
                topics=[make_topic("Eels")],
                body=[
                    ("text", f'<p><a linktype="page" id="{target.pk}">there</a></p>'),
                    ("picture", {"picture": make_picture(), "caption": "", "alt": ""}),
                ],
            )

    make_in(section, 3)
    make_in(other, 20)
    counts = []
    for slug in ("sea", "city"):
        client.get(f"/{slug}/feed/")  # the pictures are made once
        with CaptureQueriesContext(connection) as made:
            client.get(f"/{slug}/feed/")
        counts.append(len(made))

    assert counts[0] == counts[1] <= 20
