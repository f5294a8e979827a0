"""Template tags for public pages: times, pictures, slots."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from broadsheet.delivery import notes
from broadsheet.lib.languages import direction
from broadsheet.publication import conf, sockets
from broadsheet.publication.addresses import absolute as absolute_address
from broadsheet.publication.keys import key_for
from broadsheet.publication.models import Picture
from broadsheet.publication.pictures import PictureLost

register = template.Library()

# Formats that Django has no name for: a language sets them beside its DATE_FORMAT, in its formats.
OUR_FORMATS = {"SHORT_DAY_FORMAT": "j M", "LONG_DAY_FORMAT": "l j F Y"}

# The widths a picture is made in, in CSS pixels; the browser chooses (docs/build/pictures.md).
WIDTHS = (480, 768, 1280)


@register.simple_tag
def when(moment: datetime | date, form: str = "full") -> SafeString:
    """Print a moment in the paper's zone, readable by people and machines.

    ``form``: ``full`` (date, time and zone), ``day``, ``day_month``, ``long_day`` (with the
    weekday), ``time``, ``short`` (the time if it is today, else day and month),
    ``stamp`` (day and time without the zone).
    """
    if isinstance(moment, datetime):
        local = timezone.localtime(moment)
        machine = local.isoformat(timespec="minutes")
        if form == "short":
            form = "time" if local.date() == notes.today() else "day_month"
        day: date = local.date()
        clock = formats.time_format(local, "H:i")
        zone = local.strftime("%Z")
    else:
        machine, day, clock, zone = moment.isoformat(), moment, "", ""
    shown = {
        "time": clock,
        "day_month": _printed(day, "SHORT_DAY_FORMAT"),
        "stamp": f"{formats.date_format(day, 'DATE_FORMAT')}, {clock}",
        "day": formats.date_format(day, "DATE_FORMAT"),
        "long_day": _printed(day, "LONG_DAY_FORMAT"),
        "full": formats.date_format(day, "DATE_FORMAT")
        + (f", {clock}\u00a0{zone}" if clock else ""),
    }[form]
    return format_html('<time datetime="{}">{}</time>', machine, shown)


def _printed(day: date, name: str) -> str:
    form = formats.get_format(name)
    # Django gives an unknown name back as it is.
    return formats.date_format(day, OUR_FORMATS[name] if form == name else form)


def filters_for(shape: str) -> list[str]:
    """Return Wagtail's filters for a shape: ``whole`` (as it is), ``wide`` (3 to 2), ``square``."""
    if shape == "wide":
        return [f"fill-{width}x{round(width / 1.5)}" for width in WIDTHS]
    if shape == "square":
        return [f"fill-{width}x{width}" for width in (200, 400)]
    return [f"width-{width}" for width in WIDTHS]


@register.simple_tag
def picture(
    image: Picture | None,
    alt: str = "",
    sizes: str = "100vw",
    shape: str = "wide",
    eager: bool = False,
) -> SafeString:
    """Print an ``img`` in several widths; nothing for a picture whose file is lost.

    ``eager`` for the one picture above the fold.
    """
    if image is None:
        return mark_safe("")
    try:
        made = image.get_renditions(*filters_for(shape))
    except PictureLost:
        return mark_safe("")
    sources = list({rendition.width: rendition for rendition in made.values()}.values())
    middle = sources[min(1, len(sources) - 1)]
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}"{} alt="{}">',
        middle.url,
        ", ".join(f"{rendition.url} {rendition.width}w" for rendition in sources),
        sizes,
        middle.width,
        middle.height,
        mark_safe(' fetchpriority="high"' if eager else ' loading="lazy" decoding="async"'),  # noqa: S308
        alt,
    )


@register.simple_tag
def picture_address(image: Picture, shape: str = "wide") -> str:
    """Return the address of the largest size, for metadata; nothing when its file is lost."""
    try:
        return str(image.get_rendition(filters_for(shape)[-1]).url)
    except PictureLost:
        return ""


@register.simple_tag
def file_address(document: Any) -> str:
    """Return the address of a file that an article offers."""
    name = document.file.name.rpartition("/")[2]
    return reverse("wagtaildocs_serve", args=[document.pk, name]) + key_for(document)


@register.simple_tag
def stylesheet(kind: str, language: str) -> SafeString:
    """Print the link to the style sheet of a kind of page: ``article``, ``front``, ``list``."""
    variant = "-he" if language.startswith("he") else ""
    return format_html(
        '<link rel="stylesheet" href="{}">',
        static(f"broadsheet/publication/css/{kind}{variant}.css"),
    )


@register.filter
def absolute(path: str) -> str:
    """Return a path of this site as a whole address."""
    return absolute_address(path)


@register.filter
def inline_text(value: Any) -> SafeString:
    """Print rich text of one paragraph without its paragraph."""
    markup = str(expand_db_html(value.source)).strip()
    if markup.startswith("<p") and markup.endswith("</p>") and markup.count("<p") == 1:
        markup = markup[markup.index(">") + 1 : -len("</p>")]
    return mark_safe(markup)  # noqa: S308


@register.filter
def paragraphs(text: str) -> list[str]:
    """Part plain text at its line breaks."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@register.filter
def language_tag(code: str) -> str:
    """Return a language code as HTML wants it: ``en-GB``."""
    base, _dash, region = code.partition("-")
    return f"{base}-{region.upper()}" if region else base


@register.filter
def foreign_to(code: str, around: str) -> SafeString:
    """Print ``lang`` and ``dir`` for text in another language than that of the page."""
    if code == around:
        return mark_safe("")
    return format_html(' lang="{}" dir="{}"', language_tag(code), direction(code))


@register.simple_tag(takes_context=True)
def structured_data(context: template.Context, data: Any) -> SafeString:
    """Print structured data. A data block is no script: the content policy leaves it alone."""
    found = data(context["publication"]) if callable(data) else data
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("<", "\\u003c").replace("&", "\\u0026").replace("\u2028", "\\u2028")
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # noqa: S308


@register.simple_tag(takes_context=True)
def slot(context: template.Context, place: str) -> SafeString:
    """Print the components that BROADSHEET_SLOTS puts in a place, each with the page's context."""
    codes = conf.SLOTS.value.get(place, [])
    if not codes:
        return mark_safe("")
    components = sockets.SLOTS.load()
    return format_html_join("", "{}", ((components[code]().render(context),) for code in codes))
