"""A newsroom changes what it likes without a change in Broadsheet: the example, and “new”."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.project.programs import answer, broadsheet, free_port, last_json, start, wait_until

pytestmark = pytest.mark.once

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "newsroom"

PUBLISH = """
import json
from django.test import Client
from broadsheet.articles.models import Article, Section
from {package}.models import LiveBlog

section = Section.objects.get()
blog = LiveBlog(title="The water is rising", slug="rising", live=False, body={body})
section.add_child(instance=blog)
blog.save_revision().publish()
client = Client(headers={{"host": "localhost"}})
print(json.dumps({{
    "status": client.get(blog.url).status_code,
    "page": client.get(blog.url).content.decode(),
    "front": client.get("/").content.decode(),
    "articles": [type(a.specific).__name__ for a in Article.objects.readable()],
    "may_stand_in_a_section": LiveBlog in Section.allowed_subpage_models(),
}}))
"""


FRIENDS = """
import json
from django.contrib.auth.models import Group
from django.test import Client
from broadsheet.delivery import renewal
from broadsheet.delivery.passes import COOKIE
from broadsheet.readers.models import Reader

friend, reader = (Reader.objects.create_user(f"{name}@paper.example") for name in ("a", "b"))
friend.groups.add(Group.objects.create(name="Friends"))
pages = {}
for name, person in {"friend": friend, "reader": reader}.items():
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    made = renewal.renewed(client.session.session_key)
    client.cookies[COOKIE] = made.cookie.partition(";")[0].partition("=")[2]
    pages[name] = client.get("/harbour/rising/").content.decode()
print(json.dumps(pages))
"""


@pytest.fixture(scope="module")
def example(tmp_path_factory, built_paper):
    """A copy of the example, with its database, its front and what “collectstatic” collects."""
    folder = tmp_path_factory.mktemp("example") / "newsroom"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("var", "__pycache__"))
    opened(folder, "The Tide Gazette")
    # Neither newsroom has static files of its own: the demo's are the same, and take their time.
    shutil.copytree(built_paper / "static", folder / "var" / "static")
    return folder


def opened(folder: Path, title: str) -> None:
    for words in (
        ("migrate", "--verbosity", "0"),
        ("open_paper", title, "--zone", "Europe/Lisbon", "--section", "Harbour"),
    ):
        done = broadsheet("manage", *words, cwd=folder)
        assert done.returncode == 0, done.stderr


def published(folder: Path, package: str, body: str):
    done = broadsheet(
        "manage", "shell", "-v", "0", "-c", PUBLISH.format(package=package, body=body), cwd=folder
    )
    assert done.returncode == 0, done.stderr
    return last_json(done.stdout)


def test_the_example_needs_no_migration_of_its_own_or_of_broadsheet(example):
    done = broadsheet("manage", "makemigrations", "--check", "--dry-run", cwd=example)

    assert (done.returncode, done.stdout.strip()) == (0, "No changes detected")
    assert broadsheet("manage", "check", cwd=example).returncode == 0


def test_the_example_shows_its_block_slot_template_and_kind_of_article(example):
    tides = {"place": "Customs House Steps", "tides": [{"time": "06:12", "metres": "3.4"}]}
    seen = published(example, "newsroom", repr([("tides", tides)]))

    assert seen["status"] == 200
    assert "Tides at Customs House Steps" in seen["page"]  # the block
    assert "Next high water" in seen["page"]  # the slot
    assert "Next high water" in seen["front"]
    assert "wet since 1962" in seen["page"]  # the template in place of Broadsheet's
    assert "this report is being written now" in seen["page"]  # the kind's own template
    assert seen["articles"] == ["LiveBlog"]
    assert seen["may_stand_in_a_section"]


def test_the_example_thanks_its_friends_and_nobody_else(example):
    """After the test before, which has published the live blog."""
    done = broadsheet("manage", "shell", "-v", "0", "-c", FRIENDS, cwd=example)
    assert done.returncode == 0, done.stderr
    pages = last_json(done.stdout)

    assert "You are a friend of this paper" in pages["friend"]
    assert "the water is rising" in pages["reader"].lower()
    assert "You are a friend of this paper" not in pages["reader"]


def test_a_setting_of_the_example_that_makes_no_sense_stops_the_start(example):
    settings = example / "newsroom" / "wrong_settings.py"
    settings.write_text('from newsroom.settings import *\nTIDE_HIGH_AT = "at dawn"\n')
    done = broadsheet(
        "manage", "check", cwd=example, DJANGO_SETTINGS_MODULE="newsroom.wrong_settings"
    )

    assert done.returncode == 1
    assert "TIDE_HIGH_AT makes no sense: it is 'at dawn'" in done.stderr


def test_the_example_is_described_as_it_is():
    told = (EXAMPLE / "README.md").read_text(encoding="utf-8")

    for line in told.splitlines():
        for path in (
            word for word in line.split("`") if word.startswith("newsroom/") and "." in word
        ):
            assert (EXAMPLE / path).is_file(), path


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A newsroom that “broadsheet new” made."""
    folder = tmp_path_factory.mktemp("made") / "harbour-news"
    done = broadsheet("new", str(folder), "--title", 'The Harbour "News"')
    assert done.returncode == 0, done.stderr
    assert 'open_paper "The Harbour News"' in done.stdout
    return folder


def test_a_new_newsroom_has_the_shape_of_the_example(made):
    def shape(folder: Path, package: str) -> set[str]:
        paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        kept = (path for path in paths if not {"var", "__pycache__"} & set(path.parts))
        return {str(path).replace(package, "P") for path in kept if path.suffix != ".html"}

    assert shape(made, "harbour_news") == shape(EXAMPLE, "newsroom")


def test_no_name_of_the_starter_is_left_in_it(made):
    for path in made.rglob("*.*"):
        if path.is_file():
            assert "@" not in path.read_text(encoding="utf-8"), path


def test_a_new_newsroom_checks_migrates_publishes_and_serves(made, built_paper, tmp_path):
    assert broadsheet("manage", "check", cwd=made).returncode == 0
    pending = broadsheet("manage", "makemigrations", "--check", "--dry-run", cwd=made)
    assert pending.stdout.strip() == "No changes detected"

    opened(made, "The Harbour News")
    refused = broadsheet("serve", "--port", str(free_port()), cwd=made)
    assert refused.returncode == 1
    assert "broadsheet manage collectstatic --noinput" in refused.stdout

    shutil.copytree(built_paper / "static", made / "var" / "static")
    body = [("factbox", {"title": "In short", "facts": ["It is wet."]})]
    seen = published(made, "harbour_news", repr(body))
    assert "In short" in seen["page"]
    assert "Call the newsroom: 555 0100" in seen["page"]
    assert seen["articles"] == ["LiveBlog"]

    port = free_port()
    server = start("serve", "--port", str(port), "--workers", "1", log=tmp_path / "log", cwd=made)
    try:
        assert wait_until(lambda: answer(f"http://127.0.0.1:{port}/harbour/rising/") == 200)
        assert wait_until(lambda: "Serving on" in (tmp_path / "log").read_text())
    finally:
        server.terminate()
        assert server.wait(timeout=30) == 0
