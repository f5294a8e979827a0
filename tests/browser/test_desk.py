"""The desk, in a real browser: an editor publishes, a reporter submits, an editor corrects."""

import itertools
import re

import pytest

number = itertools.count(1)


@pytest.fixture(scope="session")
def city(paper):
    """The id of the section City."""
    ask = (
        "from broadsheet.articles.models import Section; print(Section.objects.get(slug='city').pk)"
    )
    return int(paper.manage("shell", "--no-imports", "-c", ask).split()[-1])


def write(page, city, headline):
    """Begin an article in City: headline, standfirst, one heading in the text."""
    page.goto(f"/desk/pages/add/broadsheet_articles/article/{city}/")
    page.locator("[name=title]").fill(headline)
    page.locator("[name=standfirst]").fill("What happened, in one sentence.")
    page.locator("button[title='Insert a block']").first.click()
    page.get_by_role("option", name="Heading").click()
    page.locator("[name='body-0-value']").fill("A heading in the text")


def choose(page, action):
    """Press one of the buttons in the footer's menu."""
    button = page.locator(f"footer [name={action}]").first
    if not button.is_visible():
        page.locator("footer .w-dropdown__toggle").click()
    button.click()


def test_an_editor_writes_and_publishes_and_a_visitor_reads(sign_in, open_page, city):
    headline = f"Lamps are lit on Tar Street {next(number)}"
    desk = sign_in("editor")
    write(desk, city, headline)
    choose(desk, "action-publish")
    desk.wait_for_selector(".messages .success, [data-controller='w-messages'] .success")
    desk.wait_for_load_state("networkidle")

    visitor = open_page()
    visitor.goto("/city/")
    visitor.get_by_role("link", name=headline).first.click()
    assert visitor.locator("[data-part=headline]").inner_text() == headline
    assert "A heading in the text" in visitor.locator("[data-part=body]").inner_text()


def test_a_reporter_may_submit_and_not_publish(sign_in, open_page, city):
    headline = f"A reporter's first draft {next(number)}"
    desk = sign_in("reporter")
    write(desk, city, headline)

    assert desk.locator("footer [name=action-publish]").count() == 0
    choose(desk, "action-submit")
    desk.wait_for_selector(".messages .success, [data-controller='w-messages'] .success")
    visitor = open_page()
    visitor.goto("/city/")
    assert visitor.get_by_role("link", name=headline).count() == 0


def test_a_publisher_corrects_a_report_and_a_visitor_reads_what_is_right(sign_in, open_page, paper):
    ask = "from broadsheet.articles.models import Article; a = Article.objects.get(slug='north-quay-sinking'); print(a.pk)"
    pk = paper.manage("shell", "--no-imports", "-c", ask).split()[-1]
    desk = sign_in("publisher")
    desk.goto(f"/desk/pages/{pk}/edit/")
    desk.get_by_role("button", name="Actions").first.click()
    desk.get_by_role("link", name=re.compile("^Correct")).first.click()
    desk.locator("[name=was_wrong]").fill("It said Monday.")
    desk.locator("[name=is_right]").fill("It was Tuesday.")
    desk.get_by_role("button", name=re.compile("^(Publish|Correct|Save)")).last.click()
    desk.wait_for_load_state("networkidle")

    visitor = open_page()
    visitor.goto("/port/north-quay-sinking/")
    assert "It was Tuesday." in visitor.locator("[data-part=correction]").first.inner_text()
    assert visitor.locator("[data-part=updated]").is_visible()
