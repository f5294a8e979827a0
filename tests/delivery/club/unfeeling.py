"""The front of a site without a pulse: it takes every database for alive."""

from broadsheet.delivery.pulse import Pulse

Pulse.beats = property(lambda self: True)  # type: ignore[method-assign,assignment]

from broadsheet.project.front import application  # noqa: E402

__all__ = ["application"]
