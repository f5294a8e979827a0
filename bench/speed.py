"""Measures what is served: speed side by side, and how soon a publish is seen everywhere."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.db import connection

from bench import site as sites
from bench.programs import get
from broadsheet.articles.models import Article

ROUNDS, SECONDS, CLIENTS = 5, 2, 64
PUBLISHES = 9
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
BAD = re.compile(r"Non-2xx or 3xx responses: (\d+)")
LONGEST = 30.0  # seconds that a publish is waited for


def missing() -> str:
    """Say what this machine lacks to measure speed; nothing when it lacks nothing."""
    wanted = {"wrk": shutil.which("wrk"), "nginx-light": _nginx()}
    lacking = [name for name, found in wanted.items() if not found]
    return f"Speed was not measured (Debian: apt install {' '.join(lacking)})." if lacking else ""


def _nginx() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")


def measure(folder: Path) -> dict[str, Any]:
    """Serve the loaded paper and measure."""
    connection.close()
    with sites.served(folder) as site:
        article = Article.objects.readable().newest_first()[5]
        return {
            "speed": _speeds(site, folder, article.url),
            "visible": _visible(site, article.pk),
        }


# Speed -------------------------------------------------------------------------------


def _speeds(site: sites.LoadedSite, folder: Path, path: str) -> dict[str, Any]:
    """Return requests a second and their ratios, in rounds: each way once a round."""
    with ExitStack() as stack:
        for _warming in range(20):
            get(site.port, path)
        behind = stack.enter_context(sites.behind_nginx(site, folder / "behind"))
        files = stack.enter_context(
            sites.plain_files(folder / "baked" / "visitor", folder / "plain")
        )
        django = stack.enter_context(sites.by_django_alone(site, folder))
        ways = {
            "nginx, a plain file": (files, ""),
            "a visitor behind nginx": (behind, ""),
            "a visitor, embedded": (site.port, ""),
            "a member, embedded": (site.port, site.member()),
            "Django alone, as plain Wagtail": (django, ""),
        }
        paths = dict.fromkeys(ways, path) | {"nginx, a plain file": f"{path}index.html"}
        bodies = {name: get(port, paths[name]) for name, (port, _cookie) in ways.items()}
        if len(set(bodies.values())) != 1:
            raise SystemExit("The ways of serving do not serve the same page.")
        rounds = [
            {name: _rate(port, paths[name], cookie) for name, (port, cookie) in ways.items()}
            for _round in range(ROUNDS + 1)
        ][1:]  # the first one warms up
    rates = {name: round(statistics.median(each[name] for each in rounds)) for name in ways}
    return {
        "rates": rates,
        "ratios": {name: _ratio(rounds, *pair) for name, pair in RATIOS.items()},
    }


RATIOS = {
    "behind": ("a visitor behind nginx", "nginx, a plain file"),
    "embedded": ("a visitor, embedded", "nginx, a plain file"),
    "member": ("a member, embedded", "a visitor, embedded"),
    "wagtail": ("a visitor, embedded", "Django alone, as plain Wagtail"),
}


def _ratio(rounds: list[dict[str, float]], mine: str, theirs: str) -> float:
    return round(statistics.median(each[mine] / each[theirs] for each in rounds), 2)


def _rate(port: int, path: str, cookie: str) -> float:
    command = [
        "wrk", "-t2", f"-c{CLIENTS}", f"-d{SECONDS}s", "-H", "Accept-Encoding: gzip",
        *(["-H", f"Cookie: {cookie}"] if cookie else []), f"http://127.0.0.1:{port}{path}",
    ]  # fmt: skip
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = RATE.search(told)
    if found is None or BAD.search(told):
        raise SystemExit(f"{path} was not answered well:\n{told}")
    return float(found[1])


# From publish to visible ------------------------------------------------------------------


def surfaces(article: Article) -> list[str]:
    """Return the addresses that show a recent article's headline."""
    section = article.get_parent().specific
    day = article.published_at
    author, topic = article.bylines.first().author, article.topics.first()
    return [
        article.url,
        "/",
        section.url,
        author.url,
        topic.url,
        f"/archive/{day:%Y/%m/%d}/",
        "/feed/",
        "/feed.rss",
        "/feed.json",
        f"{section.url}feed/",
        "/news-sitemap.xml",
    ]


def _visible(site: sites.LoadedSite, pk: int) -> dict[str, Any]:
    """Publish an article again and again; return how long its new headline took to be everywhere."""
    article = Article.objects.get(pk=pk)
    addresses = [path for path in surfaces(article) if _shows(site, path, article.title)]
    for path in _others():
        get(site.port, path)
    took = [_publish(site, pk, addresses, f"Seen {number} times") for number in range(PUBLISHES)]
    return {"surfaces": len(addresses), "median_s": round(statistics.median(took), 2),
            "slowest_s": round(max(took), 2)}  # fmt: skip


def _others() -> list[str]:
    """Return some hundred pages that are kept beside those."""
    return [article.url for article in Article.objects.readable().newest_first()[10:210]]


def _shows(site: sites.LoadedSite, path: str, title: str) -> bool:
    return title.encode() in get(site.port, path)


def _publish(site: sites.LoadedSite, pk: int, addresses: list[str], title: str) -> float:
    article = Article.objects.get(pk=pk)
    article.title = title
    revision = article.save_revision()
    began = time.monotonic()
    revision.publish()
    waiting = set(addresses)
    while waiting:
        waiting = {path for path in waiting if not _shows(site, path, title)}
        if time.monotonic() - began > LONGEST:
            raise SystemExit(f"Not seen within {LONGEST} s: {', '.join(sorted(waiting))}")
        time.sleep(0.05)  # readers do not ask all the time either
    return time.monotonic() - began
