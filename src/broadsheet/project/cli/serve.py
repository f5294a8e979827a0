"""``broadsheet serve``: this newsroom, served."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from broadsheet.project import serving
from broadsheet.project.cli.folder import enter_folder
from broadsheet.project.trouble import Trouble

HELP = "serve this newsroom: the site, and what has to happen at its time"
EXAMPLES = """\
examples:
  broadsheet serve                              on http://127.0.0.1:8000
  broadsheet serve --port 8080 --workers 4
  broadsheet serve --host 0.0.0.0               reachable from other machines

Run “broadsheet manage migrate” and “broadsheet manage collectstatic --noinput” once before.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the options."""
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)"
    )
    add_server_options(parser)


def add_server_options(parser: argparse.ArgumentParser) -> None:
    """Describe the options that ``demo`` has too."""
    parser.add_argument(
        "--port", type=_port, default=8000, metavar="N", help="port to listen on (default 8000)"
    )
    parser.add_argument(
        "--workers",
        type=_count,
        default=min(2, os.cpu_count() or 1),
        metavar="N",
        help="processes that answer (default: 2, or 1 on a machine with one processor)",
    )
    parser.add_argument(
        "--threads",
        type=_threads,
        default=8,
        metavar="N",
        help="requests that each worker answers at once, at least 4 (default 8)",
    )


def run_options(options: argparse.Namespace) -> int:
    """Check the newsroom, then serve it until told to stop."""
    enter_folder()
    site = serving.Site(options.host, options.port, options.workers, options.threads)
    serving.refuse_taken_port(site, "broadsheet serve")
    preflight = [sys.executable, "-m", "broadsheet.project.cli", "doctor", "--before-serving"]
    if subprocess.run(preflight, check=False).returncode:
        raise Trouble("Not served. Mend what stands above and try again.")
    return serving.serve(
        site, lambda: print(f"Serving on {site.address} (Ctrl-C ends it)", flush=True)
    )


def _port(text: str) -> int:
    return _number(text, 1, 65535)


def _count(text: str) -> int:
    return _number(text, 1, 64)


def _threads(text: str) -> int:
    return _number(text, 4, 256)


def _number(text: str, least: int, most: int) -> int:
    if not text.isdigit() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from {least} to {most}")
    return int(text)
