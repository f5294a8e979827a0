"""``broadsheet nginx``: a configuration of nginx for this newsroom, printed."""

from __future__ import annotations

import argparse
import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.urls import reverse

from broadsheet.project import health
from broadsheet.project.cli.folder import enter_folder
from broadsheet.project.trouble import Trouble

HELP = "print a configuration of nginx for this newsroom"
EXAMPLES = """\
examples:
  broadsheet nginx > /etc/nginx/conf.d/broadsheet.conf
  broadsheet nginx --upstream 127.0.0.1:8080
  broadsheet nginx --no-tls --listen 8081      behind another proxy, which speaks https

Run it in the newsroom's folder, with the environment that “broadsheet serve” has. Then put your
certificate's paths where PLACEHOLDER stands, and: nginx -t && nginx -s reload
"""

TEMPLATES = Path(__file__).resolve().parents[1] / "nginx"
PICTURES = {
    "avif": "image/avif", "gif": "image/gif", "jpeg": "image/jpeg", "jpg": "image/jpeg",
    "png": "image/png", "webp": "image/webp",
}  # fmt: skip
CAMPAIGNS = ("utm_[a-z0-9_]+", "fbclid", "gclid", "mc_cid", "mc_eid")
HASHED = re.compile(r"\.[0-9a-f]{12}\.[^/.]+$")  # as ManifestStaticFilesStorage names files
NAME = re.compile(r"[A-Za-z0-9.*:_\[\]-]+")
PLACE = re.compile(r"(?:[A-Za-z0-9.*-]+:|\[[0-9a-fA-F:.]+\]:)?[0-9]{1,5}")
SOCKET = re.compile(r"unix:/[A-Za-z0-9._/-]+")
# What a header says about one page; nginx says it itself, or it is another page's affair.
OF_ONE_PAGE = frozenset(
    {
        "accept-ranges", "cache-control", "content-encoding", "content-language", "content-length",
        "content-type", "date", "etag", "expires", "last-modified", "set-cookie", "vary",
    }
)  # fmt: skip


def add_options(parser: argparse.ArgumentParser) -> None:
    """Describe the options."""
    parser.add_argument(
        "--server-name",
        action="append",
        default=[],
        metavar="NAME",
        help="a name of the site, once for each (default: the settings' ALLOWED_HOSTS)",
    )
    parser.add_argument(
        "--listen",
        metavar="[ADDRESS:]PORT",
        help="where nginx listens (default 443, or 80 with --no-tls)",
    )
    parser.add_argument(
        "--upstream",
        default="127.0.0.1:8000",
        metavar="HOST:PORT",
        help="where “broadsheet serve” listens (default 127.0.0.1:8000)",
    )
    parser.add_argument(
        "--no-tls",
        action="store_true",
        help="without TLS: behind another proxy that speaks https, or to try things out",
    )


def run_options(options: argparse.Namespace) -> int:
    """Print the configuration."""
    listen = options.listen or ("80" if options.no_tls else "443")
    _refuse_unless(PLACE.fullmatch(listen), "--listen", listen, "443 or 127.0.0.1:8081")
    reachable = PLACE.fullmatch(options.upstream) or SOCKET.fullmatch(options.upstream)
    _refuse_unless(reachable, "--upstream", options.upstream, "127.0.0.1:8000")
    enter_folder()
    for finding in health.look(before_serving=True):
        if not finding.well:
            raise Trouble(f"{finding.what}. {finding.mend}")
    sys.stdout.write(configuration(options, listen))
    return 0


def configuration(options: argparse.Namespace, listen: str) -> str:
    """Return the configuration as text. Django must have been set up."""
    from broadsheet.delivery import cdn, passes, plain  # noqa: PLC0415  (needs settings)

    names = _names(options.server_name)
    page = _answer("/")
    if page.status != 200:
        raise Trouble(
            f"The front page answers {page.status}, so that its headers cannot be read. "
            "Open the paper first: broadsheet manage open_paper --help"
        )
    files = _static_files()
    pictures = reverse("picture", args=["images/x"]).removesuffix("images/x")
    resting = dict(plain.HEADERS)
    resting_type = resting.pop("Content-Type")
    cookies = "|".join([re.escape(passes.COOKIE), f"{re.escape(settings.SESSION_COOKIE_NAME)}="])
    return _fill(
        "site",
        title=_title(),
        command=shlex.join(["broadsheet", "nginx", *_words(options)]),
        cookies=_quote(f"~(?:{cookies})"),
        campaigns="|".join(CAMPAIGNS),
        static_pattern=re.escape(files.url),
        static_control=_quote(files.control),
        hashed_control=_quote(files.hashed_control),
        static_location=files.location,
        upstream=options.upstream,
        doors=_doors(listen, names, tls=not options.no_tls),
        listen=_listen(listen, names, tls=not options.no_tls),
        names=" ".join(names),
        visitor=_quote(_baked_folder() / "served"),
        picture_pattern=re.escape(pictures),
        picture_url=pictures,
        picture_types="\n".join(f"{_quote(kind)} {suffix};" for suffix, kind in PICTURES.items()),
        picture_control=_quote(cdn.picture_control()),
        picture_headers=_add_headers(_of_a_picture(page.headers)),
        page_type=_quote(page.headers["content-type"]),
        page_control=_quote(cdn.control("")),
        page_headers=_add_headers(page.headers),
        # Behind another proxy it is that one which speaks https: what the site is known by counts.
        scheme=urlsplit(settings.WAGTAILADMIN_BASE_URL).scheme if options.no_tls else "$scheme",
        resting_type=_quote(resting_type),
        resting_headers=_add_headers(resting, keep=("cache-control",), always=True),
        resting_page=_quote(" ".join(plain.page(503).split())),
    )


# What the site itself says -------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """What the application answers: no body, headers by their names in small letters."""

    status: int
    headers: dict[str, str]


def _answer(path: str) -> Answer:
    """Ask the application for an address, as the press does.

    Its answer and not its settings, because settings say only what is asked for: middleware of
    the newsroom's own adds, changes and takes away, and what is printed here must be what the
    front sends.
    """
    from broadsheet.delivery import bake  # noqa: PLC0415  (needs settings)

    response: Any = bake.handler().get_response(WSGIRequest(bake.environ_of(path)))
    try:
        return Answer(
            response.status_code, {name.lower(): str(value) for name, value in response.items()}
        )
    finally:
        response.close()


def _of_a_picture(page: dict[str, str]) -> dict[str, str]:
    """Return the headers of a picture: the site's, and what binds files from outside."""
    from broadsheet.publication.views import OF_A_FILE  # noqa: PLC0415  (needs settings)

    return page | {name.lower(): value for name, value in OF_A_FILE.items()}


@dataclass(frozen=True)
class StaticFiles:
    """How style sheets, scripts and fonts are served."""

    url: str = "/.none/"
    control: str = "no-cache"
    hashed_control: str = "no-cache"
    location: str = "\n"


def _static_files() -> StaticFiles:
    """Return how the application serves them; nothing when they are on another site."""
    if not settings.STATIC_URL.startswith("/") or settings.STATIC_ROOT is None:
        return StaticFiles()
    root = Path(settings.STATIC_ROOT)
    by_suffix: dict[str, str] = {}
    hashed = unhashed = ""
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix not in {".gz", ".br", ""}:
            name = path.relative_to(root).as_posix()
            by_suffix.setdefault(path.suffix[1:], name)
            hashed, unhashed = (name, unhashed) if HASHED.search(name) else (hashed, name)
    if not by_suffix:
        raise Trouble(
            f"There are no style sheets and scripts in {root}. "
            "Run: broadsheet manage collectstatic --noinput"
        )
    url: str = settings.STATIC_URL
    of_hashed = _answer(url + (hashed or unhashed)).headers
    of_unhashed = _answer(url + (unhashed or hashed)).headers
    kinds = {suffix: _answer(url + name).headers for suffix, name in by_suffix.items()}
    lines = (f"{_quote(it['content-type'])} {_quote(suffix)};" for suffix, it in kinds.items())
    return StaticFiles(
        url=url,
        control=of_unhashed.get("cache-control", "no-cache"),
        hashed_control=of_hashed.get("cache-control", "no-cache"),
        location=_fill(
            "static",
            static_url=url,
            static_root=_quote(root),
            types="\n".join(lines),
            static_headers=_add_headers(of_hashed),
        ),
    )


def _baked_folder() -> Path:
    from broadsheet.delivery import conf  # noqa: PLC0415  (needs settings)

    folder = conf.baked_folder().resolve()
    if not folder.is_dir():
        raise Trouble(
            f"There is no folder of baked pages at {folder}. Run “broadsheet serve” once, which "
            "makes it, or name the one that there is in BROADSHEET_BAKED_FOLDER."
        )
    return folder


def _title() -> str:
    from broadsheet.publication.models import Publication  # noqa: PLC0415  (needs settings)

    paper = Publication.objects.first()
    return " ".join(str(paper).split()) if paper else str(settings.WAGTAIL_SITE_NAME)


# Words of nginx's -------------------------------------------------------------------


def _names(asked: list[str]) -> list[str]:
    """Return the site's names as nginx writes them: ``_`` for whatever name."""
    names = asked or list(settings.ALLOWED_HOSTS)
    if not names:
        raise Trouble(
            "The site has no name. Set BROADSHEET_HOSTS (docs/run/settings.md), "
            "or name it here: broadsheet nginx --server-name paper.example"
        )
    for name in names:
        _refuse_unless(NAME.fullmatch(name), "The name", name, "paper.example")
    return ["_"] if "*" in names else names


def _doors(listen: str, names: list[str], *, tls: bool) -> str:
    """Return the servers beside the site's own."""
    if tls:
        refusing = "\n".join(f"listen {place} ssl default_server;" for place in _places(listen))
        return _fill("doors_tls", refusing=refusing, names=" ".join(names))
    if names == ["_"]:
        return ""
    listening = "\n".join(f"listen {place} default_server;" for place in _places(listen))
    return _fill("doors_plain", listen=listening)


def _listen(listen: str, names: list[str], *, tls: bool) -> str:
    ending = " ssl http2;" if tls else ";"
    lines = "\n".join(f"listen {place}{ending}" for place in _places(listen))
    return _fill("tls", listen=lines, name=names[0].lstrip(".*")).rstrip() if tls else lines


def _places(listen: str) -> list[str]:
    """Return where to listen: a port alone is that of every address, old and new."""
    return [listen, f"[::]:{listen}"] if listen.isdigit() else [listen]


def _add_headers(
    headers: dict[str, str], *, keep: tuple[str, ...] = (), always: bool = False
) -> str:
    ending = " always;" if always else ";"
    lines = []
    for name, value in sorted(headers.items()):
        if name.lower() in OF_ONE_PAGE and name.lower() not in keep:
            continue
        if name.lower() == "content-security-policy":
            # The order means nothing, and is another in every process.
            value = "; ".join(sorted(part.strip() for part in value.split(";") if part.strip()))
        lines.append(f"add_header {_title_case(name)} {_quote(value)}{ending}")
    return "\n".join(lines)


def _title_case(name: str) -> str:
    return "-".join(part.capitalize() for part in name.split("-"))


def _quote(value: object) -> str:
    """Return a text as nginx reads it back."""
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("$", "${broadsheet_dollar}") + '"'


def _fill(template: str, **values: str) -> str:
    """Return a template filled in; what has several lines keeps the place's indent."""
    text = (TEMPLATES / f"{template}.conf.in").read_text(encoding="utf-8")

    def put(found: re.Match[str]) -> str:
        indent, name = found[1], found[2]
        value = values.get(name)
        if value is None:
            return found[0]  # nginx's own: @broadsheet_front
        return indent + value.replace("\n", f"\n{indent}")

    return re.sub(r"([ ]*)@([a-z_]+)@", put, text)


def _words(options: argparse.Namespace) -> list[str]:
    """Return the options as they were given."""
    words = [word for name in options.server_name for word in ("--server-name", name)]
    words += ["--listen", options.listen] if options.listen else []
    words += ["--upstream", options.upstream]
    return [*words, "--no-tls"] if options.no_tls else words


def _refuse_unless(well: object, what: str, given: str, such_as: str) -> None:
    if not well:
        raise Trouble(f"{what} “{given}” makes no sense to nginx. Write it as: {such_as}")
