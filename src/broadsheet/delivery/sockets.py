"""What rooms above tell the press, without being imported. docs/extend/sockets.md explains each."""

from broadsheet.lib.sockets import Socket

PERKS = Socket(
    "perks",
    "Perks that a reader may have: code to a broadsheet.delivery.faces.Perk.",
)
WATCHED = Socket(
    "watched",
    "Tables from which public pages are made: code to a list of broadsheet.delivery.watch.Watched.",
)
PASS_RENEWALS = Socket(
    "pass_renewals",
    "Who says which perks somebody has: code to a function (session key) -> set of perk codes, or "
    "None when there is no such session. The first answer counts.",
)
CHORES = Socket(
    "chores",
    "What has to happen at its time: code to a function () that does what is due now.",
)
ALL = (PERKS, WATCHED, PASS_RENEWALS, CHORES)
