"""Settings of The Tide Gazette: Broadsheet's, and what is ours."""

import os

from broadsheet.project.settings.base import *  # noqa: F403
from broadsheet.project.settings.base import INSTALLED_APPS, VAR
from broadsheet.project.settings.keys import kept_key

# Before Broadsheet's rooms, so that our templates are found first.
INSTALLED_APPS = ["newsroom", *INSTALLED_APPS]
SECRET_KEY = os.environ.get("BROADSHEET_SECRET_KEY") or kept_key(VAR)
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]

BROADSHEET_SLOTS = {"article.end": ["next-tide", "thanks"], "front.column": ["next-tide"]}
TIDE_HIGH_AT = "2026-01-01T06:12+00:00"
