"""What the masthead changes at Wagtail's desk."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.html import escape
from wagtail import hooks
from wagtail.documents.rich_text import DocumentLinkHandler

from broadsheet.publication.keys import key_for
from broadsheet.publication.views import not_found


def closed(request: Any, **_kwargs: Any) -> Any:
    """Answer 404."""
    return not_found(request)


@hooks.register("register_admin_urls", order=-100)  # the first address that fits is taken
def closed_doors() -> list[Any]:
    """Close Wagtail's makers of any size of a picture.

    Nobody needs them, as pages name the sizes they show, and they would decode
    the original in the worker.
    """
    return [
        path("images/<int:image_id>/generate_url/", closed),
        path("images/<int:image_id>/generate_url/output/", closed),
        path("images/<int:image_id>/preview/<str:filter_spec>/", closed),
    ]


class KeyedDocumentLinkHandler(DocumentLinkHandler):
    """Links to files in running text, which must work in a preview too."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [
            f'<a href="{escape(file.url + key_for(file))}">' if file else "<a>"
            for file in cls.get_many(attrs_list)
        ]


@hooks.register("register_rich_text_features", order=100)
def keyed_links(features: Any) -> None:
    """Put our handler in the place of Wagtail's."""
    features.register_link_type(KeyedDocumentLinkHandler)
