"""Settings of the masthead."""

from typing import Any

from broadsheet.lib.conf import Setting, list_of_text, whole_number


def _slots_wrong(value: Any) -> str | None:
    if not isinstance(value, dict):
        return f"it is {value!r}, and a mapping of places to lists of components is needed."
    for place, names in value.items():
        if not isinstance(place, str) or list_of_text(names):
            return f"at {place!r} it has {names!r}, and a list of component codes is needed."
    return None


SLOTS = Setting[dict[str, list[str]]](
    "BROADSHEET_SLOTS",
    {},
    "Which components appear in which place of a page, in order.",
    _slots_wrong,
)
EMBED_HOSTS = Setting[list[str]](
    "BROADSHEET_EMBED_HOSTS",
    ["www.youtube-nocookie.com", "player.vimeo.com", "www.openstreetmap.org"],
    "Hosts whose players may be opened in a frame after the reader's click.",
    list_of_text,
)
PICTURE_PIXELS = Setting[int](
    "BROADSHEET_PICTURE_PIXELS",
    40_000_000,
    "The most pixels that an uploaded picture may have.",
    # Beyond about 178 million Pillow refuses to read even the size.
    whole_number(1_000_000, 170_000_000),
)
