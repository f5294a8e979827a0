"""The archive by year, month and day, in the paper's own zone."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from broadsheet.articles.models import Article
from tests.paper import from_now, make_article, make_paper, make_section

pytestmark = pytest.mark.django_db

HEADLINES = re.compile(r"<h3><a [^>]*>([^<]*)</a></h3>")


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False):
        yield


def at(*moment):
    return datetime(*moment, tzinfo=UTC)


def headlines(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return HEADLINES.findall(response.content.decode())


def test_a_day_has_what_was_published_on_it(client):
    make_article("Today", published_at=at(2026, 10, 8, 9))
    make_article("Later", published_at=at(2026, 10, 8, 11))
    make_article("The day before", published_at=at(2026, 10, 7, 9))

    assert headlines(client, "/archive/2026/10/08/") == ["Later", "Today"]


def test_a_day_begins_at_the_papers_own_midnight(client):
    make_paper(zone="Asia/Tokyo")
    make_article("Long ago", published_at=at(2025, 1, 1))
    make_article("Evening in Greenwich", published_at=at(2026, 10, 7, 15))

    assert headlines(client, "/archive/2026/10/08/") == ["Evening in Greenwich"]
    assert headlines(client, "/archive/2026/10/07/") == []


@pytest.mark.parametrize(
    ("zone", "day", "inside", "outside"),
    [
        # Clocks go forward in Lisbon at 01:00 on 29 March: a day of 23 hours.
        ("Europe/Lisbon", "2026/03/29", [at(2026, 3, 29, 0), at(2026, 3, 29, 22, 59)], [at(2026, 3, 29, 23)]),
        # And back on 25 October: a day of 25 hours.
        ("Europe/Lisbon", "2026/10/25", [at(2026, 10, 24, 23), at(2026, 10, 25, 23, 59)], [at(2026, 10, 24, 22, 59)]),
        # In Beirut the clock jumps from midnight to one: the day has no midnight.
        ("Asia/Beirut", "2026/03/29", [at(2026, 3, 28, 22), at(2026, 3, 29, 20, 59)], [at(2026, 3, 28, 21, 59)]),
        # In Havana midnight comes twice; the first counts.
        ("America/Havana", "2026/11/01", [at(2026, 11, 1, 4), at(2026, 11, 2, 4, 59)], [at(2026, 11, 1, 3, 59)]),
    ],
)  # fmt: skip
def test_a_day_on_which_clocks_change_has_all_its_hours(client, zone, day, inside, outside):
    make_paper(zone=zone)
    make_article("Long ago", published_at=at(2025, 1, 1))
    for n, moment in enumerate(inside):
        make_article(f"Inside {n}", published_at=moment)
    for moment in outside:
        make_article("Outside", published_at=moment)

    assert headlines(client, f"/archive/{day}/") == ["Inside 1", "Inside 0"]


def test_a_day_leads_to_the_nearest_days_with_articles(client):
    for day in (1, 8, 20):
        make_article(f"Day {day}", published_at=at(2026, 10, day, 9))

    page = client.get("/archive/2026/10/08/").content.decode()

    assert 'class="newer" href="/archive/2026/10/01/"' in page
    assert 'class="older" href="/archive/2026/10/20/"' in page


def test_a_day_without_articles_says_so_and_leads_on(client):
    make_article("One", published_at=at(2026, 10, 1, 9))

    page = client.get("/archive/2026/10/05/").content.decode()

    assert "Nothing was published on this day." in page
    assert 'name="robots" content="noindex"' in page
    assert "/archive/2026/10/01/" in page


def test_the_calendar_links_days_with_articles_and_marks_the_day(client):
    make_article("One", published_at=at(2026, 10, 1, 9))
    make_article("Two", published_at=at(2026, 10, 31, 9))

    page = client.get("/archive/2026/10/01/").content.decode()

    assert '<a href="/archive/2026/10/01/" aria-current="date">1</a>' in page
    assert '<a href="/archive/2026/10/31/">31</a>' in page
    assert "<td>2</td>" in page


def test_a_month_lists_its_articles_and_a_year_its_months(client):
    make_article("October", published_at=at(2026, 10, 8, 9))
    make_article("November", published_at=at(2026, 11, 8, 9))

    assert headlines(client, "/archive/2026/10/") == ["October"]
    year = client.get("/archive/2026/").content.decode()
    assert "/archive/2026/10/" in year
    assert "/archive/2026/09/" not in year
    assert "/archive/2026/10/" in client.get("/archive/").content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "2026/11/24", "2027", "2026/12", "2026/02/30", "2026/13", "2026/00", "0000", "0001/01/01", "9999/12/31",
        "2025/12/31", "1800", "26", "2026/1", "2026/1/1", "x", "2026/10/08/1", "٢٠٢٦",
    ],
)  # fmt: skip
def test_a_date_that_is_none_or_outside_the_archive_is_not_found(client, address):
    make_article("First", published_at=at(2026, 1, 5, 9))

    assert client.get(f"/archive/{address}/").status_code == 404


def test_an_embargo_is_not_given_away_by_the_archive(client):
    make_article("Open", published_at=at(2026, 10, 1, 9))
    make_article("Canary", published_at=at(2026, 10, 8, 9), embargo_until=from_now(hours=3))

    for address in ("2026/10/08", "2026/10", "2026/11/23", "2026/10/01", "2026"):
        page = client.get(f"/archive/{address}/").content.decode()
        assert "Canary" not in page
        assert 'href="/archive/2026/11/23/"' not in page


@pytest.mark.once
def test_a_day_takes_the_same_queries_for_few_and_many(client, django_assert_num_queries, settings):
    settings.BROADSHEET_PAGE_SIZE = 50
    section = make_section()
    for day, count in ((1, 3), (2, 50)):
        for n in range(count):
            make_article(section=section, published_at=at(2026, 10, day, 9, n))
    client.get("/archive/2026/10/01/")
    # the paper (3), the first day, its neighbours (2), the list with sections and bylines (3), the calendar,
    # and the paper again with its sections for the page (5)
    for day in ("01", "02"):
        with django_assert_num_queries(15):
            headlines(client, f"/archive/2026/10/{day}/")


def test_the_archive_is_not_fooled_by_a_withdrawn_first_article(client):
    article = make_article("First", published_at=at(2020, 1, 5, 9))
    make_article("Second", published_at=at(2026, 1, 5, 9))
    Article.objects.get(pk=article.pk).unpublish()

    assert client.get("/archive/2020/01/05/").status_code == 404
