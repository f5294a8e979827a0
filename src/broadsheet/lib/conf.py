"""A setting has one home: its name, its default, its meaning and its check."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.core.checks import Error

T = TypeVar("T")

DOCS_PAGE = "docs/run/settings.md"


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One ``BROADSHEET_…`` setting.

    ``wrong`` looks at a value and returns what is the matter with it in one
    sentence, or None when the value makes sense.
    """

    name: str
    default: T
    meaning: str
    wrong: Callable[[Any], str | None]

    @property
    def value(self) -> T:
        """What the newsroom's settings say, or the default."""
        result: T = getattr(settings, self.name, self.default)
        return result

    def errors(self) -> list[Error]:
        """The system check's findings: empty when the value makes sense."""
        complaint = self.wrong(self.value)
        if complaint is None:
            return []
        return [
            Error(
                f"{self.name} makes no sense: {complaint}",
                hint=f"See {DOCS_PAGE}, under {self.name}.",
                id="broadsheet.E001",
            )
        ]


def whole_number(least: int, most: int) -> Callable[[Any], str | None]:
    """Return a check for a whole number from ``least`` to ``most``."""

    def wrong(value: Any) -> str | None:
        if isinstance(value, bool) or not isinstance(value, int):
            return f"it is {value!r}, and a whole number is needed."
        if not least <= value <= most:
            return f"it is {value}, and a number from {least} to {most} is needed."
        return None

    return wrong


def list_of_text(value: Any) -> str | None:
    """Check for a list or tuple of strings."""
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
        return f"it is {value!r}, and a list of strings is needed."
    return None
