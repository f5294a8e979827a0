"""``broadsheet new``: a newsroom of one's own."""

from __future__ import annotations

import argparse
from pathlib import Path

from broadsheet.project.trouble import Trouble

HELP = "make a newsroom of your own: a small project that builds on Broadsheet"
EXAMPLES = """\
examples:
  broadsheet new ~/harbour-news
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the options."""
    parser.add_argument("path", type=Path, metavar="PATH", help="the folder to make")


def run_options(options: argparse.Namespace) -> int:
    """Make the folder."""
    raise Trouble("Not there yet.")
