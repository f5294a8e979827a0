"""What the press puts before every view."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from broadsheet.delivery import passes
from broadsheet.delivery.faces import asked_with, perks_of_asker


class Passes:
    """Read the pass where the front has not: under another server, and in tests.

    A pass ends with its session: whoever signs in or out, wherever, gets a new one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._answer(request)
        if passes.COOKIE in request.COOKIES and _is_of_another_session(request, response):
            response.delete_cookie(passes.COOKIE, samesite="Lax")
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        held = passes.read(request.COOKIES.get(passes.COOKIE, ""))
        if held is None or held.has_ended() or perks_of_asker():
            return self.get_response(request)
        with asked_with(held.perks):
            response = self.get_response(request)
        patch_vary_headers(response, ["Cookie"])
        response.headers["Cache-Control"] = "private, no-cache"
        return response


def _is_of_another_session(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether an answer begins a session, changes to another, or ends one."""
    set_now = response.cookies.get(settings.SESSION_COOKIE_NAME)
    before = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    return set_now is not None and set_now.value != before
