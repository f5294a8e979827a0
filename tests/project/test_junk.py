"""Addresses with junk in them: 404 (or a polite 400), never 500."""

import pytest

from tests.paper import make_article, make_author, make_picture, make_topic

pytestmark = pytest.mark.django_db

JUNK = [
    "%00", "%ff%fe", "%ed%a0%80", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "%F0%9F%A6%86",
    "%E2%80%AEgnp.exe", "'%20OR%201=1--", "<script>alert(1)</script>", "%3Cscript%3E", "a" * 1900, "a" * 8000,
    "%", "%zz", ";x=1", "a;b.css", "-1", "0", "99999999999999999999999", "NaN", "null", "undefined", "~root",
    "wp-login.php", ".env", ".git/config", "x.css", "%0d%0aSet-Cookie:%20a=b", "\u00e9", "e%CC%81", "%E0%A4%A",
    "{{7*7}}", "%24%7Bjndi%7D", "*", "a%09b", "a%20b", "[]", "%5B%5D", "|", "^", "`", "\\..\\..", "%5c",
]  # fmt: skip
PLACES = [
    "/{}", "/{}/", "/city/{}/", "/city/{}", "/authors/{}/", "/authors/maren-oduya/{}", "/topics/{}/", "/archive/{}/",
    "/archive/2026/{}/", "/archive/2026/10/{}/", "/sitemap/{}.xml", "/pictures/{}", "/pictures/images/{}", "/files/{}",
    "/files/1/{}", "/preview/{}/", "/feed.{}", "/{}/feed/", "/city/feed.{}", "/search/{}",
]  # fmt: skip
QUERIES = [
    "/?before={}", "/city/?before={}", "/city/?after={}", "/city/?before=1-1&after={}", "/authors/maren-oduya/?before={}",
    "/topics/harbour/?after={}", "/corrections/?before={}", "/search/?q={}", "/search/?q=a&page={}", "/search/?q=a&section={}",
    "/search/?q=a&author={}", "/search/?q=a&order={}", "/feed/?{}", "/pictures/images/x.webp?key={}", "/account/sign-in/?next={}",
]  # fmt: skip


@pytest.fixture
def paper():
    return make_article(authors=[make_author()], topics=[make_topic()], lead_picture=make_picture())


@pytest.mark.parametrize("place", PLACES)
def test_a_junk_address_is_not_found(client, paper, place):
    for junk in JUNK:
        response = client.get(place.format(junk))
        assert response.status_code in {301, 302, 400, 404, 410}, (
            place,
            junk,
            response.status_code,
        )


@pytest.mark.parametrize("place", QUERIES)
def test_a_junk_query_breaks_nothing(client, paper, place):
    for junk in JUNK:
        response = client.get(place.format(junk.replace("#", "%23").replace("&", "%26")))
        assert response.status_code < 500, (place, junk)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_reading_only_reads(client, paper, method):
    for address in ("/", "/city/", paper.url, "/authors/maren-oduya/", "/archive/"):
        assert getattr(client, method)(address).status_code in {403, 404, 405}, address


def test_a_host_that_is_not_ours_is_refused_politely(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
