"""Reading, in a real browser."""

import pytest

from tests.browser.kinds import KINDS

ARTICLE = KINDS["article"]
EVERY_KIND = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())


def test_an_article_is_whole_without_javascript(visit):
    seen = visit(ARTICLE, scripts=False)

    assert "Nobody measured again for nine." in seen.page.locator("[data-part=body]").inner_text()
    for part in (
        "headline",
        "standfirst",
        "byline",
        "published",
        "updated",
        "lead-picture",
        "correction",
    ):
        assert seen.page.locator(f"[data-part={part}]").first.is_visible(), part
    assert not seen.page.locator("[data-share]").is_visible()


@EVERY_KIND
def test_a_page_asks_nothing_of_other_houses_and_complains_of_nothing(visit, paper, path):
    seen = visit(path)
    seen.page.wait_for_load_state("networkidle")

    assert [url for url in seen.requests if not url.startswith(paper.address)] == []
    assert [text for text in seen.complaints if "404 (Not Found)" not in text] == []


@EVERY_KIND
def test_a_page_fits_every_window(visit, path):
    page = visit(path).page
    for width in (320, 390, 768, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


def test_the_first_tab_skips_to_the_text(visit):
    page = visit(ARTICLE).page
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("href") == "#main"
    assert focused.bounding_box()["height"] > 20

    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_everything_that_can_be_clicked_can_be_reached_by_keyboard(visit):
    page = visit(ARTICLE).page
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button:not([hidden])')]"
        ".filter(e => e.getClientRects().length).length"
    )
    reached = set()
    for _press in range(wanted + 5):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "(() => { const all=[...document.querySelectorAll('a[href], button')];"
                " return all.indexOf(document.activeElement); })()"
            )
        )
    reached.discard(-1)
    assert len(reached) >= wanted


def test_focus_can_be_seen(visit):
    page = visit(KINDS["front"]).page
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_right_to_left_article_runs_from_right_to_left(visit):
    page = visit(KINDS["right-to-left article"]).page

    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("document.documentElement.lang") == "he"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).textAlign") in {
        "start",
        "right",
    }
    text, meta = (page.locator(part).first.bounding_box() for part in (".prose", ".meta"))
    assert meta["x"] > text["x"]


@pytest.mark.parametrize(
    ("part", "face"),
    [("headline", "Newsreader"), ("body", "Newsreader"), ("published", "Public Sans")],
)
def test_each_part_is_set_in_its_face(visit, part, face):
    page = visit(ARTICLE).page
    page.evaluate("document.fonts.ready")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    selector = f"[data-part={part}]" + (" p" if part == "body" else "")
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]

    assert [font["familyName"].startswith(face) for font in fonts] == [True] * len(fonts), fonts


def test_dark_is_dark(visit):
    light, dark = (
        visit(ARTICLE, scheme=scheme).page.evaluate(
            "getComputedStyle(document.documentElement).backgroundColor"
        )
        for scheme in ("light", "dark")
    )

    assert light == "rgb(255, 255, 255)"
    assert dark == "rgb(18, 23, 26)"


def test_paper_gets_the_report_without_the_rest(visit):
    page = visit(ARTICLE).page
    page.emulate_media(media="print")

    assert page.locator("[data-part=body]").is_visible()
    assert not page.locator("[data-part=section-nav]").is_visible()
    assert not page.locator("[data-part=related]").is_visible()


def test_an_embed_loads_nothing_until_it_is_asked(visit, paper, with_embed):
    seen = visit(with_embed)
    player = seen.page.locator("[data-embed]").first.get_attribute("data-embed-src")
    seen.page.route("https://**", lambda route: route.fulfill(body="player"))
    assert all(url.startswith(paper.address) for url in seen.requests)

    seen.page.locator("[data-embed]").first.click()
    seen.page.wait_for_selector("iframe")
    assert seen.page.locator("iframe").get_attribute("src") == player
    assert seen.page.evaluate("document.activeElement.tagName") == "IFRAME"


def test_a_tall_and_a_long_headline_break_nothing(visit):
    page = visit(ARTICLE, width=320).page
    page.evaluate(
        "document.querySelector('h1').textContent = 'Donaudampfschifffahrtsgesellschaft '.repeat(6)"
    )

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.fixture
def with_embed():
    """The address of an article with an embed."""
    import tomllib
    from pathlib import Path

    content = Path(__file__).parents[2] / "src/broadsheet/demo/content/articles"
    for path in sorted(content.glob("*/*.md")):
        text = path.read_text(encoding="utf-8")
        facts = tomllib.loads(text.split("+++")[1])
        if (
            ":::embed" in text
            and facts.get("state", "live") == "live"
            and "embargo_days" not in facts
        ):
            return f"/{path.parent.name}/{path.stem}/"
    raise AssertionError("no article of the demo has an embed")
