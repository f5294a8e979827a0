"""Which newsroom the command line is in, and with which settings."""

from __future__ import annotations

import os
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from broadsheet.project.trouble import Trouble

SETTINGS = "DJANGO_SETTINGS_MODULE"
VAR = "BROADSHEET_VAR"


@dataclass(frozen=True)
class Folder:
    """A newsroom's folder, as its ``pyproject.toml`` describes it."""

    root: Path
    settings: str
    var: Path


def find_folder(start: Path | None = None) -> Folder | None:
    """Return the newsroom's folder that holds ``start`` (or where we are), if any."""
    here = (start or Path.cwd()).resolve()
    for root in (here, *here.parents):
        told = root / "pyproject.toml"
        if told.is_file():
            try:
                facts = tomllib.loads(told.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise Trouble(f"{told} cannot be read ({error}). Mend it and try again.") from error
            ours = facts.get("tool", {}).get("broadsheet")
            if isinstance(ours, dict) and isinstance(ours.get("settings"), str):
                return Folder(root, ours["settings"], root / ours.get("var", "var"))
    return None


def enter_folder() -> None:
    """Prepare the environment for Django: settings, var folder, import path.

    What the environment already says wins. Raises Trouble outside a newsroom.
    """
    folder = find_folder()
    if folder is not None:
        os.environ.setdefault(SETTINGS, folder.settings)
        os.environ.setdefault(VAR, str(folder.var))
        # Worker processes find the newsroom's modules through the environment.
        paths = [
            str(folder.root),
            *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep)),
        ]
        os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(paths))
        if str(folder.root) not in sys.path:
            sys.path.insert(0, str(folder.root))
    elif not os.environ.get(SETTINGS):
        raise Trouble(
            "This is not a Broadsheet folder: no pyproject.toml here or above has a table "
            "[tool.broadsheet]. Go to your newsroom's folder, make one with “broadsheet new PATH”, "
            f"or name your settings in {SETTINGS}."
        )
