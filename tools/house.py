"""Draw the house as it is: floors, arrows between rooms, what has grown long.

    python tools/house.py      exit code 1 at a circle or an arrow upstairs

The floors are read from pyproject.toml, the arrows from the imports themselves.
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "broadsheet"
PACKAGE = "broadsheet"


@dataclass(frozen=True)
class Long:
    """A file or function and how many lines it has."""

    lines: int
    where: str


def floors() -> list[list[str]]:
    """Return the rooms of each floor, the roof first, as pyproject.toml has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["id"] == "floors")
    return [[room.strip() for room in layer.split("|")] for layer in layers]


def arrows() -> Counter[tuple[str, str]]:
    """Return how many imports lead from each room to each other one."""
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    found: Counter[tuple[str, str]] = Counter()
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            pair = _room(importer), _room(imported)
            if pair[0] and pair[1] and pair[0] != pair[1]:
                found[pair] += (
                    len(graph.get_import_details(importer=importer, imported=imported)) or 1
                )
    return found


def upstairs(found: Counter[tuple[str, str]], house: list[list[str]]) -> list[str]:
    """Name the arrows that lead up, or to a neighbour."""
    height = {room: -number for number, floor in enumerate(house) for room in floor}
    wrong = []
    for (of, to), count in sorted(found.items()):
        if of not in height or to not in height:
            wrong.append(f"{of} → {to} ({count}): a room that no floor names")
        elif height[to] >= height[of]:
            wrong.append(f"{of} → {to} ({count})")
    return wrong


def circles(found: Counter[tuple[str, str]]) -> list[str]:
    """Name the rings of rooms that import each other."""
    onward: dict[str, set[str]] = {}
    for of, to in found:
        onward.setdefault(of, set()).add(to)
    reach = {room: _reachable(room, onward) for room in onward}
    rings = {
        frozenset(other for other in seen if room in reach.get(other, set()))
        for room, seen in reach.items()
        if room in seen
    }
    return [" ⇄ ".join(sorted(ring)) for ring in rings]


def _reachable(start: str, onward: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(onward.get(start, ()))
    while waiting:
        room = waiting.pop()
        if room not in seen:
            seen.add(room)
            waiting += onward.get(room, ())
    return seen


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def _sources() -> Iterator[tuple[Path, str]]:
    for path in sorted(SOURCES.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_text(encoding="utf-8")


def long_files() -> list[Long]:
    """Return every file with its length, the longest first."""
    found = [Long(text.count("\n"), str(path.relative_to(ROOT))) for path, text in _sources()]
    return sorted(found, key=lambda one: -one.lines)


def long_functions() -> list[Long]:
    """Return every function with its length, the longest first."""
    found = []
    for path, text in _sources():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                found.append(Long(length, f"{path.relative_to(ROOT)}: {node.name}"))
    return sorted(found, key=lambda one: -one.lines)


def main() -> int:
    """Print everything."""
    house, found = floors(), arrows()
    lines = Counter(
        path.relative_to(SOURCES).parts[0] for path, text in _sources() for _ in text.splitlines()
    )
    width = 68
    for floor in house:
        print("─" * width)
        for room in floor:
            to = sorted((other, count) for (of, other), count in found.items() if of == room)
            below = ", ".join(f"{other} {count}" for other, count in to) or "nothing of ours"
            print(f"  {room:<13}{lines[room]:>5} lines   imports {below}")
    print("─" * width)
    for title, longest in (("files", long_files()), ("functions", long_functions())):
        print(f"\nThe ten longest {title}")
        for one in longest[:10]:
            print(f"  {one.lines:>4}  {one.where}")
    wrong = [f"Upstairs, or to a neighbour: {arrow}" for arrow in upstairs(found, house)]
    wrong += [f"A circle: {ring}" for ring in circles(found)]
    print("\n" + ("\n".join(wrong) if wrong else "No circle, and no arrow upstairs."))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
