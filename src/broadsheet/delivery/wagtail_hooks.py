"""Doors of the press for editors: what is hung into Wagtail's desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.wagtail_hooks import PageListingViewLiveButton
from wagtail.admin.widgets.button import Button

from broadsheet.delivery import desk


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    """The desk's pages about the press."""
    return desk.urlpatterns


class PressMenuItem(MenuItem):
    """The press, for those who keep it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return desk.may_keep(request.user)


@hooks.register("register_reports_menu_item")
def press_menu() -> MenuItem:
    """How the press is."""
    return PressMenuItem(
        gettext_lazy("Press"), reverse("desk_press"), name="press", icon_name="site", order=600
    )


@hooks.register("register_page_header_buttons")
def header_buttons(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterable[Any]:
    """See the page as somebody else: in the editor."""
    yield from _buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_buttons(page: Any, user: Any, next_url: str | None = None) -> Iterable[Any]:
    """The same in lists."""
    yield from _buttons(page.specific_deferred, user)


def _buttons(page: Any, user: Any) -> Iterable[Button]:
    # Where Wagtail leads to the page as it is live, it may be seen as somebody.
    if PageListingViewLiveButton(page=page, url=page.url).is_shown(user):
        yield Button(_("See as…"), url=desk.seeing_address(page.url), icon_name="view", priority=68)
