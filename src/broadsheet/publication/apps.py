"""The masthead as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationConfig(AppConfig):
    name = "broadsheet.publication"
    label = "broadsheet_publication"
    verbose_name = _("Publication")
    default_auto_field = "django.db.models.BigAutoField"

    public_urls = {"publication": "broadsheet.publication.urls"}
    room_settings = {
        "slots": "broadsheet.publication.conf.SLOTS",
        "embed-hosts": "broadsheet.publication.conf.EMBED_HOSTS",
        "picture-pixels": "broadsheet.publication.conf.PICTURE_PIXELS",
    }

    def ready(self) -> None:
        from broadsheet.publication import checks  # noqa: F401, PLC0415  (checks register themselves)
