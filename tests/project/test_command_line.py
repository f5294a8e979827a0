"""The command line explains itself, and every expected error is one sentence with the next step."""

from __future__ import annotations

import json
import socket

import pytest

from broadsheet.project import cli, serving
from broadsheet.project.cli import demo
from broadsheet.project.cli.folder import find_folder
from broadsheet.project.settings.keys import kept_key
from broadsheet.project.trouble import Trouble
from tests.project.programs import broadsheet

pytestmark = pytest.mark.once

COMMANDS = ("demo", "new", "serve", "manage", "doctor")


def said(capsys, *words: str) -> tuple[int, str]:
    try:
        code = cli.main(words)
    except SystemExit as end:
        code = end.code
    out, err = capsys.readouterr()
    return code, out + err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_examples(capsys, command):
    code, told = said(capsys, command, "--help")

    assert code == 0
    assert "examples:" in told
    assert f"broadsheet {command}" in told


def test_help_names_every_command(capsys):
    code, told = said(capsys, "--help")

    assert code == 0
    assert all(f"\n    {command} " in told for command in COMMANDS)


@pytest.mark.parametrize(
    "words", [("serve", "--port", "0"), ("serve", "--threads", "2"), ("demo", "--workers", "many")]
)
def test_a_number_that_makes_no_sense_is_refused_with_its_range(capsys, words):
    code, told = said(capsys, *words)

    assert code == 2
    assert "is not a number from" in told


@pytest.mark.once
@pytest.mark.parametrize("words", [("manage", "check"), ("serve",), ("doctor",)])
def test_outside_a_newsroom_one_sentence_says_what_to_do(tmp_path, words):
    done = broadsheet(*words, cwd=tmp_path)

    assert done.returncode == 1
    assert "broadsheet new PATH" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.once
def test_settings_that_are_not_there_are_one_sentence(tmp_path):
    done = broadsheet("manage", "check", cwd=tmp_path, DJANGO_SETTINGS_MODULE="nowhere.settings")

    assert done.returncode == 1
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.once
def test_the_doctor_names_what_is_wrong_and_how_to_mend_it(tmp_path):
    production = "broadsheet.project.settings.production"
    told = broadsheet("doctor", cwd=tmp_path, DJANGO_SETTINGS_MODULE=production)
    assert told.returncode == 1
    assert "BROADSHEET_SECRET_KEY is not set" in told.stdout

    told = broadsheet(
        "doctor", cwd=tmp_path, DJANGO_SETTINGS_MODULE=production, BROADSHEET_SECRET_KEY="x" * 40,
        BROADSHEET_HOSTS="example.org", BROADSHEET_BASE_URL="https://example.org",
        BROADSHEET_VAR=str(tmp_path),
    )  # fmt: skip
    assert told.returncode == 1
    assert "too easy to guess" in told.stdout


@pytest.mark.once
def test_the_doctor_tells_what_a_new_folder_lacks(tmp_path):
    told = broadsheet(
        "doctor",
        cwd=tmp_path,
        DJANGO_SETTINGS_MODULE="broadsheet.project.settings.demo",
        BROADSHEET_VAR=str(tmp_path),
    )

    assert told.returncode == 1
    for mend in (
        "broadsheet manage migrate",
        "broadsheet manage collectstatic",
        "broadsheet manage tick",
    ):
        assert mend in told.stdout
    assert "FTS5" in told.stdout or "full-text search" in told.stdout


@pytest.mark.once
def test_the_doctor_says_that_the_database_does_not_answer(tmp_path):
    told = broadsheet(
        "doctor", cwd=tmp_path, DJANGO_SETTINGS_MODULE="broadsheet.project.settings.demo",
        BROADSHEET_VAR=str(tmp_path), DATABASE_URL="postgres://nobody@127.0.0.1:1/none",
    )  # fmt: skip

    assert told.returncode == 1
    assert "The database (postgresql) does not answer" in told.stdout
    assert "Traceback" not in told.stdout + told.stderr


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(demo.os, "environ", dict(demo.os.environ))
    (tmp_path / "letters.txt").write_text("Dear Sir")
    code, told = said(capsys, "demo", "--dir", str(tmp_path), "--only-build")

    assert code == 1
    assert "holds something else" in told
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_an_interrupted_build_is_noticed_and_started_afresh(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(demo.os, "environ", dict(demo.os.environ))
    built = []
    monkeypatch.setattr(demo, "_manage", lambda *words: built.append(words))
    monkeypatch.setattr(demo, "_command", lambda *words: ["true"])
    for name in ("building", "broadsheet.sqlite3", "broadsheet.sqlite3-wal", "secret-key"):
        (tmp_path / name).write_text(name)
    code, told = said(capsys, "demo", "--dir", str(tmp_path), "--only-build")

    assert code == 0
    assert "was interrupted" in told
    assert built == [("build_demo",)]
    assert not (tmp_path / "broadsheet.sqlite3-wal").exists()
    assert (tmp_path / "secret-key").exists()
    assert not (tmp_path / "building").exists()

    code, told = said(capsys, "demo", "--dir", str(tmp_path), "--only-build")
    assert built == [("build_demo",)]  # the second start builds nothing
    assert "was interrupted" not in told


def test_a_paper_of_an_older_broadsheet_is_brought_up_to_date(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(demo.os, "environ", dict(demo.os.environ))
    did = []
    monkeypatch.setattr(demo, "_manage", lambda *words, mend: did.append(words[0]))
    (tmp_path / "built.json").write_text(
        json.dumps({"tables": "older", "static": demo._fingerprint("static")})
    )
    said(capsys, "demo", "--dir", str(tmp_path), "--only-build")

    assert did == ["migrate"]


def test_a_paper_that_cannot_be_brought_up_to_date_may_be_built_again(
    tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr(demo.os, "environ", dict(demo.os.environ))
    monkeypatch.setattr(demo, "_command", lambda *words: ["false"])
    (tmp_path / "built.json").write_text("{}")
    code, told = said(capsys, "demo", "--dir", str(tmp_path), "--only-build")

    assert code == 1
    assert "broadsheet demo --fresh" in told


def test_the_port_of_another_program_is_noticed():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        site = serving.Site("127.0.0.1", other.getsockname()[1], 1, 4)
        with pytest.raises(Trouble, match="in use"):
            serving.refuse_taken_port(site, "broadsheet serve")


def test_an_address_that_is_not_this_machines_is_noticed():
    with pytest.raises(Trouble, match="has no address"):
        serving.refuse_taken_port(serving.Site("192.0.2.1", 8000, 1, 4), "broadsheet serve")


def test_a_newsroom_is_found_from_any_folder_inside_it(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.broadsheet]\nsettings = "paper.settings"\n')
    inside = tmp_path / "paper" / "templates"
    inside.mkdir(parents=True)
    found = find_folder(inside)

    assert found is not None
    assert (found.root, found.settings, found.var) == (tmp_path, "paper.settings", tmp_path / "var")
    (tmp_path / "pyproject.toml").write_text("not [ toml")
    with pytest.raises(Trouble, match="cannot be read"):
        find_folder(inside)


def test_a_key_is_made_once_for_each_folder_and_kept_to_its_owner(tmp_path):
    key = kept_key(tmp_path / "a")

    assert len(key) > 50
    assert kept_key(tmp_path / "a") == key
    assert kept_key(tmp_path / "b") != key
    assert (tmp_path / "a" / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("path", ["json", "django", "class", "9-lives", "…"])
def test_a_name_that_cannot_name_a_project_is_refused(capsys, tmp_path, path):
    code, told = said(capsys, "new", str(tmp_path / path))

    assert code == 1
    assert "such as: broadsheet new" in told
    assert not (tmp_path / path).exists()


def test_a_folder_that_is_not_empty_is_not_written_into(capsys, tmp_path):
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "mine").write_text("")
    code, told = said(capsys, "new", str(tmp_path / "news"))

    assert code == 1
    assert "not empty" in told
