"""Building the demo paper from what ``content/`` holds."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from broadsheet.articles import roles
from broadsheet.articles.founding import AlreadyFounded, found_paper
from broadsheet.articles.models import (
    Author,
    Front,
    FrontPlacement,
    FrontStrip,
    PlainPage,
    Section,
    SectionName,
    SectionPlacement,
    Topic,
)
from broadsheet.demo.calendar import Calendar
from broadsheet.demo.reading import Content, Misprint, Written, pictures_in_text
from broadsheet.demo.writing import Made, Writer
from broadsheet.publication.models import Masthead, MenuLink, Picture, Publication
from broadsheet.publication.templatetags.broadsheet import filters_for
from broadsheet.readers.models import Reader

T = TypeVar("T")
Count = Callable[[str, list[T]], Iterable[T]]  # a title and what is worked through
NAMEPLATE = re.compile(r'viewBox="([^"]+)".* d="([^"]+)"', re.DOTALL)


def quietly(title: str, items: list[T]) -> Iterable[T]:
    """Work through something without saying so."""
    return items


def build_paper(
    *,
    content: Content,
    passwords: Mapping[str, str],
    count: Count[Any] = quietly,
    now: datetime | None = None,
    size_pictures: bool = True,
) -> Front:
    """Build the whole paper into an empty database; return its front.

    ``passwords`` gives one for each account of ``paper.toml``, by role.
    ``size_pictures`` makes every size that pages show, so that no reader waits
    for one. Raises AlreadyFounded, or Misprint for a text that is not as FORMAT.md says.
    """
    if Front.objects.exists():
        raise AlreadyFounded
    builder = Builder(content, now or timezone.now(), count)
    front = builder.build(passwords)
    if size_pictures:
        builder.size_pictures()
    return front


class Builder:
    """Builds one paper; remembers what it has made by the names used in ``content/``."""

    def __init__(self, content: Content, now: datetime, count: Count[Any]) -> None:
        self.content, self.count = content, count
        self.paper = content.paper
        self.made = Made()
        self.publication = Publication.current()
        facts = dict(self.paper["publication"])
        self.share_picture = facts.pop("share_picture", "")
        facts["copyright_line"] = facts["copyright_line"].format(year=now.year)
        facts["imprint"] = facts["imprint"].strip()
        for name, value in facts.items():
            setattr(self.publication, name, value)
        self.calendar = Calendar(self.publication.zone, now)
        self.writer = Writer(content, self.calendar, self.made)

    def build(self, passwords: Mapping[str, str]) -> Front:
        """Build everything, in the order in which things need each other."""
        for key, facts in self.count("Pictures", list(self.content.pictures.items())):
            self.made.pictures[key] = self.hang_picture(key, facts)
        self.set_masthead()
        self.name_authors_and_topics()
        self.front = Front.objects.get()
        for facts in self.paper["sections"]:
            self.made.sections[facts["slug"]] = self.open_section(facts)
        roles.open_desk()
        self.admit_people(passwords)
        for text in self.content.pages:
            self.made.pages[text.slug] = self.write_page(text)
        self.set_menus()
        self.write_articles()
        self.place_articles()
        return self.front

    # The masthead -----------------------------------------------------------

    def hang_picture(self, key: str, facts: Mapping[str, Any]) -> Picture:
        """Keep a picture, with its credit and what is on it."""
        path = self.content.picture_file(key)
        own = {name: facts[name] for name in ("title", "credit", "kind", "licence")}
        with path.open("rb") as file:
            picture = Picture(file=ImageFile(file, name=path.name), description=facts["alt"], **own)
            if focal := facts.get("focal"):
                # A tenth of the picture around the point must stay in whatever is cut from it.
                picture.focal_point_x = round(picture.width * focal[0])
                picture.focal_point_y = round(picture.height * focal[1])
                picture.focal_point_width = picture.width // 10
                picture.focal_point_height = picture.height // 10
            picture.save()
        return picture

    def set_masthead(self) -> None:
        """Say who the paper is."""
        self.publication.share_picture = self.made.pictures.get(self.share_picture)
        found_paper(publication=self.publication)
        self.publication.mastheads.all().delete()
        for order, facts in enumerate(self.paper["mastheads"]):
            facts = dict(facts)
            drawn = (self.content.folder / facts.pop("plate")).read_text(encoding="utf-8")
            found = NAMEPLATE.search(drawn)
            if found is None:
                raise Misprint(f"the nameplate of {facts['name']} is no SVG of one path")
            Masthead.objects.create(
                publication=self.publication,
                sort_order=order,
                plate_box=found[1],
                plate_path=found[2],
                **facts,
            )

    def set_menus(self) -> None:
        """Put the links into the menus."""
        self.publication.menu_links.all().delete()
        for order, facts in enumerate(self.paper["menu"]):
            facts = dict(facts)
            page = self.made.pages[facts.pop("page")] if "page" in facts else None
            MenuLink.objects.create(
                publication=self.publication, sort_order=order, page=page, **facts
            )

    # Who and where ------------------------------------------------------------

    def name_authors_and_topics(self) -> None:
        """Make everybody who writes, and everything that is written about."""
        for slug, facts in self.content.authors.items():
            facts = {**facts, "language": _code(facts.get("language", "en"))}
            facts["portrait"] = self.made.pictures.get(facts.get("portrait", ""))
            self.made.authors[slug] = Author.objects.create(slug=slug, **facts)
        for slug, facts in self.content.topics.items():
            facts = {**facts, "language": _code(facts.get("language", "en"))}
            self.made.topics[slug] = Topic.objects.create(slug=slug, **facts)

    def open_section(self, facts: Mapping[str, Any]) -> Section:
        """Make a section with its names in other languages."""
        own = {name: value for name, value in facts.items() if name != "names"}
        section = Section(**own)
        self.front.add_child(instance=section)
        for order, (language, name) in enumerate(facts.get("names", {}).items()):
            SectionName.objects.create(
                section=section, language=language, name=name, sort_order=order
            )
        return section

    def admit_people(self, passwords: Mapping[str, str]) -> None:
        """Make the accounts and put each in its role's group."""
        for role, facts in self.paper["accounts"].items():
            person = Reader.objects.create_user(
                facts["email"], passwords[role], name=facts["name"], is_staff="group" in facts
            )
            group = self._group(facts)
            if group is not None:
                person.groups.add(group)
            if "author" in facts:
                Author.objects.filter(slug=facts["author"]).update(person=person)
            self.made.people[role] = person

    def _group(self, facts: Mapping[str, Any]) -> Any:
        wanted = facts.get("group")
        if wanted is None:
            return None
        if wanted == "section editor":
            return roles.editors_of(self.made.sections[facts["section"]])
        name = {"publisher": roles.PUBLISHER, "reporter": roles.REPORTER}[wanted]
        return Group.objects.get(name=name)

    def write_page(self, text: Written) -> PlainPage:
        """Make one of the pages that are not journalism."""
        language = text.facts.get("language", self.publication.language)
        setter = self.writer.setter(self.calendar.now, language)
        page = PlainPage(
            title=text.facts["title"],
            slug=text.slug,
            language=language,
            search_description=text.facts.get("description", ""),
            text=setter.rich_text(text.pieces),
        )
        self.front.add_child(instance=page)
        page.save_revision().publish()
        return page

    # Articles -----------------------------------------------------------------

    def write_articles(self) -> None:
        """Write every article, the oldest first; all exist before any is set: they refer."""
        texts = sorted(self.content.articles, key=self.writer.moment_of)
        for text in self.count("Articles", texts):
            self.made.articles[text.slug] = self.writer.begin(text)
        for text in self.count("Published", texts):
            self.writer.finish(text)

    # The desk's choices ---------------------------------------------------------

    def place_articles(self) -> None:
        """Place what the desk has chosen for the fronts."""
        chosen = dict(self.paper["front"])
        for order, slug in enumerate(chosen.pop("strips")):
            FrontStrip.objects.create(
                front=self.front, section=self.made.sections[slug], sort_order=order
            )
        self._place(FrontPlacement, self.front, chosen)
        for section, places in self.paper["placed"].items():
            self._place(SectionPlacement, self.made.sections[section], places)
        for page in (self.front, *self.made.sections.values()):
            # What is placed belongs to a version: without one the desk would see an empty form.
            type(page).objects.get(pk=page.pk).save_revision().publish()

    def _place(self, model: Any, front: Page, places: Mapping[str, list[str]]) -> None:
        placed = [
            (place, slug)
            for place, slugs in places.items()
            for slug in slugs
            if slug in self.made.articles
        ]
        for order, (place, slug) in enumerate(placed):
            model.objects.create(
                front=front, place=place, article=self.made.articles[slug], sort_order=order
            )

    def size_pictures(self) -> None:
        """Make each picture in every size that pages show, several pictures at a time."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            work = [pool.submit(_size, picture, specs) for picture, specs in self.sizes()]
            for one in self.count("Sizes of pictures", work):
                one.result()

    def sizes(self) -> Iterator[tuple[Picture, list[str]]]:
        """Give each picture with the sizes in which pages show it."""
        portraits = {facts.get("portrait") for facts in self.content.authors.values()}
        in_text = {key for text in self.content.articles for key in pictures_in_text(text)}
        for key, picture in self.made.pictures.items():
            shapes = {"square"} if key in portraits else {picture.shape}
            if key in in_text:
                shapes.add("whole")
            yield picture, [spec for shape in shapes for spec in filters_for(shape)]


def _size(picture: Picture, specs: list[str]) -> None:
    try:
        picture.get_renditions(*specs)
    finally:
        connection.close()  # this thread's own


def _code(language: str) -> str:
    """The language as the settings know it: “en” is “en-gb”."""
    codes = [code for code, _name in settings.LANGUAGES]
    return next(code for code in codes if code.split("-")[0] == language.split("-")[0])
