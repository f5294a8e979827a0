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
    if "speed" in result:
        lines += _of_speed(result)
    return "\n".join(lines)


def _of_speed(result: dict[str, Any]) -> list[str]:
    rates, seen = result["speed"]["rates"], result["visible"]
    return [
        "  requests a second, compressed, 64 clients on the same two cores:",
        *(f"    {name:<34}{rate:>9,}" for name, rate in rates.items()),
        f"  from publish to visible on {seen['surfaces']} surfaces: median {seen['median_s']} s, "
        f"slowest {seen['slowest_s']} s",
    ]


# What is compared, and how much of the other it must be at least.
RATIOS = {
    "behind": (
        "visitor page behind nginx, against nginx serving the same bytes as a file",
        "≥ 0.95",
    ),
    "embedded": ("visitor page, embedded server alone, against the same", "≥ 0.50"),
    "member": ("member page against visitor page, embedded server", "≥ 0.80"),
    "wagtail": ("visitor page, embedded server, against Django alone (plain Wagtail)", ""),
}


def _speed_rows(results: list[dict[str, Any]]) -> list[str]:
    """Return the budgets' rows about what is served: of the worst run, and of large against small."""
    served = [result for result in results if "speed" in result]
    if not served:
        return []
    rows = [
        f"| {what} | {budget} | {min(r['speed']['ratios'][name] for r in served)} |"
        for name, (what, budget) in RATIOS.items()
    ]
    for database in dict.fromkeys(result["database"] for result in served):
        mine = sorted(
            (result for result in served if result["database"] == database),
            key=lambda result: result["articles"],
        )
        slow = max(mine, key=lambda result: result["visible"]["median_s"])
        # The budget is that of the embedded site, which is on SQLite.
        budget = "≤ 1 s" if database == "sqlite" else ""
        rows.append(
            f"| publish to visible on every surface, median | {budget} | "
            f"{slow['visible']['median_s']} s ({_of(slow)}) |"
        )
        if len(mine) > 1:
            times = mine[-1]["visible"]["median_s"] / mine[0]["visible"]["median_s"]
            rows.append(
                f"| the same, {_of(mine[-1])} against {mine[0]['articles']:,} | ≤ 1.5 times | "
                f"{times:.2f} times |"
            )
    return rows


def _of(result: dict[str, Any]) -> str:
    return f"{result['database']}, {result['articles']:,}"


def write_budgets(results: list[dict[str, Any]], scores: dict[str, dict[str, int]]) -> None:
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
        *_speed_rows(results),
        *(
            f"| Lighthouse, phone, {page}: {', '.join(found)} | 100 · 100 · 100 · 100 | "
            f"{' · '.join(map(str, found.values()))} |"
            for page, found in scores.items()
        ),
        "",
        "## Each run\n",
        *(f"```text{table(result)}\n```\n" for result in results),
    ]
    DOCS.write_text("\n".join(lines), encoding="utf-8")
