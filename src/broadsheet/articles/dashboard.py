"""What the desk sees at a glance: its home, and the list of all articles."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page, Revision
from wagtail.permissions import policy_registry

from broadsheet.articles.kept import articles_with_kept_pieces
from broadsheet.articles.models import Article
from broadsheet.articles.panels import missing_kinds
from broadsheet.publication.templatetags.broadsheet import when

ROWS = 20


def within_reach(user: Any) -> QuerySet[Page]:
    """Return the pages that this person may edit or publish."""
    policy = policy_registry.get_by_type(Page)
    found: QuerySet[Page] = policy.instances_user_has_any_permission_for(
        user, {"change", "publish"}
    )
    return found


class DeskPanel(Component):
    """A table on the desk's home: articles, each with a word about it. Empty, it is not there."""

    template_name = "broadsheet/articles/desk/panel.html"
    heading: Any = ""
    code = ""
    order = 0

    def rows(self, user: Any) -> list[tuple[Any, Any]]:
        """Return each article with what is to be said about it."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"heading": self.heading, "code": self.code, "rows": self.rows(user)}


class HeldPanel(DeskPanel):
    """Published, and held by an embargo."""

    heading = _("Held until their embargo ends")
    code = "held"
    order = 205

    def rows(self, user: Any) -> list[tuple[Any, Any]]:
        articles = Article.objects.held().filter(pk__in=within_reach(user).values("pk"))
        return [
            (article, when(article.published_at))
            for article in articles.order_by("published_at")[:ROWS]
            if article.published_at
        ]


class ScheduledPanel(DeskPanel):
    """Versions that will be published by themselves, and those that could not be."""

    heading = _("Scheduled")
    code = "scheduled"
    order = 206

    def rows(self, user: Any) -> list[tuple[Any, Any]]:
        mine = within_reach(user).annotate(as_text=Cast("pk", models.CharField())).values("as_text")
        waiting = Revision.page_revisions.filter(
            approved_go_live_at__isnull=False, object_id__in=mine
        ).order_by("approved_go_live_at")
        return [(version.as_object(), self._word(version)) for version in waiting[:ROWS]]

    @staticmethod
    def _word(version: Revision) -> Any:
        article, moment = version.as_object(), version.approved_go_live_at
        problems = article.missing() if isinstance(article, Article) else []
        if problems and moment < timezone.now():
            return _("Not published at its time: %(why)s") % {"why": " ".join(problems)}
        return when(moment)


class NotInstalledPanel(DeskPanel):
    """Articles with pieces of a kind that is not installed any more."""

    heading = _("Pieces of a kind that is not installed")
    code = "not-installed"
    order = 320

    def rows(self, user: Any) -> list[tuple[Any, Any]]:
        kept = articles_with_kept_pieces()
        ids = [article.pk for article in kept]
        mine = (
            set(within_reach(user).filter(pk__in=ids).values_list("pk", flat=True))
            if ids
            else set()
        )
        return [
            (article, " ".join(missing_kinds(article))) for article in kept if article.pk in mine
        ][:ROWS]


def _bylines(article: Article) -> str:
    return ", ".join(author.name for author in article.authors)


def _standing(article: Article) -> str:
    if article.public_withdrawal:
        return str(_("Withdrawn"))
    if article.published_at is None and article.approved_schedule and article.go_live_at:
        return format_html(str(_("Scheduled for {}")), when(article.go_live_at))
    return str(capfirst(article.status_string))


def _readable_since(article: Article) -> Any:
    return when(article.published_at) if article.published_at else ""


class ArticleIndex(IndexView):
    """The list of all articles, with what editors look for."""

    base_columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Headline"), sort_key="title", classname="title"),
        Column("filed_under", label=_("Section"), sort_key="filed_under__title"),
        Column("authors", label=_("By"), accessor=_bylines),
        Column("standing", label=_("Standing"), accessor=_standing, sort_key="live"),
        Column(
            "published_at",
            label=_("Readers’ time"),
            accessor=_readable_since,
            sort_key="published_at",
        ),
    ]

    def annotate_queryset(self, pages: Any) -> Any:
        # Prefetched, not joined: Wagtail fetches the pages again by their kinds.
        dressed = pages.prefetch_related("filed_under", "withdrawal", "bylines__author")
        return super().annotate_queryset(dressed)


class ArticleListing(PageListingViewSet):
    """All articles, of every section, at one address."""

    model = Article
    name = "articles"
    url_prefix = "articles"
    icon = "doc-full"
    menu_label = _("Articles")
    menu_order = 90
    add_to_admin_menu = True
    index_view_class = ArticleIndex
    columns = ArticleIndex.base_columns


article_listing = ArticleListing()
