"""The press as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "broadsheet.delivery"
    label = "broadsheet_delivery"
    verbose_name = _("Delivery")
    default_auto_field = "django.db.models.BigAutoField"
    room_settings = {
        "baked-folder": "broadsheet.delivery.conf.BAKED_FOLDER",
        "baked-megabytes": "broadsheet.delivery.conf.BAKED_MEGABYTES",
        "hot-megabytes": "broadsheet.delivery.conf.HOT_MEGABYTES",
        "pass-minutes": "broadsheet.delivery.conf.PASS_MINUTES",
        "pass-grace-hours": "broadsheet.delivery.conf.PASS_GRACE_HOURS",
        "cdn-seconds": "broadsheet.delivery.conf.CDN_SECONDS",
        "changes-days": "broadsheet.delivery.conf.CHANGES_DAYS",
    }

    def ready(self) -> None:
        # Models must be ready before these can be imported.
        from broadsheet.delivery import notes, triggers  # noqa: PLC0415

        notes.connect()
        triggers.connect(self)
