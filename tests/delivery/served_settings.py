"""The demo paper with a club (tests.delivery.served_club), for tests of what is served."""

import os

from broadsheet.project.settings.demo import *  # noqa: F403
from broadsheet.project.settings.demo import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = ["tests.delivery.served_club.ClubConfig", *INSTALLED_APPS]
MIDDLEWARE = ["tests.delivery.served_club.Asked", *MIDDLEWARE]
BROADSHEET_SLOTS = {"article.end": ["club-words"]}
if os.environ.get("SERVED_BEHIND_CDN"):
    WAGTAILFRONTENDCACHE = {
        "cdn": {
            "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
            "LOCATION": "http://127.0.0.1:9",
        }
    }
