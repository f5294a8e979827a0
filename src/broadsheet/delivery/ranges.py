"""Parts of a page (RFC 9110, section 14), and what a reader's browser can unpack."""

from __future__ import annotations

import re
from typing import Any

from broadsheet.delivery.hot import Form
from broadsheet.delivery.records import Headers

ONE = re.compile(r"bytes=(\d*)-(\d*)")


def refuses(accepts: str, encoding: str) -> bool:
    """Say whether an Accept-Encoding names an encoding only to refuse it (``br;q=0``)."""
    for part in accepts.split(","):
        name, _semicolon, weight = part.partition(";")
        if name.strip().lower() == encoding:
            return weight.replace(" ", "").lower() in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return "*" not in accepts


def applies(condition: str | None, etag: str) -> bool:
    """Say whether a range is still of the page that the reader has (If-Range)."""
    return condition is None or condition == etag


def part_of(asked: str, size: int) -> tuple[int, int] | str | None:
    """Return first and last byte; ``"none"`` for a range beyond the end; None: send it whole.

    Several ranges at once are answered with the whole page, as the standard permits.
    """
    found = ONE.fullmatch(asked.strip())
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        length = int(last[:12])
        return (max(0, size - length), size - 1) if length else "none"
    start, end = int(first[:12]), int(last[:12]) if last else size - 1
    if last and end < start:
        return None
    return (start, min(end, size - 1)) if start < size else "none"


def send(protocol: Any, part: tuple[int, int] | str, form: Form, headers: Headers) -> None:
    """Send a part, or 416 for one that is not there."""
    size = len(form.body)
    if isinstance(part, str):
        protocol.response_empty(416, [("Content-Range", f"bytes */{size}")])
        return
    first, last = part
    more = [("Content-Range", f"bytes {first}-{last}/{size}"), ("Accept-Ranges", "bytes")]
    protocol.response_bytes(206, [*headers, *more], form.body[first : last + 1])
