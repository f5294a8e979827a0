"""Pictures from outside: examined in the jail before anything else touches them."""

import io
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image
from wagtail.images.forms import get_image_form

from broadsheet.lib import jail
from broadsheet.publication import pictures
from broadsheet.publication.forms import PictureFileField
from broadsheet.publication.models import Picture
from tests.paper import make_article, make_picture
from tests.publication import corpus
from tests.publication.shelf import kept, opened, upload

REPOSITORY = Path(__file__).resolve().parents[2]


def sentences_about(name, data):
    """What the editor is told about an upload, in the form as Wagtail makes it."""
    form = get_image_form(Picture)({"title": "A picture"}, {"file": upload(name, data)})
    return list(form.errors.get("file", []))


# Looking ---------------------------------------------------------------------------


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


# The desk's three ways in ----------------------------------------------------------


def post(editor, name, data):
    """Fill in and send the desk's page for one picture."""
    facts = {"title": "A quay", "licence": "cc0-1.0", "file": upload(name, data)}
    return editor.post(reverse("wagtailimages:add"), facts)


BAD = ("a-png-really.jpg", corpus.png, corpus.lies("a JPEG", "a PNG"))


def test_the_upload_page_says_the_sentence_and_the_worker_lives(editor):
    name, make, told = BAD
    answer = post(editor, name, make())
    assert answer.status_code == 200
    assert unescape(answer.content.decode()).count(told) >= 1
    assert not Picture.objects.exists()


def test_the_upload_page_takes_a_good_picture(editor):
    post(editor, "quay.jpg", corpus.lying_on_its_side())
    picture = Picture.objects.get()

    assert (picture.width, picture.height) == (120, 160)  # upright
    assert picture.file_hash


def test_the_upload_of_several_says_the_sentence(editor):
    name, make, told = BAD
    answer = editor.post(reverse("wagtailimages:add_multiple"), {"files[]": upload(name, make())})

    assert answer.json() == {"success": False, "error_message": told}
    assert not Picture.objects.exists()


def test_the_upload_of_several_keeps_a_good_picture_until_the_rest_is_filled_in(editor):
    several = {"files[]": upload("quay.jpg", corpus.jpeg())}
    answer = editor.post(reverse("wagtailimages:add_multiple"), several)

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
    post(editor, name, corpus.jpeg())
    for picture in Picture.objects.all():
        folder, _slash, rest = picture.file.name.partition("/")
        assert folder == "original_images"
        assert rest.endswith(".jpg")
        assert set(rest) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
        place = Path(picture.file.path).parent
        assert place == Path(picture.file.storage.location) / "original_images"


def test_the_form_asks_for_credit_kind_licence_and_alternative_text_with_help(db):
    form = get_image_form(Picture)()

    assert form.fields["description"].label == "Alternative text"
    for field in ("credit", "kind", "description"):
        assert form.fields[field].help_text
    assert {"licence", "credit", "kind", "description"} <= set(form.fields)


def test_a_picture_may_wait_for_its_credit_but_an_article_with_it_is_not_published(editor):
    post(editor, "quay.jpg", corpus.jpeg())
    with pytest.raises(Exception, match="has no credit and no alternative text"):
        make_article(lead_picture=Picture.objects.get())
