"""The text of articles as it stands in feeds: plain markup with whole addresses."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Sequence
from typing import Any

import nh3
from django.db.models import prefetch_related_objects
from django.template import engines
from django.utils.html import escape
from wagtail.models import Page

from broadsheet.articles.blocks import pictures_in
from broadsheet.articles.models import Article
from broadsheet.articles.navigation import is_open
from broadsheet.publication.addresses import absolute
from broadsheet.publication.templatetags.broadsheet import filters_for

TEMPLATE = "broadsheet/articles/feed_content.html"
TAGS = set(
    """a b blockquote br caption cite dd del div dl dt em figcaption figure h2 h3 h4 hr i img ins li
    ol p small strong sub sup table tbody td th thead time tr ul""".split()  # noqa: SIM905
)
ATTRIBUTES = {
    "a": {"href"},
    "div": {"dir", "lang"},
    "img": {"alt", "height", "src", "width"},
    "th": {"scope"},
    "time": {"datetime"},
}
DROPPED = {"button", "form", "iframe", "script", "style", "svg"}
PAGE_LINK = re.compile(r'<a\b[^>]*\blinktype="page"[^>]*>')
PAGE_ID = re.compile(r'\bid="([0-9]{1,18})"')


def content_of(articles: Sequence[Article]) -> dict[int, str]:
    """Return the markup of each article by id. The queries do not grow with the articles."""
    field = Article._meta.get_field("body")
    raw = [list(article.body.raw_data) for article in articles]
    bodies = field.stream_block.bulk_to_python(_with_addresses(raw))
    pictures = [picture for body in bodies for picture, _alt in pictures_in(body)]
    prefetch_related_objects(pictures, "renditions")
    template = engines["public"].get_template(TEMPLATE)
    return {
        article.pk: _cleaned(template.render({"article": article, "body": body}))
        for article, body in zip(articles, bodies, strict=True)
    }


def picture_of(article: Article) -> dict[str, str]:
    """Return the facts of the lead picture; empty when there is none."""
    image = article.lead_picture
    if image is None:
        return {}
    made = image.get_rendition(filters_for("wide")[-1])
    return {
        "url": absolute(made.url),
        "type": mimetypes.guess_type(made.file.name)[0] or "image/webp",
        "width": str(made.width),
        "height": str(made.height),
        "alt": article.picture_alt,
        "credit": image.credit_line,
    }


def _whole(tag: str, attribute: str, value: str) -> str:
    if attribute in {"href", "src"} and value.startswith("/"):
        return absolute(value)
    return value


def _cleaned(markup: str) -> str:
    return nh3.clean(
        markup,
        tags=TAGS,
        clean_content_tags=DROPPED,
        attributes=ATTRIBUTES,
        attribute_filter=_whole,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"},
    ).strip()


def _with_addresses(raw: Any) -> Any:
    """Put addresses in the place of links to pages, all of them with one look."""
    ids = {
        int(found)
        for text in _texts(raw)
        for link in PAGE_LINK.findall(text)
        for found in PAGE_ID.findall(link)
    }
    if not ids:
        return raw
    readable = set(Article.objects.among(ids).readable().values_list("pk", flat=True))
    pages = Page.objects.filter(pk__in=ids)
    urls = {page.pk: page.url for page in pages if page.pk in readable or is_open(page)}

    def link(match: re.Match[str]) -> str:
        found = PAGE_ID.search(match[0])
        url = urls.get(int(found[1])) if found else None
        return f'<a href="{escape(url)}">' if url else "<a>"

    return _changed(raw, lambda text: PAGE_LINK.sub(link, text))


def _texts(raw: Any) -> Any:
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, (list, dict)):
        for value in raw.values() if isinstance(raw, dict) else raw:
            yield from _texts(value)


def _changed(raw: Any, change: Any) -> Any:
    if isinstance(raw, str):
        return change(raw)
    if isinstance(raw, list):
        return [_changed(value, change) for value in raw]
    if isinstance(raw, dict):
        return {name: _changed(value, change) for name, value in raw.items()}
    return raw
