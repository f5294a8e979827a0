"""What every Broadsheet site shares. A newsroom's settings begin with ``from … import *``."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parents[2]
# Where a site keeps what it makes: its database, its pictures, its collected files.
VAR = Path(os.environ.get("BROADSHEET_VAR", "var")).resolve()

DEBUG = False
SECRET_KEY = os.environ.get("BROADSHEET_SECRET_KEY", "")
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "broadsheet.articles",
    "broadsheet.readers",
    "broadsheet.publication",
    "broadsheet.delivery",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "broadsheet.publication.middleware.JunkAddresses",
    "broadsheet.delivery.middleware.Passes",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "broadsheet.articles.terms.DeskTerms",
    "broadsheet.articles.redirects.GatedRedirects",
]

ROOT_URLCONF = "broadsheet.project.urls"
WSGI_APPLICATION = "broadsheet.project.wsgi.application"

PUBLIC_TAGS = [
    "broadsheet.publication.templatetags.broadsheet",
    "broadsheet.articles.templatetags.articles",
    "wagtail.templatetags.wagtailcore_tags",
    "django.templatetags.i18n",
    "django.templatetags.l10n",
    "django.templatetags.static",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        # The desk, signing in, mail: pages that know who is asking.
        "NAME": "django",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
            # Wagtail renders blocks with the first engine; without a request nothing is added.
            "builtins": PUBLIC_TAGS,
        },
    },
    {
        # Public pages, which are blind: no context processors, so no request and no reader.
        "NAME": "public",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [],
            "builtins": PUBLIC_TAGS,
        },
    },
]

# SQLite as it survives four writers (docs/decisions/0008-two-databases.md).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728;"
    ),
}
# A PostgreSQL that does not answer is given up after seconds, not after minutes.
POSTGRES_OPTIONS = {
    "connect_timeout": 2,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


def database(default: str) -> dict[str, Any]:
    """Return Django's database settings from ``DATABASE_URL``, or for a default address."""
    found: dict[str, Any] = dict(
        dj_database_url.config(default=default, conn_max_age=60, conn_health_checks=True)
    )
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = {**SQLITE_OPTIONS, **found.get("OPTIONS", {})}
    elif found["ENGINE"].endswith("postgresql"):
        found["OPTIONS"] = {**POSTGRES_OPTIONS, **found.get("OPTIONS", {})}
    return found


DATABASES = {"default": database(f"sqlite:///{VAR / 'broadsheet.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Decided before the first migration: docs/decisions/.
AUTH_USER_MODEL = "broadsheet_readers.Reader"
WAGTAILIMAGES_IMAGE_MODEL = "broadsheet_publication.Picture"

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [
    ("en-gb", _("English")),
    ("he", _("Hebrew")),
    ("ar", _("Arabic")),
    ("de", _("German")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("pt", _("Portuguese")),
    ("ru", _("Russian")),
]
WAGTAIL_CONTENT_LANGUAGES = [("en-gb", _("English"))]
USE_I18N = True
FORMAT_MODULE_PATH = ["broadsheet.project.formats"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "media"
# Pictures and files are served by views that ask the gate, never from this address as a folder.
MEDIA_URL = "/pictures/"
STORAGES = {
    "default": {"BACKEND": "broadsheet.publication.storage.PictureStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o644

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# In one process the work that follows a change is done at once; a queue comes with the press.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

WAGTAIL_SITE_NAME = "Broadsheet"
WAGTAILADMIN_BASE_URL = os.environ.get("BROADSHEET_BASE_URL", "http://127.0.0.1:8000")
WAGTAILADMIN_LOGIN_URL = "sign-in"
WAGTAIL_PASSWORD_RESET_ENABLED = False  # the front desk's affair
WAGTAIL_FRONTEND_LOGIN_URL = "/account/sign-in/"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_IMAGE_FORM_BASE = "broadsheet.publication.forms.PictureForm"
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "webp", "png": "webp", "jpeg": "webp", "webp": "webp"}
WAGTAILIMAGES_WEBP_QUALITY = 70  # at the density of phones nobody sees more
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "json", "odt", "ods", "pdf", "txt", "xlsx", "zip"]
WAGTAILDOCS_CONTENT_TYPES = {"txt": "text/plain; charset=utf-8"}
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []  # nothing is fetched from outside
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAIL_USER_EDIT_FORM = "wagtail.users.forms.UserEditForm"
TAGGIT_CASE_INSENSITIVE = True

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the desk shows previews in a frame of its own
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "broadsheet.publication.views.forbidden"
CSRF_COOKIE_HTTPONLY = False  # the desk's own scripts read it
SESSION_COOKIE_AGE = 60 * 60 * 12
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long article's form has many

CONTENT_SECURITY_POLICY = {
    # The desk's own scripts are not ready for a strict policy: it gets DESK_POLICY (project.urls).
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [
            SELF,
            "https://www.youtube-nocookie.com",
            "https://player.vimeo.com",
            "https://www.openstreetmap.org",
        ],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
DESK_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"broadsheet": {"level": "INFO"}},
}

LOCALE_PATHS: list[Path] = []
