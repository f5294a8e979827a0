"""Baked pages in a worker's memory, ready to be sent; bounded by bytes."""

from __future__ import annotations

import contextlib
import os
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from broadsheet.delivery.faces import NOBODYS
from broadsheet.delivery.records import Headers, Kept

OVERHEAD = 3000  # bytes beside the bodies of an entry, about
AS_IT_IS = ""


@dataclass
class Form:
    """A page in one encoding."""

    etag: str
    headers: Headers
    body: bytes


@dataclass
class Hot:
    """A page in memory, for one face; of a picture only where it is."""

    face: str
    forms: dict[str, Form]
    last_modified: str
    size: int
    file: Path
    seen: tuple[int, int]  # which file it was read from
    hits: int = 0


@dataclass
class Slot:
    """Everything in memory of one address."""

    varies_on: frozenset[str] = NOBODYS
    asks: frozenset[str] = frozenset()
    generation: bytes = b""
    faces: dict[str, Hot] = field(default_factory=dict)


def identity(file: Path) -> tuple[int, int]:
    """Return what is another pair whenever a file has been replaced."""
    facts = os.stat(file)
    return facts.st_ino, facts.st_mtime_ns


def heat(kept: Kept, file: Path, control: str) -> Hot:
    """Make a kept page ready to be sent. Raises FileNotFoundError when it is gone already."""
    vary = "Accept-Encoding, Cookie" if kept.varies_on else "Accept-Encoding"
    shared = [*kept.headers, ("Vary", vary), ("Cache-Control", control)]
    forms: dict[str, Form] = {}
    if kept.is_as_it_is:
        etag = f'"{kept.mark}"'
        length = ("Content-Length", str(file.stat().st_size))
        headers = [*kept.headers, ("Cache-Control", control), ("ETag", etag), length]
        forms[AS_IT_IS] = Form(etag, headers, b"")
    else:
        for encoding, body in (("br", kept.brotlied), ("gzip", kept.gzipped)):
            etag = f'"{kept.mark}-{encoding[0]}"'
            headers = [*shared, ("ETag", etag), ("Content-Encoding", encoding)]
            forms[encoding] = Form(etag, headers, body)
    last = next((value for name, value in kept.headers if name.lower() == "last-modified"), "")
    return Hot(
        face=kept.face,
        forms=forms,
        last_modified=last,
        size=len(kept.brotlied) + len(kept.gzipped) + OVERHEAD,
        file=file if kept.is_as_it_is else file.with_name(file.name + ".gz"),
        seen=kept.seen,
    )


def plain_form(hot: Hot, mark: str, body: bytes) -> Form:
    """Return a page without encoding, for the rare reader who takes none."""
    headers = [
        pair for pair in hot.forms["gzip"].headers if pair[0] not in {"ETag", "Content-Encoding"}
    ]
    etag = f'"{mark}"'
    return Form(etag, [*headers, ("ETag", etag)], body)


class Oven:
    """Addresses in memory, the least lately asked for leaving first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0
        self.slots: OrderedDict[str, Slot] = OrderedDict()
        self.left: dict[tuple[str, str], int] = {}  # hits of pages that are no longer here

    def get(self, address: str) -> Slot | None:
        """Return what is known of an address."""
        slot = self.slots.get(address)
        if slot is not None:
            self.slots.move_to_end(address)
        return slot

    def put(self, address: str, hot: Hot, kept: Kept, generation: bytes) -> Slot:
        """Take in a page."""
        slot = self.slots.setdefault(address, Slot())
        self.slots.move_to_end(address)
        self._leave(address, slot, hot.face)
        slot.varies_on, slot.asks, slot.generation = kept.varies_on, kept.asks, generation
        slot.faces[hot.face] = hot
        self.bytes += hot.size
        while self.bytes > self.most and len(self.slots) > 1:
            oldest, gone = next(iter(self.slots.items()))
            self.forget(oldest, gone)
        return slot

    def check(self, address: str, slot: Slot, generation: bytes) -> None:
        """Let go of what has been replaced since the slot was last looked at."""
        for face, hot in list(slot.faces.items()):
            with contextlib.suppress(OSError):
                if identity(hot.file) == hot.seen:
                    continue
            self._leave(address, slot, face)
        slot.generation = generation

    def forget(self, address: str, slot: Slot) -> None:
        """Let go of an address."""
        for face in list(slot.faces):
            self._leave(address, slot, face)
        self.slots.pop(address, None)

    def _leave(self, address: str, slot: Slot, face: str) -> None:
        hot = slot.faces.pop(face, None)
        if hot is not None:
            self.bytes -= hot.size
            if hot.hits:
                self.left[address, face] = self.left.get((address, face), 0) + hot.hits

    def take_hits(self) -> dict[tuple[str, str], int]:
        """Return what was read since the last time, by address and face."""
        hits, self.left = self.left, {}
        for address, slot in self.slots.items():
            for face, hot in slot.faces.items():
                if hot.hits:
                    hits[address, face] = hits.get((address, face), 0) + hot.hits
                    hot.hits = 0
        return hits
