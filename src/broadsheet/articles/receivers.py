"""What the newsroom listens to."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from broadsheet.articles import actions
from broadsheet.articles.models import Article


def _published(sender: type[Page], instance: Page, revision: Any = None, **kwargs: Any) -> None:
    if isinstance(instance, Article):
        actions.note_publication(article=instance)


def _unpublished(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, Article):
        actions.note_unpublication(article=instance)


def _moved(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if isinstance(instance.specific, Article):
        actions.note_move(article=instance.specific)


def connect() -> None:
    """Connect each receiver once."""
    page_published.connect(_published, dispatch_uid="broadsheet.articles.published")
    page_unpublished.connect(_unpublished, dispatch_uid="broadsheet.articles.unpublished")
    post_page_move.connect(_moved, dispatch_uid="broadsheet.articles.moved")
