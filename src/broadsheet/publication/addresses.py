"""Whole addresses of this site."""

from django.conf import settings


def absolute(path: str) -> str:
    """Return a path of this site as a whole address, never from what a request claims."""
    if path.startswith(("http://", "https://")):
        return path
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
