"""The demo's processes: they start together, answer, and end together, however they are ended."""

from __future__ import annotations

import os
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.project.programs import (
    alive,
    answer,
    broadsheet,
    descendants,
    free_port,
    start,
    wait_until,
)

pytestmark = pytest.mark.once


@dataclass
class Served:
    folder: Path
    port: int
    process: object
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def printed(self) -> str:
        return self.log.read_text()


@pytest.fixture
def served(built_paper, tmp_path):
    folder, port, log = tmp_path / "paper", free_port(), tmp_path / "log"
    shutil.copytree(built_paper, folder)
    (folder / "scheduler-heartbeat").unlink(missing_ok=True)
    process = start("demo", "--dir", str(folder), "--port", str(port), "--workers", "2", log=log)
    try:
        assert wait_until(lambda: "Ctrl-C ends it" in log.read_text()), log.read_text()
        yield Served(folder, port, process, log)
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def test_the_demo_prints_where_it_is_and_who_may_sign_in(served):
    assert f"{served.address}/" in served.printed()
    assert "editor@harbourpost.example" in served.printed()
    assert answer(served.address + "/") == 200
    assert "Building" not in served.printed()


def test_the_scheduler_runs_beside_the_site(served):
    assert wait_until((served.folder / "scheduler-heartbeat").exists)
    told = broadsheet(
        "doctor",
        BROADSHEET_VAR=str(served.folder),
        DJANGO_SETTINGS_MODULE="broadsheet.project.settings.demo",
    )

    assert told.returncode == 0, told.stdout
    assert "The scheduler was seen" in told.stdout


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL])
def test_every_process_ends_with_the_first(served, how):
    assert wait_until((served.folder / "scheduler-heartbeat").exists)
    family = descendants(served.process.pid)
    assert len(family) >= 3  # two workers and the scheduler

    os.kill(served.process.pid, how)
    code = served.process.wait(timeout=30)

    assert wait_until(lambda: not alive(family), patience=20), alive(family)
    assert answer(served.address + "/healthz") == 0
    if how != signal.SIGKILL:
        assert code == 0
        assert "Traceback" not in served.printed()


def test_a_scheduler_or_worker_that_is_killed_comes_back(served):
    assert wait_until((served.folder / "scheduler-heartbeat").exists)
    for pid in descendants(served.process.pid):
        os.kill(pid, signal.SIGKILL)
    (served.folder / "scheduler-heartbeat").unlink()

    assert wait_until(lambda: answer(served.address + "/") == 200)
    assert wait_until((served.folder / "scheduler-heartbeat").exists)


def test_a_port_in_use_is_told_with_another_to_take(served, tmp_path):
    done = broadsheet("demo", "--dir", str(tmp_path / "other"), "--port", str(served.port))

    assert done.returncode == 1
    assert f"Port {served.port} is in use" in done.stderr
    assert "broadsheet demo --port" in done.stderr
    assert not (tmp_path / "other").exists()


def test_a_paper_in_use_is_not_thrown_away(served):
    done = broadsheet("demo", "--dir", str(served.folder), "--fresh", "--only-build")

    assert done.returncode == 1
    assert "is using" in done.stderr
    assert answer(served.address + "/") == 200
