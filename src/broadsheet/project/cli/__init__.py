"""The command line: ``broadsheet demo | new | serve | nginx | manage | doctor``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import version

from broadsheet.project.cli import demo, doctor, manage, new, nginx, serve
from broadsheet.project.trouble import Trouble

EXAMPLES = """\
examples:
  broadsheet demo                     build the demo paper once and serve it on port 8000
  broadsheet new ~/harbour-news       make a newsroom of your own
  broadsheet doctor                   say what is missing or wrong, and how to mend it
  broadsheet manage createsuperuser   any of Django's commands

“broadsheet COMMAND --help” explains each command.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        # Django reads its own options, --help included.
        if words[:1] == ["manage"] and words[1:] not in ([], ["-h"], ["--help"]):
            return manage.run(words[1:])
        options = _parser().parse_args(words)
        code: int = options.run(options)
    except Trouble as trouble:
        sys.stderr.write(f"broadsheet: {trouble}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="broadsheet",
        description="Broadsheet, a newsroom platform.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"Broadsheet {version('broadsheet')}"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in (demo, new, serve, nginx, manage, doctor):
        sub = commands.add_parser(
            command.__name__.rpartition(".")[2],
            help=command.HELP,
            description=command.HELP[0].upper() + command.HELP[1:] + ".",
            epilog=command.EXAMPLES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_options(sub)
        sub.set_defaults(run=command.run_options)
    return parser
