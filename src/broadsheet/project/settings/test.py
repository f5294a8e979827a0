"""Tests: quick passwords, nothing kept, on SQLite or whatever DATABASE_URL names."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from broadsheet.project.settings.base import *  # noqa: F403
from broadsheet.project.settings.base import INSTALLED_APPS, database

INSTALLED_APPS = ["broadsheet.demo", *INSTALLED_APPS]
VAR = Path(os.environ.get("BROADSHEET_TEST_VAR") or tempfile.mkdtemp(prefix="broadsheet-test-"))
if not os.environ.get("BROADSHEET_TEST_VAR"):
    atexit.register(shutil.rmtree, VAR, ignore_errors=True)
(VAR / "static").mkdir(parents=True, exist_ok=True)
SECRET_KEY = "for tests only"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
DATABASES = {"default": database("sqlite://:memory:")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, since the browser's server answers from other threads.
    DATABASES["default"]["TEST"] = {
        "NAME": str(VAR / f"test-{os.environ.get('PYTEST_XDIST_WORKER', 'one')}.sqlite3")
    }
MEDIA_ROOT = VAR / "media"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "broadsheet.publication.storage.PictureStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
