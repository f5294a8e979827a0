"""Lighthouse on the demo paper as it is served: front and article, as on a phone."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.project.programs import answer, free_port, wait_until

from bench.programs import get, program

HERE = Path(__file__).parent
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LINK = re.compile(rb'href="(/(?!account|authors|topics|static)[a-z-]+/[a-z0-9-]+/)"')
RUNS = 3  # of which the median counts: performance is a measurement


def missing() -> str:
    """Say what this machine lacks for it; nothing when it lacks nothing."""
    lacking = [] if _browser() else ["Chromium (Debian: apt install chromium)"]
    if not (HERE / "node_modules/.bin/lighthouse").exists():
        lacking.append("its own package (make bench installs it)")
    return f"Lighthouse was not run: it needs {' and '.join(lacking)}." if lacking else ""


def _browser() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def measure() -> dict[str, dict[str, int]]:
    """Return the scores of each page, 100 being the best."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        words = ["demo", "--dir", str(folder / "paper"), "--port", str(port)]
        log = folder / "log"
        with program([sys.executable, "-m", "broadsheet.project.cli", *words], log):
            if not wait_until(lambda: answer(f"http://127.0.0.1:{port}/") == 200, 300):
                raise SystemExit(log.read_text())
            article = LINK.search(get(port, "/"))
            if article is None:
                raise SystemExit("The demo's front leads to no article.")
            pages = {"front": "/", "article": article[1].decode()}
            return {
                name: _median([_scores(port, path, folder) for _run in range(RUNS)])
                for name, path in pages.items()
            }


def _scores(port: int, path: str, folder: Path) -> dict[str, int]:
    get(port, path)  # so that it is baked
    out = folder / "lighthouse.json"
    command = [
        str(HERE / "node_modules/.bin/lighthouse"), f"http://127.0.0.1:{port}{path}", "--quiet",
        "--output=json", f"--output-path={out}", f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage",
    ]  # fmt: skip
    # Node comes with Python's environment.
    ways = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    surroundings = {**os.environ, "CHROME_PATH": str(_browser()), "PATH": ways}
    subprocess.run(command, check=True, env=surroundings, stdout=subprocess.DEVNULL)
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))["categories"]
    return {name: round(found[name]["score"] * 100) for name in CATEGORIES}


def _median(runs: list[dict[str, int]]) -> dict[str, int]:
    return {name: sorted(run[name] for run in runs)[len(runs) // 2] for name in CATEGORIES}
