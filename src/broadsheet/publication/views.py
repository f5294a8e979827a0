"""Doors of the masthead: pictures, files, errors, health."""

import mimetypes
from pathlib import PurePosixPath

from django.db import connection
from django.db.utils import Error as DatabaseError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from broadsheet.publication import custody
from broadsheet.publication.models import Picture
from broadsheet.publication.pages import public_page


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same for what never was and for what may not be seen."""
    return public_page("broadsheet/publication/404.html", {}, status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return public_page("broadsheet/publication/400.html", {}, status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return public_page("broadsheet/publication/403.html", {}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a page that needs no database."""
    from django.template import engines  # noqa: PLC0415  (nothing that may itself be broken is imported early)

    markup = engines["public"].get_template("broadsheet/publication/500.html").render({})
    return HttpResponse(markup, status=500)


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """Serve a picture's file, if something public shows it or the person may see it.

    Anything else is a 404, as if there were no such file.
    """
    owner = custody.owner_of(name)
    if owner is None:
        raise Http404
    # An original may carry where and with what it was taken: readers get renditions only.
    public = name != owner.file.name and custody.is_public(owner)
    return _file(request, name, public=public, may_see=not public and custody.may_see(request, owner))


@require_safe
def document(request: HttpRequest, document_id: int, name: str) -> HttpResponse:
    """Serve a file that an article offers, under the same rule as pictures."""
    found: AbstractDocument | None = get_document_model().objects.filter(pk=document_id).first()
    if found is None or PurePosixPath(found.file.name).name != name:
        raise Http404
    response = _file(
        request,
        found.file.name,
        public=custody.is_public(found),
        may_see=custody.may_see(request, found),
    )
    # Never shown by the browser as a page of ours: it could carry script.
    response["Content-Disposition"] = f'attachment; filename="{PurePosixPath(name).name}"'
    return response


def _file(request: HttpRequest, name: str, *, public: bool, may_see: bool) -> HttpResponse:
    if not (public or may_see):
        raise Http404
    storage = Picture._meta.get_field("file").storage
    try:
        changed = storage.get_modified_time(name)
        response: HttpResponse = FileResponse(
            storage.open(name), content_type=mimetypes.guess_type(name)[0] or "application/octet-stream"
        )
    except FileNotFoundError as error:
        raise Http404 from error
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    if public and since is not None and int(changed.timestamp()) <= since:
        response.close()
        response = HttpResponse(status=304)
    response["Last-Modified"] = http_date(changed.timestamp())
    response["Cache-Control"] = "public, max-age=60" if public else "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


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

