"""Template tags for articles: bylines, contributions, cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from broadsheet.articles.models import Author, Contribution

register = template.Library()


@register.simple_tag
def names(authors: Sequence[Author]) -> str:
    """Join names as a sentence does: “Maren Oduya and Tobias Kerrigan”."""
    return str(_joined([author.name for author in authors]))


@register.simple_tag
def byline(authors: Sequence[Author]) -> SafeString:
    """Print “By” and the names, each a link to the author's page."""
    links = [
        format_html('<a href="{}" rel="author">{}</a>', author.url, author.name)
        for author in authors
    ]
    return format_html("{} {}", pgettext("before names of authors", "By"), _joined(links))


def _joined(parts: Sequence[str]) -> SafeString:
    if len(parts) < 2:
        return format_html_join("", "{}", ((part,) for part in parts))
    first = format_html_join(", ", "{}", ((part,) for part in parts[:-1]))
    # Translators: between the last two names; Hebrew joins it to the word.
    return format_html("{}{}{}", first, pgettext("between the last two names", " and "), parts[-1])


@register.simple_tag
def contribution_line(contribution: Contribution) -> str:
    """Print who helped: “Reuters contributed to this report.”"""
    sentences = {
        Contribution.Kind.REPORT: _("%(name)s contributed to this report."),
        Contribution.Kind.RESEARCH: _("%(name)s contributed research."),
        Contribution.Kind.PHOTOGRAPHY: _("%(name)s contributed photography."),
        Contribution.Kind.TRANSLATION: _("%(name)s translated this article."),
    }
    return sentences[Contribution.Kind(contribution.kind)] % {"name": contribution.name}


@register.filter
def cells(row: Any, columns: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Pair the cells of a table's row with their columns."""
    return zip(columns, row["values"] if isinstance(row, dict) else row, strict=False)
