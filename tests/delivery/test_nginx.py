"""nginx in front, with the configuration that ``broadsheet nginx`` prints."""

from __future__ import annotations

import gzip
import os
import re
import socket
import subprocess
import time
from types import SimpleNamespace

import pytest

from broadsheet.delivery.faces import NOBODYS
from broadsheet.delivery.records import Baked, Snapshot
from tests.browser.conftest import built_paper
from tests.delivery import nginx, wire
from tests.delivery.served import ROOT, served
from tests.delivery.served_club import WORDS
from tests.project.programs import broadsheet, free_port, wait_until

__all__ = ["built_paper"]

pytestmark = pytest.mark.once

GZIP = [("Accept-Encoding", "gzip")]
RESTING = b"This part of the site is resting"


@pytest.fixture(scope="module")
def site(built_paper, tmp_path_factory):
    with served(built_paper, tmp_path_factory.mktemp("nginx") / "paper") as found:
        yield found


@pytest.fixture(scope="module")
def door(site):
    """nginx before the paper."""
    with nginx.before(site, site.folder.parent / "nginx") as port:
        yield port


@pytest.fixture(scope="module")
def alone(site, article):
    """nginx whose front does not answer: nobody listens there."""
    with nginx.before(site, site.folder.parent / "alone", upstream=free_port()) as port:
        yield port


@pytest.fixture(scope="module")
def article(site):
    """The address of an article that is baked."""
    address = site.an_article()
    assert wire.ask(site.port, address).status == 200
    return address


@pytest.fixture
def kept(site, article):
    return site.store.read(article, NOBODYS)


def put_aside(site, address, body):
    """Put another page into the folder, as the press does."""
    page = Baked(address, "", body, [("Content-Type", "text/html; charset=utf-8")])
    site.store.put(
        page, _nothing(), Snapshot(2**62, 2**62)
    )  # later than any change: the press leaves it alone


def _nothing():
    return SimpleNamespace(
        keys=set(), varies_on=frozenset(), asks=frozenset(), until=None, unwatched=False
    )


# What it serves itself ----------------------------------------------------------------


def test_a_baked_page_is_served_without_the_front(alone, kept, article):
    reply = wire.ask(alone, article)

    assert reply.status == 200
    assert reply.body == kept.plain


def test_what_is_compressed_is_what_the_store_holds(alone, kept, article):
    reply = wire.ask(alone, article, headers=GZIP)

    assert reply.body == kept.gzipped
    assert reply.get("Content-Encoding") == "gzip"


@pytest.mark.parametrize("accepts", ["identity", "br", "gzip;q=0", "deflate"])
def test_a_browser_that_cannot_unpack_gets_it_plain(alone, kept, article, accepts):
    reply = wire.ask(alone, article, headers=[("Accept-Encoding", accepts)])

    assert reply.body == kept.plain
    assert reply.get("Content-Encoding") == ""


@pytest.mark.parametrize("wants", [[], GZIP])
def test_the_headers_are_those_that_the_front_sends(site, door, article, wants):
    theirs = wire.ask(site.port, article, headers=wants).facts("etag", "vary")
    ours = wire.ask(door, article, headers=wants).facts("etag", "vary")

    ours.pop("accept-ranges", None)
    assert ours == theirs
    assert "Cookie" in wire.ask(door, article).get("Vary")


def test_every_kept_page_has_the_headers_that_nginx_sends(site):
    """nginx has one set for all: a page with a header of its own would lose it."""
    for address in ("/", "/corrections/", "/authors/", "/topics/", "/archive/", "/search/"):
        assert wire.ask(site.port, address).status == 200
    rows = site.store.index.execute(
        "SELECT DISTINCT headers FROM page WHERE file LIKE 'visitor/%.html'"
    ).fetchall()

    sets = {tuple(sorted(re.sub(r"[\"',;\[\]]", " ", row[0]).split())) for row in rows}
    assert len(sets) == 1


def test_head_brings_no_body(alone, kept, article):
    reply = wire.ask(alone, article, method="HEAD")

    assert (reply.status, reply.body) == (200, b"")
    assert reply.get("Content-Length") == str(len(kept.plain))


def test_a_range_is_a_part_of_the_page(alone, kept, article):
    reply = wire.ask(alone, article, headers=[("Range", "bytes=10-19")])

    assert reply.status == 206
    assert reply.body == kept.plain[10:20]


@pytest.mark.parametrize("wants", [[], GZIP])
def test_a_page_that_the_reader_has_is_not_sent_again(alone, article, wants):
    mark = wire.ask(alone, article, headers=wants).get("ETag")
    again = wire.ask(alone, article, headers=[*wants, ("If-None-Match", mark)])

    assert mark
    assert (again.status, again.body) == (304, b"")


def test_the_plain_and_the_compressed_page_have_marks_of_their_own(alone, article):
    compressed = wire.ask(alone, article, headers=GZIP).get("ETag")

    assert compressed != wire.ask(alone, article).get("ETag")
    assert wire.ask(alone, article, headers=[("If-None-Match", compressed)]).status == 200


def test_two_versions_of_one_second_and_one_length_have_marks_of_their_own(site, alone):
    marks = set()
    for body in (b"the first one", b"another page!", b"and a third! "):
        put_aside(site, "/alike/", body)
        assert wait_until(lambda body=body: wire.ask(alone, "/alike/").body == body, patience=3)
        marks.add(wire.ask(alone, "/alike/").get("ETag"))

    assert len(marks) == 3


def test_a_folder_that_has_not_caught_up_is_left_to_the_front(site, article):
    """What has been withdrawn while this machine was off must not be shown when it is on."""
    changed = {f"{site.baked}/served": f"{site.baked}/not-served"}  # as while there is no link
    folder = site.folder.parent / "not-caught-up"
    with nginx.before(site, folder, upstream=free_port(), changed=changed) as port:
        assert wire.ask(port, article).status == 503


def test_when_a_page_was_written_says_nothing_about_its_being_the_same(alone, article):
    asked = [("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")]
    reply = wire.ask(alone, article, headers=asked)

    assert reply.status == 200
    assert reply.get("Last-Modified") == ""


@pytest.mark.parametrize(
    "query",
    ["?", "?utm_source=letter", "?fbclid=x", "?gclid=1&utm_medium=%20", "?mc_cid=1&mc_eid=2"],
)
def test_what_a_campaign_adds_changes_nothing(alone, kept, article, query):
    assert wire.ask(alone, article + query).body == kept.plain


@pytest.mark.parametrize("query", ["?page=2", "?utm_source=x&page=2", "?UTM_SOURCE=x", "?fbclid"])
def test_any_other_query_is_the_fronts(alone, article, query):
    assert wire.ask(alone, article + query).status == 503


def test_a_search_is_answered_by_the_front(door):
    assert b"quayside" in wire.ask(door, "/search/?q=quayside").body


# What it passes on ----------------------------------------------------------------------


def test_whoever_has_a_pass_is_the_fronts(site, door, article):
    member = [("Cookie", f"theme=dark; {site.a_pass('supporter')}")]
    reply = wire.ask(door, article, headers=member)

    assert WORDS.encode() in reply.body
    assert WORDS.encode() not in wire.ask(door, article).body


@pytest.mark.parametrize("cookie", ["sessionid=x", "broadsheet_pass=x", "a=b; sessionid=x"])
def test_whoever_may_be_known_is_not_answered_from_the_folder(alone, article, cookie):
    assert wire.ask(alone, article, headers=[("Cookie", cookie)]).status == 503


def test_a_pass_in_a_second_cookie_header_counts(site, door, article):
    lines = [("Cookie", "theme=dark"), ("Cookie", site.a_pass("supporter"))]

    assert WORDS.encode() in wire.ask(door, article, headers=lines).body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_whoever_wants_more_than_to_read_is_the_fronts(alone, article, method):
    assert wire.ask(alone, article, method=method).status == 503


@pytest.mark.parametrize(
    "variant",
    ["{}index.html", "{}index.html.gz", "/{}", "{}/", "{}.", "/./{}", "{}%2e/", "{}%2f", "/a/..{}"],
)
def test_no_variant_of_an_address_is_answered_from_the_folder(alone, door, article, variant):
    target = variant.format(article)

    assert wire.ask(alone, target).status == 503
    assert wire.ask(door, target).status == 404


@pytest.mark.parametrize("address", ["/feed/", "/feed.rss", "/feed.json", "/sitemap.xml"])
def test_feeds_and_maps_have_the_type_that_the_front_gives_them(site, door, address):
    theirs, ours = wire.ask(site.port, address), wire.ask(door, address)

    assert ours.body == theirs.body
    assert ours.get("Content-Type") == theirs.get("Content-Type")


def test_the_front_is_told_who_asks_and_how_and_not_what_the_client_says(site, tmp_path):
    lies = ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "X_Real_IP"]
    with socket.create_server(("127.0.0.1", 0)) as front:
        theirs = front.getsockname()[1]
        with nginx.before(site, tmp_path, upstream=theirs) as port:
            asked = [(name, "lie.example") for name in lies]
            heard = nginx.heard_by(front, port, wire.message(port, "/x", headers=asked))

    assert b"lie.example" not in heard
    assert b"X-Forwarded-For: 127.0.0.1\r\n" in heard
    assert b"X-Forwarded-Proto: http\r\n" in heard


# When things change, and when they break ------------------------------------------------


def test_a_replaced_page_is_seen_within_a_second(site, door):
    put_aside(site, "/aside/", b"first")
    assert wait_until(lambda: wire.ask(door, "/aside/").body == b"first", patience=2)
    began = time.monotonic()
    put_aside(site, "/aside/", b"second")

    seen = wait_until(lambda: wire.ask(door, "/aside/").body == b"second", patience=5)
    assert seen, (wire.ask(door, "/aside/"), site.store.state.trusted, site.log)
    assert time.monotonic() - began < 2.2  # nginx counts whole seconds, and so does the press here


def test_a_page_that_is_dropped_is_asked_of_the_front(site, door):
    put_aside(site, "/dropped/", b"here")
    assert wire.ask(door, "/dropped/").body == b"here"
    began = time.monotonic()
    site.store.drop("/dropped/")

    assert wait_until(lambda: wire.ask(door, "/dropped/").status == 404, patience=5)
    assert time.monotonic() - began < 2.2


def test_without_the_front_the_rest_is_a_plain_503(alone):
    for address in ("/account/sign-in/", "/desk/", "/nowhere/", "/search/?q=x"):
        reply = wire.ask(alone, address)
        assert (reply.status, reply.get("Retry-After")) == (503, "5")
        assert RESTING in reply.body
        assert reply.get("Cache-Control") == "no-store"


def test_style_sheets_stand_for_ever_and_are_compressed(site, alone):
    sheet = re.search(rb'/static/[^"]+\.[0-9a-f]{12}\.css', wire.ask(alone).body)[0].decode()
    theirs = wire.ask(site.port, sheet)
    ours = wire.ask(alone, sheet, headers=GZIP)

    assert gzip.decompress(ours.body) == theirs.body
    assert ours.get("Cache-Control") == theirs.get("Cache-Control")
    assert "immutable" in ours.get("Cache-Control")
    assert ours.get("Content-Type") == theirs.get("Content-Type")
    assert wire.ask(alone, f"{sheet}.gz").status == 503


@pytest.fixture(scope="module")
def picture(site, article):
    """The address of a picture that is kept."""
    found = re.search(rb'<img[^>]* src="(/pictures/[^"]+)"', wire.ask(site.port, article).body)
    assert found is not None
    assert wire.ask(site.port, found[1]).status == 200
    return found[1].decode()


def test_a_kept_picture_is_served_without_the_front(site, alone, picture):
    theirs, ours = wire.ask(site.port, picture), wire.ask(alone, picture, headers=GZIP)

    assert (ours.status, ours.body) == (200, theirs.body)
    apart = ("etag", "last-modified", "accept-ranges")
    assert ours.facts(*apart) == theirs.facts(*apart)
    assert ours.get("Content-Security-Policy") == "default-src 'none'; sandbox"
    mark = ours.get("ETag")
    assert wire.ask(alone, picture, headers=[("If-None-Match", mark)]).status == 304


@pytest.mark.parametrize("variant", ["{}.gz", "{}/", "/pictures/./{}", "/pictures/../{}", "/{}"])
def test_no_variant_of_a_picture_is_answered_from_the_folder(alone, picture, variant):
    assert wire.ask(alone, variant.format(picture)).status == 503


def test_a_picture_that_is_not_kept_is_asked_of_the_front(site, door, alone, picture):
    assert wire.ask(alone, "/pictures/images/nowhere.webp").status == 503
    assert wire.ask(door, "/pictures/images/nowhere.webp").status == 404
    site.store.drop(picture)
    assert wait_until(lambda: wire.ask(alone, picture).status == 503, patience=3)
    assert wire.ask(door, picture).status == 200


def test_head_of_a_picture_tells_its_size(site, alone, picture):
    size = len(wire.ask(site.port, picture).body)

    for port in (site.port, alone):
        reply = wire.ask(port, picture, method="HEAD")
        assert (reply.status, reply.body) == (200, b"")
        assert reply.get("Content-Length") == str(size)


def test_a_slow_client_stops_nobody_and_is_let_go(door, article):
    with socket.create_connection(("127.0.0.1", door)) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        began = time.monotonic()
        while time.monotonic() - began < 7:
            quick = time.monotonic()
            assert wire.ask(door, article).status == 200
            assert time.monotonic() - quick < 1
            time.sleep(0.3)
            try:
                slow.sendall(b"x")
            except ConnectionError:
                break
        assert 4 < time.monotonic() - began < 7


def test_another_paper_is_not_served_here(door):
    reply = wire.ask(door, headers=[("Host", "other.example")])

    assert reply.status == 400
    assert b"Harbour" not in reply.body


# Twins: the same configuration with its questions answered before they are asked ------------


@pytest.fixture(scope="module")
def credulous(site, article):
    """nginx that takes everybody for a visitor who wants a page, and looks at no file again."""
    said = "broadsheet_reads$broadsheet_unknown$broadsheet_no_query$broadsheet_exact"
    changed = {
        f'map "${said}"': 'map "1111"',
        "open_file_cache_valid 1s;": "open_file_cache_valid 60s;",
        "client_header_timeout 5s;": "client_header_timeout 60s;",
    }
    folder = site.folder.parent / "credulous"
    with nginx.before(site, folder, upstream=free_port(), changed=changed) as port:
        yield port


@pytest.mark.parametrize(
    ("method", "variant", "cookie"),
    [("GET", "{}", "sessionid=x"), ("GET", "{}?page=2", ""), ("GET", "/{}", ""), ("GET", "/./{}", "")],
)  # fmt: skip
def test_without_the_questions_nginx_answers_too_much(
    credulous, alone, article, method, variant, cookie
):
    asked = {"method": method, "headers": [("Cookie", cookie)]}

    assert wire.ask(credulous, variant.format(article), **asked).status == 200
    assert wire.ask(alone, variant.format(article), **asked).status == 503


def test_a_longer_memory_of_files_would_serve_what_was_replaced(site, credulous):
    put_aside(site, "/aside/", b"first")
    assert wire.ask(credulous, "/aside/").body == b"first"
    put_aside(site, "/aside/", b"second")
    time.sleep(2.2)

    assert wire.ask(credulous, "/aside/").body == b"first"


# The configuration -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def with_tls(site):
    return site.command("nginx", "--server-name", "paper.example")


def test_nginx_takes_the_file_with_tls(with_tls, tmp_path):
    pair = ["-keyout", str(tmp_path / "privkey.pem"), "-out", str(tmp_path / "fullchain.pem")]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x", *pair],
        check=True,
        capture_output=True,
    )
    ours = with_tls.replace("/etc/ssl/paper.example/", f"{tmp_path}/")
    # Not the ports of this machine.
    ours = ours.replace("443", str(free_port())).replace(":80 ", f":{free_port()} ")
    ours = re.sub(r"(:|listen )80\b", rf"\g<1>{free_port()}", ours)

    assert nginx.accepts(tmp_path, ours) == (True, nginx.WELL.format(folder=tmp_path))


def test_what_is_to_be_filled_in_is_named(with_tls):
    assert with_tls.count("PLACEHOLDER") == 2
    assert "ssl_certificate     /etc/ssl/paper.example/fullchain.pem;" in with_tls
    assert "return 301 https://$host$request_uri;" in with_tls
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in with_tls


def test_the_same_paper_gives_the_same_file(site, with_tls):
    assert site.command("nginx", "--server-name", "paper.example") == with_tls


def test_behind_a_cdn_pages_say_what_it_may_keep(site, with_tls):
    told = {**site.environment, "SERVED_BEHIND_CDN": "1"}
    printed = broadsheet("nginx", "--server-name", "paper.example", cwd=ROOT, **told).stdout

    assert 'add_header Cache-Control "public, max-age=0, s-maxage=' in printed
    assert 'add_header Cache-Control "no-cache";' in with_tls


def test_outside_a_newsroom_it_says_where_to_go(tmp_path):
    done = broadsheet("nginx", cwd=tmp_path)

    assert done.returncode == 1
    assert "This is not a Broadsheet folder" in done.stderr


def test_without_baked_pages_it_says_what_makes_them(site, tmp_path):
    told = {**site.environment, "BROADSHEET_VAR": str(site.folder)}
    os.rename(site.baked, tmp_path / "elsewhere")
    try:
        done = broadsheet("nginx", cwd=ROOT, **told)
    finally:
        os.rename(tmp_path / "elsewhere", site.baked)

    assert done.returncode == 1
    assert "Run “broadsheet serve” once" in done.stderr


@pytest.mark.parametrize(
    "words", [("--listen", "80; evil"), ("--upstream", "x}"), ("--server-name", "a b;")]
)
def test_what_nginx_would_not_take_is_refused(site, words):
    done = broadsheet("nginx", *words, cwd=ROOT, **site.environment)

    assert done.returncode == 1
    assert "makes no sense to nginx" in done.stderr
