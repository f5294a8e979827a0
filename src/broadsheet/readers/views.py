"""Doors of the front desk: signing in and out."""

from typing import Any

from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import reverse

from broadsheet.publication.pages import asked_language, public_page
from broadsheet.readers.forms import SignInForm


class SignIn(LoginView):
    """Signing in. Staff arrive at the desk, everybody else at the front."""

    authentication_form = SignInForm
    redirect_authenticated_user = True

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Answer in the paper's own dress; the form is the only thing that knows the browser."""
        language = asked_language(self.request)
        return public_page(
            "broadsheet/readers/sign_in.html",
            {
                "form": context["form"],
                "next": context.get(self.redirect_field_name, ""),
                "csrf": get_token(self.request),
                "action": reverse("sign-in") + (f"?language={language}" if language else ""),
            },
            language=language,
        )

    def get_default_redirect_url(self) -> str:
        if self.request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return "/"


class SignOut(LogoutView):
    """Signing out, by a button: a link that signs out could be set by anyone."""

    next_page = "/"
