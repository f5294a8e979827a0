"""Forms of the masthead."""

from __future__ import annotations

import io
from typing import Any

import willow
from django.core.exceptions import ValidationError
from django.forms.fields import FileField
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from broadsheet.publication import conf
from broadsheet.publication.pictures import BadPicture, examine


class PictureFileField(WagtailImageField):
    """An upload that is examined in the jail before Pillow sees it here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.max_image_pixels = conf.PICTURE_PIXELS.value

    def to_python(self, data: Any) -> Any:
        """Return the upload, or say in one sentence why it is not taken."""
        file: Any = FileField.to_python(self, data)
        if file is None:
            return None
        if self.max_upload_size is not None and file.size > self.max_upload_size:
            raise ValidationError(
                _("This file has %(size)s; at most %(most)s.")
                % {
                    "size": filesizeformat(file.size),
                    "most": filesizeformat(self.max_upload_size),
                },
                code="file_too_large",
            )
        try:
            examine(file, file.name)
        except BadPicture as bad:
            raise ValidationError(str(bad), code="invalid_image") from bad
        # What Wagtail's own field leaves for whoever comes after; nothing is decoded.
        file.image = willow.Image.open(io.BytesIO(file.read()))
        file.content_type = file.image.mime_type
        file.seek(0)
        return file


class PictureForm(BaseImageForm):
    """Uploading a picture: what is broken, lies or is too large gets one clear sentence.

    The upload page, the upload of several, the chooser and every API go
    through it (WAGTAILIMAGES_IMAGE_FORM_BASE).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            wagtails = self.fields["file"]
            self.fields["file"] = PictureFileField(
                label=wagtails.label, required=wagtails.required, widget=wagtails.widget
            )
        if "description" in self.fields:
            self.fields["description"].label = _("Alternative text")
            self.fields["description"].help_text = _(
                "What the picture shows, for whoever cannot see it. Needed before publishing."
            )
        if "credit" in self.fields:
            self.fields["credit"].help_text = _(
                "Who made it, and for whom. Needed before publishing."
            )
