"""What the newsroom listens to."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate, post_save, pre_delete
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from broadsheet.articles import actions, roles
from broadsheet.articles.models import Article, Front, Section
from broadsheet.articles.signals import article_published


def _published(sender: type[Page], instance: Page, revision: Any = None, **kwargs: Any) -> None:
    # Wagtail sends this for a version that is only scheduled, too.
    if isinstance(instance, Article) and instance.live:
        actions.note_publication(article=instance)


def _unpublished(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, Article):
        actions.note_unpublication(article=instance)


def _moved(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if isinstance(instance.specific, Article):
        actions.note_move(article=instance.specific)


# Groups are not news but furniture: whatever makes a section, a section has its editors.


def _front_saved(sender: type[Page], instance: Front, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        roles.open_front(instance)


def _section_saved(sender: type[Page], instance: Section, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        roles.open_section(instance)


def _section_going(sender: type[Page], instance: Section, **kwargs: Any) -> None:
    roles.close_section(instance)


def _migrated(sender: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    executor = MigrationExecutor(connections[using])
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        roles.open_desk()


def _near(sender: object, article_id: int, **kwargs: Any) -> None:
    article = Article.objects.filter(pk=article_id).first()
    if article is not None:
        actions.recompute_neighbours(article=article)


def connect() -> None:
    """Connect each receiver once."""
    page_published.connect(_published, dispatch_uid="broadsheet.articles.published")
    page_unpublished.connect(_unpublished, dispatch_uid="broadsheet.articles.unpublished")
    post_page_move.connect(_moved, dispatch_uid="broadsheet.articles.moved")
    post_save.connect(_front_saved, Front, dispatch_uid="broadsheet.articles.front")
    post_save.connect(_section_saved, Section, dispatch_uid="broadsheet.articles.section")
    pre_delete.connect(_section_going, Section, dispatch_uid="broadsheet.articles.section_going")
    post_migrate.connect(
        _migrated,
        apps.get_app_config("broadsheet_articles"),
        dispatch_uid="broadsheet.articles.desk",
    )
    article_published.connect(_near, dispatch_uid="broadsheet.articles.near")
