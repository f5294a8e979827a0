"""A press for tests: a folder of its own, and what it should hold."""

from __future__ import annotations

import re
from pathlib import Path

from broadsheet.delivery import bake
from broadsheet.delivery.faces import NOBODYS
from broadsheet.delivery.press import Press
from broadsheet.delivery.store import Store

# Where a crawl begins; from there every link of the site is followed.
SEEDS = (
    "/", "/feed/", "/feed.rss", "/feed.json", "/robots.txt", "/sitemap.xml", "/news-sitemap.xml",
    "/sitemap/pages.xml", "/search/", "/corrections/", "/authors/", "/topics/", "/archive/",
)  # fmt: skip
LINK = re.compile(
    rb'(?:href|src|<loc>|<link>|"url": ?)[=]?"?(?:http://127\.0\.0\.1:8000)?(/[^"<?#]*)'
)
NOT_PAGES = ("/static/", "/account/", "/desk/", "/preview/")


def a_press(folder: Path) -> Press:
    """A press that has begun."""
    press = Press(Store(folder))
    press.begin()
    return press


def bake_all(press: Press, perks: frozenset[str] = NOBODYS) -> set[str]:
    """Bake everything to which a link leads; return the addresses."""
    seen: set[str] = set()
    waiting = list(SEEDS)
    while waiting:
        address = waiting.pop()
        if address in seen or address.startswith(NOT_PAGES):
            continue
        seen.add(address)
        made = bake.bake(press.store, address, perks)
        waiting += {link.decode() for link in LINK.findall(made.body)} - seen
    return {address for address in seen if kept(press, address, perks) is not None}


def links(address: str) -> set[str]:
    """The addresses to which the page at an address leads."""
    found = {link.decode() for link in LINK.findall(bake.make(address, NOBODYS).body)}
    return {link for link in found if not link.startswith(NOT_PAGES)}


def kept(press: Press, address: str, perks: frozenset[str] = NOBODYS) -> bytes | None:
    """What is kept at an address, without encoding."""
    found = press.store.read(address, perks)
    if found is None:
        return None
    return press.store.file_of(found).read_bytes() if found.is_as_it_is else found.plain


def fresh(address: str, perks: frozenset[str] = NOBODYS) -> bytes | None:
    """What should be kept there: a fresh render, or nothing."""
    made = bake.make(address, perks)
    return made.body if made.keep else None


def diverged(press: Press, perks: frozenset[str] = NOBODYS) -> list[str]:
    """The kept addresses that are not what a fresh render is."""
    rows = press.store.index.execute("SELECT address FROM page").fetchall()
    return [address for (address,) in rows if kept(press, address, perks) != fresh(address, perks)]


def stale(press: Press) -> set[str]:
    """The addresses that are out of date."""
    return {address for address, _face in press.store.stale(100_000)}


def addresses(press: Press) -> set[str]:
    """The addresses that are kept."""
    return {row[0] for row in press.store.index.execute("SELECT address FROM page")}
