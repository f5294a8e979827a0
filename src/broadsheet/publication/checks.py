"""System checks: a setting that makes no sense stops the start, by name."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.template import engines

from broadsheet.publication import conf, sockets


@register
def settings_make_sense(**kwargs: Any) -> list[CheckMessage]:
    """Look at every setting that a room declares through the socket ``room_settings``."""
    found: list[CheckMessage] = []
    for setting in sockets.SETTINGS.load().values():
        found += setting.errors()
    return found


@register
def slots_are_filled(**kwargs: Any) -> list[CheckMessage]:
    """Every component named in BROADSHEET_SLOTS must be plugged in somewhere."""
    if conf.SLOTS.errors():
        return []
    known = sockets.SLOTS.load()
    return [
        Error(
            f"BROADSHEET_SLOTS puts {code!r} in {place!r}, and no installed app brings it.",
            hint=f"Known: {', '.join(sorted(known)) or 'no components'}. See docs/extend/slots.md.",
            id="broadsheet.E002",
        )
        for place, codes in conf.SLOTS.value.items()
        for code in codes
        if code not in known
    ]


@register
def public_templates_are_blind(**kwargs: Any) -> list[CheckMessage]:
    """Public pages need the template engine that knows no request."""
    try:
        engine: Any = engines["public"]
    except Exception:  # noqa: BLE001  (whatever is wrong with TEMPLATES is told in one sentence)
        engine = None
    if engine is not None and not engine.engine.context_processors:
        return []
    return [
        Error(
            "TEMPLATES needs an engine with NAME 'public' and no context processors.",
            hint="Start from broadsheet.project.settings.base; see docs/extend/templates.md.",
            id="broadsheet.E003",
        )
    ]
