"""The whole suite: on SQLite with the browser, on PostgreSQL, then what has to run alone.

    python -m tests.suite              all three, and one closing line for them
    python -m tests.suite --nightly    with far more random examples

What a machine lacks (Chromium, PostgreSQL, Java) is left out and said so;
with BROADSHEET_STRICT=1, in CI, that is a failure.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tests import postgres
from tests.conftest import STRICT

ROOT = Path(__file__).resolve().parents[1]
NEEDED = {
    "browser": (
        ("chromium", "chromium-browser", "google-chrome"),
        "Chromium (Debian: apt install chromium)",
    ),
    "html_checker": (("java",), "Java (Debian: apt install default-jre-headless)"),
}

ALONE = "alone"
# What is not repeated on PostgreSQL: by its mark, and what is about the house and not its data.
APART = ("not browser", "not html_checker", "not once")
ABOUT_THE_HOUSE = ("tests/house", "tests/lib")


@dataclass
class Tally:
    """What was counted so far."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    left_out: list[str] = field(default_factory=list)
    worst: int = 0

    def add(self, report: Path, code: int) -> None:
        """Count one run of pytest from its report."""
        self.worst = max(self.worst, code)
        with contextlib.suppress(OSError, ElementTree.ParseError):
            for suite in ElementTree.parse(report).iter("testsuite"):  # noqa: S314  (pytest wrote it)
                failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
                skipped = int(suite.get("skipped", 0))
                self.failed += failed
                self.skipped += skipped
                self.passed += int(suite.get("tests", 0)) - failed - skipped


def main() -> int:
    """Run all parts; return 0 when everything passed."""
    parser = argparse.ArgumentParser(prog="python -m tests.suite", description=__doc__)
    parser.add_argument("--nightly", action="store_true", help="far more random examples")
    parser.add_argument("--workers", default="2", help="tests at a time (default 2)")
    options, rest = parser.parse_known_args()
    began = time.monotonic()
    tally = Tally()
    if options.nightly:
        rest.append("--hypothesis-profile=nightly")
    words = ["-n", options.workers, "--dist", "loadfile", *rest]
    _run("SQLite", [*words, "-m", " and ".join([f"not {ALONE}", *_lacking(tally)])], tally)
    try:
        with postgres.cluster() as address:
            _run(
                "PostgreSQL",
                [
                    *words,
                    *(f"--ignore={folder}" for folder in ABOUT_THE_HOUSE),
                    *("-m", " and ".join([f"not {ALONE}", *APART])),
                ],
                tally,
                DATABASE_URL=address,
            )
    except postgres.Missing as missing:
        tally.left_out.append(f"PostgreSQL was not tested. {missing}")
    _run("What measures time", [*rest, "-m", ALONE], tally)
    return _close(tally, time.monotonic() - began)


def _lacking(tally: Tally) -> list[str]:
    """Return the marks of tests for which this machine has no program, as what to leave out."""
    without = []
    for mark, (names, what) in NEEDED.items():
        if not any(shutil.which(name) for name in names):
            without.append(f"not {mark}")
            tally.left_out.append(f"Tests marked {mark} were left out: they need {what}.")
    return without


def _run(title: str, words: list[str], tally: Tally, **environment: str) -> None:
    print(f"\n{title}", flush=True)
    with tempfile.TemporaryDirectory(prefix="broadsheet-suite-") as folder:
        report = Path(folder) / "report.xml"
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *words],
            cwd=ROOT,
            env={**os.environ, "BROADSHEET_TEST_VAR": folder, **environment},
            check=False,
        )
        tally.add(report, done.returncode)


def _close(tally: Tally, took: float) -> int:
    for sentence in tally.left_out:
        print(sentence)
    bad = tally.worst != 0 or tally.failed > 0
    if STRICT and (tally.left_out or tally.skipped):
        print("Nothing may be left out or skipped here (BROADSHEET_STRICT=1).")
        bad = True
    counts = f"{tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped in {took:.2f}s"
    print(f"===== {counts} =====", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
