"""Pictures from outside: examined in the jail, developed in the jail."""

import io
import os
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.images.models import Filter

from broadsheet.lib import jail
from broadsheet.publication import pictures
from broadsheet.publication.forms import PictureFileField
from broadsheet.publication.models import Picture
from broadsheet.publication.templatetags.broadsheet import picture as picture_tag
from broadsheet.publication.templatetags.broadsheet import picture_address
from tests.paper import make_article, make_picture, make_reader
from tests.publication import corpus

REPOSITORY = Path(__file__).resolve().parents[2]


def upload(name, data):
    return SimpleUploadedFile(name, data, "image/jpeg")


def sentences_about(name, data):
    """What the editor is told about an upload, in the form as Wagtail makes it."""
    form = get_image_form(Picture)({"title": "A picture"}, {"file": upload(name, data)})
    return list(form.errors.get("file", []))


def kept(name, data):
    """A picture as it is after its upload was taken."""
    return Picture.objects.create(title=name, file=ContentFile(data, name=name))


def opened(rendition):
    with rendition.file.open() as file:
        image = Image.open(io.BytesIO(file.read()))
    image.load()
    return image


# Looking ------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("name", corpus.REFUSED)
def test_a_bad_picture_gets_one_clear_sentence(name):
    make, told = corpus.REFUSED[name]
    assert sentences_about(name, make()) == [told]


@pytest.mark.django_db
@pytest.mark.parametrize("name", corpus.TAKEN)
def test_a_good_picture_is_taken_and_can_be_shown(name):
    data = corpus.TAKEN[name]()
    assert sentences_about(name, data) == []

    assert opened(kept(name, data).get_rendition("width-100")).width <= 100


def test_a_file_larger_than_allowed_is_not_even_looked_at(settings, monkeypatch):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 2000
    monkeypatch.setattr(jail, "run", lambda *_args, **_more: pytest.fail("it was looked at"))

    with pytest.raises(Exception, match=r"This file has 2\.9\S+KB; at most 2\.0\S+KB\."):
        PictureFileField().clean(upload("large.png", bytes(3000)))


def test_the_setting_says_how_many_pixels(settings):
    settings.BROADSHEET_PICTURE_PIXELS = 1_000_000
    wide = corpus.saved(Image.new("L", (1200, 1000)), "PNG")

    with pytest.raises(Exception, match="This picture has 2 million pixels; at most 1 million"):
        PictureFileField().clean(upload("wide.png", wide))


def test_a_picture_made_to_take_minutes_is_given_up(monkeypatch):
    monkeypatch.setattr(pictures, "limits", lambda: jail.Limits(memory=2**30, cpu=1))

    with pytest.raises(pictures.BadPicture, match="takes too long to read"):
        pictures.examine(io.BytesIO(corpus.jpeg_of_many_scans()), "scans.jpg")


def test_a_decoder_that_dies_takes_nobody_with_it(monkeypatch):
    def dies(*_args, **_more):
        raise jail.JailBroken("crashed", "ended with -11")

    monkeypatch.setattr(jail, "run", dies)
    with pytest.raises(pictures.BadPicture, match="the program that looked at it gave up"):
        pictures.examine(io.BytesIO(corpus.jpeg()), "plain.jpg")


def test_the_upload_can_be_read_again_by_whoever_comes_next():
    data = corpus.jpeg()
    taken = PictureFileField().clean(upload("quay.jpg", data))

    assert taken.read() == data
    assert (taken.image.format_name, taken.content_type) == ("jpeg", "image/jpeg")


MEASURE = """
import resource, sys, django
from pathlib import Path
django.setup()
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.fields import WagtailImageField
from wagtail.images.models import Filter
from broadsheet.publication import pictures
from broadsheet.publication.forms import PictureFileField
from broadsheet.publication.models import Picture
from tests.publication import corpus

def swollen(work):
    try:
        work()
    except ValidationError:
        pass
    # Not ru_maxrss, which on Linux begins with what the starting process had.
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2**20
    return int(status.read_text().partition("VmHWM:")[2].split()[0]) // 1024

bomb = corpus.one_bit_bomb()
upload = lambda: SimpleUploadedFile("bomb.png", bomb)
settings.MEDIA_ROOT = sys.argv[1]
picture = Picture(pk=1, collection_id=1, title="Large", file="large.png", width=7700, height=5100)
sizes = [Filter("width-480"), Filter("width-1280")]
print(
    swollen(lambda: None),
    swollen(lambda: PictureFileField().clean(upload())),
    swollen(lambda: pictures.develop(picture, sizes)),
    swollen(lambda: WagtailImageField().clean(upload())),
)
"""


def test_neither_a_bomb_nor_a_large_picture_swells_the_worker(tmp_path):
    large = tmp_path / "large.png"
    Image.new("RGB", (7700, 5100), "teal").save(large, compress_level=1)
    command = [sys.executable, "-c", MEASURE, str(tmp_path)]
    answer = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    before, examined, developed, wagtails = map(int, answer.stdout.split())

    assert examined - before < 40  # megabytes; the bomb itself is built in code, in 11
    assert developed - examined < 20
    # With our guard off, what Wagtail does by itself:
    assert wagtails - developed > 60


# The desk's three ways in ---------------------------------------------------------


@pytest.fixture
def editor(client, db):
    client.force_login(make_reader(is_staff=True, is_superuser=True))
    return client


BAD = ("a-png-really.jpg", corpus.png, corpus.lies("a JPEG", "a PNG"))


def test_the_upload_page_says_the_sentence_and_the_worker_lives(editor):
    name, make, told = BAD
    answer = editor.post(
        reverse("wagtailimages:add"), {"title": "A quay", "file": upload(name, make()), "licence": "cc0-1.0"}
    )
    assert answer.status_code == 200
    assert unescape(answer.content.decode()).count(told) >= 1
    assert not Picture.objects.exists()


def test_the_upload_page_takes_a_good_picture(editor):
    editor.post(
        reverse("wagtailimages:add"),
        {"title": "A quay", "file": upload("quay.jpg", corpus.lying_on_its_side()), "licence": "cc0-1.0"},
    )
    picture = Picture.objects.get()

    assert (picture.width, picture.height) == (120, 160)  # upright
    assert picture.file_hash


def test_the_upload_of_several_says_the_sentence(editor):
    name, make, told = BAD
    answer = editor.post(reverse("wagtailimages:add_multiple"), {"files[]": upload(name, make())})

    assert answer.json() == {"success": False, "error_message": told}
    assert not Picture.objects.exists()


def test_the_upload_of_several_keeps_a_good_picture_until_the_rest_is_filled_in(editor):
    answer = editor.post(reverse("wagtailimages:add_multiple"), {"files[]": upload("q.jpg", corpus.jpeg())})

    assert answer.json()["success"] is True
    assert "Alternative text" in answer.json()["form"]


def test_the_chooser_says_the_sentence(editor):
    name, make, told = BAD
    answer = editor.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "A quay",
            "image-chooser-upload-licence": "cc0-1.0",
            "image-chooser-upload-file": upload(name, make()),
        },
    )
    assert answer.status_code == 200
    assert told in unescape(answer.json()["htmlFragment"])


def test_the_chooser_takes_a_good_picture(editor):
    answer = editor.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "A quay",
            "image-chooser-upload-licence": "cc0-1.0",
            "image-chooser-upload-file": upload("quay.jpg", corpus.jpeg()),
        },
    )
    assert answer.json()["step"] == "chosen"


def test_a_bad_file_in_the_place_of_a_good_one_changes_nothing(editor):
    picture = make_picture("A quay")
    before = picture.file.name
    name, make, _told = BAD
    editor.post(
        reverse("wagtailimages:edit", args=[picture.pk]),
        {"title": "Another", "file": upload(name, make()), "licence": "cc0-1.0"},
    )
    picture.refresh_from_db()

    assert (picture.title, picture.file.name) == ("A quay", before)


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd.jpg",
        "..\\..\\boot.jpg",
        "quay\u202egpj.jpg",
        "קו.jpg",
        "a" * 300 + ".jpg",
        ".jpg",
        "quay.php.jpg",
        "quay'\"><script>.jpg",
        "quay\x00.html.jpg",
    ],
)
def test_a_tricky_name_becomes_an_ordinary_one(editor, name):
    editor.post(
        reverse("wagtailimages:add"),
        {"title": "A quay", "file": upload(name, corpus.jpeg()), "licence": "cc0-1.0"},
    )
    for picture in Picture.objects.all():
        folder, _slash, rest = picture.file.name.partition("/")
        assert folder == "original_images"
        assert rest.endswith(".jpg")
        assert set(rest) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
        assert os.path.dirname(picture.file.path) == str(Path(picture.file.storage.location) / folder)


def test_the_form_asks_for_credit_kind_licence_and_alternative_text_with_help(db):
    form = get_image_form(Picture)()

    assert form.fields["description"].label == "Alternative text"
    for field in ("credit", "kind", "description"):
        assert form.fields[field].help_text
    assert {"licence", "credit", "kind", "description"} <= set(form.fields)


def test_a_picture_may_wait_for_its_credit_but_an_article_with_it_is_not_published(editor):
    editor.post(
        reverse("wagtailimages:add"),
        {"title": "A quay", "file": upload("quay.jpg", corpus.jpeg()), "licence": "cc0-1.0"},
    )
    with pytest.raises(Exception, match="has no credit and no alternative text"):
        make_article(lead_picture=Picture.objects.get())


# Making sizes -------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["", "|format-jpeg", "|format-png", "|format-avif", "|format-gif"])
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
    red, green, blue = opened(kept("press.jpg", press).get_rendition("original|format-png")).getpixel((20, 20))

    assert red > 200
    assert green < 60
    assert blue < 60


@pytest.mark.django_db
def test_sizes_are_as_wagtail_would_cut_them():
    data = corpus.saved(corpus.noise((900, 700)), "PNG")
    picture = kept("cut.png", data)
    picture.focal_point_x, picture.focal_point_y = 700, 200
    picture.focal_point_width = picture.focal_point_height = 120
    for spec in ("fill-300x200", "fill-200x200-c100", "width-333", "max-165x165", "original", "scale-50"):
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


# When a file is lost ----------------------------------------------------------------


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
    body = [("text", "<p>Words that stay.</p>"), ("picture", {"picture": picture, "caption": "", "alt": ""})]
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


@pytest.mark.parametrize("door", ["generate_url/", "generate_url/output/", "preview/original/", "preview/width-9000/"])
def test_wagtails_makers_of_any_size_are_closed(editor, door):
    picture = make_picture()

    assert editor.get(f"/desk/images/{picture.pk}/{door}").status_code == 404
    assert "generate_url" not in editor.get(f"/desk/images/{picture.pk}/").content.decode()
