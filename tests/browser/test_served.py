"""The paper that ``broadsheet demo`` serves arrives in a browser."""

from __future__ import annotations


def test_the_front_arrives_with_its_style(page):
    page.goto("/")

    assert page.title().startswith("The Harbour Post")
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith(
        ("Newsreader", '"Newsreader')
    )


def test_an_article_is_whole_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/port/north-quay-sinking/")

    assert "Nobody" in page.locator("main").inner_text()


def test_an_editor_arrives_at_the_desk(sign_in):
    page = sign_in("editor")

    assert page.url.endswith("/desk/")
