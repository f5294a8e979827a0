"""The jail: whatever happens in the child, the parent gets an answer or JailBroken."""

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from socketserver import BaseRequestHandler, TCPServer
from threading import Thread

import pytest

from broadsheet.lib import jail, jailed
from broadsheet.lib.jail import JailBroken, Limits, run
from tests.lib import inmates

LINUX = sys.platform.startswith("linux")


def kind_of_breaking(work, **limits):
    with pytest.raises(JailBroken) as broken:
        run(work, b"", limits=Limits(**limits))
    return broken.value.kind


def test_what_goes_in_comes_out():
    facts, files = run(inmates.echo, b"\x00\xffbytes\n", width=3, name="ש")

    assert facts == {"arguments": {"width": 3, "name": "ש"}}
    assert files == [b"\x00\xffbytes\n", b"second"]


def test_a_file_is_read_from_its_beginning_and_left_there():
    source = io.BytesIO(b"a whole file")
    source.seek(5)

    assert run(inmates.echo, source)[1][0] == b"a whole file"
    assert source.tell() == 0


def test_a_refusal_carries_its_reason_and_its_facts():
    with pytest.raises(JailBroken) as broken:
        run(inmates.refuse, b"")

    assert (broken.value.kind, broken.value.reason) == ("refused", "not today")
    assert broken.value.facts == {"count": 3}


@pytest.mark.skipif(not LINUX, reason="macOS does not hold a process to its memory")
def test_too_much_memory_is_too_big():
    assert kind_of_breaking(inmates.swallow_memory, memory=256 * 2**20) == "too_big"


def test_with_the_limit_raised_the_same_work_takes_all_it_wants():
    facts, _files = run(inmates.swallow_memory, b"", limits=Limits(memory=2 * 2**30))
    assert facts["swallowed"] == 400_000_000


def test_too_much_work_is_too_slow():
    assert kind_of_breaking(inmates.spin, cpu=1) == "too_slow"


def test_waiting_is_too_slow_and_does_not_take_longer_than_allowed():
    began = time.monotonic()
    assert kind_of_breaking(inmates.sleep, wall=1) == "too_slow"
    assert time.monotonic() - began < 2.5


def test_an_answer_beyond_its_size_is_too_big():
    assert kind_of_breaking(inmates.answer_at_length, output=1_000_000) == "too_big"


@pytest.mark.parametrize(
    "work", [inmates.fall, inmates.stumble, inmates.leave, inmates.babble, inmates.open_everything]
)
def test_a_child_that_dies_or_says_nothing_sensible_has_crashed(work):
    assert kind_of_breaking(work) == "crashed"


def test_what_a_child_prints_does_not_get_into_its_answer():
    assert run(inmates.chatter, b"") == ({"said": True}, [])


def test_a_child_that_cannot_be_started_has_crashed(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert kind_of_breaking(inmates.echo) == "crashed"


def test_a_child_knows_no_secret_of_its_parent(monkeypatch):
    monkeypatch.setenv("BROADSHEET_SECRET_KEY", "the key to everything")
    monkeypatch.setenv("PYTHONSTARTUP", "strange.py")
    facts, _files = run(inmates.look_around, b"")

    of_the_system = {"LC_CTYPE", "__CF_USER_TEXT_ENCODING"}
    assert set(facts["environment"]) <= {*jail.KEPT_ENVIRONMENT, *of_the_system}
    assert facts["where"] == "/"
    assert not facts["site"]


def test_a_child_reaches_nobody_where_the_system_lets_it_leave_the_network():
    with TCPServer(("127.0.0.1", 0), BaseRequestHandler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        port = str(server.server_address[1]).encode()
        facts, _files = run(inmates.phone, port)
        server.shutdown()

    assert facts["reached"] is not may_leave_the_network()


def may_leave_the_network():
    script = "from broadsheet.lib.jailed import leave_the_network as leave; print(leave())"
    return "True" in said_by(script)


def said_by(script):
    """What a script prints in an interpreter as bare as the jail's."""
    source = str(Path(jail.__file__).parents[2])
    script = f"import sys; sys.path.insert(0, {source!r}); {script}"
    command = [sys.executable, "-I", "-S", "-c", script]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_no_child_is_left_behind(monkeypatch):
    started = []
    start = jail._start
    monkeypatch.setattr(jail, "_start", lambda *args: started.append(start(*args)) or started[-1])
    with pytest.raises(JailBroken):
        run(inmates.sleep, b"", limits=Limits(wall=1))

    assert started[0].returncode is not None
    with pytest.raises(ProcessLookupError):
        os.kill(started[0].pid, 0)


def test_many_at_once_wait_for_their_turn_and_all_are_answered():
    answers = []
    threads = [
        Thread(target=lambda n=n: answers.append(run(inmates.echo, b"", n=n)[0]["arguments"]["n"]))
        for n in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == list(range(6))


def test_a_machine_without_process_descriptors_is_waited_for_the_old_way(monkeypatch):
    monkeypatch.delattr(os, "pidfd_open", raising=False)

    assert run(inmates.chatter, b"")[0] == {"said": True}
    assert kind_of_breaking(inmates.sleep, wall=1) == "too_slow"


def test_a_limit_that_the_system_does_not_know_is_left_out(monkeypatch):
    asked = []
    monkeypatch.setattr(jailed.resource, "setrlimit", lambda name, value: asked.append(name))
    monkeypatch.setattr(jailed.signal, "alarm", lambda seconds: None)
    monkeypatch.setattr(jailed.signal, "signal", lambda *_args: None)
    monkeypatch.delattr(jailed.resource, "RLIMIT_AS")
    jailed.limit(memory=1, cpu=1, wall=1, files=1, output=1)

    assert len(asked) == 4


def test_what_runs_inside_imports_nothing_heavy():
    known = said_by("import broadsheet.lib.jailed; print(*sys.modules)").split()
    assert "broadsheet.lib.jailed" in known
    assert not {"subprocess", "logging", "django", "PIL"} & set(known)


def test_a_child_is_up_in_under_a_third_of_a_second():
    times = []
    for _ in range(3):
        began = time.monotonic()
        run(inmates.chatter, json.dumps({}).encode())
        times.append(time.monotonic() - began)
    assert min(times) < 0.3
