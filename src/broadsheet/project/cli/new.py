"""``broadsheet new``: a newsroom of one's own."""

from __future__ import annotations

import argparse
import keyword
import re
import sys
from importlib.util import find_spec
from pathlib import Path

from broadsheet.project.trouble import Trouble

HELP = "make a newsroom of your own: a small project that builds on Broadsheet"
EXAMPLES = """\
examples:
  broadsheet new ~/harbour-news
  broadsheet new ~/papers/north --title "The Northern Star"

What it makes is yours: examples/newsroom in Broadsheet's sources shows how far it can go.
"""

STARTER = Path(__file__).resolve().parents[1] / "new"
SUFFIX = ".in"  # so that tools do not take these files for programs
RENAMED = {"gitignore": ".gitignore"}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the options."""
    parser.add_argument(
        "path", type=Path, metavar="PATH", help="the folder to make; its name names the project"
    )
    parser.add_argument(
        "--title", default="", help="the paper's name (default: from the folder's name)"
    )


def run_options(options: argparse.Namespace) -> int:
    """Make the folder and say what to do next."""
    path: Path = options.path.expanduser().resolve()
    names = _names(path.name, options.title)
    _refuse_unusable(path)
    for source in sorted(STARTER.rglob(f"*{SUFFIX}")):
        _write(source, path, names)
    print(f"{names['title']} is in {path}. Next:\n", flush=True)
    first = f'broadsheet manage open_paper "{names["title"]}" --zone Europe/Lisbon --section City'
    for line in (
        f"cd {path}",
        "broadsheet manage migrate",
        first,
        "broadsheet manage createsuperuser",
        "broadsheet manage collectstatic --noinput",
        "broadsheet serve",
    ):
        print(f"  {line}", flush=True)
    return 0


def _names(folder: str, title: str) -> dict[str, str]:
    package = re.sub(r"[^a-z0-9]+", "_", folder.lower()).strip("_")
    if not package.isidentifier() or keyword.iskeyword(package):
        raise Trouble(
            f"“{folder}” cannot name a project. Begin with a letter from a to z, such as: "
            "broadsheet new harbour-news"
        )
    if package in sys.stdlib_module_names or find_spec(package) is not None:
        raise Trouble(
            f"“{folder}” is the name of a Python module already. Choose another, such as: "
            f"broadsheet new {package.replace('_', '-')}-news"
        )
    title = " ".join(re.sub(r'["“”\\@\x00-\x1f]', "", title).split())
    return {
        "package": package,
        "project": package.replace("_", "-"),
        "title": title or package.replace("_", " ").title(),
    }


def _refuse_unusable(path: Path) -> None:
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise Trouble(f"{path} is there already and not empty. Name a folder that does not exist.")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(f"{path} cannot be made ({error.strerror}). Name another folder.") from error


def _write(source: Path, path: Path, names: dict[str, str]) -> None:
    inside = source.relative_to(STARTER)
    parts = [names["package"] if part == "package" else part for part in inside.parts]
    parts[-1] = parts[-1].removesuffix(SUFFIX)
    parts[-1] = RENAMED.get(parts[-1], parts[-1])
    target = path.joinpath(*parts)
    text = source.read_text(encoding="utf-8")
    for name, value in names.items():
        text = text.replace(f"@{name}@", value)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
