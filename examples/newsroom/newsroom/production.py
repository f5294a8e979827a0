"""Settings of The Tide Gazette for readers: secrets come from the environment."""

from broadsheet.project.settings.production import *  # noqa: F403
from newsroom.settings import BROADSHEET_SLOTS, INSTALLED_APPS, TIDE_HIGH_AT

__all__ = ["BROADSHEET_SLOTS", "INSTALLED_APPS", "TIDE_HIGH_AT"]
