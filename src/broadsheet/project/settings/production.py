"""Production: everything secret or local comes from the environment, and is asked for by name."""

import os

from django.core.exceptions import ImproperlyConfigured

from broadsheet.project.settings.base import *  # noqa: F403


def required(name: str) -> str:
    """Return an environment variable, or stop with what to do."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. See docs/run/settings.md, under {name}.")
    return value


SECRET_KEY = required("BROADSHEET_SECRET_KEY")
ALLOWED_HOSTS = required("BROADSHEET_HOSTS").split(",")
WAGTAILADMIN_BASE_URL = required("BROADSHEET_BASE_URL")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
