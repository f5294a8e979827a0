"""The desk's people, and what they send from the editor."""

from __future__ import annotations

import itertools
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from broadsheet.articles import roles
from broadsheet.articles.models import Article, Section
from broadsheet.readers.models import Reader
from tests.paper import make_reader

number = itertools.count(1)


def _with_role(name: str, group: Group) -> Reader:
    person = make_reader(f"{name}{next(number)}@desk.example", name=name.title())
    person.groups.add(group)
    return Reader.objects.get(pk=person.pk)


def a_reporter() -> Reader:
    """Somebody who writes."""
    return _with_role("reporter", Group.objects.get(name=roles.REPORTER))


def a_publisher() -> Reader:
    """Somebody who may do everything with the paper."""
    return _with_role("publisher", Group.objects.get(name=roles.PUBLISHER))


def an_editor_of(section: Section) -> Reader:
    """Somebody who publishes in one section."""
    group = roles.editors_of(section)
    assert group is not None
    return _with_role("editor", group)


def at_desk(person: Reader) -> Client:
    """A browser signed in as somebody."""
    client = Client()
    client.force_login(person)
    return client


def pieces(body: Any) -> dict[str, str]:
    """What the editor sends for a body of texts, pictures and kept pieces."""
    data = {"body-count": str(len(body))}
    for place, piece in enumerate(body):
        name = f"body-{place}"
        data |= {
            f"{name}-deleted": "",
            f"{name}-order": str(place),
            f"{name}-type": piece.block_type,
        }
        data[f"{name}-id"] = piece.id or ""
        if piece.block_type == "text":
            data[f"{name}-value"] = rich_text(
                piece.value.source, features=["bold", "italic", "link"]
            )
        elif piece.block_type == "picture":
            data[f"{name}-value-picture"] = str(piece.value["picture"].pk)
            data[f"{name}-value-caption"] = piece.value["caption"]
            data[f"{name}-value-alt"] = piece.value["alt"]
        else:
            # What the browser is given, and sends back as it is.
            data[f"{name}-value"] = piece.block.get_form_state(piece.value)
    return data


def filled(article: Article, **changes: Any) -> dict[str, Any]:
    """The editor's form for an article, as it would be sent, with changes."""
    data: dict[str, Any] = {
        "title": article.title,
        "slug": article.slug,
        "standfirst": article.standfirst,
        "short_headline": "",
        "kicker": "",
        "lead_picture": article.lead_picture_id or "",
        "lead_caption": article.lead_caption,
        "lead_alt": article.lead_alt,
        "embargo_until": "",
        "go_live_at": "",
        "expire_at": "",
        "seo_title": "",
        "search_description": "",
        **pieces(article.body),
    }
    for formset in ("bylines", "contributions", "related_choices", "comments"):
        data |= nested_form_data({formset: inline_formset([])})
    return data | changes


def send(client: Client, article: Article, action: str = "", **changes: Any) -> Any:
    """Send the editor's form: save a draft, or with an action such as ``publish`` or ``submit``."""
    if action:
        changes[f"action-{action}"] = "1"
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    return client.post(address, filled(article.get_latest_revision_as_object(), **changes))


def told(response: Any) -> str:
    """What the page says, as text."""
    return str(response.content.decode())


def again(article: Article) -> Article:
    """The article as it is now."""
    return Article.objects.get(pk=article.pk)
