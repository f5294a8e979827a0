"""Accessibility and well-formed markup on every kind of page."""

import json
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.browser.kinds import KINDS

MODULES = Path(__file__).parents[2] / "node_modules"
AXE = MODULES / "axe-core/axe.min.js"
VNU = MODULES / "vnu-jar/build/dist/vnu.jar"
EVERY_KIND = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(page):
    """What axe finds on the page."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", TAGS)
    return [
        f"{found['id']}: {node['html'][:160]}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


@pytest.fixture(scope="module", autouse=True)
def _tools():
    if not AXE.exists() or not VNU.exists():
        pytest.skip("no axe or HTML checker: run `make setup`")


@EVERY_KIND
def test_axe_finds_nothing(visit, path):
    assert findings(visit(path).page) == []


@pytest.mark.parametrize("kind", ["front", "article", "right-to-left article", "search that finds"])
def test_axe_finds_nothing_on_a_phone_in_the_dark(visit, kind):
    assert findings(visit(KINDS[kind], width=390, scheme="dark").page) == []


def test_axe_does_find_a_planted_fault(visit):
    page = visit(KINDS["article"]).page
    page.evaluate("document.querySelector('[data-part=lead-picture] img').removeAttribute('alt')")

    assert any(found.startswith("image-alt") for found in findings(page))


def fetch(address):
    """Return the bytes at an address, whatever its status."""
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        return error.read()


def check_html(folder):
    """What the HTML checker says of the files in a folder."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("no Java for the HTML checker: install default-jre-headless")
    done = subprocess.run(
        [java, "-jar", str(VNU), "--format", "json", "--skip-non-html", str(folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{Path(message.get('url', '')).name}: {message['message']}"
        for message in messages
        if message["type"] == "error"
    ]


def test_the_html_checker_finds_no_error_on_any_kind_of_page(paper, tmp_path):
    for number, path in enumerate(KINDS.values()):
        (
            tmp_path
            / f"{number:02}-{path.strip('/').replace('/', '_').split('?')[0] or 'front'}.html"
        ).write_bytes(fetch(paper.address + path))

    assert check_html(tmp_path) == []


def test_the_html_checker_does_find_a_planted_error(tmp_path):
    (tmp_path / "bad.html").write_text(
        "<!doctype html><html lang=en><title>x</title><p><div></p></html>"
    )

    assert check_html(tmp_path) != []
