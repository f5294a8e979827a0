"""``broadsheet doctor``: what is missing or wrong, and how to mend it."""

from __future__ import annotations

import argparse

from broadsheet.project import health
from broadsheet.project.cli.folder import enter_folder

HELP = "say what is missing or wrong in this newsroom, and how to mend it"
EXAMPLES = """\
examples:
  broadsheet doctor          look at everything; exit code 1 when something is wrong
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the options."""
    parser.add_argument(
        "--before-serving",
        action="store_true",
        help="look only at what keeps the site from being served, and say nothing when all is well",
    )


def run_options(options: argparse.Namespace) -> int:
    """Look at everything and print what was found."""
    enter_folder()
    wrong = 0
    for finding in health.look(before_serving=options.before_serving):
        wrong += not finding.well
        if not options.before_serving or not finding.well:
            print(f"{'well ' if finding.well else 'WRONG'}  {finding.what}", flush=True)
            if not finding.well:
                print(f"       {finding.mend}", flush=True)
    if not options.before_serving:
        print("Everything is well." if not wrong else f"{wrong} to mend.", flush=True)
    return 1 if wrong else 0
