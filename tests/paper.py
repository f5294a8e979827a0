"""Builds what tests need: a small paper, its people, its articles."""

from __future__ import annotations

import io
import itertools
from datetime import datetime, timedelta
from typing import Any

from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Page, Site

from broadsheet.articles.models import Article, Author, Byline, Front, Section, Topic
from broadsheet.publication.models import Picture, Publication
from broadsheet.readers.models import Reader

number = itertools.count(1)


def make_paper(*, zone: str = "Europe/Lisbon", **facts: Any) -> Front:
    """Make the publication, its front and the site; return the front."""
    if front := Front.objects.first():
        return front
    Publication.objects.update_or_create(
        pk=1, defaults={"name": "The Test Post", "time_zone": zone, **facts}
    )
    root = Page.objects.get(depth=1)
    front = Front(title="The Test Post", slug="the-test-post")
    root.add_child(instance=front)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": front}
    )
    return Front.objects.get(pk=front.pk)


def make_section(title: str = "City", *, language: str = "en-gb", **facts: Any) -> Section:
    """Make a section, or return the one with that title."""
    if section := Section.objects.filter(title=title).first():
        return section
    front = make_paper()
    section = Section(
        title=title, language=language, slug=facts.pop("slug", title.lower()), **facts
    )
    front.add_child(instance=section)
    return Section.objects.get(pk=section.pk)


def make_picture(
    title: str = "A quay", *, size: tuple[int, int] = (90, 60), **facts: Any
) -> Picture:
    """Make a picture that may be published, unless told otherwise."""
    file = io.BytesIO()
    Image.new("RGB", size, (10, 60 + next(number) % 150, 90)).save(file, "PNG")
    facts = {"credit": "Ines Tarrow", "description": "A quay in the rain", **facts}
    return Picture.objects.create(
        title=title, file=ImageFile(file, name=f"picture-{next(number)}.png"), **facts
    )


def make_author(name: str = "Maren Oduya", **facts: Any) -> Author:
    """Make an author, or return the one with that name."""
    slug = facts.pop("slug", name.lower().replace(" ", "-"))
    return Author.objects.get_or_create(slug=slug, defaults={"name": name, **facts})[0]


def make_topic(name: str = "Harbour", **facts: Any) -> Topic:
    """Make a topic, or return the one with that name."""
    return Topic.objects.get_or_create(slug=name.lower(), defaults={"name": name, **facts})[0]


def make_draft(
    headline: str = "",
    *,
    section: Section | None = None,
    text: str = "<p>Some words about the harbour.</p>",
    body: list[Any] | None = None,
    authors: list[Author] | None = None,
    topics: list[Topic] | None = None,
    **facts: Any,
) -> Article:
    """Make an article that is not published, with a first version saved."""
    place = next(number)
    headline = headline or f"Headline number {place}"
    article = Article(
        title=headline,
        slug=facts.pop("slug", f"article-{place}"),
        live=False,
        body=body if body is not None else [("text", text)],
        **facts,
    )
    (section or make_section()).add_child(instance=article)
    for order, author in enumerate(authors or []):
        article.bylines.add(Byline(author=author, sort_order=order))
    article.topics.set(topics or [])
    article.save()
    article.save_revision()
    return Article.objects.get(pk=article.pk)


def make_article(
    headline: str = "", *, published_at: datetime | None = None, **facts: Any
) -> Article:
    """Make an article that readers can read (or, with ``embargo_until``, cannot yet)."""
    article = make_draft(headline, **facts)
    article.first_published_at = published_at
    if published_at is not None:
        article.save()
        article.save_revision()
    article.get_latest_revision().publish()
    return Article.objects.get(pk=article.pk)


def hours(count: float) -> timedelta:
    """So many hours."""
    return timedelta(hours=count)


def from_now(**much: float) -> datetime:
    """A moment so far from now."""
    return timezone.now() + timedelta(**much)


def make_reader(email: str = "", **facts: Any) -> Reader:
    """Make somebody with an account."""
    return Reader.objects.create_user(
        email or f"reader{next(number)}@example.org", "password", **facts
    )
