"""Nothing moves when the real faces arrive: their stand-ins take the same room."""

from __future__ import annotations

import pytest

FONTS = "**/*.woff2"
TOP = "() => Math.round(document.querySelector('main').getBoundingClientRect().top)"
ARRIVED = "() => document.fonts.ready.then(() => true)"


@pytest.mark.parametrize("address", ["/", "/port/north-quay-sinking/"])
@pytest.mark.parametrize("width", [360, 390, 412, 1440])
def test_the_masthead_is_as_high_with_stand_ins_as_with_the_faces(open_page, width, address):
    tops = []
    for with_faces in (True, False):
        page = open_page(viewport={"width": width, "height": 800})
        if not with_faces:
            page.route(FONTS, lambda route: route.abort())
        page.goto(address)
        page.evaluate(ARRIVED)
        tops.append(page.evaluate(TOP))

    assert tops[0] == tops[1]


def test_without_stand_ins_the_page_would_jump(open_page):
    """The twin: any other face in their place is wider, and the sections take a second line."""
    page = open_page(viewport={"width": 412, "height": 800})
    page.goto("/")
    page.evaluate(ARRIVED)
    before = page.evaluate(TOP)
    page.evaluate("() => document.documentElement.style.setProperty('--sans', '\"DejaVu Sans\"')")

    assert page.evaluate(TOP) > before
