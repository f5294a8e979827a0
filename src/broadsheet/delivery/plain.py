"""Pages for when there is nothing to make a page from: no database, no sense, no room."""

from __future__ import annotations

from django.conf import settings
from django.template import engines
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from broadsheet.lib.languages import direction

WORDS = {
    400: (
        _("This request makes no sense"),
        _("The address or the form it came from is not one of ours. Nothing has been changed."),
    ),
    404: (
        _("There is no such page"),
        _("The address may be mistyped, or the page may have moved."),
    ),
    413: (
        _("That was too large"),
        _("Nothing has been changed. Please send something smaller."),
    ),
    500: (
        _("Something broke on our side"),
        _("It has been written down, and somebody will look. Please try again in a minute."),
    ),
    503: (
        _("This part of the site is resting"),
        _("Articles can be read as ever. Signing in and writing work again in a moment."),
    ),
}
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'self'; font-src 'self'"),
    ("X-Content-Type-Options", "nosniff"),
]


def page(status: int) -> str:
    """Return the markup of the page for a status. Needs neither a database nor a request."""
    title, words = WORDS[status]
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        context = {
            "title": title,
            "words": words,
            "language": language.partition("-")[0],
            "direction": direction(language),
        }
        template = engines["public"].get_template("broadsheet/delivery/plain.html")
        markup: str = template.render(context)
    return markup
