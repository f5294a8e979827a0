"""python -m bench: load papers of 1,000, 100,000 and 250,000 articles, measure, print, write down.

Each size and database is measured in a process of its own. Results go to
bench/results.json, and beside the budgets into docs/build/budgets.md.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from tests import postgres

from bench import report

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"


def main() -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 100_000, 250_000])
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgres"])
    parser.add_argument("--one", metavar="FILE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        Path(options.one).write_text(json.dumps(run_one(options.articles[0])), encoding="utf-8")
        return 0
    results: list[dict[str, Any]] = []
    scores = _lighthouse()
    for articles in options.articles:
        for database in options.databases:
            results.append(
                {"database": database, "articles": articles, **run_apart(database, articles)}
            )
            print(report.table(results[-1]), flush=True)
            # After each: what has been measured is kept when a later one is stopped.
            RESULTS.write_text(
                json.dumps({"lighthouse": scores, "runs": results}, indent=1, ensure_ascii=False)
                + "\n",
                encoding="utf-8",
            )
            report.write_budgets(results, scores)
    print(f"Written: {RESULTS.name}, docs/build/budgets.md")
    return 0


def _lighthouse() -> dict[str, dict[str, int]]:
    from bench import lighthouse

    if lacking := lighthouse.missing():
        print(lacking, file=sys.stderr)
        return {}
    scores = lighthouse.measure()
    for page, found in scores.items():
        print(f"Lighthouse, {page}: {' · '.join(map(str, found.values()))}", flush=True)
    return scores


def run_apart(database: str, articles: int) -> dict[str, Any]:
    """Measure in a process of its own, with a database of its own."""
    cluster = postgres.cluster() if database == "postgres" else nullcontext("")
    with tempfile.TemporaryDirectory() as folder, cluster as address:
        out = Path(folder) / "result.json"
        surroundings = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "broadsheet.project.settings.demo",
            "BROADSHEET_VAR": folder,
        }
        surroundings.pop("DATABASE_URL", None)
        if address:
            surroundings["DATABASE_URL"] = address
        command = [sys.executable, "-m", "bench", "--articles", str(articles), "--one", str(out)]
        subprocess.run(command, env=surroundings, check=True)
        found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return found


def run_one(articles: int) -> dict[str, Any]:
    """Load and measure, in this process."""
    import time

    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from bench import speed
    from bench.load import load
    from bench.measure import measure

    start = time.perf_counter()
    load(articles, say=lambda done: print(f"  loaded {done:,} of {articles:,}", file=sys.stderr))
    seconds = time.perf_counter() - start
    found = {"loaded_in_s": round(seconds, 1), **measure()}
    if lacking := speed.missing():
        print(lacking, file=sys.stderr)
        return found
    return {**found, **speed.measure(Path(os.environ["BROADSHEET_VAR"]))}


if __name__ == "__main__":
    sys.exit(main())
