"""The demo paper: everything in one folder, on this machine only."""

import os

from broadsheet.project.settings.base import *  # noqa: F403
from broadsheet.project.settings.base import INSTALLED_APPS

INSTALLED_APPS = ["broadsheet.demo", *INSTALLED_APPS]
# The demo is served on this machine only; `broadsheet demo` makes a key of its own for each folder.
SECRET_KEY = os.environ.get("BROADSHEET_SECRET_KEY", "for the demo on this machine and nothing else")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = os.path.join(os.environ.get("BROADSHEET_VAR", "var"), "mail")
