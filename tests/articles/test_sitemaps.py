"""Sitemaps and robots.txt."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from broadsheet.articles import gate
from broadsheet.articles.models import PlainPage
from tests.paper import from_now, make_article, make_author, make_paper, make_section, make_topic

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/xml")
    return ElementTree.fromstring(response.content)  # noqa: S314


def places(client, address):
    return [place.text for place in read(client, address).iter(f"{MAP}loc")]


def test_the_index_leads_to_each_month_that_has_articles(client):
    make_article(published_at=datetime(2025, 3, 5, 9, tzinfo=UTC))
    make_article(published_at=datetime(2025, 5, 5, 9, tzinfo=UTC))

    assert places(client, "/sitemap.xml") == [
        f"{SITE}/sitemap/pages.xml",
        f"{SITE}/sitemap/2025-05.xml",
        f"{SITE}/sitemap/2025-03.xml",
    ]


def test_a_month_has_its_articles_with_when_they_changed(client):
    article = make_article(published_at=datetime(2025, 3, 5, 9, tzinfo=UTC))

    root = read(client, "/sitemap/2025-03.xml")

    assert [place.text for place in root.iter(f"{MAP}loc")] == [f"{SITE}{article.url}"]
    moment = datetime.fromisoformat(next(root.iter(f"{MAP}lastmod")).text)
    assert moment == article.last_published_at.replace(microsecond=0)


def test_everything_else_has_a_map(client):
    front = make_paper()
    front.add_child(instance=PlainPage(title="Standards", slug="standards"))
    make_article(
        section=make_section("Sea"), authors=[make_author("Ines")], topics=[make_topic("Eels")]
    )
    make_author("Nobody Yet")

    found = places(client, "/sitemap/pages.xml")

    for path in (
        "/",
        "/sea/",
        "/standards/",
        "/authors/ines/",
        "/topics/eels/",
        "/archive/",
        "/corrections/",
    ):
        assert f"{SITE}{path}" in found, path
    assert f"{SITE}/authors/nobody-yet/" not in found


def test_the_news_map_has_the_last_two_days(client):
    make_article("Old", published_at=from_now(hours=-49))
    article = make_article("Ships & gulls", published_at=from_now(hours=-2))

    root = read(client, "/news-sitemap.xml")

    assert [title.text for title in root.iter(f"{NEWS}title")] == ["Ships & gulls"]
    assert next(root.iter(f"{NEWS}name")).text == "The Test Post"
    assert next(root.iter(f"{NEWS}language")).text == "en"
    moment = datetime.fromisoformat(next(root.iter(f"{NEWS}publication_date")).text)
    assert moment == article.published_at.replace(microsecond=0)


def test_the_news_map_is_bounded(client, monkeypatch):
    monkeypatch.setattr("broadsheet.articles.sitemaps.MOST_NEWS", 2)
    for _n in range(3):
        make_article()

    assert len(places(client, "/news-sitemap.xml")) == 2


def test_what_may_not_be_read_is_on_no_map(client):
    make_article("Open", published_at=from_now(hours=-1))
    make_article(
        "Canary",
        slug="canary",
        authors=[make_author("Canary")],
        topics=[make_topic("Canary")],
        embargo_until=from_now(hours=3),
    )
    month = f"{from_now(hours=-1):%Y-%m}"

    for address in (
        "/sitemap.xml",
        f"/sitemap/{month}.xml",
        "/sitemap/pages.xml",
        "/news-sitemap.xml",
    ):
        assert b"anary" not in client.get(address).content


def test_without_the_gate_it_would_be(client, monkeypatch):
    make_article(
        "Canary", slug="canary", published_at=from_now(hours=-1), embargo_until=from_now(hours=3)
    )
    monkeypatch.setattr(gate, "readable", lambda at=None: Q(published_at__isnull=False))

    assert b"canary" in client.get(f"/sitemap/{from_now(hours=3):%Y-%m}.xml").content


@pytest.mark.parametrize(
    "part", ["2025-04", "2025-13", "2025-00", "0000-01", "9999-12", "x", "2025-1"]
)
def test_a_month_that_is_none_or_empty_is_not_found(client, part):
    make_article(published_at=datetime(2025, 3, 5, 9, tzinfo=UTC))

    assert client.get(f"/sitemap/{part}.xml").status_code == 404


def test_an_empty_paper_has_its_maps(client):
    make_paper()

    assert places(client, "/sitemap.xml") == [f"{SITE}/sitemap/pages.xml"]
    assert places(client, "/news-sitemap.xml") == []


@pytest.mark.once
def test_a_map_takes_the_same_queries_for_few_and_many(client):
    section = make_section()
    moments = {3: datetime(2025, 3, 5, tzinfo=UTC), 20: datetime(2025, 5, 5, tzinfo=UTC)}
    for count, moment in moments.items():
        for _n in range(count):
            make_article(section=section, published_at=moment)
    counts = []
    for part in ("2025-03", "2025-05"):
        client.get(f"/sitemap/{part}.xml")
        with CaptureQueriesContext(connection) as made:
            client.get(f"/sitemap/{part}.xml")
        counts.append(len(made))

    assert counts[0] == counts[1] <= 6


def test_robots_are_told_where_not_to_go_and_where_the_maps_are(client):
    text = client.get("/robots.txt", headers={"host": "localhost"}).content.decode()

    for path in ("/desk/", "/preview/", "/search/", "/account/"):
        assert f"Disallow: {path}\n" in text
    assert f"Sitemap: {SITE}/sitemap.xml\n" in text
    assert f"Sitemap: {SITE}/news-sitemap.xml\n" in text
