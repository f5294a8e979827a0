"""The Tide Gazette as a Django app, and what it plugs into Broadsheet."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"

    body_blocks = {"tides": "newsroom.blocks.TidesBlock"}
    slots = {"next-tide": "newsroom.slots.NextTide", "thanks": "newsroom.slots.Thanks"}
    perks = {"friend": "newsroom.slots.FRIEND"}
    grants = {"friends": "newsroom.slots.perks_of_friends"}
    room_settings = {"tide-high-at": "newsroom.conf.TIDE_HIGH_AT"}
