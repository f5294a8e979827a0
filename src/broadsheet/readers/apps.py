"""The front desk as a Django app."""

from typing import Any

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class ReadersConfig(AppConfig):
    name = "broadsheet.readers"
    label = "broadsheet_readers"
    verbose_name = _("Readers")
    default_auto_field = "django.db.models.BigAutoField"
    public_urls = {"readers": "broadsheet.readers.urls"}
    pass_renewals = {"readers": "broadsheet.readers.passes.renewal"}

    def ready(self) -> None:
        # Wagtail asks its own app where people are kept; ours have one name, not two.
        wagtails: Any = apps.get_app_config("wagtailusers")
        wagtails.user_viewset = "broadsheet.readers.people.People"
