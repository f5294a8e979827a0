"""Publish what is due: run it every minute."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from broadsheet.articles import schedule


class Command(BaseCommand):
    """Publish every version whose time has come; take off what has expired."""

    help = (
        "Publish every version whose time has come, and take off what has expired. "
        "Run it every minute. What is not ready is named and left for the next round."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run",
            "--dryrun",
            action="store_true",
            help="Name what is due, and change nothing.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            for title in schedule.due(timezone.now()).values_list("object_str", flat=True):
                self.stdout.write(f"Due: {title}")
            return
        done = schedule.publish_due()
        for title in done.published:
            self.stdout.write(f"Published: {title}")
        for title in done.taken_off:
            self.stdout.write(f"Taken off: {title}")
        for title, why in done.left.items():
            self.stderr.write(f"Left unpublished: {title}. {why}")
