"""The law of the press: after any history, every kept page is what a fresh render is.

Histories are made up by Hypothesis: edits, publishes, schedules, embargoes, withdrawals, moves,
renames, jumps of the clock, with the press at work between them or not. `make nightly` tries
two thousand; `make test` fifty on each database.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from wagtail.models import Page

from broadsheet.articles import actions, chores
from broadsheet.articles.models import (
    Article,
    Author,
    Byline,
    Front,
    FrontPlacement,
    RelatedChoice,
    Section,
    Topic,
)
from broadsheet.delivery import bake
from broadsheet.delivery import press as press_room
from broadsheet.delivery.faces import NOBODYS
from broadsheet.delivery.press import Press
from broadsheet.delivery.store import Store
from broadsheet.publication.models import Picture, Publication
from tests.delivery.presses import a_press, addresses, bake_all, diverged, kept, links
from tests.paper import (
    from_now,
    make_article,
    make_author,
    make_draft,
    make_paper,
    make_picture,
    make_section,
    make_topic,
)
from tests.worlds import put_back, snapshot

pytestmark = pytest.mark.django_db

WORDS = ("ferry", "quay", "seal", "tide", "gull")
which = st.integers(min_value=0, max_value=9)
words = st.sampled_from(WORDS)


def build() -> None:
    """A small paper, with a little of everything."""
    make_paper()
    city, sea = (make_section(name, show_in_menus=True) for name in ("City", "Sea"))
    authors = [make_author("Maren Oduya"), make_author("Ines Tarrow")]
    topics = [make_topic("Harbour"), make_topic("Tides")]
    for count, section in enumerate((city, sea, city)):
        make_article(
            f"Story {count}",
            section=section,
            authors=[authors[count % 2]],
            topics=[topics[count % 2]],
            lead_picture=make_picture() if count else None,
            published_at=from_now(days=-count - 1),
        )
    make_draft("A draft", section=sea, authors=authors[:1])


class Histories(RuleBasedStateMachine):
    """What a newsroom does, in any order."""

    template: Path
    world: Any
    until_the_end = timedelta(seconds=1)

    def __init__(self) -> None:
        super().__init__()
        put_back(self.world)
        self.folder = Path(tempfile.mkdtemp(prefix="broadsheet-law-"))
        shutil.copytree(self.template, self.folder / "baked", symlinks=True)
        self.travel = time_machine.travel(timezone.now() + timedelta(seconds=5), tick=False)
        self.clock = self.travel.start()
        self.press = Press(Store(self.folder / "baked"))
        self.press.begin()
        assert len(addresses(self.press)) > 30, "a history must begin with pages that are kept"

    def teardown(self) -> None:
        try:
            self._pass(self.until_the_end)
            self.press.settle()
            assert diverged(self.press) == []
        finally:
            self.travel.stop()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _pass(self, time: timedelta) -> None:
        self.clock.shift(time)
        chores.publish_due()

    def _article(self, number: int) -> Article | None:
        found = list(Article.objects.order_by("pk"))
        return found[number % len(found)] if found else None

    def _publish(self, article: Article, **facts: Any) -> None:
        for name, value in facts.items():
            setattr(article, name, value)
        self.clock.shift(timedelta(seconds=1))
        article.save_revision().publish()

    @rule(number=which, word=words)
    def edit(self, number: int, word: str) -> None:
        if article := self._article(number):
            self._publish(article, title=f"The {word} again", standfirst=f"A {word}.")

    @rule(number=which)
    def draft(self, number: int) -> None:
        if article := self._article(number):
            article.title = "Not for readers"
            article.save_revision()

    @rule(word=words, section=which, hours=st.sampled_from((0, 0, 2, 30)))
    def publish(self, word: str, section: int, hours: int) -> None:
        sections = list(Section.objects.order_by("pk"))
        make_article(
            f"New {word}",
            section=sections[section % len(sections)],
            authors=list(Author.objects.all()[:1]),
            topics=list(Topic.objects.all()[:1]),
            embargo_until=timezone.now() + timedelta(hours=hours) if hours else None,
        )

    @rule(number=which, hours=st.sampled_from((1, 20)))
    def schedule(self, number: int, hours: int) -> None:
        if article := self._article(number):
            self._publish(article, go_live_at=timezone.now() + timedelta(hours=hours))

    @rule(number=which)
    def unpublish(self, number: int) -> None:
        article = self._article(number)
        if article and article.live:
            article.unpublish()

    @rule(number=which)
    def withdraw(self, number: int) -> None:
        if article := self._article(number):
            try:
                actions.withdraw_article(article=article, reason="It was not so.")
            except actions.Refused:
                return

    @rule(number=which)
    def correct(self, number: int) -> None:
        if article := self._article(number):
            try:
                actions.correct_article(article=article, was_wrong="Nine", is_right="Ten")
            except actions.Refused:
                return

    @rule(number=which)
    def delete(self, number: int) -> None:
        if article := self._article(number):
            article.delete()

    @rule(number=which, word=words)
    def change_address(self, number: int, word: str) -> None:
        article = self._article(number)
        if article and not article.get_siblings(inclusive=False).filter(slug=word).exists():
            self._publish(article, slug=word)

    @rule(number=which)
    def move(self, number: int) -> None:
        if article := self._article(number):
            others = Section.objects.exclude(pk=article.get_parent().pk).order_by("pk")
            target = others.first()
            if target and not target.get_children().filter(slug=article.slug).exists():
                article.move(target, pos="last-child")

    @rule(number=which)
    def sign(self, number: int) -> None:
        article = self._article(number)
        author = Author.objects.exclude(bylines__article=article).first()
        if article and author:
            article.bylines.add(Byline(author=author))
            self._publish(article)

    @rule(number=which, other=which)
    def relate(self, number: int, other: int) -> None:
        article, related = self._article(number), self._article(other)
        if not (article and related) or article.pk == related.pk:
            return
        if not article.related_choices.filter(other=related).exists():
            article.related_choices.add(RelatedChoice(other=related))
            self._publish(article)

    @rule(number=which, model=st.sampled_from((Author, Topic)), word=words)
    def rename(self, number: int, model: Any, word: str) -> None:
        rows = list(model.objects.order_by("pk"))
        row = rows[number % len(rows)]
        row.name, row.slug = f"{word} {row.pk}", f"{word}-{row.pk}"
        row.save()

    @rule(number=which, word=words)
    def rename_section(self, number: int, word: str) -> None:
        sections = list(Section.objects.order_by("pk"))
        section = sections[number % len(sections)]
        section.title, section.slug = word.title(), f"{word}-{section.pk}"
        section.save_revision().publish()

    @rule(number=which)
    def close_or_open_section(self, number: int) -> None:
        sections: list[Page] = list(Section.objects.order_by("pk"))
        section = sections[number % len(sections)]
        if section.live:
            section.unpublish()
        else:
            section.save_revision().publish()

    @rule(word=words)
    def rename_paper(self, word: str) -> None:
        Publication.objects.update(name=f"The {word.title()} Post")

    @rule(word=words)
    def credit(self, word: str) -> None:
        Picture.objects.update(credit=f"{word.title()} Tarrow")

    @rule(number=which)
    def place(self, number: int) -> None:
        article = self._article(number)
        if article and not FrontPlacement.objects.filter(article=article).exists():
            FrontPlacement.objects.create(front=Front.objects.get(), place="lead", article=article)

    @rule(hours=st.sampled_from((1, 3, 13, 31)))
    def wait(self, hours: int) -> None:
        self._pass(timedelta(hours=hours))

    @rule(most=st.integers(min_value=0, max_value=3))
    def press_works_a_little(self, most: int) -> None:
        self.press.catch_up()
        self.press.refresh(most)

    @rule(first=which)
    def readers_come(self, first: int) -> None:
        """Some of what is linked to and not kept, or no longer, is asked for."""
        linked = sorted({link for page in ("/", "/city/", "/sea/") for link in links(page)})
        for address in linked[first::4]:
            if kept(self.press, address) is None:
                bake.bake(self.press.store, address, NOBODYS)

    @rule()
    def press_is_killed(self) -> None:
        self.press = Press(Store(self.folder / "baked"))
        self.press.begin()


@pytest.fixture
def paper(tmp_path):
    """Build the paper and its baked pages, from which every history begins."""
    build()
    press = a_press(tmp_path / "baked")
    assert len(bake_all(press)) > 30
    press.settle()
    Histories.template, Histories.world = tmp_path / "baked", snapshot()


def histories(**facts: Any) -> settings:
    """How many are tried: the profile's number if it asks for many."""
    many = settings().max_examples
    return settings(
        max_examples=many if many > 100 else 50,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
        **facts,
    )


def test_every_kept_page_is_what_a_fresh_render_is_after_any_history(paper):
    run_state_machine_as_test(Histories, settings=histories())


class Overnight(Histories):
    """The same, and a day goes by before the end."""

    until_the_end = timedelta(hours=25)


@pytest.mark.once
@pytest.mark.parametrize("deaf_to", ["rows", "lists", "ends"])
def test_a_press_that_is_deaf_to_something_is_found_out(deaf_to, paper, monkeypatch):
    real = press_room.changes.since

    def deaf(before: Any) -> Any:
        read = real(before)
        keep = [c for c in read.changes if (":" in c.key and "." in c.key) != (deaf_to == "rows")]
        return press_room.changes.Read(keep, read.seen)

    if deaf_to == "ends":
        monkeypatch.setattr(Store, "mark_ended", lambda self, now: 0)
    else:
        monkeypatch.setattr(press_room.changes, "since", deaf)

    # Any history will do: it is not made shorter before it is shown.
    found = histories(phases=[Phase.generate], database=None, report_multiple_bugs=False)
    machine = Overnight if deaf_to == "ends" else Histories
    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine, settings=found)
