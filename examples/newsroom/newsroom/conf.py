"""Settings of The Tide Gazette. One that makes no sense stops the start, by name."""

from datetime import datetime
from typing import Any

from broadsheet.lib.conf import Setting


def _wrong(value: Any) -> str | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return f"it is {value!r}, and a moment such as 2026-01-01T06:12+00:00 is needed."
    return None if moment.tzinfo else f"it is {value!r}, and has no time zone."


TIDE_HIGH_AT = Setting[str](
    "TIDE_HIGH_AT",
    "2026-01-01T06:12+00:00",
    "Any moment at which the water was high; the next ones are counted from it.",
    _wrong,
)
