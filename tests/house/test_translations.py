"""Texts for people are collected, and whoever reads in Hebrew reads Hebrew."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.translation import gettext, ngettext, override, trans_real
from tools import messages
from wagtail.documents import get_document_model

from broadsheet.articles.actions import correct_article, make_preview_link, withdraw_article
from broadsheet.articles.models import Article, Contribution, PlainPage
from broadsheet.articles.preview import address_of
from broadsheet.publication.models import Licence, Masthead, Publication
from tests.paper import (
    from_now,
    make_article,
    make_author,
    make_draft,
    make_paper,
    make_picture,
    make_reader,
    make_section,
    make_topic,
)
from tests.worlds import committed, kept

# The collection ------------------------------------------------------------------


def test_every_text_is_collected_and_what_readers_see_is_in_hebrew():
    assert messages.main(["--check"]) == 0


@pytest.fixture
def rooms(tmp_path) -> Path:
    """A house with one room, which may be spoilt."""
    shutil.copytree(messages.SOURCE / "readers", tmp_path / "readers")
    return tmp_path


def book_in(rooms: Path) -> Path:
    return messages.book_path(rooms / "readers", "he")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_text_without_its_translation_is_named(rooms, capsys):
    change(book_in(rooms), 'msgstr "כניסה"', 'msgstr ""')

    assert messages.main(["--check"], rooms) == 1
    assert "“Sign in”, in templates/broadsheet/readers/sign_in.html" in capsys.readouterr().err


def test_a_doubtful_translation_is_none(rooms, capsys):
    change(book_in(rooms), 'msgid "Sign in"', '#, fuzzy\nmsgid "Sign in"')

    assert messages.main(["--check"], rooms) == 1
    assert "“Sign in”" in capsys.readouterr().err


def test_a_text_that_is_not_collected_is_named(rooms, capsys):
    template = rooms / "readers/templates/broadsheet/readers/sign_in.html"
    change(template, "<h1>", '{% translate "Good morning" %}<h1>')

    assert messages.main(["--check"], rooms) == 1
    assert "“Good morning”" in capsys.readouterr().err


def test_a_stale_mo_is_found(rooms, capsys):
    change(book_in(rooms), 'msgstr "כניסה"', 'msgstr "ברוכים הבאים"')

    assert messages.main(["--check"], rooms) == 1
    assert "the .mo is stale" in capsys.readouterr().err


def test_a_translation_with_a_strange_placeholder_is_found(rooms, capsys):
    (rooms / "readers/views.py").write_text('_("%(name)s was here.")')
    messages.main([], rooms)
    change(
        book_in(rooms),
        'msgid "%(name)s was here."\nmsgstr ""',
        'msgid "%(name)s was here."\nmsgstr "%(nmae)s"',
    )

    assert messages.main(["--check"], rooms) == 1
    assert "unknown named placeholder 'nmae'" in capsys.readouterr().err


def test_collecting_keeps_translations_and_sets_those_of_lost_texts_aside(rooms):
    template = rooms / "readers/templates/broadsheet/readers/sign_in.html"
    template.write_text(template.read_text().replace("Sign in", "Come in"))
    messages.main([], rooms)
    book = book_in(rooms).read_text(encoding="utf-8")

    assert 'msgid "Email address"\nmsgstr "כתובת דוא״ל"' in book
    assert '#~ msgid "Sign in"\n#~ msgstr "כניסה"' in book


def test_the_same_texts_make_the_same_bytes(rooms):
    before = book_in(rooms).read_bytes(), book_in(rooms).with_suffix(".mo").read_bytes()
    messages.main([], rooms)

    assert (book_in(rooms).read_bytes(), book_in(rooms).with_suffix(".mo").read_bytes()) == before


def test_another_language_begins_with_empty_translations(rooms):
    messages.main(["--language", "pt-br"], rooms)

    assert (rooms / "readers/locale/pt_BR/LC_MESSAGES/django.mo").exists()
    assert messages.main(["--check"], rooms) == 1


def test_a_text_of_the_desk_may_wait_for_its_translation(rooms):
    change(book_in(rooms), 'msgstr "הצטרפות"', 'msgstr ""')
    messages.main([], rooms)

    assert messages.main(["--check"], rooms) == 0


def found_in(source: str, suffix: str = ".html") -> list[Any]:
    return [(id, context) for id, _comments, context in messages.texts_in(source, suffix)]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('{% translate "Latest" %}', ("Latest", None)),
        ("<a title=\"{% translate 'Pages' %}\">", ("Pages", None)),
        (
            '\n    {% if x %}\n        {% translate "By" context "names" %}{% endif %}',
            ("By", "names"),
        ),
        ("{{ caption|default:_('Pictures') }}", ("Pictures", None)),
        ("{% blocktranslate with a=b %}In {{ a }}{% endblocktranslate %}", ("In %(a)s", None)),
        (
            "{% blocktranslate count n=x %}a tug{% plural %}{{ n }} tugs{% endblocktranslate %}",
            (("a tug", "%(n)s tugs"), None),
        ),
    ],
)
def test_texts_are_found_in_templates(source, text):
    assert found_in(source) == [text]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('label = _("Name")', ("Name", None)),
        ('gettext_lazy("Two " "halves")', ("Two halves", None)),
        ('pgettext("names", "By")', ("By", "names")),
        ('ngettext_lazy("ship", "ships", "n")', (("ship", "ships"), None)),
        ('npgettext("sea", "ship", "ships", n)', (("ship", "ships"), "sea")),
    ],
)
def test_texts_are_found_in_python(source, text):
    assert found_in(source, ".py") == [text]


def test_what_is_said_to_translators_goes_with_the_text():
    source = '# Translators: for readers, at the foot\nx = _("Handout")'

    assert list(messages.texts_in(source, ".py")) == [
        ("Handout", ["for readers, at the foot"], None)
    ]


def test_the_texts_of_the_project_are_ones_that_django_translates():
    """The project is no app, so Django looks for no translations there."""
    with override("he"):
        for text in messages.texts_of(messages.SOURCE / "project"):
            assert gettext(str(text.id)) != text.id


def test_hebrew_counts_one_two_and_more():
    with override("he"):
        counted = [
            ngettext("%(minutes)s minute to read", "%(minutes)s minutes to read", n)
            % {"minutes": n}
            for n in (1, 2, 3, 20)
        ]

    assert counted == [
        "זמן קריאה: דקה אחת",
        "זמן קריאה: שתי דקות",
        "זמן קריאה: 3 דקות",
        "זמן קריאה: 20 דקות",
    ]


# The pages -----------------------------------------------------------------------

# Names, which stay as they are: of services, of zones, of licences, of kinds of files.
NAMES = {"WhatsApp", "Bluesky", "Facebook", "WET", "WEST", "CC", "BY", "TXT", "player.vimeo.com"}
WORD = re.compile(r"[A-Za-z][A-Za-z.]*[A-Za-z]")
SPOKEN = ("alt", "aria-label", "data-share-done", "placeholder", "title")


class Eyes(HTMLParser):
    """Reads what a person sees or hears of a page, except in parts marked as another language."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attributes: Any) -> None:
        if tag in {"script", "style"}:
            self.unseen += 1
        facts = dict(attributes)
        self.seen += [facts[name] for name in SPOKEN if facts.get(name)]
        if tag == "meta" and facts.get("name") == "description":
            self.seen.append(facts["content"])

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self.unseen -= 1

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.seen.append(data)


def english_on(markup: str) -> list[str]:
    """Return the Latin words that a reader of the page meets, names apart."""
    eyes = Eyes()
    eyes.feed(markup)
    return [word for text in eyes.seen for word in WORD.findall(text) if word not in NAMES]


def a_text_with_every_piece() -> list[Any]:
    picture, other = make_picture("רציף", **IN_HEBREW), make_picture("סירה", **IN_HEBREW)
    card = make_article("כתבה קרובה", section=make_section("נמל"))
    file = get_document_model().objects.create(
        title="טבלה", file=ContentFile(b"1", name="numbers.txt")
    )
    columns = {
        "columns": [{"type": "text", "heading": "מעגן"}, {"type": "number", "heading": "שקיעה"}]
    }
    return [
        ("text", "<p>הרציף שוקע.</p>"),
        ("picture", {"picture": picture, "caption": "הרציף", "alt": ""}),
        (
            "gallery",
            {
                "caption": "",
                "pictures": [
                    {"picture": one, "caption": "", "alt": ""} for one in (picture, other)
                ],
            },
        ),
        (
            "quotation",
            {"text": "סגרתי.", "speaker": "אבנר ברוק", "role": "מנהל", "source": "בריאיון"},
        ),
        (
            "figures",
            {
                "caption": "שקיעה",
                "table": {**columns, "rows": [{"values": ["3", "41"]}]},
                "source": "ההנהלה",
            },
        ),
        ("file", {"file": file, "title": ""}),
        ("embed", {"url": "https://vimeo.com/76979871", "title": "הצלילה"}),
        ("related", card),
    ]


IN_HEBREW = {
    "credit": "עינת תבור",
    "kind": "איור",
    "description": "רציף בגשם",
    "licence": Licence.AGENCY,
}


@pytest.fixture(scope="module")
def hebrew(django_db_setup, django_db_blocker) -> Iterator[dict[str, str]]:
    """A paper with a Hebrew section and everything in it; what fills the addresses."""
    with kept(django_db_blocker):
        with committed():
            article, withdrawn, preview = fill_the_paper()
        yield {"article": article.url, "withdrawn": withdrawn.url, "preview": preview}


@pytest.fixture
def _django_db_helper(hebrew: dict[str, str]) -> None:
    """The paper is open already (tests.worlds.kept)."""


def fill_the_paper() -> tuple[Article, Article, str]:
    front = make_paper(copyright_line="© The Test Post")
    Masthead.objects.create(
        publication=Publication.current(), language="he", name="דואר הנמל", place="מרוב"
    )
    section = make_section("נמל", language="he", slug="namal")
    names = [
        make_author(name, slug=slug, language="he")
        for name, slug in (("נעמה ברוך", "naama"), ("יואב סלע", "yoav"))
    ]
    topic = make_topic("רציפים", slug="retsifim", language="he")
    facts = {"section": section, "authors": names, "topics": [topic]}
    article = make_article(
        "הרציף שוקע",
        body=a_text_with_every_piece(),
        lead_picture=make_picture("שער", **IN_HEBREW),
        **facts,
    )
    for kind in Contribution.Kind:
        Contribution.objects.create(article=article, name="סוכנות מצפן", kind=kind)
    correct_article(article=article, was_wrong="שלושה מעגנים", is_right="שני מעגנים")
    withdrawn = make_article("כתבה שהוסרה", section=section)
    withdraw_article(article=withdrawn, reason="המקור לא היה שם.")
    for number in range(3, 12):
        make_article(f"כתבה {number}", published_at=from_now(hours=-number), **facts)
    front.add_child(
        instance=PlainPage(title="כללים", slug="klalim", language="he", text="<p>כך.</p>")
    )
    link = make_preview_link(
        article=make_draft("טיוטה", section=section, text="<p>טיוטה.</p>"), by=make_reader()
    )
    return article, withdrawn, address_of(link)


PAGES = [
    "{article}",
    "{withdrawn}",
    "{preview}",
    "/namal/",
    "/namal/nothing/",
    "/nothing/?language=he",
    "/authors/naama/",
    "/topics/retsifim/",
    "/klalim/",
    "/authors/?language=he",
    "/topics/?language=he",
    "/corrections/?language=he",
    "/search/?language=he",
    "/search/?language=he&q=הרציף",
    "/search/?language=he&q=מטוס",
    "/search/?language=he&q=" + "מטוס+" * 20,
    "/account/sign-in/?language=he",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_a_hebrew_page_has_no_english_word(address, hebrew, settings):
    settings.BROADSHEET_PAGE_SIZE = 3
    page = Client().get(address.format(**hebrew)).content.decode()

    assert '<html lang="he" dir="rtl">' in page
    assert english_on(page) == []


@pytest.mark.django_db
def test_a_lost_translation_is_seen_on_the_page(hebrew, monkeypatch):
    for catalogue in trans_real.translation("he")._catalog._catalogs:
        monkeypatch.delitem(catalogue, "before a date\x04Published", raising=False)

    assert english_on(Client().get(hebrew["article"]).content.decode()) == ["Published"]


@pytest.mark.django_db
def test_a_list_of_another_language_links_to_itself(hebrew, settings):
    settings.BROADSHEET_PAGE_SIZE = 3
    page = Client().get("/search/?language=he&q=כתבה").content.decode()

    assert '<a class="older" rel="next" href="?q=' in page
    assert "language=he&amp;page=2" in page
    assert '<input type="hidden" name="language" value="he">' in page


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["de", "xx", "%00", "he'"])
def test_a_language_in_which_the_paper_has_no_masthead_is_not_spoken(asked, hebrew):
    response = Client().get(f"/search/?language={asked}")

    assert '<html lang="en-GB" dir="ltr">' in response.content.decode()
