"""Prints results as a table, and writes them beside the budgets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[1] / "docs/build/budgets.md"
QUERIES, RENDER_MS, WEIGHT_KB, SCRIPT_KB, SEARCH_MS = 25, 60, 45, 12, 60

HEAD = """# Budgets and what was measured

Written by `make bench`; do not edit. Numbers of queries and bytes are exact. Times were taken in one
run on one shared machine of two cores: read them beside each other, not beside another machine's.
A render is fresh: made by Django through all middleware, nothing kept.
"""


def table(result: dict[str, Any]) -> str:
    """Return one run as text."""
    lines = [
        "",
        f"{result['database']}, {result['articles']:,} articles (loaded in {result['loaded_in_s']} s)",
        f"  {'page':<28}{'queries':>8}{'median ms':>11}{'HTML kB':>9}",
    ]
    lines += [
        f"  {row['page']:<28}{row['queries']:>8}{row['median_ms']:>11}{row['html_kb']:>9}"
        for row in result["pages"]
    ]
    found = result["search"]
    lines.append(
        f"  {found['searches']} searches: median {found['median_ms']} ms, "
        f"95th percentile {found['p95_ms']} ms, slowest {found['slowest_ms']} ms"
    )
    for name, weight in result["weight"].items():
        lines.append(
            f"  weight of the {name}, compressed: {weight['together_kb']} kB "
            f"(HTML {weight['html_kb']}, CSS {weight['css_kb']}, scripts {weight['script_kb']})"
        )
    return "\n".join(lines)


def write_budgets(results: list[dict[str, Any]]) -> None:
    """Write docs/build/budgets.md."""
    pages = [row for result in results for row in result["pages"]]
    worst_queries = max(pages, key=lambda row: row["queries"])
    worst_time = max(pages, key=lambda row: row["median_ms"])
    front_and_article = [row for row in pages if row["page"] in {"article", "front"}]
    slow = max(front_and_article, key=lambda row: row["median_ms"])
    weights = [result["weight"]["article"] for result in results]
    lines = [
        HEAD,
        "## Against the budgets of the design\n",
        "| what | budget | measured, the worst of all runs |",
        "| --- | --- | --- |",
        f"| fresh render, queries, any page kind | ≤ {QUERIES} | {worst_queries['queries']} ({worst_queries['page']}) |",
        f"| fresh render of an article or front, median | ≤ {RENDER_MS} ms | {slow['median_ms']} ms ({slow['page']}) |",
        f"| fresh render of any page kind, median | | {worst_time['median_ms']} ms ({worst_time['page']}) |",
        f"| article: HTML, CSS and scripts, compressed | ≤ {WEIGHT_KB} kB | {max(w['together_kb'] for w in weights)} kB |",
        f"| of it scripts | ≤ {SCRIPT_KB} kB | {max(w['script_kb'] for w in weights)} kB |",
        f"| search over the largest paper, 95th percentile | ≤ {SEARCH_MS} ms (250,000 articles) | "
        + ", ".join(
            f"{result['search']['p95_ms']} ms ({result['database']}, {result['articles']:,})"
            for result in results
            if result["articles"] == max(other["articles"] for other in results)
        )
        + " |",
        "",
        "## Each run\n",
        *(f"```text{table(result)}\n```\n" for result in results),
    ]
    DOCS.write_text("\n".join(lines), encoding="utf-8")
