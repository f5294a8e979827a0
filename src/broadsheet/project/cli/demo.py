"""``broadsheet demo``: the demo paper, built once and served."""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from broadsheet.lib.progress import Progress
from broadsheet.project import serving
from broadsheet.project.cli.folder import SETTINGS, VAR
from broadsheet.project.cli.serve import add_server_options
from broadsheet.project.trouble import Trouble

HELP = "build the demo paper once, and serve it on this machine"
EXAMPLES = """\
examples:
  broadsheet demo                          in var/demo, on http://127.0.0.1:8000
  broadsheet demo --dir /tmp/paper --port 8001
  broadsheet demo --fresh                  built again, so that its news is of today

The sign-ins are printed, and written to DIR/demo-accounts.json.
"""

PACKAGE = Path(__file__).resolve().parents[2]
BUILT = "built.json"  # written last: a folder without it was not finished
BUILDING = "building"  # written first: a folder with it is ours
OURS = (BUILT, BUILDING, "broadsheet.sqlite3", "demo-accounts.json", "mail", "media", "static")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the options."""
    parser.add_argument(
        "--dir",
        type=Path,
        default=Path("var/demo"),
        help="where the paper lives (default var/demo)",
    )
    parser.add_argument(
        "--fresh", action="store_true", help="throw the demo paper in DIR away and build it again"
    )
    parser.add_argument("--only-build", action="store_true", help="build it, and do not serve it")
    parser.add_argument(
        "--few", action="store_true", help="only a dozen articles: quicker to build"
    )
    add_server_options(parser)


def run_options(options: argparse.Namespace) -> int:
    """Build the paper if it is not there, then serve it until told to stop."""
    home: Path = options.dir.resolve()
    site = serving.Site("127.0.0.1", options.port, options.workers, options.threads)
    if not options.only_build:
        serving.refuse_taken_port(site, "broadsheet demo")
    _prepare_environment(home, site.port)
    with _alone_in(home, to_build=True):
        built = _read(home / BUILT)
        if options.fresh or built is None:
            _build(home, few=options.few)
        else:
            _catch_up(home, built)
    if options.only_build:
        print(f"The demo paper is in {home}", flush=True)
        return 0
    with _alone_in(home, to_build=False):
        return serving.serve(site, lambda: _welcome(site, home))


def _prepare_environment(home: Path, port: int) -> None:
    """Set what Django reads: the demo keeps everything in its own folder."""
    os.environ[SETTINGS] = "broadsheet.project.settings.demo"
    os.environ[VAR] = str(home)
    os.environ["BROADSHEET_BASE_URL"] = f"http://127.0.0.1:{port}"
    for name in ("DATABASE_URL", "BROADSHEET_SECRET_KEY"):
        os.environ.pop(name, None)
    try:
        home.mkdir(parents=True, exist_ok=True)
        (home / BUILDING).touch() if _is_empty(home) else None
    except OSError as error:
        raise Trouble(
            f"{home} cannot be written to ({error.strerror}). "
            "Name another folder: broadsheet demo --dir DIR"
        ) from error
    if not os.access(home, os.W_OK):
        raise Trouble(
            f"{home} cannot be written to. Name another folder: broadsheet demo --dir DIR"
        )
    if not ((home / BUILT).exists() or (home / BUILDING).exists()):
        raise Trouble(
            f"{home} holds something else. Name an empty folder: broadsheet demo --dir DIR"
        )


def _is_empty(home: Path) -> bool:
    return next(home.iterdir(), None) is None


@contextmanager
def _alone_in(home: Path, *, to_build: bool) -> Iterator[None]:
    """Hold the folder: alone while building, together with other servers while serving."""
    with (home / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, (fcntl.LOCK_EX if to_build else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Trouble(
                f"Another “broadsheet demo” is using {home}. "
                "End it first, or name another folder with --dir."
            ) from error
        yield


def _build(home: Path, *, few: bool) -> None:
    if (home / BUILDING).exists() and not _only_marked(home):
        print("The last build was interrupted. Starting afresh.", flush=True)
    (home / BUILDING).touch()
    (home / BUILT).unlink(missing_ok=True)
    for name in OURS:
        for path in home.glob(f"{name}*"):
            if path.name == BUILDING:
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    print("Building the demo paper, once. The next start takes seconds.", flush=True)
    static = subprocess.Popen(_command("collectstatic", "--noinput", "--verbosity", "0"))
    try:
        _manage("build_demo", *(["--few"] if few else []))
        waiting = Progress("Style sheets and scripts", 1)
        if static.wait():
            raise Trouble("The style sheets could not be collected; the lines above say why.")
        waiting.step()
        waiting.close()
    finally:
        static.terminate()
        static.wait()
    _mark_built(home)
    (home / BUILDING).unlink()


def _only_marked(home: Path) -> bool:
    return not any((home / name).exists() for name in OURS if name != BUILDING)


def _catch_up(home: Path, built: dict[str, Any]) -> None:
    """Bring an older folder up to this Broadsheet, keeping what is in it."""
    for what, command in (("tables", ("migrate",)), ("static", ("collectstatic", "--noinput"))):
        if built.get(what) != _fingerprint(what):
            print(f"Broadsheet has changed since this paper was built: {command[0]}", flush=True)
            _manage(*command, "--verbosity", "0", mend="To build it again: broadsheet demo --fresh")
    _mark_built(home)


def _manage(
    *words: str, mend: str = "Mend that and run the command again: it starts afresh."
) -> None:
    if subprocess.run(_command(*words), check=False).returncode:
        raise Trouble(f"The demo paper is not ready; the lines above say why. {mend}")


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "broadsheet.project.cli", "manage", *words]


def _mark_built(home: Path) -> None:
    facts = {what: _fingerprint(what) for what in ("tables", "static")}
    aside = home / f"{BUILT}.new"
    aside.write_text(json.dumps(facts, indent=2) + "\n")
    aside.replace(home / BUILT)


def _fingerprint(what: str) -> str:
    """Return a mark that changes when tables or static files may have changed."""
    pattern = "*/migrations/*.py" if what == "tables" else "*/static/**/*"
    marks = [version("wagtail"), version("django")]
    for path in sorted(PACKAGE.glob(pattern)):
        if path.is_file():
            facts = path.stat()
            marks.append(f"{path.relative_to(PACKAGE)} {facts.st_size} {facts.st_mtime_ns}")
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()


def _read(path: Path) -> dict[str, Any] | None:
    try:
        facts = json.loads(path.read_text())
    except (OSError, ValueError):
        return None
    return facts if isinstance(facts, dict) else None


def _welcome(site: serving.Site, home: Path) -> None:
    lines = [
        f"The Harbour Post   {site.address}/",
        f"The desk           {site.address}/desk/",
        "",
        "Sign in as",
    ]
    for role, account in (_read(home / "demo-accounts.json") or {}).items():
        lines.append(f"  {role:<10} {account['email']:<34} {account['password']}")
    lines += ["", "Ctrl-C ends it."]
    print("\n".join(lines), flush=True)
