"""Pictures from outside: examined before anything else touches them, developed in the jail.

No picture is decoded in the process that serves readers. What the numbers are,
and why: docs/build/pictures.md.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import PurePath
from typing import IO, Any

from django.conf import settings
from django.core.cache import cache
from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from PIL import Image
from wagtail.images.image_operations import (
    AvifQualityOperation,
    BackgroundColorOperation,
    DoNothingOperation,
    FormatOperation,
    JPEGQualityOperation,
    TransformOperation,
    WebPQualityOperation,
)
from wagtail.images.models import (
    IMAGE_FORMAT_EXTENSIONS,
    Filter,
    SourceImageIOError,
    WagtailImageField,
    WagtailImageFieldFile,
)

from broadsheet.lib import jail
from broadsheet.publication import conf, pixels

log = logging.getLogger(__name__)

# What a file's name says it is.
CLAIMS = {
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
    "avif": "AVIF",
    "gif": "GIF",
}
MEGABYTE = 2**20
# The hungriest decoder that we have measured is WebP's, which keeps three canvases of four
# bytes a pixel beside Pillow's own: 18 bytes in all.
BYTES_A_PIXEL = 20
# A picture that cannot be read is tried again only after so many seconds.
TRY_AGAIN = 60

KNOWN_OPERATIONS = (
    TransformOperation,
    DoNothingOperation,
    JPEGQualityOperation,
    WebPQualityOperation,
    AvifQualityOperation,
    FormatOperation,
    BackgroundColorOperation,
)
QUALITY = {"jpeg": 76, "webp": 80, "avif": 61}  # as in Wagtail, unless the settings say otherwise
WRITTEN = {"jpeg", "png", "webp", "avif", "gif"}


class BadPicture(Exception):
    """A file that is not taken; ``str()`` is one sentence for the editor."""


class PictureLost(SourceImageIOError):
    """A picture's file is missing or broken, so no size of it can be made."""


def limits() -> jail.Limits:
    """Return what reading a picture of the largest allowed size may use."""
    memory = 256 * MEGABYTE + BYTES_A_PIXEL * conf.PICTURE_PIXELS.value
    return jail.Limits(memory=memory, cpu=30, wall=60)


# Looking at an upload ---------------------------------------------------------


def examine(file: IO[bytes], name: str) -> dict[str, Any]:
    """Read an uploaded picture to its end, in the jail, and return what it is.

    ``kind``, and ``width`` and ``height`` of the upright picture. Raises
    BadPicture, with one sentence for the editor.
    """
    claimed = CLAIMS.get(PurePath(name).suffix.lower().lstrip("."))
    try:
        facts, _files = jail.run(
            pixels.look, file, limits=limits(), most_pixels=conf.PICTURE_PIXELS.value
        )
    except jail.JailBroken as broken:
        raise BadPicture(_complaint(broken, claimed)) from broken
    if claimed is None:
        raise BadPicture(_not_taken(""))
    if facts["kind"] != claimed:
        raise BadPicture(_lie(claimed, facts["kind"]))
    return facts


def _called(kind: str) -> str:
    return {
        "JPEG": _("a JPEG"),
        "PNG": _("a PNG"),
        "WEBP": _("a WebP"),
        "AVIF": _("an AVIF"),
        "GIF": _("a GIF"),
        "TIFF": _("a TIFF"),
        "PSD": _("a Photoshop file"),
        "BMP": _("a bitmap"),
        "ICO": _("an icon"),
        "HEIC": _("a HEIC"),
        "PDF": _("a PDF"),
        "ZIP": _("an archive"),
        "HTML": _("a web page"),
    }.get(kind, "")


def _not_taken(kind: str) -> str:
    if kind == "SVG":
        return _("SVG is not taken, because it can carry scripts: export the drawing as a PNG.")
    if called := _called(kind):
        return _("Pictures are taken as JPEG, PNG, WebP, AVIF or GIF, and this is %(kind)s.") % {
            "kind": called
        }
    return _("This is not a picture that can be taken: use JPEG, PNG, WebP, AVIF or GIF.")


def _lie(claimed: str, kind: str) -> str:
    values = {"claimed": _called(claimed), "kind": _called(kind)}
    if values["kind"]:
        return _("This file says it is %(claimed)s and is not: it is %(kind)s.") % values
    return _("This file says it is %(claimed)s and is not.") % values


def _complaint(broken: jail.JailBroken, claimed: str | None) -> str:
    """Return what to tell the editor: one sentence."""
    if broken.kind == "too_slow":
        return _("This picture takes too long to read, and may have been made to.")
    if broken.kind == "crashed":
        return _("This picture cannot be read: the program that looked at it gave up.")
    reason = broken.reason
    if reason == "kind":
        kind = broken.facts["kind"]
        return _not_taken(kind) if claimed is None or kind == "SVG" else _lie(claimed, kind)
    if broken.kind == "too_big" or reason == "pixels":
        return _too_large(broken.facts.get("pixels"))
    return {
        "moves": _("This picture moves, and only still pictures are taken."),
        "cut short": _("This picture is broken: it ends in the middle."),
    }.get(reason, _("This picture is broken and cannot be read."))


def _too_large(count: int | None) -> str:
    most = conf.PICTURE_PIXELS.value // 1_000_000
    if count is None:
        return ngettext(
            "This picture takes too much memory to read; it may have %(most)d million pixels.",
            "This picture takes too much memory to read; it may have %(most)d million pixels.",
            most,
        ) % {"most": most}
    millions = -(-count // 1_000_000)  # rounded up: never “40 million; at most 40 million”
    return ngettext(
        "This picture has %(count)d million pixels; at most %(most)d million.",
        "This picture has %(count)d million pixels; at most %(most)d million.",
        millions,
    ) % {"count": millions, "most": most}


# Making sizes -----------------------------------------------------------------


def can_develop(filter: Filter) -> bool:
    """Whether a size can be made in the jail: it has only Wagtail's own operations."""
    return all(isinstance(operation, KNOWN_OPERATIONS) for operation in filter.operations) and (
        _format(filter, "jpeg") in WRITTEN
    )


def develop(picture: Any, filters: Iterable[Filter]) -> dict[Filter, File[bytes]]:
    """Return a file for each size, made from one reading of the picture in the jail.

    They hold pixels and nothing else: no place, no camera, no names. Raises
    PictureLost when the original is missing or broken.
    """
    filters = list(filters)
    if not filters:
        return {}
    lost = f"picture-lost:{picture.pk}:{picture.file.name}"
    if cache.get(lost):
        raise PictureLost(picture.file.name)
    try:
        with picture.open_file() as original:
            _facts, files = jail.run(
                pixels.develop,
                original,
                limits=limits(),
                width=picture.width,
                height=picture.height,
                jobs=[_job(picture, filter) for filter in filters],
            )
    except (jail.JailBroken, SourceImageIOError) as error:
        cache.set(lost, True, TRY_AGAIN)
        log.error("picture %s (%s) cannot be shown: %s", picture.pk, picture.file.name, error)
        raise PictureLost(f"{picture.file.name}: {error}") from error
    return {
        filter: ContentFile(file, name=_name(picture, filter))
        for filter, file in zip(filters, files, strict=True)
    }


def _original_format(picture: Any) -> str:
    return CLAIMS.get(PurePath(picture.file.name).suffix.lower().lstrip("."), "PNG").lower()


def _wishes(filter: Filter) -> dict[str, Any]:
    """Return what a filter's operations say about the file to be written."""
    wishes: dict[str, Any] = {}
    for operation in filter.filter_operations:
        if isinstance(operation, BackgroundColorOperation):
            wishes["background"] = list(operation.color)
        else:
            operation.run(None, None, wishes)
    return wishes


def _format(filter: Filter, original: str) -> str:
    """Return the format of a size, by the filter, else by Wagtail's settings."""
    conversions = {"gif": "png", **getattr(settings, "WAGTAILIMAGES_FORMAT_CONVERSIONS", {})}
    return str(_wishes(filter).get("output-format", conversions.get(original, original)))


def _job(picture: Any, filter: Filter) -> dict[str, Any]:
    transform = filter.get_transform(picture)
    box = transform.get_rect().round()
    wishes = _wishes(filter)
    form = _format(filter, _original_format(picture))
    setting = f"WAGTAILIMAGES_{form.upper()}_QUALITY"
    return {
        "box": [box.left, box.top, box.right, box.bottom],
        "size": list(transform.size),
        "format": form.upper(),
        "quality": wishes.get(f"{form}-quality", getattr(settings, setting, QUALITY.get(form))),
        "lossless": "lossless" in wishes.get("output-format-options", ()),
        "background": wishes.get("background"),
    }


def _name(picture: Any, filter: Filter) -> str:
    """Return a size's file name, as Wagtail would."""
    parts = [filter.get_cache_key(picture), filter.spec.replace("|", ".")]
    form = _format(filter, _original_format(picture))
    ending = ".".join(part for part in parts if part) + IMAGE_FORMAT_EXTENSIONS[form]
    return f"{PurePath(picture.file.name).stem[: 59 - len(ending)]}.{ending}"


# The fields -------------------------------------------------------------------


class MeasuredFile(WagtailImageFieldFile):
    """A picture's file, whose size is read from its first bytes."""

    def get_image_dimensions(self) -> tuple[int, int]:
        """Return width and height of the upright picture.

        Wagtail's own way decodes the whole picture, in this process, each time
        that one is saved.
        """
        close = self.closed
        self.open()
        try:
            with Image.open(self, formats=pixels.TAKEN) as image:
                width, height = image.size
                turned = pixels.orientation_of(image) >= 5
        finally:
            if close:
                self.close()
            else:
                self.seek(0)
        return (height, width) if turned else (width, height)


class MeasuredImageField(WagtailImageField):
    """Wagtail's image field with ``MeasuredFile``; the same to migrations."""

    attr_class = MeasuredFile

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.images.models.WagtailImageField", args, kwargs
