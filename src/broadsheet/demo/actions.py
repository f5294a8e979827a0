"""Building the demo paper from what ``content/`` holds."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page, Workflow
from wagtail.signal_handlers import disable_reference_index_auto_update

from broadsheet.articles import roles
from broadsheet.articles.actions import correct_article, withdraw_article
from broadsheet.articles.founding import AlreadyFounded, found_paper
from broadsheet.articles.models import (
    Article,
    Author,
    Byline,
    Contribution,
    Correction,
    Front,
    FrontPlacement,
    FrontStrip,
    PlainPage,
    RelatedChoice,
    Section,
    SectionName,
    SectionPlacement,
    Topic,
    Withdrawal,
)
from broadsheet.demo.calendar import Calendar
from broadsheet.demo.reading import Content, Misprint, Written, pictures_in_text
from broadsheet.demo.typesetting import References, Typesetter
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
        self.pictures: dict[str, Picture] = {}
        self.authors: dict[str, Author] = {}
        self.topics: dict[str, Topic] = {}
        self.pages: dict[str, PlainPage] = {}
        self.sections: dict[str, Section] = {}
        self.articles: dict[str, Article] = {}
        self.people: dict[str, Reader] = {}
        self.publication = Publication.current()
        facts = dict(self.paper["publication"])
        self.share_picture = facts.pop("share_picture", "")
        facts["copyright_line"] = facts["copyright_line"].format(year=now.year)
        facts["imprint"] = facts["imprint"].strip()
        for name, value in facts.items():
            setattr(self.publication, name, value)
        self.calendar = Calendar(self.publication.zone, now)

    def build(self, passwords: Mapping[str, str]) -> Front:
        """Build everything, in the order in which things need each other."""
        for key, facts in self.count("Pictures", list(self.content.pictures.items())):
            self.pictures[key] = self.hang_picture(key, facts)
        self.set_masthead()
        self.name_authors_and_topics()
        self.front = Front.objects.get()
        for facts in self.paper["sections"]:
            self.sections[facts["slug"]] = self.open_section(facts)
        roles.open_desk()
        self.admit_people(passwords)
        for text in self.content.pages:
            self.pages[text.slug] = self.write_page(text)
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
        self.publication.share_picture = self.pictures.get(self.share_picture)
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
            page = self.pages[facts.pop("page")] if "page" in facts else None
            MenuLink.objects.create(
                publication=self.publication, sort_order=order, page=page, **facts
            )

    # Who and where ------------------------------------------------------------

    def name_authors_and_topics(self) -> None:
        """Make everybody who writes, and everything that is written about."""
        for slug, facts in self.content.authors.items():
            facts = {**facts, "language": _code(facts.get("language", "en"))}
            facts["portrait"] = self.pictures.get(facts.get("portrait", ""))
            self.authors[slug] = Author.objects.create(slug=slug, **facts)
        for slug, facts in self.content.topics.items():
            facts = {**facts, "language": _code(facts.get("language", "en"))}
            self.topics[slug] = Topic.objects.create(slug=slug, **facts)

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
            self.people[role] = person

    def _group(self, facts: Mapping[str, Any]) -> Any:
        wanted = facts.get("group")
        if wanted is None:
            return None
        if wanted == "section editor":
            return roles.editors_of(self.sections[facts["section"]])
        name = {"publisher": roles.PUBLISHER, "reporter": roles.REPORTER}[wanted]
        return Group.objects.get(name=name)

    def write_page(self, text: Written) -> PlainPage:
        """Make one of the pages that are not journalism."""
        language = text.facts.get("language", self.publication.language)
        setter = self._setter(self.calendar.now, language)
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
        """Write every article, the oldest first; all are made before any is set, since they refer."""
        texts = sorted(self.content.articles, key=self.moment_of)
        for text in self.count("Articles", texts):
            self.articles[text.slug] = self.begin(text)
        for text in self.count("Published", texts):
            self.finish(text)

    def moment_of(self, text: Written) -> datetime:
        """When an article is published, or would be."""
        facts, clock = text.facts, text.facts.get("time", "06:00")
        if text.facts.get("state") == "scheduled":
            return self.calendar.coming(facts["scheduled_days"], clock)
        return self.calendar.past(facts.get("days_ago", 0), clock)

    def begin(self, text: Written) -> Article:
        """Make an article's page, with nothing in it yet."""
        published = text.facts.get("state", "live") in ("live", "withdrawn")
        article = Article(
            title=text.facts["headline"],
            slug=text.slug,
            live=False,
            owner=self._owner(text),
            first_published_at=self.moment_of(text) if published else None,
        )
        with disable_reference_index_auto_update():
            self.sections[text.section].add_child(instance=article)
        return article

    def finish(self, text: Written) -> None:
        """Set an article and bring it into its state."""
        article = self.articles[text.slug]
        moment = self.moment_of(text)
        self._fill(article, text, moment)
        state = text.facts.get("state", "live")
        if state == "scheduled":
            article.go_live_at = moment
        if state in ("live", "withdrawn"):
            with disable_reference_index_auto_update():  # publishing will see to it
                revision = article.save_revision(user=article.owner)
        else:
            article.save()
            revision = article.save_revision(user=article.owner)
        if state == "review":
            workflow: Workflow = article.get_workflow()
            workflow.start(article, article.owner)
        elif state != "draft":
            revision.publish(user=self.people.get("publisher"))
        if state in ("live", "withdrawn"):
            self._follow_up(Article.objects.get(pk=article.pk), text, moment)

    def _fill(self, article: Article, text: Written, moment: datetime) -> None:
        facts, language = text.facts, self.sections[text.section].language
        setter = self._setter(moment, language, text)
        for name in ("standfirst", "short_headline", "kicker"):
            setattr(article, name, setter.plain(facts.get(name, "")))
        article.lead_picture = self.pictures.get(facts.get("picture", ""))
        if article.lead_picture is not None:
            article.lead_caption = setter.plain(facts.get("caption", ""))
            article.lead_alt = setter.plain(facts.get("alt", "")) or self._alt(
                facts["picture"], language
            )
        if "embargo_days" in facts:
            article.embargo_until = self.calendar.coming(
                facts["embargo_days"], facts.get("time", "06:00")
            )
        raw = json.dumps(setter.body(text.pieces))
        article.body = Article._meta.get_field("body").to_python(raw)
        article.topics.set([self.topics[slug] for slug in facts.get("topics", [])])
        for order, slug in enumerate(facts.get("authors", [])):
            article.bylines.add(Byline(author=self.authors[slug], sort_order=order))
        for order, helper in enumerate(facts.get("contributions", [])):
            article.contributions.add(Contribution(sort_order=order, **helper))
        for order, slug in enumerate(facts.get("related", [])):
            if slug in self.articles:
                article.related_choices.add(
                    RelatedChoice(other=self.articles[slug], sort_order=order)
                )

    def _follow_up(self, article: Article, text: Written, moment: datetime) -> None:
        """What happened after publishing: updates, corrections, a withdrawal, each at its time."""
        setter, publisher = self._setter(moment, article.language), self.people.get("publisher")
        last = None
        if "updated_hours" in text.facts:
            last = self.calendar.since(moment, text.facts["updated_hours"])
        for facts in text.facts.get("corrections", []):
            made = correct_article(
                article=article,
                was_wrong=setter.plain(facts["was_wrong"]),
                is_right=setter.plain(facts["is_right"]),
                by=publisher,
            )
            noted = self.calendar.since(moment, facts["hours"])
            Correction.objects.filter(pk=made.pk).update(noted_at=noted)
            last = max(last or noted, noted)
        if last is not None:
            Article.objects.filter(pk=article.pk).update(updated_at=last)
        if text.facts.get("state") == "withdrawn":
            gone = withdraw_article(
                article=article, reason=setter.plain(text.facts["withdrawn_reason"]), by=publisher
            )
            Withdrawal.objects.filter(pk=gone.pk).update(
                withdrawn_at=self.calendar.since(moment, 26)
            )

    def _alt(self, key: str, language: str) -> str:
        """What a picture shows, in another language than its own; empty where its own will do."""
        return str(self.content.pictures.get(key, {}).get(f"alt_{language.split('-')[0]}", ""))

    def _owner(self, text: Written) -> Reader | None:
        """The account of the first author who has one, else the publisher."""
        by = {
            facts["author"]: role
            for role, facts in self.paper["accounts"].items()
            if "author" in facts
        }
        roles_of = [by[slug] for slug in text.facts.get("authors", []) if slug in by]
        return self.people.get(roles_of[0] if roles_of else "publisher")

    def _setter(self, moment: datetime, language: str, text: Written | None = None) -> Typesetter:
        def article(slug: str) -> int | None:
            found = self.articles.get(slug)
            return found.pk if found else None

        def picture(key: str) -> tuple[int, str] | None:
            found = self.pictures.get(key)
            return (found.pk, self._alt(key, language)) if found else None

        def document(name: str, title: str, words: str) -> int:
            kept = get_document_model().objects.create(
                title=title, file=ContentFile(words.encode("utf-8"), name=name)
            )
            return int(kept.pk)

        return Typesetter(
            timezone.localtime(moment, self.calendar.zone),
            language,
            References(article, picture, document),
        )

    # The desk's choices ---------------------------------------------------------

    def place_articles(self) -> None:
        """Place what the desk has chosen for the fronts."""
        chosen = dict(self.paper["front"])
        for order, slug in enumerate(chosen.pop("strips")):
            FrontStrip.objects.create(
                front=self.front, section=self.sections[slug], sort_order=order
            )
        self._place(FrontPlacement, self.front, chosen)
        for section, places in self.paper["placed"].items():
            self._place(SectionPlacement, self.sections[section], places)
        for page in (self.front, *self.sections.values()):
            # What is placed belongs to a version: without one the desk would see an empty form.
            type(page).objects.get(pk=page.pk).save_revision().publish()

    def _place(self, model: Any, front: Page, places: Mapping[str, list[str]]) -> None:
        placed = [
            (place, slug)
            for place, slugs in places.items()
            for slug in slugs
            if slug in self.articles
        ]
        for order, (place, slug) in enumerate(placed):
            model.objects.create(
                front=front, place=place, article=self.articles[slug], sort_order=order
            )

    def size_pictures(self) -> None:
        """Make each picture in every size that pages show."""
        for picture, shape in self.count("Sizes of pictures", list(self.shapes())):
            picture.get_renditions(*filters_for(shape))

    def shapes(self) -> Iterator[tuple[Picture, str]]:
        """Give each picture with the shapes in which pages show it."""
        portraits = {facts.get("portrait") for facts in self.content.authors.values()}
        in_text = {key for text in self.content.articles for key in pictures_in_text(text)}
        for key, picture in self.pictures.items():
            yield picture, "square" if key in portraits else picture.shape
            if key in in_text and picture.shape != "whole":
                yield picture, "whole"


def _code(language: str) -> str:
    """The language as the settings know it: “en” is “en-gb”."""
    codes = [code for code, _name in settings.LANGUAGES]
    return next(code for code in codes if code.split("-")[0] == language.split("-")[0])
