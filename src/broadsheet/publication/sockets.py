"""Sockets: where rooms above, and newsrooms, plug in without being imported.

A room names what it plugs in as an attribute of its AppConfig, by dotted path:

    class TidesConfig(AppConfig):
        body_blocks = {"tide": "tides.blocks.TideBlock"}
        slots = {"tide-table": "tides.slots.TideTable"}

Every socket is listed here, with what a plug must be; ``docs/extend/sockets.md``
explains each with an example.
"""

from dataclasses import dataclass

from django.db.models import Model

from broadsheet.lib.sockets import Socket


@dataclass(frozen=True)
class SectionLink:
    """A section as the masthead and the footer list it."""

    name: str
    full_name: str
    url: str
    code: str  # marks the current section
    direction: str = "ltr"
    language: str = ""


BODY_BLOCKS = Socket(
    "body_blocks",
    "Blocks that an editor may put in an article: code to a wagtail.blocks.Block class.",
)
SLOTS = Socket(
    "slots",
    "Components for page slots, the same for everyone: code to a class with render(context).",
)
MEDIA_GATES = Socket(
    "media_gates",
    "Who says what readers may see, before a picture, a file or a menu shows it: code to a "
    "function (model, ids) -> the ids that are public, or None when the model is not its own.",
)
URLS = Socket(
    "public_urls",
    "Public addresses of a room: a prefix-free URLconf by dotted path, placed before the pages.",
)
SECTION_LINKS = Socket(
    "section_links",
    "The sections in the masthead: code to a function (language) -> list of SectionLink.",
)
SETTINGS = Socket("room_settings", "Settings of a room: code to its broadsheet.lib.conf.Setting.")


ALL = (BODY_BLOCKS, SLOTS, MEDIA_GATES, URLS, SECTION_LINKS, SETTINGS)


def public_among(model: type[Model], ids: set[str]) -> set[str] | None:
    """Return which of these rows readers may see; None when no room knows the model."""
    for gate in MEDIA_GATES.load().values():
        public: set[str] | None = gate(model, ids)
        if public is not None:
            return public
    return None
