"""Baking: from an address and a face to bytes.

A page is made from a request of our own (this site's name, the address, the perks, nothing
else), never from a visitor's: no header, cookie or query of theirs can be in what others get.
"""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.signals import request_started
from django.db import close_old_connections
from django.http import HttpResponse
from django.urls import Resolver404, resolve

from broadsheet.delivery import cdn, changes, faces, notes, watch
from broadsheet.delivery.notes import NotingQuery
from broadsheet.delivery.records import Baked, Headers, Snapshot
from broadsheet.delivery.store import Store

View = TypeVar("View", bound=Callable[..., Any])

LARGEST = 16_000_000  # bytes of a file; larger ones are sent from where they are
# What depends on who asks is added by whoever answers.
NOT_KEPT = frozenset(
    {"content-length", "etag", "vary", "cache-control", "date", "expires", "set-cookie"}
)


def bakes(view: View) -> View:
    """Mark a view whose pages may be kept: it answers everybody with the same face alike."""
    view.bakes = True  # type: ignore[attr-defined]
    return view


def bakes_in_public(view: View) -> View:
    """Mark a view of which what everybody may have is kept.

    For everything else it is asked again with the reader's own request.
    """
    view.asks_again = True  # type: ignore[attr-defined]
    return bakes(view)


@cache
def _view_bakes(view: Any) -> bool:
    return bool(getattr(view, "bakes", False))


def may_be_baked(path: str) -> bool:
    """Say whether what stands at a path is made the same for everybody with the same face."""
    try:
        return _view_bakes(resolve(path).func)
    except Resolver404:
        return False


def asks_again(path: str) -> bool:
    """Say whether somebody may get what stands at a path although not everybody does."""
    try:
        return bool(getattr(resolve(path).func, "asks_again", False))
    except Resolver404:
        return False


@cache
def handler() -> WSGIHandler:
    """Return Django with all its middleware."""
    return WSGIHandler()


@dataclass(frozen=True)
class Made:
    """A page made afresh: the answer, whether it may be kept, and what it was made from."""

    status: int
    headers: Headers
    body: bytes
    keep: bool
    noted: notes.Notes
    as_of: Snapshot


def environ_of(path: str, query: str = "") -> dict[str, Any]:
    """Return our own request for an address."""
    site = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    default = 443 if site.scheme == "https" else 80
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        # As WSGI wants it: the path's bytes, each as a letter.
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(site.port or default),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        # What a proxy that speaks TLS for us would say.
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def make(path: str, perks: frozenset[str], query: str = "") -> Made:
    """Make what stands at an address afresh."""
    environ = environ_of(path, query)
    # As Django does before each request: a connection that has died is not used again.
    request_started.send(sender=WSGIHandler, environ=environ)
    response: Any = None
    try:
        as_of = changes.snapshot()
        with faces.asked_with(perks), notes.noting() as noted:
            request = WSGIRequest(environ)
            request.GET = NotingQuery.of(request.GET, noted.asks)  # type: ignore[assignment]
            response = handler().get_response(request)
            body = _body(response)
            for key in (*watch.ALWAYS, f"address:{path}"):
                notes.note(key)
        return Made(
            status=response.status_code,
            headers=[(n, v) for n, v in response.items() if n.lower() not in NOT_KEPT],
            body=body or b"",
            keep=body is not None and _may_be_kept(response, noted, query),
            noted=noted,
            as_of=as_of,
        )
    finally:
        if response is not None:
            response.close()
        else:
            close_old_connections()


def _body(response: Any) -> bytes | None:
    """Return an answer's body; None for a file that is too large to be kept."""
    if not response.streaming:
        return bytes(response.content)
    if int(response.get("Content-Length") or LARGEST + 1) > LARGEST:
        return None
    return b"".join(response.streaming_content)


def _may_be_kept(response: HttpResponse, noted: notes.Notes, query: str) -> bool:
    return (
        response.status_code == 200
        and not query
        and not response.cookies
        and not response.has_header("Content-Encoding")
        and not noted.unwatched
    )


class NotKept(Exception):
    """A page was made and could not be written; ``made`` is the page all the same."""

    def __init__(self, made: Made, why: Exception) -> None:
        super().__init__(str(why))
        self.made = made


def bake(store: Store, path: str, perks: frozenset[str]) -> Made:
    """Make what stands at an address, and keep it where it may be kept.

    What can no longer be kept (gone, moved, withdrawn) is taken away. Raises NotKept when it
    cannot be written.
    """
    made = make(path, perks)
    face = "+".join(sorted(perks & made.noted.varies_on))
    try:
        if made.keep:
            headers = [*made.headers, *cdn.keys({key for key, _low, _high in made.noted.keys})]
            store.put(Baked(path, face, made.body, headers), made.noted, made.as_of)
        elif made.status < 500:
            store.drop(path)
    except (OSError, sqlite3.Error) as error:
        raise NotKept(made, error) from error
    return made


def address_of(path: str) -> str:
    """Return a path as it stands in an address."""
    return quote(path, safe="/:@!$&'()*+,;=-._~")
