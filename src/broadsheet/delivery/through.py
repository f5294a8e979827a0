"""Passing a request through to Django, as WSGI would, and its answer back."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.signals import request_started
from django.http import HttpResponseBase

from broadsheet.delivery.bake import handler
from broadsheet.delivery.records import Headers

IN_MEMORY = 1_000_000
LARGEST = 64_000_000  # bytes of a request; forms have their own, smaller limits


@dataclass(frozen=True)
class Answer:
    """Django's answer: a body, or a file to send."""

    status: int
    headers: Headers
    body: bytes = b""
    file: str = ""


async def body_of(scope: Any, protocol: Any) -> IO[bytes] | None:
    """Return what a request brings, read without holding a thread; None when it is too large."""
    # Closed by whoever reads it to its end: Django's request.
    body: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    if scope.method in {"GET", "HEAD"} and not scope.headers.get("content-length"):
        return body
    size = 0
    async for chunk in protocol:
        size += len(chunk)
        if size > LARGEST:
            return None
        body.write(chunk)
    body.seek(0)
    return body


def environ_of(scope: Any, body: IO[bytes]) -> dict[str, Any]:
    """Return a request as WSGI has it (PEP 3333)."""
    server, _colon, port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": server.strip("[]") or "localhost",
        "SERVER_PORT": port or "80",
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue  # it would pass for the one with a dash (CVE-2015-0219)
        key = name.upper().replace("-", "_")
        key = key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
        joint = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
    if "CONTENT_LENGTH" not in environ and scope.method not in {"GET", "HEAD"}:
        environ["CONTENT_LENGTH"] = str(body.seek(0, 2))
        body.seek(0)
    return environ


def ask(environ: dict[str, Any]) -> Answer:
    """Ask Django."""
    request_started.send(sender=WSGIHandler, environ=environ)
    response: Any = handler().get_response(WSGIRequest(environ))
    try:
        headers = [(name, str(value)) for name, value in response.items()]
        headers += [("Set-Cookie", morsel.OutputString()) for morsel in response.cookies.values()]
        headers = [pair for pair in headers if pair[0].lower() != "content-length"]
        if file := _file_of(response):
            return Answer(response.status_code, headers, file=file)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        return Answer(response.status_code, headers, body=body)
    finally:
        response.close()


def _file_of(response: HttpResponseBase) -> str:
    """Return the path of the file that a response sends whole, or nothing."""
    file: Any = getattr(response, "file_to_stream", None)
    name = getattr(file, "name", None)
    if response.status_code != 200 or not isinstance(name, str) or not Path(name).is_file():
        return ""
    at_start = getattr(file, "tell", lambda: 1)() == 0
    return name if at_start and Path(name).is_absolute() else ""


async def send(protocol: Any, answer: Answer, method: str) -> None:
    """Send Django's answer."""
    if answer.file and method != "HEAD":
        protocol.response_file(answer.status, answer.headers, answer.file)
    elif answer.status in {204, 304}:
        protocol.response_empty(answer.status, answer.headers)
    else:
        protocol.response_bytes(answer.status, answer.headers, answer.body)
