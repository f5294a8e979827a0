"""Reading the demo paper as it is written down in ``content/`` (content/FORMAT.md)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"
STATES = ("live", "draft", "review", "scheduled", "withdrawn")
FRONT_MATTER = re.compile(r"\A\+\+\+\n(?P<facts>.*?)\n\+\+\+\n(?P<text>.*)\Z", re.DOTALL)
FENCE = re.compile(r"^:::(?P<kind>[a-z]+)(?P<rest>.*)$")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
FENCED = frozenset({"quote", "picture", "gallery", "table", "timeline", "file", "embed", "related"})


class Misprint(ValueError):
    """Something in ``content/`` is not written as FORMAT.md says; the text names the file."""


@dataclass(frozen=True)
class Piece:
    """A piece of a text: a paragraph, heading, list or one of the fenced kinds."""

    kind: str
    lines: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """A text with the facts above it: an article or a plain page."""

    path: Path
    facts: Mapping[str, Any]
    text: str

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return self.path.stem

    @property
    def section(self) -> str:
        """The section's slug: the folder it lies in."""
        return self.path.parent.name

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The text in its pieces; raises Misprint."""
        try:
            return tuple(pieces_of(self.text))
        except Misprint as error:
            raise Misprint(f"{self.path.name}: {error}") from error


@dataclass(frozen=True)
class Content:
    """Everything that ``content/`` holds."""

    folder: Path
    paper: Mapping[str, Any]
    authors: Mapping[str, Mapping[str, Any]]
    topics: Mapping[str, Mapping[str, Any]]
    pictures: Mapping[str, Mapping[str, Any]]
    articles: tuple[Written, ...]
    pages: tuple[Written, ...]

    def picture_file(self, key: str) -> Path:
        """The file of a picture."""
        return self.folder / "pictures" / str(self.pictures[key]["file"])

    def only(self, slugs: set[str]) -> Content:
        """The same paper with a few of its articles, and only the pictures they need."""
        articles = tuple(text for text in self.articles if text.slug in slugs)
        keys = {key for text in articles for key in pictures_of(text)}
        keys |= {facts.get("portrait", "") for facts in self.authors.values()}
        keys.add(self.paper["publication"].get("share_picture", ""))
        pictures = {key: facts for key, facts in self.pictures.items() if key in keys}
        return Content(
            self.folder, self.paper, self.authors, self.topics, pictures, articles, self.pages
        )


def read_content(folder: Path = CONTENT) -> Content:
    """Read a whole paper; raises Misprint at the first file that cannot be read."""
    return Content(
        folder=folder,
        paper=_toml(folder / "paper.toml"),
        authors=_toml(folder / "authors.toml"),
        topics=_toml(folder / "topics.toml"),
        pictures=_toml(folder / "pictures.toml"),
        articles=tuple(read_text(path) for path in sorted(folder.glob("articles/*/*.md"))),
        pages=tuple(read_text(path) for path in sorted(folder.glob("pages/*.md"))),
    )


def read_text(path: Path) -> Written:
    """Read one file: facts between two lines ``+++``, then the text."""
    found = FRONT_MATTER.match(path.read_text(encoding="utf-8"))
    if found is None:
        raise Misprint(f"{path.name}: it does not begin with facts between two lines +++")
    try:
        facts = tomllib.loads(found["facts"])
    except tomllib.TOMLDecodeError as error:
        raise Misprint(f"{path.name}: its facts are not TOML: {error}") from error
    return Written(path, facts, found["text"])


def pictures_of(text: Written) -> Iterator[str]:
    """Give the key of every picture that an article shows, the lead picture first."""
    if key := text.facts.get("picture"):
        yield key
    yield from pictures_in_text(text)


def pictures_in_text(text: Written) -> Iterator[str]:
    """Give the key of every picture between an article's paragraphs."""
    for piece in text.pieces:
        if piece.kind == "picture":
            yield piece.facts["key"]
        elif piece.kind == "gallery":
            yield from (line.partition("|")[0].strip() for line in piece.lines)


def pieces_of(text: str) -> Iterator[Piece]:
    """Take a text apart."""
    lines = text.split("\n")
    place = 0
    while place < len(lines):
        line = lines[place].strip()
        if line.startswith(":::"):
            end = _end_of_fence(lines, place)
            yield _fenced(line, lines[place + 1 : end])
            place = end + 1
        elif not line:
            place += 1
        else:
            end = place
            while end < len(lines) and lines[end].strip() and not lines[end].startswith(":::"):
                end += 1
            yield _plain([one.strip() for one in lines[place:end]])
            place = end


def _end_of_fence(lines: list[str], start: int) -> int:
    for place in range(start + 1, len(lines)):
        if lines[place].strip() == ":::":
            return place
    raise Misprint(f"“{lines[start]}” is not closed with a line :::")


def _fenced(opening: str, inside: list[str]) -> Piece:
    found = FENCE.match(opening)
    if found is None or found["kind"] not in FENCED:
        raise Misprint(f"“{opening}” is no kind of piece")
    facts = dict(ATTRIBUTE.findall(found["rest"]))
    if found["kind"] == "related":
        facts["slug"] = found["rest"].strip()
    if found["kind"] != "file":
        inside = [line.strip() for line in inside if line.strip()]
    return Piece(found["kind"], tuple(inside), facts)


def _plain(lines: list[str]) -> Piece:
    first = lines[0]
    if first.startswith("## "):
        if len(lines) > 1:
            raise Misprint(f"the heading “{first}” needs an empty line after it")
        return Piece("heading", (first[3:].strip(),))
    if all(line.startswith("- ") for line in lines):
        return Piece("list", tuple(line[2:].strip() for line in lines))
    if all(re.match(r"\d+\. ", line) for line in lines):
        return Piece("list", tuple(line.partition(". ")[2] for line in lines), {"numbered": "yes"})
    if first.startswith(("#", "- ", "|", ">")):
        raise Misprint(f"“{first[:40]}” begins like something FORMAT.md does not know")
    return Piece("paragraph", (" ".join(lines),))


def _toml(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise Misprint(f"{path.name} is missing") from error
    except tomllib.TOMLDecodeError as error:
        raise Misprint(f"{path.name}: {error}") from error
