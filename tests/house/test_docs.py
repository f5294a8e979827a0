"""Docs that lie fail: what the code offers stands in the docs, and nothing else does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import find_commands
from django.dispatch import Signal

from broadsheet.delivery import sockets as of_the_press
from broadsheet.lib.conf import Setting
from broadsheet.publication import sockets
from broadsheet.readers import sockets as of_readers
from tests.house.rooms import ROOT, SOURCE, our_apps
from tests.house.surfaces import public_surfaces

DOCS = ROOT / "docs"
SLOT = re.compile(r'{%\s*slot\s+"([^"]+)"')
PART = re.compile(r'data-part="([^"{]+)"')
ENVIRONMENT = re.compile(r'(?:environ(?:\.get)?[\[(]|required\()\s*"(BROADSHEET_[A-Z_]+)"')


def told(page: str, heading: str = "## `{}`") -> set[str]:
    """Return what a page of the docs explains: its headings, one for each thing."""
    pattern = re.compile("^" + re.escape(heading).replace(r"\{\}", "([^`]+)") + "$", re.MULTILINE)
    return set(pattern.findall((DOCS / page).read_text()))


def differences(page: str, real: Iterable[str]) -> dict[str, set[str]]:
    """Return what the docs leave out and what they tell although it is not there."""
    explained, real = told(page), set(real)
    return {"left out": real - explained, "not there": explained - real}


AGREE: dict[str, set[str]] = {"left out": set(), "not there": set()}


def templates() -> list[Path]:
    """Return our templates."""
    return sorted(SOURCE.rglob("templates/**/*.html"))


def all_settings() -> set[str]:
    """Return every setting of ours, and every variable of the environment that we read."""
    declared = {setting.name for setting in sockets.SETTINGS.load().values()}
    sources = (path.read_text() for path in (SOURCE / "project").rglob("*.py"))
    named = {name for source in sources for name in ENVIRONMENT.findall(source)}
    return {name for name in declared | named if not name.startswith("BROADSHEET_TEST_")}


def every_slot() -> set[str]:
    return {place for path in templates() for place in SLOT.findall(path.read_text())}


def every_part() -> set[str]:
    public = (path for path in templates() if "/desk/" not in str(path))
    return {part for path in public for part in PART.findall(path.read_text())}


def every_signal() -> set[str]:
    found = set()
    for app in our_apps():
        try:
            module = import_module(f"{app.name}.signals")
        except ModuleNotFoundError:
            continue
        found |= {
            f"{app.name}.signals.{name}"
            for name, it in vars(module).items()
            if isinstance(it, Signal)
        }
    return found


def every_command() -> set[str]:
    return {
        name for app in our_apps() for name in find_commands(str(Path(app.path) / "management"))
    }


def test_every_setting_is_explained():
    assert differences("run/settings.md", all_settings()) == AGREE


def test_every_setting_of_a_room_is_plugged_in():
    """A setting that no app names is never checked at the start."""
    declared = set()
    for app in our_apps():
        try:
            module = import_module(f"{app.name}.conf")
        except ModuleNotFoundError:
            continue
        declared |= {it.name for it in vars(module).values() if isinstance(it, Setting)}

    assert declared == {setting.name for setting in sockets.SETTINGS.load().values()}


def test_the_defaults_in_the_docs_are_the_real_ones():
    text = (DOCS / "run/settings.md").read_text()

    for setting in sockets.SETTINGS.load().values():
        entry = text.partition(f"## `{setting.name}`")[2].partition("\n## ")[0]
        assert f"Default: `{setting.default!r}`" in entry.replace('"', "'"), setting.name


def test_every_socket_is_explained():
    assert (
        differences(
            "extend/sockets.md",
            (socket.name for socket in (*sockets.ALL, *of_the_press.ALL, *of_readers.ALL)),
        )
        == AGREE
    )


def test_every_slot_is_explained():
    assert differences("extend/slots.md", every_slot()) == AGREE


def test_every_signal_is_explained():
    assert differences("extend/signals.md", every_signal()) == AGREE


def test_every_command_is_explained():
    assert differences("run/commands.md", every_command()) == AGREE


def test_every_public_address_is_explained():
    assert differences("contracts/addresses.md", map(str, public_surfaces())) == AGREE


def test_every_part_of_a_page_is_explained():
    assert differences("contracts/page-parts.md", every_part()) == AGREE


@pytest.mark.parametrize(
    "page",
    sorted(str(path.relative_to(ROOT)) for path in [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]),
)
def test_a_link_in_the_docs_leads_somewhere(page):
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text(), flags=re.DOTALL)
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)

    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


def test_a_thing_that_nobody_explains_is_seen():
    found = differences("extend/sockets.md", {"body_blocks", "horoscopes"})

    assert found["left out"] == {"horoscopes"}
    assert "slots" in found["not there"]


def test_an_app_that_is_not_installed_is_not_ours():
    assert apps.get_app_config("auth") not in list(our_apps())
