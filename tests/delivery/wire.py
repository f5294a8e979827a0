"""Requests written by hand, byte for byte, and what comes back."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse

Lines = list[tuple[str, str]]


@dataclass(frozen=True)
class Reply:
    """An answer; status 0 when the connection was closed without one."""

    status: int = 0
    headers: Lines = field(default_factory=list)
    body: bytes = b""

    def get(self, name: str) -> str:
        """A header's value, or nothing."""
        return ", ".join(value for key, value in self.headers if key.lower() == name.lower())

    def facts(self, *apart: str) -> dict[str, str]:
        """The headers that tell of the page, the policy's parts in one order; some left out."""
        found = {name.lower(): value for name, value in self.headers}
        if policy := found.get("content-security-policy"):
            found["content-security-policy"] = "; ".join(sorted(policy.split("; ")))
        passing = {"date", "server", "connection", *apart}
        return {name: value for name, value in found.items() if name not in passing}

    @property
    def everything(self) -> bytes:
        """Headers and body: wherever something may have leaked to."""
        head = "\n".join(f"{name}: {value}" for name, value in self.headers)
        return head.encode("latin-1", "replace") + b"\n\n" + self.body


def message(
    port: int,
    target: str | bytes = "/",
    *,
    method: str = "GET",
    headers: Lines | None = None,
    body: bytes = b"",
    version: str = "1.1",
) -> bytes:
    """A request as it goes over the wire. Host is ours unless ``headers`` name one."""
    lines = list(headers or [])
    names = {name.lower() for name, _value in lines}
    if "host" not in names:
        lines.insert(0, ("Host", f"127.0.0.1:{port}"))
    if "connection" not in names:
        lines.append(("Connection", "close"))
    if body and not names & {"content-length", "transfer-encoding"}:
        lines.append(("Content-Length", str(len(body))))
    target = target.encode("latin-1") if isinstance(target, str) else target
    first = method.encode() + b" " + target + f" HTTP/{version}\r\n".encode()
    head = "".join(f"{name}: {value}\r\n" for name, value in lines).encode("latin-1")
    return first + head + b"\r\n" + body


def send(port: int, raw: bytes, *, method: str = "GET", patience: float = 10) -> Reply:
    """Send bytes and read one answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as wire:
        try:
            wire.sendall(raw)
            response = HTTPResponse(wire, method=method)
            response.begin()
            return Reply(response.status, response.getheaders(), response.read())
        except (HTTPException, ConnectionError):
            return Reply()


def ask(
    port: int,
    target: str | bytes = "/",
    *,
    method: str = "GET",
    headers: Lines | None = None,
    body: bytes = b"",
    version: str = "1.1",
) -> Reply:
    """Ask, and return the answer."""
    raw = message(port, target, method=method, headers=headers, body=body, version=version)
    return send(port, raw, method=method)
