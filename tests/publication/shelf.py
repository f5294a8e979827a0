"""Pictures and files, as uploads and in articles of every state."""

import io
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.documents.models import Document

from broadsheet.articles.actions import withdraw_article
from broadsheet.publication import keys
from broadsheet.publication.models import Picture
from tests.paper import from_now, make_article, make_draft, make_picture

NOWHERE = "/pictures/images/no-such-picture.width-480.webp"


def size_of(picture, spec="width-480"):
    """The address of a picture at one size, as a page would print it."""
    return picture.get_rendition(spec).url


def upload(name, data):
    return SimpleUploadedFile(name, data, "image/jpeg")


def kept(name, data):
    """A picture as it is after its upload was taken."""
    return Picture.objects.create(title=name, file=ContentFile(data, name=name))


def opened(rendition):
    with rendition.file.open() as file:
        image = Image.open(io.BytesIO(file.read()))
    image.load()
    return image


def make_file(name="report.pdf", text=b"%PDF-1.7 figures"):
    return Document.objects.create(title="The report", file=ContentFile(text, name=name))


def address_of(file):
    return reverse("wagtaildocs_serve", args=[file.pk, file.filename])


def with_picture(picture):
    return [("picture", {"picture": picture, "caption": "", "alt": ""})]


def with_gallery(*pictures):
    items = [{"picture": picture, "caption": "", "alt": ""} for picture in pictures]
    return [("gallery", {"caption": "", "pictures": items})]


def with_file(file):
    return [("file", {"file": file, "title": ""})]


def with_link_to(file):
    return [("text", f'<p>See <a linktype="document" id="{file.pk}">the report</a>.</p>')]


def bytes_of(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def draft(**facts):
    return make_draft(**facts)


def under_embargo(**facts):
    return make_article(embargo_until=from_now(days=1), **facts)


def scheduled(**facts):
    article = make_draft(**facts)
    article.go_live_at = from_now(days=1)
    article.save_revision().publish()
    return article


def withdrawn(**facts):
    article = make_article(**facts)
    withdraw_article(article=article, reason="It was wrong.")
    return article


def unpublished(**facts):
    article = make_article(**facts)
    article.unpublish()
    return article


def deleted(**facts):
    article = make_article(**facts)
    article.delete()
    return article


UNREADABLE = [draft, under_embargo, scheduled, withdrawn, unpublished, deleted]


def leading(picture):
    return {"lead_picture": picture}


def in_the_text(picture):
    return {"body": with_picture(picture)}


def in_a_gallery(picture):
    return {"body": with_gallery(make_picture(), picture)}


def in_a_block(file):
    return {"body": with_file(file)}


def in_running_text(file):
    return {"body": with_link_to(file)}


SHOWN = [leading, in_the_text, in_a_gallery]
OFFERED = [in_a_block, in_running_text]


def key_to(thing, **until):
    """What a preview that works until then puts behind an address."""
    ends = timezone.now() + timedelta(**(until or {"hours": 1}))
    with keys.for_holders(int(ends.timestamp())):
        return keys.key_for(thing)
