"""``broadsheet manage``: Django's own commands, in this newsroom."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db.utils import OperationalError

from broadsheet.project.cli.folder import enter_folder
from broadsheet.project.trouble import Trouble

HELP = "run one of Django's or Wagtail's commands in this newsroom"
EXAMPLES = """\
examples:
  broadsheet manage                       list every command
  broadsheet manage migrate               bring the database up to date
  broadsheet manage createsuperuser       make the first person who may do everything
  broadsheet manage tick --every 15       publish what is due, until stopped
  broadsheet manage COMMAND --help        explain one command
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the options (Django reads them itself)."""
    parser.add_argument("command", nargs="*", metavar="COMMAND", help="the command and its options")


def run_options(options: argparse.Namespace) -> int:
    """Run without a command: list them."""
    return run(options.command)


def run(words: Sequence[str]) -> int:
    """Run Django's command line with these words."""
    enter_folder()
    try:
        execute_from_command_line(["broadsheet manage", *words])
    except ImproperlyConfigured as error:
        raise Trouble(f"The settings are not complete: {_sentence(error)}") from error
    except ModuleNotFoundError as error:
        raise Trouble(
            f"The settings name a module that is not there ({error.name}). "
            "Look at DJANGO_SETTINGS_MODULE and at INSTALLED_APPS."
        ) from error
    except OperationalError as error:
        raise Trouble(
            f"The database does not answer ({_sentence(error)}). “broadsheet doctor” says more."
        ) from error
    return 0


def _sentence(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") + "."
