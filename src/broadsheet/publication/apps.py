"""The masthead as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationConfig(AppConfig):
    name = "broadsheet.publication"
    label = "broadsheet_publication"
    verbose_name = _("Publication")
    default_auto_field = "django.db.models.BigAutoField"

    public_urls = {"publication": "broadsheet.publication.urls"}
    watched = {"publication": "broadsheet.publication.watched.TABLES"}
    room_settings = {
        "slots": "broadsheet.publication.conf.SLOTS",
        "embed-hosts": "broadsheet.publication.conf.EMBED_HOSTS",
        "picture-pixels": "broadsheet.publication.conf.PICTURE_PIXELS",
    }

    def ready(self) -> None:
        from wagtail.models import ReferenceIndex  # noqa: PLC0415  (models must be ready)

        from broadsheet.publication import checks  # noqa: F401, PLC0415  (checks register themselves)
        from broadsheet.publication.models import Publication  # noqa: PLC0415

        # Wagtail keeps account of pages and snippets by itself, of settings not: nobody
        # would know that the picture for sharing is public.
        ReferenceIndex.register_model(Publication)
