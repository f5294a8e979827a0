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
    watched = {"articles": "broadsheet.articles.watched.TABLES"}
    chores = {"publish-due": "broadsheet.articles.chores.publish_due"}
    room_settings = {
        "latest-on-front": "broadsheet.articles.conf.LATEST_ON_FRONT",
        "page-size": "broadsheet.articles.conf.PAGE_SIZE",
        "related": "broadsheet.articles.conf.RELATED",
        "preview-hours": "broadsheet.articles.conf.PREVIEW_HOURS",
    }

    def ready(self) -> None:
        # Models must be ready before these can be imported.
        from broadsheet.articles import forms, receivers, rich_text  # noqa: F401, PLC0415
        from broadsheet.articles.models import Article, Front, Section  # noqa: PLC0415

        # A form stands above its model, which therefore cannot name it.
        Article.base_form_class = forms.ArticleForm
        for model in (Article, Front, Section):
            model.copy_form_class = forms.DeskCopyForm
        receivers.connect()
