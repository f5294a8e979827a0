"""The whole demo paper is built by its command."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from broadsheet.articles.models import Article, SearchEntry
from broadsheet.demo.management.commands import build_demo
from broadsheet.demo.reading import Misprint, read_content
from tests.worlds import committed

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_the_command_builds_the_whole_paper(settings, tmp_path, monkeypatch, client):
    settings.VAR = tmp_path
    # The sizes of its pictures take longest, and are the same for one as for sixty.
    monkeypatch.setattr("broadsheet.demo.actions.Builder.size_pictures", lambda self: None)
    with committed():
        call_command("build_demo")

    content = read_content()
    live = [
        t
        for t in content.articles
        if t.facts.get("state", "live") == "live" and "embargo_days" not in t.facts
    ]
    assert Article.objects.count() == len(content.articles)
    assert Article.objects.readable().count() == len(live)
    assert SearchEntry.objects.count() >= len(live)
    accounts = json.loads((tmp_path / "demo-accounts.json").read_text())
    assert list(accounts) == ["publisher", "editor", "reporter", "member", "reader"]
    assert (tmp_path / "demo-accounts.json").stat().st_mode & 0o077 == 0
    for section in ("", *(facts["slug"] + "/" for facts in content.paper["sections"])):
        assert client.get(f"/{section}").status_code == 200

    with pytest.raises(CommandError, match="Name another folder"):
        call_command("build_demo")


def test_a_misprint_is_told_in_one_sentence(monkeypatch):
    def misprinted():
        raise Misprint("a.md: its facts are not TOML")

    monkeypatch.setattr(build_demo, "read_content", misprinted)
    with pytest.raises(CommandError, match=r"misprint\. a\.md"):
        call_command("build_demo")
