"""What rooms above tell of readers, without being imported (docs/extend/sockets.md)."""

from broadsheet.lib.sockets import Socket

GRANTS = Socket(
    "grants",
    "Who gives perks to readers: code to a function (Reader) -> codes of perks.",
)
ALL = (GRANTS,)
