"""Measures a loaded paper: queries and time of a fresh render, search, weight."""

from __future__ import annotations

import gzip
import re
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from broadsheet.articles import query, search
from broadsheet.articles.models import Article, Author, Section, Topic
from broadsheet.lib.paging import Key

ROUNDS = 15
SEARCHES = [
    "harbour", "council", "the", "quay", "water", "ferry", "school", "market", "said", "years",
    "night ferry", "sea wall", "harbour master", "city council", "tide", "survey", "berth",
    '"the council"', '"north quay"', "harbour -quay", "tram or ferry", "oysters", "seals",
    "goalkeeper", "librarian", "eelgrass", "anchovy", "zebra", "Josune", "Arkwright", "millimetres",
]  # fmt: skip


@dataclass
class PageResult:
    """What one page kind costs to make."""

    page: str
    queries: int
    median_ms: float
    html_kb: float


def addresses() -> dict[str, str]:
    """Return an address of each page kind in the loaded paper, first pages and deep ones."""
    section = Section.objects.order_by("pk").first()
    article = Article.objects.readable().newest_first()[5]
    found = {
        "article": article.url,
        "front": "/",
        "section, page 1": section.url,
        "author": Author.objects.order_by("pk").first().url,
        "topic": Topic.objects.order_by("pk").first().url,
        "archive of a day": f"/archive/{article.published_at:%Y/%m/%d}/",
        "search": "/search/?q=harbour",
        "feed": "/feed/",
        "sitemap of a month": f"/sitemap/{article.published_at:%Y-%m}.xml",
    }
    rows = Article.objects.in_section(section).readable().newest_first()
    deep = rows[min(400 * 20, rows.count() - 25) :][0]
    found["section, page 400 or last"] = f"{section.url}?before={Key(deep.published_at, deep.pk)}"
    return found


def render_cost(address: str) -> PageResult:
    """Ask for an address afresh many times: exact queries, median time."""
    client = Client(SERVER_NAME="localhost")
    for _warming in range(2):
        response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}: nothing to measure.")
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
        count = len(queries)
    times = [_timed(lambda: client.get(address)) for _round in range(ROUNDS)]
    return PageResult(
        address,
        count,
        round(statistics.median(times) * 1000, 1),
        round(len(response.content) / 1000, 1),
    )


def search_cost() -> dict[str, float]:
    """Return the median and the 95th percentile of readers' searches, in milliseconds."""
    times = []
    for words in SEARCHES * 3:
        times.append(_timed(lambda words=words: search.find(query.read(words), size=20)))
    times = sorted(times[len(SEARCHES) :])  # the first round warms the cache
    return {
        "searches": len(times),
        "median_ms": round(statistics.median(times) * 1000, 1),
        "p95_ms": round(times[int(len(times) * 0.95) - 1] * 1000, 1),
        "slowest_ms": round(times[-1] * 1000, 1),
    }


def page_weight(address: str) -> dict[str, float]:
    """Return the compressed weight of a page: HTML, style sheets, scripts, in kB; pictures apart."""
    html = Client(SERVER_NAME="localhost").get(address).content.decode()
    sheets = re.findall(r'rel="stylesheet" href="/static/([^"]+)"(?! media="print")', html)
    scripts = re.findall(r'<script type="module" src="/static/([^"]+)"', html)

    def weight(names: list[str]) -> int:
        return sum(
            len(gzip.compress((Path(settings.STATIC_ROOT) / name).read_bytes(), 9))
            for name in names
        )

    markup, style, script = len(gzip.compress(html.encode(), 9)), weight(sheets), weight(scripts)
    return {
        "html_kb": round(markup / 1000, 1),
        "css_kb": round(style / 1000, 1),
        "script_kb": round(script / 1000, 1),
        "together_kb": round((markup + style + script) / 1000, 1),
    }


def measure() -> dict[str, Any]:
    """Measure everything about the paper that is loaded."""
    pages = []
    for name, address in addresses().items():
        result = render_cost(address)
        result.page = name
        pages.append(asdict(result))
    found = addresses()
    return {
        "pages": pages,
        "search": search_cost(),
        "weight": {name: page_weight(found[name]) for name in ("article", "front")},
    }


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
