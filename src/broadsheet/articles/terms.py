"""The terms on which the desk works: the paper's clock, and a sentence for a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.users.models import UserProfile

from broadsheet.articles.actions import Refused
from broadsheet.articles.models import NotReady
from broadsheet.publication.models import Publication


class DeskTerms:
    """Middleware for the desk; every other address passes untouched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Count time in the paper's own zone, unless this person chose another.

        An editor who writes 06:00 means the paper's, not the server's.
        """
        if not _at_the_desk(request) or not request.user.is_authenticated:
            return
        user: Any = request.user
        profile = getattr(user, "wagtail_userprofile", None) or UserProfile(user=user)
        if not profile.current_time_zone:
            # For this request only: nothing is saved, so the choice stays open.
            profile.current_time_zone = Publication.current().time_zone
            user.wagtail_userprofile = profile

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Tell the editor why, whichever of Wagtail's doors led to the refusal."""
        if not isinstance(error, (NotReady, Refused)) or not _at_the_desk(request):
            return None
        for sentence in error.messages:
            messages.error(request, _name(error) + sentence)
        back = _back(request, error)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What Wagtail's dialogs expect: they follow the address.
            return JsonResponse({"step": "success", "redirect": back})
        return redirect(back)


def _at_the_desk(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


def _name(error: Exception) -> str:
    """Say which article it is about, where several may have been asked for."""
    return (
        _("“%(title)s”: ") % {"title": error.article.title} if isinstance(error, NotReady) else ""
    )


def _back(request: HttpRequest, error: Exception) -> str:
    if isinstance(error, NotReady):
        return reverse("wagtailadmin_pages:edit", args=[error.article.pk])
    before = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(before, {request.get_host()}, request.is_secure()):
        return before
    return reverse("wagtailadmin_home")
