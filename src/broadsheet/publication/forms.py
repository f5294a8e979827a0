"""Forms of the masthead."""

from wagtail.images.forms import BaseImageForm


class PictureForm(BaseImageForm):
    """Uploading a picture: what is broken, lies or is too large gets one clear sentence."""
