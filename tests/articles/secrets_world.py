"""A paper full of secrets: an article in every state, each with words and pictures of its own.

Every restricted field of every article holds a *canary*, a word (or bytes) that stands
nowhere else. Whoever receives a canary has received that field of that article.
"""

from __future__ import annotations

import hashlib
import html
import io
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import unquote

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import Collection

from broadsheet.articles import actions
from broadsheet.articles.models import (
    Article,
    Byline,
    Contribution,
    FrontPlacement,
    PlainPage,
    PreviewLink,
    RelatedChoice,
    Section,
    SectionPlacement,
)
from broadsheet.articles.preview import address_of
from broadsheet.publication.models import MenuLink, Picture, Publication
from broadsheet.publication.templatetags.broadsheet import filters_for
from broadsheet.readers.models import Reader
from tests.articles.staff import a_publisher, a_reporter, an_editor_of
from tests.paper import make_article, make_author, make_draft, make_paper, make_section, make_topic

NOBODY = 900_000  # ids from here on belong to nothing


class State(StrEnum):
    """Where an article stands."""

    DRAFT = "draft"
    IN_REVIEW = "review"
    SCHEDULED = "scheduled"
    EMBARGOED = "embargoed"
    LIVE = "live"  # the control: its canaries must be found
    REVISED = "revised"  # live, with a newer version that is not published
    WITHDRAWN = "withdrawn"
    UNPUBLISHED = "unpublished"
    DELETED = "deleted"


SECRET = [state for state in State if state is not State.LIVE]


class Role(StrEnum):
    """Who asks."""

    VISITOR = "visitor"
    OTHER_REPORTER = "other reporter"
    REPORTER = "reporter"  # whose articles they are
    EDITOR = "editor"  # of the section
    OTHER_EDITOR = "other editor"
    PUBLISHER = "publisher"


STAFF = [role for role in Role if role is not Role.VISITOR]


class Part(StrEnum):
    """What of an article is kept from whoever may not read it."""

    HEADLINE = "headline"
    SHORT = "short"
    STANDFIRST = "standfirst"
    KICKER = "kicker"
    BODY = "body"
    QUOTED = "quoted"
    CAPTION = "caption"
    ALT = "alt"
    SLUG = "slug"
    AUTHOR = "author"
    TOPIC = "topic"
    CONTRIBUTION = "contribution"
    MOMENT = "moment"
    PICTURE = "picture"  # its name
    FILE = "file"  # its name
    PIXELS = "pixels"  # the picture's own bytes, in any size
    CONTENT = "content"  # the file's own bytes


NAMES = frozenset({Part.HEADLINE, Part.SLUG, Part.AUTHOR, Part.MOMENT})
Found = set[tuple[State, Part]]


def word(state: State, part: Part) -> str:
    """The canary of a field: a word that stands nowhere else."""
    return f"zq{state}{part}"


def moment(state: State) -> datetime:
    """When an article is to come, or came: a day on which nothing else does."""
    month = list(State).index(state) + 1
    year = (
        2019 if state in {State.WITHDRAWN, State.UNPUBLISHED, State.DELETED, State.LIVE} else 2031
    )
    return datetime(year, month, 17, 4, 37, tzinfo=UTC)


def canaries(state: State, part: Part) -> tuple[str, ...]:
    """What to look for in bytes received."""
    if part is Part.MOMENT:
        when = moment(state)
        return f"{when:%Y-%m-%d}", f"{when:%Y/%m/%d}", f"{when:%-d %B %Y}"
    return (word(state, part),)


def _noise(seed: str) -> ImageFile:
    """A picture like no other, of a kind that survives scaling."""
    rows = random.Random(seed)
    image = Image.new("RGB", (90, 60))
    image.putdata(
        [(rows.randrange(256), rows.randrange(256), rows.randrange(256)) for _ in range(5400)]
    )
    file = io.BytesIO()
    image.save(file, "PNG")
    return ImageFile(file, name=f"{seed}.png")


@dataclass
class Secret:
    """An article in one state, and what belongs to it."""

    state: State
    pk: int = 0
    slug: str = ""
    picture: Picture | None = None
    document: Any = None
    links: dict[str, PreviewLink] = field(default_factory=dict)


@dataclass
class Answer:
    """What came back."""

    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def all(self) -> bytes:
        """Everything received: status line, headers, body."""
        lines = "\n".join(f"{name}: {value}" for name, value in sorted(self.headers.items()))
        return f"{self.status}\n{lines}\n\n".encode() + self.body


IGNORED_HEADERS = {"set-cookie", "expires", "last-modified", "content-length", "vary"}
NOTE = "messages"  # the cookie in which the desk keeps what it will say on the next page


def ask(client: Client, address: str, method: str = "get") -> Answer:
    """Ask for an address; what the desk would say on the next page counts as said."""
    response = getattr(client, method)(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = {
        name.lower(): value
        for name, value in response.items()
        if name.lower() not in IGNORED_HEADERS
    }
    if NOTE in response.cookies and (note := response.cookies[NOTE].value):
        headers[NOTE] = note
    client.cookies.pop(NOTE, None)
    return Answer(response.status_code, body, headers)


class World:
    """The paper, its people and its secrets."""

    def __init__(self) -> None:
        self.front = make_paper()
        self.city, self.sea = make_section("City"), make_section("Sea")
        self.people: dict[Role, Reader] = {
            Role.OTHER_REPORTER: a_reporter(),
            Role.REPORTER: a_reporter(),
            Role.EDITOR: an_editor_of(self.city),
            Role.OTHER_EDITOR: an_editor_of(self.sea),
            Role.PUBLISHER: a_publisher(),
        }
        self.clients: dict[Role, Client] = {Role.VISITOR: Client()}
        for role, person in self.people.items():
            self.clients[role] = Client()
            self.clients[role].force_login(person)
        self.secrets: dict[State, Secret] = {state: Secret(state) for state in State}
        self.hashes: dict[str, tuple[State, Part]] = {}
        self.hosts: list[Article] = []

    # Building ----------------------------------------------------------------

    def open_the_paper(self) -> None:
        """Publish what everybody may read: a dozen articles, the control, and hosts of links."""
        maren, harbour = make_author("Maren Oduya"), make_topic("Harbour")
        for count in range(10):
            article = make_article(
                f"Readable {count}",
                slug=f"readable-{count}",
                section=self.sea if count % 3 == 0 else self.city,
                text=f"<p>Everybody may read about the harbour, part {count}.</p>",
                authors=[maren],
                topics=[harbour],
                published_at=datetime(2026, 1, 10 + count, 9, 0, tzinfo=UTC),
            )
        actions.correct_article(article=article, was_wrong="Nine ships.", is_right="Ten ships.")
        old = make_article(
            "Revised before", slug="revised-before", section=self.city, owner=self.people[Role.REPORTER],
            published_at=datetime(2026, 1, 8, 9, 0, tzinfo=UTC),
        )  # fmt: skip
        self.secrets[State.REVISED].pk = old.pk
        self.hosts = [
            make_article("A host of links", slug="host", section=self.sea, body=self._links(),
                         published_at=datetime(2026, 1, 9, 9, 0, tzinfo=UTC))
        ]  # fmt: skip
        self.plain = PlainPage(title="Standards", slug="standards", text=self._linked_words())
        self.front.add_child(instance=self.plain)
        self._move(State.LIVE)

    def _links(self) -> list[dict[str, Any]]:
        """Running text with links to every secret, and a card for each."""
        pks = [self.secrets[state].pk or NOBODY + place for place, state in enumerate(SECRET)]
        cards = [{"type": "related", "value": pk} for pk in pks]
        return [{"type": "text", "value": self._linked_words()}, *cards]

    def _linked_words(self) -> str:
        pks = [self.secrets[state].pk or NOBODY + place for place, state in enumerate(SECRET)]
        links = " ".join(f'<a linktype="page" id="{pk}">see also</a>' for pk in pks)
        return f"<p>{links}</p>"

    def keep_secrets(self) -> None:
        """Bring an article into every state that readers may not see, and link to each."""
        self._draft(State.DRAFT)
        review = self._draft(State.IN_REVIEW)
        review.get_workflow().start(review, self.people[Role.REPORTER])
        self._schedule()
        self._publish(State.EMBARGOED, embargo_until=moment(State.EMBARGOED))
        self._revise()
        actions.withdraw_article(article=self._move(State.WITHDRAWN), reason="It was not so.")
        self._move(State.UNPUBLISHED).unpublish()
        gone = self._publish(State.DELETED)
        self._lead_there_from_everywhere()
        for state in (State.DRAFT, State.EMBARGOED):
            self._share(state)
        gone.delete()

    def _facts(self, state: State) -> dict[str, Any]:
        secret = self.secrets[state]
        files = Collection.get_first_root_node().get_children().get(name=self.city.title)
        secret.picture = Picture.objects.create(
            title=word(state, Part.PICTURE), file=_noise(word(state, Part.PICTURE)), credit="Ines Tarrow",
            description=word(state, Part.ALT), collection=files,
        )  # fmt: skip
        for shape in ("wide", "whole", "square"):
            secret.picture.get_renditions(*filters_for(shape))
        secret.document = get_document_model().objects.create(
            title=word(state, Part.FILE), collection=files,
            file=ContentFile(word(state, Part.CONTENT).encode(), name=f"{word(state, Part.FILE)}.txt"),
        )  # fmt: skip
        for file in (secret.picture.file, *(made.file for made in secret.picture.renditions.all())):
            self.hashes[_hash(file.storage.open(file.name).read())] = (state, Part.PIXELS)
        return {
            "title": word(state, Part.HEADLINE),
            "short_headline": word(state, Part.SHORT),
            "standfirst": word(state, Part.STANDFIRST),
            "kicker": word(state, Part.KICKER),
            "slug": word(state, Part.SLUG),
            "lead_picture": secret.picture,
            "lead_caption": word(state, Part.CAPTION),
            "lead_alt": word(state, Part.ALT),
            "body": [
                ("text", f"<p>On the harbour: {word(state, Part.BODY)}.</p>"),
                ("quotation", {"text": word(state, Part.QUOTED), "speaker": "Somebody"}),
                ("picture", {"picture": secret.picture, "caption": word(state, Part.CAPTION)}),
                ("file", {"file": secret.document, "title": word(state, Part.FILE)}),
            ],
        }

    def _names(self, article: Article, state: State) -> None:
        author = make_author(word(state, Part.AUTHOR))
        author.bio = f"Writes as {word(state, Part.AUTHOR)}."
        author.save()
        article.bylines.set([Byline(author=author)])
        article.topics.set([make_topic(word(state, Part.TOPIC))])
        article.contributions.set([Contribution(name=word(state, Part.CONTRIBUTION))])

    def _draft(self, state: State, **more: Any) -> Article:
        facts = self._facts(state) | more
        title = facts.pop("title")
        article = make_draft(title, section=self.city, owner=self.people[Role.REPORTER], **facts)
        self._names(article, state)
        article.save()
        article.save_revision(user=self.people[Role.REPORTER])
        self.secrets[state].pk, self.secrets[state].slug = article.pk, article.slug
        return Article.objects.get(pk=article.pk)

    def _publish(self, state: State, **more: Any) -> Article:
        came = min(moment(state), datetime(2026, 1, 7, tzinfo=UTC))
        article = self._draft(state, first_published_at=came, **more)
        article.get_latest_revision().publish()
        return Article.objects.get(pk=article.pk)

    def _move(self, state: State) -> Article:
        """Publish at an old address, then at the one of its canary: the old one leads there."""
        article = self._publish(state, slug=f"was-{state}")
        article.slug = self.secrets[state].slug = word(state, Part.SLUG)
        article.save_revision().publish()
        return Article.objects.get(pk=article.pk)

    def _schedule(self) -> None:
        article = self._draft(State.SCHEDULED)
        article.go_live_at = moment(State.SCHEDULED)
        article.save_revision(approved_go_live_at=article.go_live_at).publish()

    def _revise(self) -> None:
        secret = self.secrets[State.REVISED]
        article = Article.objects.get(pk=secret.pk)
        for name, value in self._facts(State.REVISED).items():
            setattr(article, name, value)
        self._names(article, State.REVISED)
        article.embargo_until = moment(State.REVISED)
        article.save_revision(user=self.people[Role.REPORTER])
        secret.slug = word(State.REVISED, Part.SLUG)

    def _lead_there_from_everywhere(self) -> None:
        """Link to every secret from a text, a card, a menu, a front and the desk's own choice."""
        host = self.hosts[0]
        # Past the editor, so that nothing but the links themselves changes.
        host.body = json.dumps(self._links())
        Article.objects.filter(pk=host.pk).update(body=host.body)
        PlainPage.objects.filter(pk=self.plain.pk).update(text=self._linked_words())
        section = Section.objects.get(pk=self.city.pk)
        for place, state in enumerate(SECRET):
            if state is State.REVISED:
                continue
            pk = self.secrets[state].pk
            RelatedChoice.objects.create(article=host, other_id=pk, sort_order=place)
            FrontPlacement.objects.create(front=self.front, article_id=pk, place="lead")
            SectionPlacement.objects.create(front=section, article_id=pk, place="second")
            MenuLink.objects.create(
                publication=Publication.objects.get(),
                menu="more",
                label=f"Menu {place}",
                page_id=pk,
            )

    def _share(self, state: State) -> None:
        article = Article.objects.get(pk=self.secrets[state].pk)
        by = self.people[Role.EDITOR]
        links = {
            kind: actions.make_preview_link(article=article, by=by)
            for kind in ("works", "over", "ended")
        }
        past = datetime.now(UTC) - timedelta(hours=1)
        PreviewLink.objects.filter(pk=links["over"].pk).update(ends_at=past)
        actions.revoke_preview_link(link=links["ended"])
        self.secrets[state].links = links

    # Looking -----------------------------------------------------------------

    def preview_address(self, state: State, kind: str) -> str:
        """Return the address of a preview link that works, is over, or was ended."""
        return address_of(self.secrets[state].links[kind])

    def pictures_of(self, state: State) -> Iterator[str]:
        """Give the address of a secret's picture in every size, and of the original."""
        picture = self.secrets[state].picture
        assert picture is not None
        yield f"/pictures/{picture.file.name}"
        for made in picture.renditions.all():
            yield f"/pictures/{made.file.name}"

    def file_of(self, state: State) -> str:
        """Return the address of a secret's file."""
        document = self.secrets[state].document
        return f"/files/{document.pk}/{document.file.name.rpartition('/')[2]}"

    @staticmethod
    def keyed_picture(page: str) -> str:
        """Return the address of a picture on a preview, with its key."""
        found = re.search(r'src="(/pictures/[^"]+\?key=[^"]+)"', page)
        assert found is not None
        return html.unescape(found[1])

    def found_in(self, answer: Answer, asked: str = "") -> Found:
        """Return which canaries are in what came back, but not in what was asked."""
        asked = unquote(asked).lower()
        text = answer.all.decode(errors="replace").lower()
        found: Found = set()
        if "zq" in text or "2031" in text or "2019" in text:
            found = {
                (state, part)
                for state in State
                for part in Part
                if any(canary.lower() in text for canary in canaries(state, part))
                and not any(canary.lower() in asked for canary in canaries(state, part))
            }
        if bytes_of := self.hashes.get(_hash(answer.body)):
            found.add(bytes_of)
        return found


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
