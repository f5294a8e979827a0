"""Loads a paper of many articles fast: rows straight into the tables, in large lots."""

from __future__ import annotations

import json
import random
import re
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from tests.paper import make_author, make_paper, make_picture, make_section, make_topic
from wagtail.models import Page

from broadsheet.articles.models import Article, Author, Byline, SearchEntry, Section, Topic
from broadsheet.articles.models.search import marks_in_time, place_in_time
from broadsheet.articles.search import mark_of
from broadsheet.lib.html import plain_text

LOT = 2000
SECTIONS = ("City", "Port", "Sea", "Culture", "Sport")
CONTENT = Path(__file__).parents[1] / "src/broadsheet/demo/content/articles"
STANDFIRST = "What happened, and to whom, in one sentence of ordinary length."
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def sentences() -> list[str]:
    """Every sentence of the demo paper's English texts: real words in their real proportions."""
    found: list[str] = []
    for path in sorted(CONTENT.glob("*/*.md")):
        if path.parent.name == "ivrit":
            continue
        text = path.read_text(encoding="utf-8").split("+++", 2)[-1]
        for line in text.splitlines():
            if line and line[0].isalpha() and "{{" not in line and "](" not in line:
                found += re.findall(r"[A-Z][^.!?]{20,240}[.!?]", line.replace("*", ""))
    return found


def _step(number: int) -> str:
    """One storey of a treebeard path: four characters in base 36."""
    digits = ""
    for _place in range(4):
        number, rest = divmod(number, 36)
        digits = ALPHABET[rest] + digits
    return digits


def load(count: int, *, seed: int = 1, say: Any = lambda done: None) -> None:
    """Make a paper with ``count`` articles, ten minutes apart, the last one now."""
    dice = random.Random(seed)
    make_paper()
    sections = [make_section(title, show_in_menus=True) for title in SECTIONS]
    authors = [make_author(f"Author Number{index}") for index in range(40)]
    topics = [make_topic(f"Topic {index}", slug=f"topic-{index}") for index in range(60)]
    picture = make_picture("The quay", size=(1600, 1067))
    words = sentences()
    made = 0
    for section, numbers in _shares(sections, count):
        for start in range(0, len(numbers), LOT):
            lot = numbers[start : start + LOT]
            with transaction.atomic():
                _insert(dice, section, lot, count, words, authors, topics, picture, start)
            made += len(lot)
            say(made)
        Page.objects.filter(pk=section.pk).update(numchild=len(numbers))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _shares(sections: list[Section], count: int) -> Iterator[tuple[Section, range]]:
    for index, section in enumerate(sections):
        yield section, range(index, count, len(sections))


def _insert(
    dice: random.Random,
    section: Section,
    numbers: Any,
    count: int,
    sentences_: list[str],
    authors: list[Author],
    topics: list[Topic],
    picture: Any,
    start: int,
) -> None:
    now = timezone.now()
    kind = ContentType.objects.get_for_model(Article)
    pages, articles, entries = [], [], []
    for place, number in enumerate(numbers, start + 1):
        moment = now - timedelta(minutes=10 * (count - number))
        title = dice.choice(sentences_)[:110].rstrip(".!?")
        slug = f"story-{number}"
        pages.append(
            Page(
                path=section.path + _step(place),
                depth=4,
                numchild=0,
                translation_key=uuid.uuid4(),
                locale_id=section.locale_id,
                title=title,
                draft_title=title,
                slug=slug,
                live=True,
                url_path=f"{section.url_path}{slug}/",
                content_type=kind,
                first_published_at=moment,
                last_published_at=moment,
            )
        )
        paragraphs = [" ".join(dice.choices(sentences_, k=5)) for _part in range(5)]
        articles.append((moment, [f"<p>{paragraph}</p>" for paragraph in paragraphs]))
        entries.append((title, "\n".join(plain_text(paragraph) for paragraph in paragraphs)))
    pages = Page.objects.bulk_create(pages)
    _insert_articles(section, pages, articles, picture)
    names = dice.choices(authors, k=len(pages))
    Byline.objects.bulk_create(
        Byline(article_id=page.pk, author=author, sort_order=0)
        for page, author in zip(pages, names, strict=True)
    )
    Article.topics.through.objects.bulk_create(
        Article.topics.through(article_id=page.pk, topic_id=dice.choice(topics).pk)
        for page in pages
    )
    _insert_entries(section, pages, names, entries)


def _insert_articles(
    section: Section, pages: list[Page], articles: list[Any], picture: Any
) -> None:
    fields = [field for field in Article._meta.local_fields if field.column != "page_ptr_id"]
    columns = ["page_ptr_id", *(field.column for field in fields)]
    blank = Article(title="", slug="", standfirst=STANDFIRST)
    rows = []
    for page, (moment, paragraphs) in zip(pages, articles, strict=True):
        blank.published_at = moment
        blank.filed_under_id = section.pk
        blank.minutes = 3
        blank.lead_picture = picture
        values = {
            field.column: field.get_db_prep_save(getattr(blank, field.attname), connection)
            for field in fields
        }
        body = [{"type": "text", "value": part, "id": str(uuid.uuid4())} for part in paragraphs]
        values["body"] = json.dumps(body)
        rows.append([page.pk, *(values[column] for column in columns[1:])])
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {Article._meta.db_table} ({names}) VALUES ({marks})",  # noqa: S608
            rows,
        )


def _insert_entries(
    section: Section, pages: list[Page], names: list[Author], entries: list[tuple[str, str]]
) -> None:
    SearchEntry.objects.bulk_create(
        SearchEntry(
            article_id=page.pk,
            place=place_in_time(page.first_published_at, page.pk),
            language=section.language,
            title=title,
            standfirst=STANDFIRST,
            names=author.name,
            text=text,
            marks=_marks(page.first_published_at, mark_of(author), mark_of(section)),
            version_at=page.first_published_at,
        )
        for page, author, (title, text) in zip(pages, names, entries, strict=True)
    )


def _marks(moment: datetime, *others: str) -> str:
    return " ".join(f"@{mark}" for mark in (*marks_in_time(moment.year, moment.month), *others))
