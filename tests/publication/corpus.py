"""Pictures from nowhere: files that lie, break, swell or move, each built by code."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

GPS = 0x8825
SECRET = b"60 degrees north"  # stands for whatever readers must not receive
SCRIPT = b"<script>alert('out of a picture')</script>"


def saved(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def noise(size=(160, 120), mode="RGB"):
    return Image.effect_noise(size, 60).convert(mode)


def jpeg(**options):
    return saved(noise(), "JPEG", **options)


def png(**options):
    return saved(noise(), "PNG", **options)


def webp(**options):
    return saved(noise(), "WEBP", **options)


def avif(**options):
    return saved(noise(), "AVIF", speed=10, **options)


def gif():
    return saved(noise(mode="P"), "GIF")


def half(data):
    return data[: len(data) // 2]


def frames(count):
    return [Image.new("RGB", (16, 16), (place * 77 % 256, 90, 90)) for place in range(count)]


def moving(kind, count, **options):
    first, *others = frames(count)
    return saved(first, kind, save_all=True, append_images=others, duration=20, **options)


# Swelling ---------------------------------------------------------------------


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_of(width, height, *, depth=8, colour=0, rows=b"", more=b""):
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + more
        + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    )  # fmt: skip


def one_bit_bomb():
    """88 million pixels in 11 kB."""
    side = 9400
    return png_of(side, side, depth=1, rows=bytes((side // 8 + 1) * side))


def palette_bomb():
    palette = chunk(b"PLTE", bytes(range(256)) * 3)
    return png_of(9000, 9000, colour=3, more=palette, rows=bytes(9001 * 9000))


def png_with_a_bomb_in_its_profile():
    profile = b"profile\x00\x00" + zlib.compress(bytes(60_000_000), 9)
    return png_of(8, 8, more=chunk(b"iCCP", profile), rows=bytes(9 * 8))


def png_with_a_bomb_in_its_text():
    text = b"Comment\x00\x00" + zlib.compress(bytes(60_000_000), 9)
    return png_of(8, 8, more=chunk(b"zTXt", text), rows=bytes(9 * 8))


def png_of_many_pieces():
    return png_of(8, 8, more=chunk(b"tIME", bytes(7)) * 30_000, rows=bytes(9 * 8))


def jpeg_that_claims(width, height):
    data = bytearray(jpeg())
    place = data.index(b"\xff\xc0") + 5
    data[place : place + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def webp_that_claims(width, height):
    data = bytearray(webp(lossless=True))
    place = data.index(b"VP8L") + 9
    data[place : place + 4] = struct.pack("<I", (width - 1) | (height - 1) << 14)
    return bytes(data)


def gif_that_claims(width, height):
    data = bytearray(gif())
    data[6:10] = struct.pack("<HH", width, height)
    return bytes(data)


def avif_that_claims(width, height):
    data = bytearray(avif())
    place = data.index(b"ispe") + 8
    data[place : place + 8] = struct.pack(">II", width, height)
    return bytes(data)


def jpeg_of_many_scans(scans=400):
    """The last pass over a large picture, again and again: minutes of work in a megabyte."""
    data = saved(Image.new("L", (6000, 6000), 90), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * scans + data[-2:]


def jpeg_with_a_huge_profile():
    profile = bytes(3_000_000)
    return jpeg(icc_profile=profile)


# Breaking ---------------------------------------------------------------------


def scratched(data, start=0.5, count=40):
    place = int(len(data) * start)
    scratch = bytes(255 - byte for byte in data[place : place + count])
    return data[:place] + scratch + data[place + count :]


def jpeg_with_broken_exif():
    return jpeg(exif=b"Exif\x00\x00MM\x00*\xff\xff\xff\xff" + bytes(500))


def png_without_its_end():
    return png()[:-200]


# Carrying ---------------------------------------------------------------------


def telling_exif(orientation=1):
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = orientation
    exif.get_ifd(GPS).update({1: "N", 2: (60.0, 10.0, 0.0), 3: "E", 4: (24.0, 56.0, 0.0)})
    return exif


XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf>" + SECRET + b"</rdf></x:xmpmeta>"


def telling_jpeg():
    return jpeg(exif=telling_exif(), xmp=XMP, comment=SECRET)


def telling_png():
    info = PngInfo()
    info.add_text("Comment", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return png(exif=telling_exif(), pnginfo=info)


def telling_webp():
    return webp(exif=telling_exif().tobytes(), xmp=XMP)


def telling_avif():
    return avif(exif=telling_exif(), xmp=XMP)


def lying_on_its_side():
    """The left half is black, and the camera was turned: upright, the upper half is."""
    image = Image.new("RGB", (160, 120), "white")
    image.paste("black", (0, 0, 80, 120))
    return saved(image, "JPEG", quality=95, exif=telling_exif(orientation=6))


def jpeg_and_archive():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("payload.txt", SECRET)
    return jpeg() + archive.getvalue()


def gif_and_script():
    return gif() + b"/*" + SCRIPT + b"*/"


def phone_jpeg():
    """A JPEG with a second picture behind it, as phones make them."""
    return saved(noise(), "MPO", save_all=True, append_images=[noise()])


def srgb():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def sixteen_bits():
    image = Image.new("I;16", (64, 8))
    image.putdata([column * 1040 for _row in range(8) for column in range(64)])
    return saved(image, "PNG")


SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"
HTML = b"<!DOCTYPE html><html><body>" + SCRIPT + b"</body></html>"
HEIC = struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic" + bytes(64)
MOVES = "This picture moves, and only still pictures are taken."
CUT = "This picture is broken: it ends in the middle."
BROKEN = "This picture is broken and cannot be read."
NO_PICTURE = "This is not a picture that can be taken: use JPEG, PNG, WebP, AVIF or GIF."


def not_taken(kind):
    return f"Pictures are taken as JPEG, PNG, WebP, AVIF or GIF, and this is {kind}."


def pixels(count):
    return f"This picture has {count} million pixels; at most 40 million."


def lies(claim, truth=""):
    return f"This file says it is {claim} and is not{f': it is {truth}' if truth else ''}."


# name of the file: what is in it, and what the editor is told
REFUSED = {
    "one-bit-bomb.png": (one_bit_bomb, pixels(89)),
    "palette-bomb.png": (palette_bomb, pixels(81)),
    "claims-much.jpg": (lambda: jpeg_that_claims(65_500, 65_500), pixels(4291)),
    "claims-much.gif": (lambda: gif_that_claims(65_535, 65_535), pixels(4295)),
    "claims-much.webp": (
        lambda: webp_that_claims(16_383, 16_383),
        "This picture takes too much memory to read; it may have 40 million pixels.",
    ),
    "claims-much.avif": (lambda: avif_that_claims(60_000, 60_000), BROKEN),
    "claims-nothing.png": (lambda: png_of(0, 0), BROKEN),
    "profile-bomb.png": (png_with_a_bomb_in_its_profile, BROKEN),
    "text-bomb.png": (png_with_a_bomb_in_its_text, BROKEN),
    "half.jpg": (lambda: half(jpeg()), CUT),
    "half.png": (lambda: half(png()), CUT),
    "half.webp": (lambda: half(webp()), CUT),
    "half.avif": (lambda: half(avif()), CUT),
    "half.gif": (lambda: half(gif()), CUT),
    "a-few-bytes-short.png": (png_without_its_end, CUT),
    "scratched.png": (lambda: scratched(png()), BROKEN),
    "scratched-head.webp": (lambda: scratched(webp(), 0.002, 30), BROKEN),
    "scratched-head.avif": (lambda: scratched(avif(), 0.006, 40), BROKEN),
    "ten-thousand-frames.gif": (lambda: moving("GIF", 10_000, optimize=False), MOVES),
    "moving.webp": (lambda: moving("WEBP", 3), MOVES),
    "moving.avif": (lambda: moving("AVIF", 3, speed=10), MOVES),
    "moving.png": (lambda: moving("PNG", 3), MOVES),
    "a-png-really.jpg": (png, lies("a JPEG", "a PNG")),
    "a-jpeg-really.png": (jpeg, lies("a PNG", "a JPEG")),
    "a-page.jpg": (lambda: HTML, lies("a JPEG", "a web page")),
    "a-tiff.jpg": (lambda: saved(noise(), "TIFF"), lies("a JPEG", "a TIFF")),
    "photoshop.jpg": (lambda: b"8BPS\x00\x01" + bytes(60), lies("a JPEG", "a Photoshop file")),
    "archive.webp": (lambda: b"PK\x03\x04" + bytes(60), lies("a WebP", "an archive")),
    "document.gif": (lambda: b"%PDF-1.7\n", lies("a GIF", "a PDF")),
    "words.jpg": (lambda: b"Not a picture at all.", lies("a JPEG")),
    "one-byte.png": (lambda: b"\x89", lies("a PNG")),
    "nothing.jpg": (lambda: b"", "The submitted file is empty."),
    "drawing.svg": (
        lambda: SVG,
        "SVG is not taken, because it can carry scripts: export the drawing as a PNG.",
    ),
    "drawing.png": (
        lambda: SVG,
        "SVG is not taken, because it can carry scripts: export the drawing as a PNG.",
    ),
    "scan.tiff": (lambda: saved(noise(), "TIFF"), not_taken("a TIFF")),
    "icon.ico": (lambda: saved(noise((32, 32)), "ICO"), not_taken("an icon")),
    "bitmap.bmp": (lambda: saved(noise(), "BMP"), not_taken("a bitmap")),
    "phone.heic": (lambda: HEIC, not_taken("a HEIC")),
    "layers.psd": (lambda: b"8BPS\x00\x01" + bytes(60), not_taken("a Photoshop file")),
    "words.txt": (lambda: b"Not a picture at all.", NO_PICTURE),
    "page.php": (jpeg, NO_PICTURE),
    "nameless": (png, NO_PICTURE),
}
TAKEN = {
    "plain.jpg": jpeg,
    "PLAIN.JPEG": jpeg,
    "plain.png": png,
    "plain.webp": webp,
    "plain.avif": avif,
    "plain.gif": gif,
    "progressive.jpg": lambda: jpeg(progressive=True),
    "phone.jpg": phone_jpeg,
    "press.jpg": lambda: saved(noise(mode="L").convert("CMYK"), "JPEG"),
    "sixteen-bits.png": sixteen_bits,
    "one-bit.png": lambda: saved(noise(mode="1"), "PNG"),
    "grey-and-clear.png": lambda: saved(noise(mode="LA"), "PNG"),
    "palette-and-clear.png": lambda: saved(noise(mode="P"), "PNG", transparency=0),
    "with-profile.jpg": lambda: jpeg(icc_profile=srgb()),
    "huge-profile.jpg": jpeg_with_a_huge_profile,
    "broken-exif.jpg": jpeg_with_broken_exif,
    "many-pieces.png": png_of_many_pieces,
    "archive-behind.jpg": jpeg_and_archive,
    "script-behind.gif": gif_and_script,
    "one-pixel-wide.png": lambda: png_of(1, 100_000, rows=bytes(200_000)),
    "telling.jpg": telling_jpeg,
    "telling.png": telling_png,
    "telling.webp": telling_webp,
    "telling.avif": telling_avif,
}
