"""From a text in its pieces to the body of an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

from broadsheet.demo.calendar import with_dates
from broadsheet.demo.reading import Misprint, Piece

LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
STRONG = re.compile(r"\*\*(.+?)\*\*")
EMPHASIS = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")


@dataclass(frozen=True)
class References:
    """Finds what a text refers to: ids, or None for what is not in this paper."""

    article: Callable[[str], int | None]
    picture: Callable[[str], tuple[int, str] | None]  # with the alternative text in this language
    document: Callable[[str, str, str], int]  # name, title, content


@dataclass(frozen=True)
class Typesetter:
    """Sets one text: knows its moment, its language and where its references lead."""

    moment: datetime
    language: str
    references: References

    def body(self, pieces: Iterable[Piece]) -> list[dict[str, Any]]:
        """Return the body as the article's field stores it."""
        blocks: list[dict[str, Any]] = []
        for piece in pieces:
            if piece.kind == "paragraph":
                markup = f"<p>{self.markup(piece.lines[0])}</p>"
                if blocks and blocks[-1]["type"] == "text":
                    blocks[-1]["value"] += markup
                else:
                    blocks.append({"type": "text", "value": markup})
            else:
                kind, value = getattr(self, f"_{piece.kind}")(piece)
                if value is not None:
                    blocks.append({"type": kind, "value": value})
        return blocks

    def rich_text(self, pieces: Iterable[Piece]) -> str:
        """Return a plain page's text as one piece of markup."""
        parts = []
        for piece in pieces:
            lines = [self.markup(line) for line in piece.lines]
            if piece.kind == "heading":
                parts.append(f"<h2>{lines[0]}</h2>")
            elif piece.kind == "list":
                tag = "ol" if piece.facts.get("numbered") else "ul"
                parts.append(f"<{tag}>{''.join(f'<li>{line}</li>' for line in lines)}</{tag}>")
            elif piece.kind == "paragraph":
                parts.append(f"<p>{lines[0]}</p>")
            else:
                raise Misprint(f"a plain page has no :::{piece.kind}")
        return "".join(parts)

    def words(self, text: str) -> str:
        """Fill in dates."""
        return with_dates(text, self.moment, self.language)

    def plain(self, text: str) -> str:
        """Fill in dates and leave out the marks of emphasis."""
        return EMPHASIS.sub(r"\1", STRONG.sub(r"\1", self.words(text)))

    def markup(self, text: str) -> str:
        """Turn a line into markup: emphasis, links, dates."""
        marked = escape(self.words(text), quote=False)
        marked = LINK.sub(self._link, marked)
        return EMPHASIS.sub(r"<i>\1</i>", STRONG.sub(r"<b>\1</b>", marked))

    def _link(self, found: re.Match[str]) -> str:
        words, target = found[1], found[2]
        kind, _colon, slug = target.partition(":")
        if kind == "article":
            pk = self.references.article(slug)
            return f'<a linktype="page" id="{pk}">{words}</a>' if pk else words
        address = f"/topics/{slug}/" if kind == "topic" else target
        return f'<a href="{escape(address)}">{words}</a>'

    # One method a kind of piece: what the block is called, and its value or None.

    def _heading(self, piece: Piece) -> tuple[str, Any]:
        return "heading", self.plain(piece.lines[0])

    def _list(self, piece: Piece) -> tuple[str, Any]:
        items = [f"<p>{self.markup(line)}</p>" for line in piece.lines]
        return "listing", {"ordered": bool(piece.facts.get("numbered")), "items": items}

    def _quote(self, piece: Piece) -> tuple[str, Any]:
        facts = {
            name: self.words(piece.facts.get(name, "")) for name in ("speaker", "role", "source")
        }
        return "quotation", {"text": self.plain("\n\n".join(piece.lines)), **facts}

    def _picture(self, piece: Piece) -> tuple[str, Any]:
        return "picture", self._one_picture(
            piece.facts["key"], piece.facts.get("caption", ""), piece.facts.get("alt", "")
        )

    def _gallery(self, piece: Piece) -> tuple[str, Any]:
        pictures = []
        for line in piece.lines:
            key, caption, alt, *_ = (*(part.strip() for part in line.split("|")), "", "")
            pictures.append(self._one_picture(key, caption, alt))
        pictures = [picture for picture in pictures if picture]
        if len(pictures) < 2:
            return "gallery", None
        return "gallery", {
            "caption": self.plain(piece.facts.get("caption", "")),
            "pictures": pictures,
        }

    def _one_picture(self, key: str, caption: str, alt: str) -> dict[str, Any] | None:
        found = self.references.picture(key)
        if found is None:
            return None
        pk, own_alt = found
        return {"picture": pk, "caption": self.plain(caption), "alt": self.plain(alt) or own_alt}

    def _table(self, piece: Piece) -> tuple[str, Any]:
        head, *rows = [
            [self.plain(cell.strip()) for cell in line.split("|")] for line in piece.lines
        ]
        for row in rows:
            if len(row) != len(head):
                raise Misprint(
                    f"the table has a row of {len(row)} cells, and {len(head)} columns: {row}"
                )
        columns = [
            {
                "type": "number" if name.endswith(":n") else "text",
                "heading": name.removesuffix(":n").strip(),
            }
            for name in head
        ]
        table = {"columns": columns, "rows": [{"values": row} for row in rows], "caption": ""}
        facts = {name: self.plain(piece.facts.get(name, "")) for name in ("caption", "source")}
        return "figures", {"table": table, **facts}

    def _timeline(self, piece: Piece) -> tuple[str, Any]:
        entries = [self._pair(line) for line in piece.lines]
        return "timeline", {
            "title": self.plain(piece.facts.get("title", "")),
            "entries": [{"when": when, "what": what} for when, what in entries],
        }

    def _file(self, piece: Piece) -> tuple[str, Any]:
        title = self.words(piece.facts["title"])
        content = self.words("\n".join(piece.lines).strip("\n") + "\n")
        return "file", {
            "file": self.references.document(piece.facts["name"], title, content),
            "title": title,
        }

    def _embed(self, piece: Piece) -> tuple[str, Any]:
        return "embed", {"url": piece.facts["url"], "title": self.words(piece.facts["title"])}

    def _related(self, piece: Piece) -> tuple[str, Any]:
        return "related", self.references.article(piece.facts["slug"])

    def _pair(self, line: str) -> Sequence[str]:
        first, bar, second = line.partition("|")
        if not bar:
            raise Misprint(f"“{line}” needs two parts with | between")
        return self.plain(first.strip()), self.plain(second.strip())
