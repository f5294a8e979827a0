"""Doors of the front desk: signing in and out."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import reverse

from broadsheet.readers.forms import SignInForm


class SignIn(LoginView):
    """Signing in. Staff arrive at the desk, everybody else at the front."""

    template_name = "broadsheet/readers/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        if self.request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return "/"


class SignOut(LogoutView):
    """Signing out, by a button: a link that signs out could be set by anyone."""

    next_page = "/"
