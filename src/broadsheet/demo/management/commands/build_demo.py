"""``manage build_demo``: the demo paper, from nothing to ready."""

from __future__ import annotations

import json
import os
import secrets
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.commands import migrate

from broadsheet.articles.founding import AlreadyFounded
from broadsheet.demo.actions import build_paper
from broadsheet.demo.reading import Misprint, read_content
from broadsheet.lib.progress import Progress

WORDS = (
    "anchor barnacle beacon bollard bosun capstan compass driftwood eelgrass fathom ferry "
    "foghorn gangway gannet halyard herring kelp lantern limpet mooring oyster pilot pontoon "
    "quayside rudder sandbank schooner seawall shingle slipway sounding spindrift tern tiller "
    "windlass"
)


class Command(BaseCommand):
    help = "Build the demo paper: its tables, its articles and its pictures."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--few", action="store_true", help="only a dozen articles")

    def handle(self, *args: Any, few: bool = False, **options: Any) -> None:
        try:
            content = read_content()
            if few:
                content = content.only(set(content.paper["few"]))
            call_command(CountedMigrate(), verbosity=0, interactive=False)
            password = "-".join(secrets.choice(WORDS.split()) for _ in range(4))
            accounts = content.paper["accounts"]
            build_paper(
                content=content, passwords=dict.fromkeys(accounts, password), count=self._count
            )
        except AlreadyFounded as error:
            raise CommandError("There is a paper in this database. Name another folder.") from error
        except Misprint as error:
            raise CommandError(f"The demo's content has a misprint. {error}") from error
        self._write_accounts(
            {
                role: {"email": facts["email"], "password": password}
                for role, facts in accounts.items()
            }
        )

    def _count(self, title: str, items: list[Any]) -> Iterable[Any]:
        return Progress(title, len(items)).over(items)

    def _write_accounts(self, accounts: dict[str, dict[str, str]]) -> None:
        path = Path(settings.VAR) / "demo-accounts.json"
        path.touch(mode=0o600)
        os.chmod(path, 0o600)
        path.write_text(json.dumps(accounts, indent=2) + "\n")


class CountedMigrate(migrate.Command):
    """Django's migrate, with its progress shown."""

    progress: Progress | None = None

    def migration_progress_callback(
        self, action: str, migration: Any = None, fake: bool = False
    ) -> None:
        if self.progress is None:
            self.progress = Progress("Tables", 0)
        if action == "apply_success":
            self.progress.step()

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if self.progress is not None:
            self.progress.close()
