"""``manage open_paper``: the first front of a new newsroom."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import slugify

from broadsheet.articles.founding import AlreadyFounded, found_paper
from broadsheet.articles.models import Section
from broadsheet.publication.models import Publication


class Command(BaseCommand):
    help = "Open a new paper: its name, its time zone, its front and its first sections."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the paper's name")
        parser.add_argument("--place", default="", help="where it is at home")
        parser.add_argument("--zone", default="UTC", help="its time zone, such as Europe/Lisbon")
        parser.add_argument("--language", default="en-gb", help="its language, such as en-gb or he")
        parser.add_argument(
            "--section",
            action="append",
            default=[],
            metavar="NAME",
            help="a section; may be repeated",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["zone"] not in available_timezones():
            raise CommandError(
                f"There is no time zone {options['zone']}. Name one such as Europe/Lisbon."
            )
        languages = dict(settings.LANGUAGES)
        if options["language"] not in languages:
            raise CommandError(f"Choose a language from: {', '.join(languages)}.")
        publication = Publication.current()
        publication.name, publication.place = options["name"], options["place"]
        publication.time_zone, publication.language = options["zone"], options["language"]
        try:
            front = found_paper(publication=publication)
        except AlreadyFounded as error:
            raise CommandError(
                "This paper is open already. Change its name and zone at the desk."
            ) from error
        for name in options["section"]:
            section = Section(
                title=name, slug=slugify(name, allow_unicode=True), language=publication.language
            )
            front.add_child(instance=section)
            section.save_revision().publish()
        self.stdout.write(f"{publication.name} is open.")
