"""Probes: requests that would leave somebody's answer, or a stranger's words, where others find it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.delivery import wire

NEEDLE = "poison-3b91.example"


@dataclass(frozen=True)
class Probe:
    """One request. ``raw`` says all of it, with {host} for the site's name."""

    target: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    version: str = "1.1"
    raw: str = ""
    reflects: bool = field(default=False, compare=False)  # its own answer may say what it said

    def __str__(self) -> str:
        said = self.raw or f"{self.method} {self.target} {self.headers} {self.body!r}"
        return said[:120]

    def send(self, port: int, more: wire.Lines | None = None) -> wire.Reply:
        """Send it, with further headers."""
        if self.raw:
            raw = self.raw.format(host=f"127.0.0.1:{port}", path=self.target)
            return wire.send(port, raw.encode("latin-1"), method=self.method)
        facts: dict[str, Any] = {"method": self.method, "body": self.body, "version": self.version}
        return wire.ask(port, self.target, headers=[*self.headers, *(more or [])], **facts)


# Deception: an address of somebody's own that looks like one which everybody shares. ---------

TAILS = (
    "x.css", "x.js", ".css", ";x.js", "x.css;x.js", "/x.css", "//x.css", "x.css/", "x.avif", "x.woff2",
    "%2fx.css", "%2f..%2fx.css", "..%2fx.css", "../x.css", "..%2f..%2fstatic%2fx.css", "%2e%2e/x.css",
    "%00", "%00.css", "%00/x.css", "?x.css", "?.css", "?utm_source=x.css", "?a=1;x.css", "??x.css",
    "#x.css", "%23x.css", "%3fx.css", "./", ".", "..", "%2e", "%2e%2e", "..;/x.css", ";", ";/", ";.css",
    "%3b.css", "\\x.css", "%5cx.css", "%5c..%5cx.css", "x.css.html", "x.html.css", "x.jpg.css",
    "index.html", "index.html.gz", "index.html.br", "robots.txt", "feed.rss", "feed/",
    "%0a.css", "%0d%0aX-A:%20b", "%20", "%20.css", "%09.css", "~", "%7e.css", "%25%32%66x.css",
    "%252fx.css", "%c0%afx.css", "%ff.css", "%e2%80%ae.css", "*.css", "@x.css", ":x.css", "!x.css",
)  # fmt: skip


def _turned(base: str) -> tuple[str, ...]:
    """The same address, written otherwise."""
    return (
        f"/static/..{base}", f"/static/..%2f{base[1:]}", f"/static/%2e%2e{base}", f"/.{base}",
        f"/x/..{base}", f"/{base}", f"/%2e{base}", f"/robots.txt/..{base}", f"/feed/..{base}",
        f"/static/x.css/../..{base}", f"/static/x.css;{base}", f"/static/x.css%00{base}",
        f"/static/x.css%2f..%2f..{base}", f"/static/x.css?{base}", f"/static\\..{base}",
        f"http://127.0.0.1{base}x.css", base.upper(), base.title(), base.rstrip("/"),
        base.rstrip("/") + ".css", base.rstrip("/") + "%2f", base.replace("/", "%2f"),
        f"/%{ord(base[1]):02x}{base[2:]}",
    )  # fmt: skip


def deceptions(*bases: str) -> Iterator[Probe]:
    """Variants of addresses of somebody's own."""
    for base in bases:
        for tail in TAILS:
            yield Probe(base + tail)
        for target in _turned(base):
            yield Probe(target)


# Poisoning: something beside the address that would change what everybody gets there. ---------

HEADERS = (
    ("X-Forwarded-Host", NEEDLE), ("X-Forwarded-Host", f"127.0.0.1, {NEEDLE}"),
    ("X-Forwarded-Proto", "https"), ("X-Forwarded-Proto", NEEDLE), ("X-Forwarded-Scheme", "https"),
    ("X-Forwarded-Scheme", NEEDLE), ("X-Forwarded-Prefix", f"/{NEEDLE}"), ("X-Forwarded-Port", "31337"),
    ("X-Forwarded-Server", NEEDLE), ("X-Forwarded-For", NEEDLE), ("X-Forwarded-SSL", "on"),
    ("X-Forwarded-Path", f"/{NEEDLE}"), ("X-Forwarded-User", "editor"), ("Front-End-Https", "on"),
    ("X-Url-Scheme", "https"), ("X-Original-URL", "/desk/"), ("X-Original-URL", f"/{NEEDLE}"),
    ("X-Rewrite-URL", "/desk/"), ("X-Rewrite-URL", f"/{NEEDLE}"), ("X-Original-Host", NEEDLE),
    ("X-Host", NEEDLE), ("X-HTTP-Host-Override", NEEDLE), ("X-Script-Name", f"/{NEEDLE}"),
    ("Script-Name", f"/{NEEDLE}"), ("X_Forwarded_Host", NEEDLE), ("X_Forwarded_Proto", "https"),
    ("Forwarded", f"host={NEEDLE};proto=https"), ("Forwarded", f'for="{NEEDLE}"'),
    ("X-HTTP-Method-Override", "POST"), ("X-HTTP-Method-Override", "DELETE"),
    ("X-HTTP-Method-Override", "HEAD"), ("X-HTTP-Method", "PUT"), ("X-Method-Override", "PURGE"),
    ("Accept-Language", "he"), ("Accept-Language", "ar, he;q=0.5"), ("Accept-Language", NEEDLE),
    ("Accept-Language", "*" * 300), ("Accept", "application/json"), ("Accept", "text/plain"),
    ("Accept", NEEDLE), ("Accept", "image/webp,*/*;q=0"), ("Accept-Charset", "utf-16"),
    ("Accept-Encoding", NEEDLE), ("Accept-Encoding", "identity;q=0"), ("Accept-Encoding", "gzip, br"),
    ("Accept-Encoding", "br;q=1.0, *;q=0"), ("Accept-Encoding", "*"), ("Accept-Encoding", "GZIP"),
    ("Cookie", f"a={NEEDLE}"), ("Cookie", f"csrftoken={NEEDLE}"), ("Cookie", "django_language=he"),
    ("Cookie", f"sessionid={NEEDLE}"), ("Cookie", f"broadsheet_pass={NEEDLE}"),
    ("Cookie", f"messages={NEEDLE}"), ("Cookie", "broadsheet_pass=1.supporter.ffffffff." + "A" * 43),
    ("Cookie", f'a="{NEEDLE}'), ("Cookie", f"=;;={NEEDLE};"), ("Cookie", f"theme={NEEDLE}; language=he"),
    ("Range", "bytes=0-0"), ("Range", "bytes=5-"), ("Range", "bytes=-5"), ("Range", "bytes=0-0,4-5"),
    ("Range", "bytes=9999999-"), ("Range", "items=0-1"), ("Range", "bytes=5-1"), ("If-Range", NEEDLE),
    ("If-None-Match", "*"), ("If-None-Match", f'"{NEEDLE}"'), ("If-Match", f'"{NEEDLE}"'),
    ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"), ("If-Unmodified-Since", "Fri, 01 Jan 1999 00:00:00 GMT"),
    ("Origin", f"https://{NEEDLE}"), ("Origin", "null"), ("Referer", f"https://{NEEDLE}/"),
    ("User-Agent", NEEDLE), ("User-Agent", "Googlebot"), ("User-Agent", ""), ("Authorization", f"Basic {NEEDLE}"),
    ("Authorization", f"Bearer {NEEDLE}"), ("Via", f"1.0 {NEEDLE}"), ("X-Real-IP", NEEDLE),
    ("True-Client-IP", NEEDLE), ("CF-Connecting-IP", NEEDLE), ("Client-IP", NEEDLE),
    ("X-Remote-User", "editor"), ("Remote-User", "editor"), ("X-Authenticated-User", "editor"),
    ("X-Requested-With", "XMLHttpRequest"), ("X-PJAX", "true"), ("Purpose", "prefetch"),
    ("Sec-Fetch-Dest", "image"), ("Sec-Fetch-Site", "cross-site"), ("Save-Data", "on"), ("DNT", "1"),
    ("Sec-GPC", "1"), ("Upgrade-Insecure-Requests", "1"), ("Connection", "close, X-Forwarded-Proto"),
    ("Connection", "close, Cookie, Host"), ("Connection", "Upgrade"), ("Keep-Alive", "timeout=1"),
    ("Upgrade", "h2c"), ("Upgrade", "websocket"), ("TE", "trailers"), ("Trailer", NEEDLE),
    ("Expect", "100-continue"), ("Expect", NEEDLE), ("Content-Type", f"text/{NEEDLE}"),
    ("Content-Length", "0"), ("Content-Encoding", "gzip"), ("Max-Forwards", "0"), ("Cache-Control", "only-if-cached"),
    ("Cache-Control", f"no-store, {NEEDLE}"), ("Pragma", "no-cache"), ("X-Accel-Redirect", "/baked/index.sqlite3"),
    ("X-Sendfile", "/etc/passwd"), ("Proxy", f"http://{NEEDLE}"), ("Service-Worker", "script"),
    ("X-Big", "a" * 5_000), ("X-Big", "a" * 20_000), ("X-Meta", "a\x01b"), ("X-Meta", "\xe9\xff"),
    ("X-Forwarded-Host ", NEEDLE), ("X Forwarded", NEEDLE), ("X-Wap-Profile", f"http://{NEEDLE}/"),
)  # fmt: skip

HOSTS = (
    NEEDLE, f"{NEEDLE}:80", "", " ", "127.0.0.1:31337", f"127.0.0.1@{NEEDLE}", f"{NEEDLE}#127.0.0.1",
    f"127.0.0.1.{NEEDLE}", "localhost", "LOCALHOST", "127.0.0.1.", "[::1]", "127.0.0.1/x", "0x7f.1", "127.1",
)  # fmt: skip

QUERIES = (
    f"x={NEEDLE}", "page=1&page=2", f"page=1&page={NEEDLE}", f"utm_source={NEEDLE}", "language=he",
    "utm_source=x&language=he", "fbclid=x&language=ar", "LANGUAGE=he", f"q={NEEDLE}", f";q={NEEDLE}",
    f"callback={NEEDLE}", "format=json", "amp=1", "preview=1", f"next=//{NEEDLE}", "edit=1", "%00",
    f"utm_campaign=<b>{NEEDLE}", "page=-1", "page=99999999999999999999", f"?{NEEDLE}", f"fbclid={NEEDLE}&q={NEEDLE}",
    "language=he&language=ar", f"language={NEEDLE}", "q[]=a", "=", "&&&", "a" * 3000,
)  # fmt: skip

METHODS = (
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "TRACE",
    "PURGE",
    "PROPFIND",
    "get",
    "BREW",
)

FIRST = "GET {path} HTTP/1.1\r\nHost: {host}\r\n"
NEXT = "GET /desk/?" + NEEDLE + " HTTP/1.1\r\nHost: {host}\r\n\r\n"
RAW = (
    FIRST + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    FIRST + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + NEXT,
    FIRST + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n5c\r\n" + NEXT + "0\r\n\r\n",
    FIRST + "Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n\r\na=b",
    FIRST + "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + NEXT,
    FIRST + "Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n" + NEXT,
    FIRST + "Transfer-Encoding: identity\r\nContent-Length: 3\r\n\r\na=b",
    FIRST + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    FIRST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    FIRST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n" + NEXT,
    FIRST + "Content-Length: 3\r\nContent-Length: 30\r\n\r\na=b" + NEXT,
    FIRST + "Content-Length: +3\r\n\r\na=b" + NEXT,
    FIRST + "Content-Length: 3, 3\r\n\r\na=b" + NEXT,
    FIRST + "Content-Length: -1\r\n\r\n" + NEXT,
    FIRST + "Host: " + NEEDLE + "\r\n\r\n",
    FIRST + "X-A: b\r\n folded: " + NEEDLE + "\r\n\r\n",
    FIRST + "X-A: b\n\nX-B: c\r\n\r\n" + NEXT,
    FIRST + "X-A: b\r\r\nX-B: c\r\n\r\n" + NEXT,
    FIRST + ": no name\r\n\r\n",
    FIRST + "No colon\r\n\r\n",
    FIRST + "\r\n" + NEXT,
    "GET {path} HTTP/1.0\r\n\r\n",
    "GET {path} HTTP/1.0\r\nHost: " + NEEDLE + "\r\n\r\n",
    "GET {path} HTTP/2.0\r\nHost: {host}\r\n\r\n",
    "GET {path} HTTP/1.1 \r\nHost: {host}\r\n\r\n",
    "GET  {path} HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "GET\t{path}\tHTTP/1.1\r\nHost: {host}\r\n\r\n",
    "GET {path}\r\n\r\n",
    "GET http://" + NEEDLE + "{path} HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "GET http://{host}{path} HTTP/1.1\r\nHost: " + NEEDLE + "\r\n\r\n",
)


def poisonings(*pages: str) -> Iterator[Probe]:
    """Requests for pages that everybody shares, with something beside the address."""
    for number, header in enumerate(HEADERS):
        yield Probe(pages[number % len(pages)], headers=(header,))
    for number, host in enumerate(HOSTS):
        yield Probe(pages[number % len(pages)], headers=(("Host", host),))
    for number, query in enumerate(QUERIES):
        yield Probe(f"{pages[number % len(pages)]}?{query}", reflects=True)
    for number, method in enumerate(METHODS):
        yield Probe(pages[number % len(pages)], method, body=b"x=" + NEEDLE.encode())
    for page in pages:
        form = (("Content-Type", "application/x-www-form-urlencoded"),)
        yield Probe(page, headers=form, body=f"q={NEEDLE}&language=he".encode())
        yield Probe(page, "HEAD", headers=form, body=b"language=he")
        yield Probe(page, headers=(("X-Many", "a"),) * 120)
        yield Probe(page, version="1.0")
    for number, raw in enumerate(RAW):
        yield Probe(pages[number % len(pages)], raw=raw)


# What no page can have as its address, and no browser sends ---------------------------------

JUNK = (
    Probe("/", headers=(("Cookie", "a=" + "b" * 16_384),)), Probe("a"),
    Probe("/" + "a" * 8_192), Probe("/" + "a/" * 4_096), Probe("/?" + "a" * 8_192),
    Probe("/%zz/"), Probe("/%"), Probe("/%1"), Probe("/a%2"), Probe("/%u0041/"), Probe("/%25zz/"),
    Probe("/%00"), Probe("/a%00b/"), Probe("/%00/../"), Probe("/\x00"), Probe("/a\x00b"),
    Probe("/../"), Probe("/../../etc/passwd"), Probe("/a/../../"), Probe("/./"), Probe("/a/./b/"),
    Probe("/%2e%2e/"), Probe("/..%2f"), Probe("/%2e/"), Probe("/a/%2e%2e/b"), Probe("/.%2e/"),
    Probe("//"), Probe("//a"), Probe("/a//b/"), Probe("/\\"), Probe("/a\\..\\b"), Probe("/%5c"),
    Probe("/%0a"), Probe("/%0d%0aSet-Cookie:%20a=b"), Probe("/%7f"), Probe("/%ff/"), Probe("/%c0%ae/"),
    Probe("/%ed%a0%80/"), Probe("/a\x01"), Probe("/?a=\x00"), Probe("*"), Probe(""),
)  # fmt: skip
