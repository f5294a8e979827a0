"""Writing the demo paper's articles: each from its text into its state."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Workflow
from wagtail.signal_handlers import disable_reference_index_auto_update

from broadsheet.articles.actions import correct_article, withdraw_article
from broadsheet.articles.models import (
    Article,
    Author,
    Byline,
    Contribution,
    Correction,
    PlainPage,
    RelatedChoice,
    Section,
    Topic,
    Withdrawal,
)
from broadsheet.demo.calendar import Calendar
from broadsheet.demo.reading import Content, Written
from broadsheet.demo.typesetting import References, Typesetter
from broadsheet.publication.models import Picture
from broadsheet.readers.models import Reader


@dataclass
class Made:
    """What has been made so far, by the names used in ``content/``."""

    pictures: dict[str, Picture] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    pages: dict[str, PlainPage] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    people: dict[str, Reader] = field(default_factory=dict)


@dataclass
class Writer:
    """Writes articles into a paper whose sections, authors, topics and pictures are made."""

    content: Content
    calendar: Calendar
    made: Made

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
            self.made.sections[text.section].add_child(instance=article)
        return article

    def finish(self, text: Written) -> None:
        """Set an article and bring it into its state."""
        article = self.made.articles[text.slug]
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
            revision.publish(user=self.made.people.get("publisher"))
        if state in ("live", "withdrawn"):
            self._follow_up(Article.objects.get(pk=article.pk), text, moment)

    def _fill(self, article: Article, text: Written, moment: datetime) -> None:
        facts, language = text.facts, self.made.sections[text.section].language
        setter = self.setter(moment, language, text)
        for name in ("standfirst", "short_headline", "kicker"):
            setattr(article, name, setter.plain(facts.get(name, "")))
        article.lead_picture = self.made.pictures.get(facts.get("picture", ""))
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
        article.topics.set([self.made.topics[slug] for slug in facts.get("topics", [])])
        for order, slug in enumerate(facts.get("authors", [])):
            article.bylines.add(Byline(author=self.made.authors[slug], sort_order=order))
        for order, helper in enumerate(facts.get("contributions", [])):
            article.contributions.add(Contribution(sort_order=order, **helper))
        for order, slug in enumerate(facts.get("related", [])):
            if slug in self.made.articles:
                article.related_choices.add(
                    RelatedChoice(other=self.made.articles[slug], sort_order=order)
                )

    def _follow_up(self, article: Article, text: Written, moment: datetime) -> None:
        """What happened after publishing: updates, corrections, a withdrawal, each at its time."""
        setter, publisher = self.setter(moment, article.language), self.made.people.get("publisher")
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
            for role, facts in self.content.paper["accounts"].items()
            if "author" in facts
        }
        roles_of = [by[slug] for slug in text.facts.get("authors", []) if slug in by]
        return self.made.people.get(roles_of[0] if roles_of else "publisher")

    def setter(self, moment: datetime, language: str, text: Written | None = None) -> Typesetter:
        def article(slug: str) -> int | None:
            found = self.made.articles.get(slug)
            return found.pk if found else None

        def picture(key: str) -> tuple[int, str] | None:
            found = self.made.pictures.get(key)
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
