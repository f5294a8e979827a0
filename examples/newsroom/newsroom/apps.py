"""The Tide Gazette as a Django app, and what it plugs into Broadsheet."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"

    body_blocks = {"tides": "newsroom.blocks.TidesBlock"}
    slots = {"next-tide": "newsroom.slots.NextTide"}
    room_settings = {"tide-high-at": "newsroom.conf.TIDE_HIGH_AT"}
