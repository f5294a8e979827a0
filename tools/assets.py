"""Build the public style sheets, the script and the fonts.

Sources are in ``assets/``; what is built is committed below
``src/broadsheet/publication/static/``, so that a running Broadsheet needs no node.

    python tools/assets.py            build
    python tools/assets.py --check    build aside, and fail if a committed file differs
    python tools/assets.py --no-fonts leave the fonts as they are (quick, while writing CSS)

Needs ``npm ci`` once (esbuild, the type checker and the uncut fonts) and fonttools with brotli.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
MODULES = ROOT / "node_modules"
TARGET = ROOT / "src/broadsheet/publication/static/broadsheet/publication"

# One sheet per kind of page. The order inside a bundle is fixed by cascade layers, not by place,
# but the tokens come first because they declare the order of the layers.
FACES = {"": "faces.css", "-he": "hebrew.css"}
BUNDLES: dict[str, list[str]] = {
    "article": ["base.css", "prose.css", "article.css"],
    "front": ["base.css", "items.css", "front.css"],
    "list": ["base.css", "prose.css", "items.css", "pages.css"],
}
ALONE = ["dark.css", "print.css"]

# Most bytes a built file may have: the budgets of docs/extend/look.md.
BUDGET = {
    "css/article.css": 25_000,
    "css/article-he.css": 24_500,
    "css/front.css": 23_500,
    "css/front-he.css": 22_500,
    "css/list.css": 27_000,
    "css/list-he.css": 26_000,
    "css/dark.css": 700,
    "css/print.css": 4_000,
    "js/page.js": 2_000,
    "fonts/newsreader-headline.woff2": 21_500,
    "fonts/newsreader-text.woff2": 20_200,
    "fonts/newsreader-text-italic.woff2": 21_900,
    "fonts/public-sans.woff2": 21_100,
    "fonts/frank-ruhl-libre-hebrew.woff2": 11_500,
    "fonts/frank-ruhl-libre-marks.woff2": 13_300,
    "fonts/assistant-hebrew.woff2": 4_900,
    "fonts/assistant-marks.woff2": 6_400,
}

# What each cut holds. The "ext" and "latin" cuts are fetched only by a page that uses one of
# their letters (unicode-range in faces.css and hebrew.css).
LATIN = (
    "20-7E,A0-A3,A5,A7,A9,AB,AE,B0-B1,B7,BB-FF,131,152-153,2013-2014,2018-201A,201C-201E,"
    "2022,2026,2032-2033,2039-203A,20AC,2212"
)
LATIN_EXT = (
    "100-130,132-133,136-137,139-148,14A-151,154-17E,18F,192,218-21B,1E80-1E85,1E9E,1EF2-1EF3,20BA"
)
HEBREW = "5B0-5C3,5C7,5D0-5EA,5F3-5F4,20AA"
MARKS = "20-40,5B-60,7B-7D,A0,A9,AB,B7,BB,2013-2014,2018-201A,201C-201E,2026,20AC,2212"
LETTERS = "41-5A,61-7A,C0-FF,152-153"


Axes = Mapping[str, float | tuple[float, float]]


@dataclass(frozen=True)
class Cut:
    name: str
    package: str
    source: str
    axes: Axes
    letters: str
    features: tuple[str, ...] = ("kern", "liga", "pnum", "tnum")


HEADLINE: Axes = {"opsz": 60, "wght": 560}
TEXT: Axes = {"opsz": 16, "wght": 400}
WEIGHTS: Axes = {"wght": (400, 700)}

FRANK = "frank-ruhl-libre"
KERN = ("kern", "locl")
POINTS = ("kern", "mark", "ccmp")

CUTS = [
    Cut("newsreader-headline", "newsreader", "latin-opsz-normal", HEADLINE, LATIN),
    Cut(
        "newsreader-headline-ext", "newsreader", "latin-ext-opsz-normal", HEADLINE, LATIN_EXT, KERN
    ),
    Cut("newsreader-text", "newsreader", "latin-opsz-normal", TEXT, LATIN),
    Cut("newsreader-text-ext", "newsreader", "latin-ext-opsz-normal", TEXT, LATIN_EXT, KERN),
    Cut("newsreader-text-italic", "newsreader", "latin-opsz-italic", TEXT, LATIN),
    Cut("newsreader-text-italic-ext", "newsreader", "latin-ext-opsz-italic", TEXT, LATIN_EXT, KERN),
    Cut("public-sans", "public-sans", "latin-wght-normal", WEIGHTS, LATIN),
    Cut("public-sans-ext", "public-sans", "latin-ext-wght-normal", WEIGHTS, LATIN_EXT, KERN),
    Cut("frank-ruhl-libre-hebrew", FRANK, "hebrew-wght-normal", WEIGHTS, HEBREW, POINTS),
    Cut("frank-ruhl-libre-marks", FRANK, "latin-wght-normal", WEIGHTS, MARKS),
    Cut("frank-ruhl-libre-latin", FRANK, "latin-wght-normal", WEIGHTS, LETTERS),
    Cut("assistant-hebrew", "assistant", "hebrew-wght-normal", WEIGHTS, HEBREW, POINTS),
    Cut("assistant-marks", "assistant", "latin-wght-normal", WEIGHTS, MARKS),
    Cut("assistant-latin", "assistant", "latin-wght-normal", WEIGHTS, LETTERS),
]


class Failure(Exception):
    """Something a person has to put right."""


def binary(pattern: str) -> Path:
    """The one native program matching ``pattern`` in node_modules: no node is started."""
    for found in sorted(MODULES.glob(pattern)):
        return found
    raise Failure(f"node_modules/{pattern} is missing: run npm ci")


def esbuild(*arguments: str, text: str | None = None) -> str:
    system = {"Darwin": "darwin", "Windows": "win32"}.get(platform.system(), "linux")
    done = subprocess.run(
        [str(binary(f"@esbuild/{system}-*/**/esbuild*")), *arguments, "--log-level=warning"],
        cwd=ASSETS,
        input=text,
        text=True,
        capture_output=True,
    )
    if done.returncode or done.stderr:
        raise Failure(done.stderr.strip() or "esbuild failed")
    return done.stdout


COMMON = ("--bundle", "--minify", "--charset=utf8")


def build_css(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    jobs = {
        f"{kind}{tail}.css": ["tokens.css", faces, *parts]
        for kind, parts in BUNDLES.items()
        for tail, faces in FACES.items()
    }
    jobs.update({name: [name] for name in ALONE})
    for name, parts in jobs.items():
        entry = "".join(f'@import "./css/{part}";\n' for part in parts)
        built = esbuild(
            *COMMON, "--loader=css", "--target=esnext", "--external:../fonts/*", text=entry
        )
        (out / name).write_text(built, encoding="utf-8")


def build_js(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    checked = subprocess.run(
        [str(binary("@typescript/typescript-*/lib/tsc*")), "-p", str(ROOT / "tsconfig.json")],
        cwd=ROOT,
        text=True,
        capture_output=True,
    )
    if checked.returncode:
        raise Failure(checked.stdout.strip())
    built = esbuild(*COMMON, "--format=esm", "--target=es2022", "ts/page.ts")
    (out / "page.js").write_text(built, encoding="utf-8")


def cut(job: Cut, out: Path) -> None:
    from fontTools.subset import Options, Subsetter, parse_unicodes
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    folder = MODULES / "@fontsource-variable" / job.package / "files"
    source = folder / f"{job.package}-{job.source}.woff2"
    if not source.exists():
        raise Failure(f"{source.relative_to(ROOT)} is missing: run npm ci")
    font = TTFont(source, recalcTimestamp=False)
    stamp = font["head"].created
    # saved and read between the steps: the instancer leaves tables the subsetter trips over
    whole = BytesIO()
    instancer.instantiateVariableFont(font, job.axes).save(whole)
    font = TTFont(whole, recalcTimestamp=False)
    options = Options()
    options.layout_features = list(job.features)
    options.hinting = False
    options.name_IDs = [0, 1, 2]
    options.drop_tables += ["STAT", "DSIG", "meta"] if "fvar" not in font else ["DSIG", "meta"]
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(job.letters))
    subsetter.subset(font)
    font["head"].modified = stamp  # the same bytes on every day
    font.flavor = "woff2"
    font.save(out / f"{job.name}.woff2")


def build_fonts(out: Path) -> None:
    import logging

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    out.mkdir(parents=True, exist_ok=True)
    for job in CUTS:
        cut(job, out)
    for licence in sorted((ASSETS / "fonts").glob("OFL-*.txt")):
        (out / licence.name).write_bytes(licence.read_bytes())


def build(out: Path, fonts: bool = True) -> None:
    build_css(out / "css")
    build_js(out / "js")
    if fonts:
        build_fonts(out / "fonts")


def over_budget(out: Path) -> list[str]:
    """Files heavier than the look allows."""
    sizes = {name: len(content) for name, content in files(out).items() if name in BUDGET}
    return [
        f"{name}: {size} bytes, {BUDGET[name]} allowed"
        for name, size in sizes.items()
        if size > BUDGET[name]
    ]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for part in ("css", "js", "fonts")
        for path in sorted((folder / part).rglob("*"))
        if path.is_file()
    }


def differences(fresh: dict[str, bytes], kept: dict[str, bytes]) -> list[str]:
    lines = []
    for name in sorted(fresh.keys() | kept.keys()):
        if name not in fresh:
            lines.append(f"{name}: committed, but no source gives it")
        elif name not in kept:
            lines.append(f"{name}: missing")
        elif fresh[name] != kept[name]:
            lines.append(f"{name}: differs from what the sources give")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="fail if a committed file is stale")
    parser.add_argument("--no-fonts", action="store_true", help="leave the fonts alone")
    options = parser.parse_args()
    try:
        if options.check:
            with tempfile.TemporaryDirectory() as folder:
                out = Path(folder)
                build(out)
                wrong = differences(files(out), files(TARGET)) + over_budget(out)
            for line in wrong:
                print(line, file=sys.stderr)
            print("assets: " + ("stale, run tools/assets.py" if wrong else "as built"))
            return 1 if wrong else 0
        build(TARGET, fonts=not options.no_fonts)
        for name, content in sorted(files(TARGET).items()):
            print(f"{len(content):>7}  {name}")
        heavy = over_budget(TARGET)
        for line in heavy:
            print("over budget: " + line, file=sys.stderr)
        return 1 if heavy else 0
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
