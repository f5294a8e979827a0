"""Forms of the front desk."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm


class SignInForm(AuthenticationForm):
    """An address and a password; the same answer whichever of them is wrong."""

    error_messages = {
        "invalid_login": _("This address and password do not belong together."),
        "inactive": _("This address and password do not belong together."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"] = forms.EmailField(
            label=_("Email address"),
            widget=forms.EmailInput(
                attrs={"autocomplete": "username", "autofocus": True, "dir": "ltr"}
            ),
        )
        self.order_fields(["username", "password"])

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).strip().lower()


class NewPersonForm(UserCreationForm):
    """Somebody new, made at the desk."""

    first_name = None
    last_name = None

    class Meta(UserCreationForm.Meta):
        fields = ("email", "name", "is_superuser", "groups")


class PersonForm(UserEditForm):
    """Somebody who has an account."""

    first_name = None
    last_name = None

    class Meta(UserEditForm.Meta):
        fields = ("email", "name", "is_active", "is_superuser", "groups")
