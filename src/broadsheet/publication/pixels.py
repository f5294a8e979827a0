"""What is done to the pixels of a picture. Runs in the jail only: no Django here.

``look`` says what a file really is; ``develop`` makes it in other sizes, with
nothing in them but pixels: no place, no camera, no names.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from broadsheet.lib.jailed import Answer, Facts, Refused

PLUGINS = (AvifImagePlugin, GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
TAKEN = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
# How files begin; those not taken are here to be called by their name.
BEGINNINGS = (
    ("JPEG", b"\xff\xd8\xff"),
    ("PNG", b"\x89PNG\r\n\x1a\n"),
    ("GIF", b"GIF87a"),
    ("GIF", b"GIF89a"),
    ("TIFF", b"II*\x00"),
    ("TIFF", b"MM\x00*"),
    ("TIFF", b"II+\x00"),
    ("PSD", b"8BPS"),
    ("BMP", b"BM"),
    ("ICO", b"\x00\x00\x01\x00"),
    ("PDF", b"%PDF-"),
    ("ZIP", b"PK\x03\x04"),
)
HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
WEBP_LONGEST_SIDE = 16_383
WHITE = (255, 255, 255)


def kind_of(head: bytes) -> str:
    """Return what kind of file begins like this, or nothing."""
    for kind, beginning in BEGINNINGS:
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        brands = {head[at : at + 4] for at in (8, *range(16, len(head), 4))}
        if brands & {b"avif", b"avis"}:
            return "AVIF"
        return "HEIC" if brands & HEIF_BRANDS else ""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b"<svg" in text or (text.startswith(b"<?xml") and b"html" not in text):
        return "SVG"
    return "HTML" if text.startswith((b"<!doctype html", b"<html", b"<script")) else ""


def look(source: BinaryIO, *, most_pixels: int) -> Answer:
    """Say what picture this is, having read it to its end; refuse what cannot be taken."""
    head = source.read(512)
    kind = kind_of(head)
    if kind not in TAKEN:
        raise Refused("kind", kind=kind)
    source.seek(0)
    with told_apart(source, kind):
        try:
            # The number is checked below, for a sentence with the number in it; WebP's
            # decoder takes its memory on opening, so Pillow must check before.
            image = opened(source, kind, most_pixels // 2 if kind == "WEBP" else None)
        except Image.DecompressionBombError as error:
            raise Refused("pixels") from error
        width, height = image.size
        if width * height > most_pixels:
            raise Refused("pixels", pixels=width * height)
        # A phone's JPEG may hold a second picture beside the first; it does not move.
        if getattr(image, "is_animated", False) and image.format != "MPO":
            raise Refused("moves")
        image.load()
    if orientation_of(image) >= 5:
        width, height = height, width
    return {"kind": kind, "width": width, "height": height}, []


def opened(
    source: BinaryIO, kind: str = "", half_of_most: int | None = None
) -> ImageFile.ImageFile:
    """Open a picture without reading its pixels; only kinds that are taken.

    ``half_of_most``: Pillow warns at a number of pixels and refuses twice as many.
    """
    Image.MAX_IMAGE_PIXELS = half_of_most
    # One thread: each would take memory of its own.
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    return Image.open(source, formats=[kind] if kind else TAKEN)


@contextmanager
def told_apart(source: BinaryIO, kind: str) -> Iterator[None]:
    """Turn whatever a broken file makes the decoder raise into one refusal."""
    try:
        yield
    except (Refused, MemoryError):
        raise
    # OSError, SyntaxError, ValueError, IndexError, struct.error and more.
    except Exception as error:
        cut = "truncated" in str(error).lower() or cut_short(source, kind)
        raise Refused("cut short" if cut else "broken") from error


def cut_short(source: BinaryIO, kind: str) -> bool:
    """Say whether the file is shorter than it says itself."""
    source.seek(0)
    data = source.read()
    if kind == "WEBP" and len(data) >= 8:
        return bool(struct.unpack("<I", data[4:8])[0] + 8 > len(data))
    if kind == "AVIF":
        place = 0
        while 0 <= place <= len(data) - 8:
            size = struct.unpack(">I", data[place : place + 4])[0]
            if size < 8:  # 0 and 1 mean "to the end" and "in 64 bits": no telling
                return False
            place += size
        return place > len(data)
    return False


def orientation_of(image: Image.Image) -> int:
    """Return how the camera was held, 1 to 8; 1 where the file does not say, or nonsense."""
    with suppress(Exception):
        return int(image.getexif().get(ORIENTATION, 1))
    return 1


def develop(source: BinaryIO, *, width: int, height: int, jobs: list[Facts]) -> Answer:
    """Make a picture in several sizes.

    ``width`` and ``height`` are the upright picture's, as the caller knows it.
    Each job has a ``box`` in it (left, top, right, bottom), a ``size``, a
    ``format``, and may have ``quality``, ``lossless``, ``background``.
    """
    image: Image.Image = opened(source)
    turn = UPRIGHT.get(orientation_of(image))
    nearest = max(side for job in jobs for side in shrink(job, width, height))
    if image.format in {"JPEG", "MPO"} and nearest < 0.5:
        # A JPEG can be read at a half, a quarter, an eighth for far less memory and time.
        image.draft(image.mode, (int(image.width * nearest * 2), int(image.height * nearest * 2)))
    image.load()
    profile = image.info.get("icc_profile")
    image = plain(image)
    image.info.clear()
    if turn is not None:
        image = image.transpose(turn)
    scale = image.width / width, image.height / height
    return {}, [printed(image, job, scale, profile) for job in jobs]


def shrink(job: Facts, width: int, height: int) -> tuple[float, float]:
    """Return how much smaller than in the original a job wants things to be."""
    left, top, right, bottom = job["box"]
    return job["size"][0] / (right - left), job["size"][1] / (bottom - top)


def plain(image: Image.Image) -> Image.Image:
    """Return the picture in grey, RGB, RGBA or CMYK, whatever it was stored as."""
    if image.mode in {"L", "RGB", "CMYK"} and "transparency" not in image.info:
        return image
    if image.mode in {"I", "F"} or image.mode.startswith("I;16"):
        # 65,536 greys become 256; Pillow's own conversion would make them white.
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "1":
        return image.convert("L")
    clear = image.mode in {"LA", "La", "PA", "RGBa", "RGBA"} or "transparency" in image.info
    return image.convert("RGBA" if clear else "RGB")


def printed(
    image: Image.Image, job: Facts, scale: tuple[float, float], profile: bytes | None
) -> bytes:
    """Return one size of the picture as a file."""
    left, top, right, bottom = job["box"]
    box = (
        max(0, left * scale[0]),
        max(0, top * scale[1]),
        min(image.width, right * scale[0]),
        min(image.height, bottom * scale[1]),
    )
    size = fitting(job["size"], job["format"])
    small = image.resize(size, Image.Resampling.LANCZOS, box, reducing_gap=3.0)
    small = in_common_colours(small, profile)
    background = job.get("background") or (WHITE if job["format"] == "JPEG" else None)
    if small.mode == "RGBA" and background:
        sheet = Image.new("RGB", small.size, tuple(background))
        sheet.paste(small, mask=small.getchannel("A"))
        small = sheet
    small.info.clear()
    file = io.BytesIO()
    small.save(file, job["format"], **options(job))
    return file.getvalue()


def fitting(size: list[int], form: str) -> tuple[int, int]:
    """Return a size, smaller if need be: a WebP's sides have 14 bits."""
    over = max(1.0, max(size) / WEBP_LONGEST_SIDE) if form == "WEBP" else 1.0
    return max(1, int(size[0] / over)), max(1, int(size[1] / over))


def in_common_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB, which needs no profile."""
    if profile is not None and image.mode in {"RGB", "RGBA", "CMYK"}:
        # A profile that is broken, or of other colours than the picture: as if there were none.
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            mode = "RGB" if image.mode == "CMYK" else image.mode
            made = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            )
            if made is not None:
                return made
    return image.convert("RGB") if image.mode == "CMYK" else image


def options(job: Facts) -> Facts:
    """Return what Pillow's writer of a format is told."""
    quality = job.get("quality")
    if job["format"] == "JPEG":
        return {"quality": quality, "optimize": True, "progressive": True}
    if job["format"] in {"PNG", "GIF"}:
        return {"optimize": True}
    if job.get("lossless"):
        return {"quality": 100, "subsampling": "4:4:4", "lossless": True}
    return {"quality": quality}
