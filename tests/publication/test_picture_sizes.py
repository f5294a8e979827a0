"""Sizes of a picture: made in the jail, with nothing in them but pixels."""

import io
import os
from html import unescape
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image
from wagtail.images.models import Filter

from broadsheet.lib import jail
from broadsheet.publication import pictures
from broadsheet.publication.templatetags.broadsheet import picture as picture_tag
from broadsheet.publication.templatetags.broadsheet import picture_address
from tests.paper import make_article, make_picture
from tests.publication import corpus
from tests.publication.shelf import kept, opened

# Making sizes ----------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["", "|format-jpeg", "|format-avif"])
@pytest.mark.parametrize("name", ["telling.jpg", "telling.png", "telling.webp", "telling.avif"])
def test_no_size_tells_where_or_by_whom_it_was_taken(name, form):
    rendition = kept(name, corpus.TAKEN[name]()).get_rendition(f"width-100{form}")
    image = opened(rendition)

    with rendition.file.open() as file:
        data = file.read()
    assert corpus.SECRET not in data
    assert not dict(image.getexif())
    assert not {"exif", "xmp", "XML:com.adobe.xmp", "comment", "icc_profile"} & set(image.info)


@pytest.mark.django_db
def test_wagtail_by_itself_would_tell(settings):
    picture = kept("telling.jpg", corpus.telling_jpeg())
    made = io.BytesIO()
    Filter("width-100|format-jpeg").run(picture, made)

    assert corpus.SECRET in made.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["archive-behind.jpg", "script-behind.gif"])
def test_what_hides_behind_a_picture_does_not_get_into_its_sizes(name):
    rendition = kept(name, corpus.TAKEN[name]()).get_rendition("original")

    with rendition.file.open() as file:
        data = file.read()
    assert corpus.SECRET not in data
    assert b"script" not in data


@pytest.mark.django_db
def test_a_picture_stands_upright_however_the_camera_was_held():
    picture = kept("side.jpg", corpus.lying_on_its_side())
    image = opened(picture.get_rendition("width-60|format-png"))

    assert image.size == (60, 80)
    assert image.convert("L").getpixel((30, 5)) < 40  # the sky was black
    assert image.convert("L").getpixel((30, 75)) > 215


@pytest.mark.django_db
def test_greys_of_sixteen_bits_stay_greys():
    image = opened(kept("deep.png", corpus.sixteen_bits()).get_rendition("original|format-png"))
    row = [image.convert("L").getpixel((column, 4)) for column in (0, 16, 32, 63)]

    assert row == pytest.approx([0, 65, 130, 255], abs=3)


@pytest.mark.django_db
def test_press_colours_become_screen_colours():
    press = corpus.saved(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG", quality=95)
    screen = opened(kept("press.jpg", press).get_rendition("original|format-png"))
    red, green, blue = screen.getpixel((20, 20))

    assert red > 200
    assert green < 60
    assert blue < 60


@pytest.mark.django_db
def test_sizes_are_as_wagtail_would_cut_them():
    data = corpus.saved(corpus.noise((900, 700)), "PNG")
    picture = kept("cut.png", data)
    picture.focal_point_x, picture.focal_point_y = 700, 200
    picture.focal_point_width = picture.focal_point_height = 120
    for spec in ("fill-300x200", "fill-200x200-c100", "width-333", "max-165x165", "scale-50"):
        wagtails = io.BytesIO()
        Filter(f"{spec}|format-png").run(picture, wagtails)
        ours = opened(picture.get_rendition(f"{spec}|format-png")).convert("L")
        theirs = Image.open(wagtails).convert("L")
        assert ours.size == theirs.size
        difference = sum(abs(a - b) for a, b in zip(ours.tobytes(), theirs.tobytes(), strict=True))
        assert difference / len(ours.tobytes()) < 4, spec


@pytest.mark.django_db
def test_clear_parts_stay_clear_and_turn_white_in_a_jpeg():
    clear = kept("clear.png", corpus.saved(Image.new("RGBA", (40, 40), (200, 0, 0, 0)), "PNG"))

    assert opened(clear.get_rendition("original")).getpixel((9, 9))[3] == 0
    assert opened(clear.get_rendition("original|format-jpeg")).getpixel((9, 9)) == (255, 255, 255)
    navy = opened(clear.get_rendition("original|bgcolor-000080|format-png"))
    assert navy.getpixel((9, 9)) == (0, 0, 128)


@pytest.mark.django_db
def test_a_very_tall_picture_is_made_as_tall_as_a_webp_can_be():
    tall = kept("tall.png", corpus.png_of(1, 100_000, rows=bytes(200_000)))
    assert opened(tall.get_rendition("original")).height <= 16_383


@pytest.mark.django_db
def test_several_sizes_cost_one_reading(monkeypatch):
    readings = []
    run = jail.run
    monkeypatch.setattr(jail, "run", lambda *args, **more: readings.append(1) or run(*args, **more))
    picture = make_picture(size=(900, 600))
    made = picture.get_renditions("width-100", "width-200", "fill-50x50")
    again = picture.get_renditions("width-100", "width-200", "fill-50x50")

    assert [one.width for one in made.values()] == [100, 200, 50]
    assert [one.pk for one in again.values()] == [one.pk for one in made.values()]
    assert len(readings) == 1


@pytest.mark.django_db
def test_two_who_make_the_same_size_at_once_keep_one():
    picture = make_picture(size=(300, 200))
    first = picture.create_rendition(Filter("width-100"))
    second = picture.create_rendition(Filter("width-100"))

    assert first.pk == second.pk
    assert picture.renditions.count() == 1


@pytest.mark.django_db
def test_an_operation_of_the_newsrooms_own_is_run_by_wagtail(monkeypatch):
    from wagtail.images.image_operations import FilterOperation

    class Grey(FilterOperation):
        def construct(self):
            pass

        def run(self, willow, image, env):
            willow.image = willow.image.convert("L")

    filter = Filter("width-20")
    filter.operations = [*filter.operations, Grey("grey")]
    assert not pictures.can_develop(filter)
    assert opened(make_picture().create_rendition(filter)).convert("RGB").getpixel((5, 5))[0] > 0


# When a file is lost ---------------------------------------------------------------


def lose(picture):
    os.remove(picture.file.path)


def spoil(picture):
    Path(picture.file.path).write_bytes(corpus.half(corpus.png()))


def empty(picture):
    Path(picture.file.path).write_bytes(b"")


@pytest.mark.django_db
@pytest.mark.parametrize("harm", [lose, spoil, empty])
def test_an_article_whose_picture_is_lost_is_still_whole(client, harm):
    picture = make_picture(size=(300, 200))
    piece = {"picture": picture, "caption": "", "alt": ""}
    body = [("text", "<p>Words that stay.</p>"), ("picture", piece)]
    article = make_article(lead_picture=picture, body=body)
    harm(picture)
    answer = client.get(article.url)

    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Words that stay." in page
    assert "<img" not in page
    assert "og:image" not in page
    assert client.get("/").status_code == 200


@pytest.mark.django_db
def test_a_lost_picture_is_told_once_a_minute_and_not_tried_by_every_reader(caplog, monkeypatch):
    picture = make_picture()
    spoil(picture)
    tried = []
    run = jail.run
    monkeypatch.setattr(jail, "run", lambda *args, **more: tried.append(1) or run(*args, **more))

    assert [picture_tag(picture), picture_tag(picture), picture_address(picture)] == ["", "", ""]
    assert len(tried) == 1
    assert caplog.text.count("cannot be shown") == 1


@pytest.mark.django_db
def test_the_desks_list_stands_when_a_file_is_lost(editor):
    lose(make_picture("Lost"))
    assert editor.get(reverse("wagtailimages:index")).status_code == 200


def test_the_desks_list_shows_small_pictures(editor):
    make_picture("A quay", size=(400, 300))
    page = editor.get(reverse("wagtailimages:index")).content.decode()
    address = page.partition('src="/pictures/images/')[2].partition('"')[0]
    answer = editor.get(f"/pictures/images/{unescape(address)}")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "door", ["generate_url/", "generate_url/output/", "preview/original/", "preview/width-9000/"]
)
def test_wagtails_makers_of_any_size_are_closed(editor, door):
    picture = make_picture()

    assert editor.get(f"/desk/images/{picture.pk}/{door}").status_code == 404
    assert "generate_url" not in editor.get(f"/desk/images/{picture.pk}/").content.decode()
