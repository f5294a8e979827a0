"""Sockets: where rooms above, and newsrooms, plug in without being imported."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Socket:
    """A place to plug something in. ``name`` is the attribute on the AppConfig."""

    name: str
    meaning: str

    def plugs(self) -> Iterator[tuple[str, str]]:
        """Give each plug's code and dotted path, in the order of INSTALLED_APPS."""
        for config in apps.get_app_configs():
            plugged = getattr(config, self.name, {})
            yield from plugged.items()

    def load(self) -> dict[str, Any]:
        """Import everything plugged in; a later app replaces an earlier one's code."""
        return {code: _load(path) for code, path in self.plugs()}


@cache
def _load(path: str) -> Any:
    return import_string(path)
