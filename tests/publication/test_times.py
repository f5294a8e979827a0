"""Times as readers see them: in the paper's zone, in the page's language."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import time_machine
from django.utils import timezone, translation

from broadsheet.publication.templatetags.broadsheet import when

MORNING = datetime(2026, 10, 8, 9, 0, tzinfo=UTC)
HALIFAX = ZoneInfo("America/Halifax")


def printed(form="full", language="en-gb", moment=MORNING):
    with translation.override(language), timezone.override(HALIFAX):
        return when(moment, form)


def test_a_moment_is_printed_in_the_papers_zone_for_people_and_machines():
    assert (
        printed() == '<time datetime="2026-10-08T06:00-03:00">8 October 2026, 06:00\u00a0ADT</time>'
    )


def test_winter_has_its_own_zone():
    winter = datetime(2026, 12, 8, 10, 0, tzinfo=UTC)
    assert (
        printed(moment=winter)
        == '<time datetime="2026-12-08T06:00-04:00">8 December 2026, 06:00\u00a0AST</time>'
    )


def test_hebrew_has_its_own_dates():
    assert "8 באוקטובר 2026, 06:00" in printed(language="he")
    assert "יום חמישי, 8 באוקטובר 2026" in printed("long_day", "he")


def test_a_language_without_formats_of_ours_still_prints_every_form():
    for form in ("full", "day", "long_day", "short", "stamp"):
        assert "<time" in printed(form, "ar")


def test_today_is_a_time_and_another_day_a_short_date():
    with time_machine.travel(MORNING):
        assert ">06:00<" in printed("short")
    with time_machine.travel(datetime(2026, 10, 9, 12, 0, tzinfo=UTC)):
        assert ">8 Oct<" in printed("short")


def test_a_day_has_no_zone():
    assert (
        printed("day", moment=date(2026, 10, 8))
        == '<time datetime="2026-10-08">8 October 2026</time>'
    )


def test_a_day_has_nothing_after_it():
    assert printed("full", moment=date(2026, 10, 8)).endswith(">8 October 2026</time>")
