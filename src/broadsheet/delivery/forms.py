"""Forms of the press at the desk."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http.request import validate_host
from django.utils.translation import gettext_lazy as _

from broadsheet.delivery.bake import may_be_baked
from broadsheet.delivery.files import place_of


def our_path(written: str) -> str | None:
    """Return the path of a page of ours that somebody wrote, or copied from a browser, as it is
    kept; None when it is no page that may be kept."""
    try:
        parts = urlsplit(written.strip())
        host = parts.hostname
    except ValueError:
        return None
    if not written.strip():
        return None
    if host is not None and not (
        parts.scheme in {"http", "https"} and validate_host(host, settings.ALLOWED_HOSTS)
    ):
        return None
    path = unquote(parts.path)
    # People leave the last stroke away, as the site lets them.
    for candidate in (path, f"{path}/"):
        if place_of(candidate) is not None and may_be_baked(candidate):
            return candidate
    return None


class AddressForm(forms.Form):
    """Which page."""

    address = forms.CharField(
        label=_("Address of a page"),
        max_length=1000,
        widget=forms.TextInput(
            attrs={
                "placeholder": "/city/",
                "inputmode": "url",
                "autocomplete": "off",
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
    )

    def clean_address(self) -> str:
        """Return the path as pages are kept under it."""
        path = our_path(self.cleaned_data["address"])
        if path is None:
            raise ValidationError(
                _(
                    "That is no address of a page of this paper. Write it as it stands after the "
                    "paper’s name, for example /city/, or copy it whole from the browser."
                )
            )
        return path
