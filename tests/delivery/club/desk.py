"""The desk of the newsroom with members, for tests: a process that does what it is told.

    python -m tests.delivery.club.desk

Reads Python from standard input, a line at a time, and prints what each line gives (as JSON)
when it has been done. ``build`` makes the paper: migrated, with a dozen pages.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import django

ARTICLES = [f"story-{number}" for number in range(6)]
EMAIL, PASSWORD = "editor@club.example", "a password for tests"


def build() -> None:
    """Make the paper."""
    from django.core.management import call_command

    from broadsheet.readers.models import Reader
    from tests.paper import make_article, make_author, make_paper, make_section

    call_command("migrate", verbosity=0)
    make_paper()
    for slug in ARTICLES:
        make_article(f"Ferry {slug}", slug=slug, section=make_section(), authors=[make_author()])
    Reader.objects.create_superuser(EMAIL, PASSWORD)


def retitle(slug: str, title: str) -> float:
    """Publish an article under another headline; say when it was done."""
    found = _article(slug)
    found.title = title
    found.save_revision().publish()
    return time.time()


def publish(slug: str, title: str) -> float:
    """Publish a new article; say when it was done."""
    from tests.paper import make_article, make_author, make_section

    make_article(title, slug=slug, section=make_section(), authors=[make_author()])
    return time.time()


def withdraw(slug: str) -> float:
    """Withdraw an article; say when it was done."""
    from broadsheet.articles import actions

    actions.withdraw_article(article=_article(slug), reason="It was not so.")
    return time.time()


def _article(slug: str) -> Any:
    from broadsheet.articles.models import Article

    return Article.objects.get(slug=slug)


def main() -> None:
    """Do what is told until there is nothing more."""
    django.setup()
    from django.db import connections

    print(json.dumps("ready"), flush=True)
    for line in sys.stdin:
        print(json.dumps(eval(line)), flush=True)  # noqa: S307  (a test wrote it)
        connections.close_all()


if __name__ == "__main__":
    main()
