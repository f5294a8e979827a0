"""The front desk as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadersConfig(AppConfig):
    name = "broadsheet.readers"
    label = "broadsheet_readers"
    verbose_name = _("Readers")
    default_auto_field = "django.db.models.BigAutoField"
    public_urls = {"readers": "broadsheet.readers.urls"}
