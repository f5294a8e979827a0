"""The demo paper with a club (tests.delivery.served_club), for tests of what is served."""

from broadsheet.project.settings.demo import *  # noqa: F403
from broadsheet.project.settings.demo import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = ["tests.delivery.served_club.ClubConfig", *INSTALLED_APPS]
MIDDLEWARE = ["tests.delivery.served_club.Asked", *MIDDLEWARE]
BROADSHEET_SLOTS = {"article.end": ["club-words"]}
