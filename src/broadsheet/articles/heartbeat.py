"""A sign of life from the scheduler, for ``broadsheet doctor``."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

NAME = "scheduler-heartbeat"


def beat() -> None:
    """Leave a sign that the scheduler has just done its round."""
    path = Path(settings.VAR) / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def seconds_since() -> int | None:
    """Return how long ago the last sign was left; None when there never was one."""
    path = Path(settings.VAR) / NAME
    if not path.exists():
        return None
    return max(0, int(time.time() - path.stat().st_mtime))
