"""Settings of the newsroom with members, for programs that tests start."""

from broadsheet.project.settings.test import *  # noqa: F403
from broadsheet.project.settings.test import INSTALLED_APPS

INSTALLED_APPS = ["tests.delivery.club", *INSTALLED_APPS]
