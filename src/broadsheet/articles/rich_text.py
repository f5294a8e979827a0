"""Links in running text: one that leads to an article readers may not read is no link."""

from __future__ import annotations

from typing import Any

from django.utils.html import escape
from wagtail import hooks
from wagtail.rich_text.pages import PageLinkHandler

from broadsheet.articles.models import Article
from broadsheet.articles.navigation import is_open


class GatedPageLinkHandler(PageLinkHandler):
    """Wagtail's links to pages would tell the address of an article under embargo."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        pages = cls.get_many(attrs_list)
        articles = [page.pk for page in pages if isinstance(page, Article)]
        readable = set(Article.objects.among(articles).readable().values_list("pk", flat=True))
        return [
            f'<a href="{escape(page.url)}">'
            if page is not None and (page.pk in readable or is_open(page))
            else "<a>"
            for page in pages
        ]


@hooks.register("register_rich_text_features", order=100)
def gate_links(features: Any) -> None:
    """Put our handler in the place of Wagtail's."""
    features.register_link_type(GatedPageLinkHandler)
