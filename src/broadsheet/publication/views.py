"""Doors of the masthead: pictures, files, errors, health."""

import mimetypes
import sys
from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import Storage
from django.db import connection
from django.db.utils import Error as DatabaseError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from broadsheet.delivery import plain
from broadsheet.delivery.bake import bakes_in_public
from broadsheet.delivery.pulse import is_out_of_reach
from broadsheet.publication import custody, sockets
from broadsheet.publication.pages import asked_language, public_page

# A file from outside may do nothing, whatever a browser takes it for.
OF_A_FILE = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}
# Python learns these from the machine's own lists, which a bare machine does not have.
KINDS = {".webp": "image/webp", ".avif": "image/avif"}


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same for what never was and for what may not be seen."""
    language = asked_language(request) or _language_of_section(request.path_info)
    return public_page("broadsheet/publication/404.html", {}, language=language, status=404)


def _language_of_section(path: str) -> str:
    """Return the language of the section below which an address lies; "" below none."""
    code = path.strip("/").partition("/")[0]
    links = (link for of in sockets.SECTION_LINKS.load().values() for link in of("") if code)
    return next((link.language for link in links if link.code == code), "")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return public_page("broadsheet/publication/400.html", {}, status=400)


def forbidden(
    request: HttpRequest, exception: Exception | None = None, reason: str = ""
) -> HttpResponse:
    """403, also for a form whose token has ended; the reason is for the log, not for readers."""
    return public_page("broadsheet/publication/403.html", {}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when it is the database that does not answer: pages that need none."""
    if not is_out_of_reach(sys.exc_info()[1]):
        return HttpResponse(plain.page(500), status=500, headers=dict(plain.HEADERS))
    headers = {**dict(plain.HEADERS), "Retry-After": "5"}
    return HttpResponse(plain.page(503), status=503, headers=headers)


@bakes_in_public
@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """Serve a picture's file, if something public shows it or the person may see it.

    Anything else is a 404, as if there were no such file.
    """
    owner = custody.owner_of(name)
    if owner is None:
        return _nowhere(request)
    # An original may carry where and with what it was taken: it is the desk's own.
    developed = name != owner.file.name
    public = developed and custody.is_public(owner)
    shown = public or (developed and custody.holds_key(request, owner))
    if not (shown or custody.is_of_the_desk(request, owner)):
        return _nowhere(request)
    return _file(request, owner.file.storage, name, public=public)


@bakes_in_public
@require_safe
def document(request: HttpRequest, document_id: int, name: str) -> HttpResponse:
    """Serve a file that an article offers, under the same rule as pictures."""
    found: AbstractDocument | None = get_document_model().objects.filter(pk=document_id).first()
    if found is None or PurePosixPath(found.file.name).name != name:
        return _nowhere(request)
    public = custody.is_public(found)
    if not (public or custody.holds_key(request, found) or custody.is_of_the_desk(request, found)):
        return _nowhere(request)
    response = _file(request, found.file.storage, found.file.name, public=public)
    # Never shown by the browser as a page of ours: it could carry script.
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _nowhere(request: HttpRequest) -> HttpResponse:
    """404, to the last header the same for what is not shown and for what is not there."""
    response = not_found(request)
    # It may be shown in a minute, and the desk may see it now.
    response["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["Cookie"])
    return response


def _file(request: HttpRequest, storage: Storage, name: str, *, public: bool) -> HttpResponse:
    """Answer with a file that may be seen; 304 when the browser has it, 404 when it is lost."""
    try:
        moment, size = storage.get_modified_time(name).timestamp(), storage.size(name)
        file = storage.open(name)
    except OSError:
        return _nowhere(request)
    kind = KINDS.get(PurePosixPath(name).suffix.lower()) or mimetypes.guess_type(name)[0]
    response: Any = FileResponse(file, content_type=kind or "application/octet-stream")
    response["Last-Modified"] = http_date(moment)
    response["ETag"] = f'"{int(moment * 1_000_000):x}-{size:x}"'
    response["Cache-Control"] = "public, max-age=60" if public else "private, no-store"
    if public:
        # Whether it is still public has been asked again: this saves bytes only.
        kept: Any = get_conditional_response(request, response["ETag"], int(moment), response)
        if kept is not response:
            file.close()
            response = kept
    del response["Content-Disposition"]
    for header, value in OF_A_FILE.items():
        response[header] = value
    answer: HttpResponse = response
    return answer


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The process can do its work: the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse(
            "the database does not answer\n",
            status=503,
            content_type="text/plain",
            headers={"Cache-Control": "no-store", "Retry-After": "5"},
        )
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
