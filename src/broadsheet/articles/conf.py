"""Settings of the newsroom."""

from broadsheet.lib.conf import Setting, whole_number

LATEST_ON_FRONT = Setting[int](
    "BROADSHEET_LATEST_ON_FRONT",
    7,
    "How many of the latest articles a front lists.",
    whole_number(1, 50),
)
PAGE_SIZE = Setting[int](
    "BROADSHEET_PAGE_SIZE", 20, "How many articles a page of a list has.", whole_number(5, 100)
)
RELATED = Setting[int](
    "BROADSHEET_RELATED",
    4,
    "How many related articles stand under an article.",
    whole_number(0, 12),
)
PREVIEW_HOURS = Setting[int](
    "BROADSHEET_PREVIEW_HOURS", 24, "How many hours a preview link works.", whole_number(1, 168)
)
