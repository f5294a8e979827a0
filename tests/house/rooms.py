"""The floors as pyproject.toml draws them, and which room a thing is in."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import AppConfig, apps

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "broadsheet"


def floors() -> dict[str, int]:
    """Return each room's floor, from the import contract: 0 is the foundation."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(found for found in contracts["contracts"] if found["id"] == "floors")["layers"]
    return {
        room.strip(): height
        for height, layer in enumerate(reversed(layers))
        for room in layer.replace(":", "|").split("|")
    }


def room_of(module: str) -> str | None:
    """Return the room of a dotted path of ours, or None for somebody else's."""
    top, _dot, rest = module.partition(".")
    return rest.partition(".")[0] if top == "broadsheet" and rest else None


def our_apps() -> Iterator[AppConfig]:
    """Give every Django app of ours that is installed."""
    return (app for app in apps.get_app_configs() if room_of(app.name))


def may_rest_on(room: str, other: str) -> bool:
    """Say whether something in ``room`` may need something in ``other``."""
    return room == other or floors()[other] < floors()[room]
