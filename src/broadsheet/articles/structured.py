"""Structured data for other programs: schema.org's NewsArticle (https://schema.org/NewsArticle)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from broadsheet.publication.addresses import absolute
from broadsheet.publication.templatetags.broadsheet import picture_address

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from broadsheet.publication.models import Picture, Publication


def _moment(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None


def picture_object(picture: Picture, caption: str = "") -> dict[str, Any]:
    """Describe a picture with its credit and licence (https://schema.org/ImageObject)."""
    address = picture_address(picture)
    found = {
        "@type": "ImageObject",
        "url": absolute(address) if address else None,
        "caption": caption or picture.description,
        "creditText": picture.credit_line,
        "creator": {"@type": "Person", "name": picture.credit} if picture.credit else None,
        "license": picture.licence_url or None,
    }
    return {key: value for key, value in found.items() if value}


def publisher(publication: Publication) -> dict[str, Any]:
    """Describe who publishes."""
    return {
        "@type": "NewsMediaOrganization",
        "name": publication.name,
        "url": absolute("/"),
        "publishingPrinciples": absolute("/standards/"),
    }


def newspaper(publication: Publication) -> dict[str, Any]:
    """Describe the paper itself, for its front."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": publication.name,
        "url": absolute("/"),
        "description": publication.description,
        "inLanguage": publication.language,
        "publisher": publisher(publication),
        "potentialAction": {
            "@type": "SearchAction",
            "target": absolute("/search/?q={search_term_string}"),
            "query-input": "required name=search_term_string",
        },
    }


def news_article(
    article: Any,
    publication: Publication,
    *,
    corrections: Iterable[Any],
    contributions: Iterable[Any],
    topics: Iterable[Any],
) -> dict[str, Any]:
    """Describe an article. Every article is free to read."""
    found = {
        "@context": "https://schema.org",
        "@type": "OpinionNewsArticle" if article.filed_under.is_opinion else "NewsArticle",
        "headline": article.title[:110],  # search engines cut there
        "description": article.standfirst,
        "url": absolute(article.url),
        "mainEntityOfPage": absolute(article.url),
        "inLanguage": article.language,
        "articleSection": article.filed_under.full_name,
        "isAccessibleForFree": True,
        "datePublished": _moment(article.published_at),
        "dateModified": _moment(article.updated_at or article.published_at),
        "timeRequired": f"PT{article.minutes}M" if article.minutes else None,
        "author": [
            {"@type": "Person", "name": author.name, "url": absolute(author.url)}
            for author in article.authors
        ]
        or publisher(publication),
        "publisher": publisher(publication),
        "contributor": [
            {"@type": "Organization", "name": contribution.name} for contribution in contributions
        ],
        "image": picture_object(article.lead_picture, article.lead_caption)
        if article.lead_picture
        else None,
        "keywords": [topic.name for topic in topics],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": f"{correction.was_wrong} {correction.is_right}",
                "datePublished": _moment(correction.noted_at),
            }
            for correction in corrections
        ],
    }
    return {key: value for key, value in found.items() if value or value is False}
