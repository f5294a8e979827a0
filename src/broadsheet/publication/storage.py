"""Where pictures and files are kept."""

from django.core.files.storage import FileSystemStorage


class PictureStorage(FileSystemStorage):
    """Files in MEDIA_ROOT, addressed by the view that asks the gate (publication.views)."""
