"""The paper of tests.delivery.crash: what is in it, what happens to it, what is right afterwards.

Imported when Django is ready. No function here leaves a connection open in the parent: two
processes must not share one.
"""

from __future__ import annotations

import base64
import logging
import pickle
import shutil
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from broadsheet.articles import actions
from broadsheet.articles.models import Article
from broadsheet.delivery import bake, press
from broadsheet.delivery.faces import NOBODYS
from broadsheet.delivery.notes import Notes
from broadsheet.delivery.press import Press
from broadsheet.delivery.records import Baked, Kept, Snapshot
from broadsheet.delivery.store import Store
from tests.delivery import crash
from tests.delivery.crash import PERKS, Trial
from tests.paper import make_article, make_author, make_paper, make_section

ARTICLES = ("/city/one/", "/city/two/")
ADDRESSES = ("/", "/city/", *ARTICLES, "/feed/", "/authors/maren-oduya/", "/robots.txt")
FACES = [*((address, NOBODYS) for address in ADDRESSES), *((a, PERKS) for a in ARTICLES)]


def folder() -> Path:
    """Where its pages are kept."""
    return Path(settings.VAR) / "baked"


# Reading every file of the program for its mark takes longer than all the rest.
press.fingerprint = cache(press.fingerprint)
# In one child a page is made once: it is the keeping that is looked at.
make_once = bake.make = cache(bake.make)


def prepare(place: Path, kind: str) -> Trial:
    """Make the paper, bake it, and bring it to where the trial begins."""
    logging.disable(logging.ERROR)
    press.fingerprint()
    bake.make = make_once
    trial = Trial(place, TRIED[kind])
    shutil.rmtree(trial.work)
    trial.work.mkdir()
    shutil.copy(place / "paper.sqlite3", trial.work)
    crash.ask(place, _make)
    trial.versions = _files(crash.ask(place, _versions))
    if kind != "publish":
        crash.ask(place, withdraw if kind == "withdrawal" else publish)
    trial.keep()
    if kind != "publish":
        _remember(crash.ask(place, _pickled))
    # What the new pages are is found out on a copy that nobody uses afterwards.
    if kind == "publish":
        crash.ask(place, publish)
    for name, bodies in _files(crash.ask(place, _new_versions)).items():
        trial.versions.setdefault(name, set()).update(bodies)
    return trial


def _pickled() -> str:
    """Every page as it is to be from now on."""
    made = {face: bake.make(*face) for face in FACES}
    return base64.b64encode(pickle.dumps(made)).decode()


def _remember(pickled: str) -> None:
    """Have children give these pages instead of making them: the database stays as it is."""
    made = pickle.loads(base64.b64decode(pickled))  # noqa: S301  (a child of ours wrote it)
    bake.make = lambda path, perks: made[path, perks]


def _make() -> None:
    make_paper()
    for name in ("one", "two"):
        make_article(
            f"Ferry {name}", slug=name, section=make_section(), authors=[make_author()],
            text="<p>" + "Some words about the harbour. " * 400 + "</p>",
        )  # fmt: skip
    made = Press(Store(folder()))
    made.begin()
    for address, perks in FACES:
        bake.bake(made.store, address, perks)
    made.settle()


def publish() -> None:
    """What happens: an article is published in a new version."""
    one = Article.objects.get(slug="one")
    one.title = "Another ferry"
    one.save_revision().publish()


def withdraw() -> None:
    """Or: an article is withdrawn."""
    actions.withdraw_article(article=Article.objects.get(slug="two"), reason="It was not so.")


def press_round() -> None:
    """What the press does after it: all of it, from its begin on."""
    taken = Press(Store(folder()))
    taken.begin()
    taken.settle()


class Naive(Store):
    """A store without the defences: the index first, then the files, in place, bit by bit."""

    def put(self, page: Baked, notes: Notes, as_of: Snapshot) -> bool:
        row = self._begin(page, self._place(page), "", notes, as_it_is=False)
        self._end(row[0], page, "naive", notes, as_of, len(page.body), purge=False)
        self._write(self._place(page), page.body, b"", "")
        self.state.bump()
        return True

    @staticmethod
    def _place(page: Baked) -> str:
        found = bake.urlsplit(page.address).path.lstrip("/")
        end = "index.xml" if "feed" in found else "index.html"
        place = found if found and not found.endswith("/") else found + end
        return f"member/{page.face}/{place}" if page.face else f"visitor/{place}"

    def _write(self, file: str, body: bytes, gzipped: bytes, mark: str) -> None:
        base = self.folder / file
        packed = crash.gzip.compress(body, 9, mtime=0)
        forms = {"": body, ".gz": packed, ".br": crash.brotli.compress(body)}
        for end, form in forms.items():
            with base.with_name(base.name + end).open("wb", buffering=0) as file:
                for start in range(0, len(form), 4096):
                    file.write(form[start : start + 4096])


def naive_round() -> None:
    """What a press with a store without the defences does."""
    taken = Press(Naive(folder()))
    taken.begin()
    taken.settle()


TRIED = {
    "publish": publish,
    "press": press_round,
    "withdrawal": press_round,
    "naive": naive_round,
}


def take_over() -> dict[str, Any]:
    """Begin anew after a kill, and compare what is kept with what the database says."""
    made = 0
    taken = Press(Store(folder()))
    taken.begin()
    taken.store.mark_ended(0)
    while more := taken.refresh():
        made += more
        taken.catch_up()
    return {"diverged": _diverged(taken.store), "made": made}


def _diverged(store: Store) -> list[str]:
    wrong = []
    for address, face in store.index.execute("SELECT address, face FROM page").fetchall():
        perks = frozenset(filter(None, face.split("+")))
        kept, fresh = store.read(address, perks), bake.make(address, perks)
        if not fresh.keep or kept is None or _bodies(store, kept) != {fresh.body}:
            wrong.append(f"{address} {face}".strip())
    return wrong + _without_a_row(store)


def _bodies(store: Store, kept: Kept) -> set[bytes]:
    """What the three files of a page say; more than one thing when they do not agree."""
    file = store.file_of(kept)
    forms = [file.with_name(file.name + end) for end in ("", ".gz", ".br")]
    return {crash.whole(form) for form in forms}


def _without_a_row(store: Store) -> list[str]:
    """Files that nobody would ever make anew."""
    known = {row[0] for row in store.index.execute("SELECT file FROM page")}
    names = [
        str(path.relative_to(store.folder))
        for tree in ("visitor", "member")
        for path in (store.folder / tree).rglob("*")
        if not path.is_dir() and not path.name.startswith(".aside-")
    ]
    return [name for name in names if name.removesuffix(".gz").removesuffix(".br") not in known]


def _versions() -> dict[str, str]:
    """Every page as it is kept now, by its file."""
    store = Store(folder())
    rows = store.index.execute("SELECT file FROM page").fetchall()
    return {row[0]: base64.b64encode((store.folder / row[0]).read_bytes()).decode() for row in rows}


def _new_versions() -> dict[str, str]:
    press_round()
    return _versions()


def _files(told: dict[str, str]) -> dict[str, set[bytes]]:
    return {name: {base64.b64decode(body)} for name, body in told.items()}
