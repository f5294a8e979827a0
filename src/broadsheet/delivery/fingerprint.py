"""What pages look like because of, beside what is in the database: code, templates, settings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

ENDINGS = frozenset({".py", ".html", ".txt", ".xml", ".mo"})
OTHERS = ("django.", "wagtail", "taggit", "modelcluster", "django_tasks", "whitenoise")
SETTINGS = (
    "CONTENT_SECURITY_POLICY", "FORMAT_MODULE_PATH", "INSTALLED_APPS", "LANGUAGES", "MEDIA_URL",
    "MIDDLEWARE", "SECURE_HSTS_SECONDS", "SECURE_REFERRER_POLICY", "STATIC_URL", "TEMPLATES",
    "WAGTAILADMIN_BASE_URL", "WAGTAILFRONTENDCACHE", "X_FRAME_OPTIONS",
)  # fmt: skip


def fingerprint() -> str:
    """Return a mark that is another one whenever every page may have to be made anew."""
    marks = [f"{name} {version(name)}" for name in ("broadsheet", "django", "wagtail")]
    marks += [str(getattr(settings, name, None)) for name in SETTINGS]
    marks += [
        f"{name} {getattr(settings, name)!r}"
        for name in dir(settings)
        if name.startswith("BROADSHEET_")
    ]
    marks += _files()
    marks.append(str(getattr(staticfiles_storage, "hashed_files", "")))
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()


def _files() -> Iterator[str]:
    """Give a mark for every file of ours and of the newsroom's from which pages are made."""
    for app in apps.get_app_configs():
        if app.name.startswith(OTHERS):
            continue
        for path in sorted(Path(app.path).rglob("*")):
            if path.suffix in ENDINGS and "migrations" not in path.parts:
                facts = path.stat()
                yield f"{app.name} {path.relative_to(app.path)} {facts.st_size} {facts.st_mtime_ns}"
