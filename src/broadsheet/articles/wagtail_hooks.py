"""Doors of the newsroom for editors: what is hung into Wagtail's desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models

from broadsheet.articles import dashboard, desk
from broadsheet.articles.models import Author, Topic


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """The desk's own pages."""
    return desk.urlpatterns


@hooks.register("register_admin_viewset")
def listing() -> Any:
    """The list of all articles."""
    return dashboard.article_listing


@hooks.register("register_page_header_buttons")
def header_buttons(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterable[Any]:
    """Correct, withdraw, share a preview: in the editor."""
    yield from desk.buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Any, user: Any, next_url: str | None = None) -> Iterable[Any]:
    """The same in lists."""
    yield from desk.buttons(page.specific_deferred, user)


@hooks.register("construct_homepage_panels")
def home(request: HttpRequest, panels: list[Any]) -> None:
    """What is held, what is scheduled, what is not installed."""
    panels += [dashboard.HeldPanel(), dashboard.ScheduledPanel(), dashboard.NotInstalledPanel()]


class NamesMenuItem(MenuItem):
    """Authors, or topics: under their own names in the menu."""

    def __init__(self, model: Any, order: int, icon_name: str) -> None:
        self.policy = policy_registry.get_by_type(model)
        super().__init__(
            capfirst(model._meta.verbose_name_plural),
            reverse(model.snippet_viewset.get_url_name("list")),
            name=model._meta.model_name,
            icon_name=icon_name,
            order=order,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(self.policy.user_has_any_permission(request.user, {"add", "change", "view"}))


@hooks.register("register_admin_menu_item")
def authors_menu() -> MenuItem:
    """Who writes."""
    return NamesMenuItem(Author, 110, "user")


@hooks.register("register_admin_menu_item")
def topics_menu() -> MenuItem:
    """What about."""
    return NamesMenuItem(Topic, 111, "tag")


@hooks.register("construct_main_menu")
def newspaper_words(request: HttpRequest, items: list[MenuItem]) -> None:
    """Call things what a newsroom calls them; a newsroom's own snippets keep their entry."""
    names = {"images": _("Pictures"), "documents": _("Files")}
    for item in items:
        item.label = names.get(item.name, item.label)
    others = [model for model in get_snippet_models() if model not in (Author, Topic)]
    if not others:
        items[:] = [item for item in items if item.name != "snippets"]


@hooks.register("insert_global_admin_css")
def house_style() -> SafeString:
    """The desk belongs to the family."""
    return format_html('<link rel="stylesheet" href="{}">', static("broadsheet/articles/desk.css"))


def _told(entry: Any, *names: str) -> str:
    return " ".join(f"“{entry.data[name]}”" for name in names if entry.data.get(name))


@hooks.register("register_log_actions")
def history(actions: Any) -> None:
    """How the desk's own actions read in an article's history."""

    @actions.register_action("broadsheet.correct")
    class Corrected(LogFormatter):
        label = _("Correct")

        def format_message(self, entry: Any) -> str:
            return _("Corrected: %(words)s") % {"words": _told(entry, "was_wrong", "is_right")}

    @actions.register_action("broadsheet.delete_correction")
    class CorrectionDeleted(LogFormatter):
        label = _("Delete a correction")

        def format_message(self, entry: Any) -> str:
            words = _told(entry, "was_wrong", "is_right")
            return _("Deleted a correction: %(words)s") % {"words": words}

    @actions.register_action("broadsheet.withdraw")
    class Withdrawn(LogFormatter):
        label = _("Withdraw")

        def format_message(self, entry: Any) -> str:
            return _("Withdrawn: %(words)s") % {"words": _told(entry, "reason")}

    @actions.register_action("broadsheet.left_unpublished")
    class LeftUnpublished(LogFormatter):
        label = _("Leave unpublished")

        def format_message(self, entry: Any) -> str:
            return _("Not published at its time. %(why)s") % {
                "why": " ".join(entry.data.get("why", []))
            }

    actions.register_action(
        "broadsheet.preview_link", _("Share a preview"), _("Made a link to a preview")
    )
    actions.register_action(
        "broadsheet.revoke_preview_link", _("End a preview"), _("Ended a link to a preview")
    )
