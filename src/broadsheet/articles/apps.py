"""The newsroom as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "broadsheet.articles"
    label = "broadsheet_articles"
    verbose_name = _("Articles")
    default_auto_field = "django.db.models.BigAutoField"

    public_urls = {"articles": "broadsheet.articles.urls"}
    media_gates = {"articles": "broadsheet.articles.custody.shown_in_public"}
    section_links = {"articles": "broadsheet.articles.navigation.section_links"}
    room_settings = {
        "latest-on-front": "broadsheet.articles.conf.LATEST_ON_FRONT",
        "page-size": "broadsheet.articles.conf.PAGE_SIZE",
        "related": "broadsheet.articles.conf.RELATED",
        "preview-hours": "broadsheet.articles.conf.PREVIEW_HOURS",
    }

    def ready(self) -> None:
        from broadsheet.articles import receivers, rich_text  # noqa: F401, PLC0415  (models first)

        receivers.connect()
