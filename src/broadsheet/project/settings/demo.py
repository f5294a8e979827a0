"""The demo paper: everything in one folder, on this machine only."""

import os

from broadsheet.project.settings.base import *  # noqa: F403
from broadsheet.project.settings.base import INSTALLED_APPS, VAR
from broadsheet.project.settings.keys import kept_key

INSTALLED_APPS = ["broadsheet.demo", *INSTALLED_APPS]
SECRET_KEY = os.environ.get("BROADSHEET_SECRET_KEY") or kept_key(VAR)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
