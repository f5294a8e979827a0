"""Settings of the press."""

from pathlib import Path
from typing import Any

from django.conf import settings

from broadsheet.lib.conf import Setting, whole_number


def _folder_wrong(value: Any) -> str | None:
    if not isinstance(value, (str, Path)):
        return f"it is {value!r}, and the path of a folder is needed."
    return None


BAKED_FOLDER = Setting[str](
    "BROADSHEET_BAKED_FOLDER",
    "",
    "The folder in which baked pages are kept; empty: baked, beside the database.",
    _folder_wrong,
)
BAKED_MEGABYTES = Setting[int](
    "BROADSHEET_BAKED_MEGABYTES",
    2000,
    "How much room baked pages may take on disk; the least read are dropped.",
    whole_number(1, 10_000_000),
)
HOT_MEGABYTES = Setting[int](
    "BROADSHEET_HOT_MEGABYTES",
    64,
    "How much memory each worker may use for baked pages.",
    whole_number(1, 100_000),
)
PASS_MINUTES = Setting[int](
    "BROADSHEET_PASS_MINUTES",
    10,
    "How many minutes a pass is believed before it is renewed.",
    whole_number(1, 1440),
)
PASS_GRACE_HOURS = Setting[int](
    "BROADSHEET_PASS_GRACE_HOURS",
    24,
    "How many hours an ended pass is honoured while the database does not answer.",
    whole_number(0, 168),
)
CDN_SECONDS = Setting[int](
    "BROADSHEET_CDN_SECONDS",
    3600,
    "How many seconds a CDN may keep a page that it is not told to forget.",
    whole_number(1, 2_592_000),
)
CHANGES_DAYS = Setting[int](
    "BROADSHEET_CHANGES_DAYS",
    7,
    "How many days a node may be cut off and still catch up; later it bakes everything anew.",
    whole_number(1, 90),
)


def baked_folder() -> Path:
    """Return the folder of the baked pages."""
    return Path(BAKED_FOLDER.value or Path(settings.VAR) / "baked")
