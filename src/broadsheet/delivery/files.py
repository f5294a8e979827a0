"""The files of baked pages: where each lies, and how it is put there and taken away.

Each page is three files: as it is, and compressed by gzip and by brotli. A picture is one: it is
compressed already. nginx serves them as they lie there, so each is whole at any moment: written
aside, made durable, put in place.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import threading
import time
from collections.abc import Collection
from pathlib import Path

import brotli

LONGEST_SEGMENT, LONGEST_ADDRESS, DEEPEST = 200, 1000, 8
BLOCK = 4096
ASIDE = ".aside-"
TREES = ("visitor", "member")
FORMS = (".br", ".gz", "")
# What is compressed already, by its kind.
AS_IT_IS = re.compile(r"(?:image/(?!svg)|audio/|video/|font/|application/(?:pdf|zip|octet-stream))")
SUFFIXES = {"text/html": ".html", "text/plain": ".txt", "application/json": ".json"}
LONG_AGO = 1_000_000_000  # September 2001


def is_compressed(content_type: str) -> bool:
    """Say whether bytes of this kind would not be made smaller by compressing them again."""
    return AS_IT_IS.match(content_type) is not None


def mark_of(body: bytes) -> str:
    """Return the mark of a page's (compressed) bytes, from which its ETags are made."""
    return hashlib.sha256(body).hexdigest()[:24]


def room_of(*bodies: bytes) -> int:
    """Return how much room files take, in bytes: whole blocks."""
    return sum(-(-len(body) // BLOCK) * BLOCK for body in bodies)


def place_of(address: str, content_type: str = "text/html") -> str | None:
    """Return where below a face's folder an address is kept; None for one that never is."""
    segments = address[1:].split("/")
    if not address.startswith("/") or len(address) > LONGEST_ADDRESS or len(segments) > DEEPEST:
        return None
    for segment in segments[:-1] if address.endswith("/") else segments:
        unfit = not segment or segment.startswith(".") or not segment.isprintable()
        if unfit or len(segment.encode()) > LONGEST_SEGMENT:
            return None
    if address.endswith("/"):
        suffix = SUFFIXES.get(content_type.partition(";")[0].strip(), ".xml")
        return f"{address[1:]}index{suffix}"
    return address[1:]


def form_of(base: Path, end: str) -> Path:
    """Return the file in which a page is kept in one form: ``.gz``, ``.br`` or ``""``."""
    return base.with_name(base.name + end)


def are_there(base: Path, *, as_it_is: bool) -> bool:
    """Say whether a page's files are all in place."""
    return all(form_of(base, end).exists() for end in ([""] if as_it_is else FORMS))


def write(base: Path, body: bytes, gzipped: bytes, mark: str) -> None:
    """Put a page in place; without ``gzipped``, as it is.

    Raises OSError, and leaves the old one, when it cannot be written.
    """
    base.parent.mkdir(parents=True, exist_ok=True)
    forms = {"": body}
    if gzipped:
        # The gzip file last: whoever has read it, and then the others, has nothing older in them.
        forms |= {".br": brotli.compress(body, quality=9), ".gz": gzipped}
    name = f"{ASIDE}{os.getpid()}-{threading.get_ident()}"
    aside = {end: base.with_name(name + end) for end in forms}
    moment = _moment_of(mark)
    try:
        for end, form in forms.items():
            with aside[end].open("wb", buffering=0) as file:
                file.write(form)
                os.utime(file.fileno(), ns=(moment, moment))
                os.fsync(file.fileno())
        for end, path in aside.items():
            path.replace(form_of(base, end))
    finally:
        for path in aside.values():
            path.unlink(missing_ok=True)
    folder = os.open(base.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _moment_of(mark: str) -> int:
    """Return the time that a page's files bear, in nanoseconds.

    nginx makes ETags of a file's second and length, so two versions of equal length, a moment
    apart, would pass for one. A second that comes from the content differs with it.
    """
    return (LONG_AGO + int(mark[:7], 16)) * 1_000_000_000 + int(mark[7:14], 16)


def unlink(base: Path) -> None:
    """Take a page away."""
    for end in FORMS:
        form_of(base, end).unlink(missing_ok=True)


def put_away(folder: Path) -> None:
    """Take every page away."""
    for tree in TREES:
        aside = folder / f"{ASIDE}{tree}-{time.time_ns()}"
        with contextlib.suppress(FileNotFoundError):
            (folder / tree).rename(aside)
        shutil.rmtree(aside, ignore_errors=True)


def sweep(folder: Path, known: Collection[str]) -> None:
    """Take away what killed processes left lying: pages put aside, pages that nobody knows of."""
    for tree in TREES:
        for path in (folder / tree).rglob("*"):
            if path.is_dir():
                continue
            base = str(path.relative_to(folder)).removesuffix(".gz").removesuffix(".br")
            if _is_left_aside(path) if path.name.startswith(ASIDE) else base not in known:
                path.unlink(missing_ok=True)
    for aside in folder.glob(f"{ASIDE}*"):  # whole trees
        shutil.rmtree(aside, ignore_errors=True)


def _is_left_aside(path: Path) -> bool:
    """Say whether nobody is writing a file any more: the process that began it has ended."""
    process = path.name.removeprefix(ASIDE).partition("-")[0]
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return True
    except PermissionError:
        return False
    return int(process) == os.getpid()
