"""The site as Granian serves it: the front, and Django behind it."""

import os
from typing import Any

from broadsheet.project import wsgi


def _front() -> Any:
    # Django must have been set up, which wsgi does (and stops at a setting that makes no sense).
    from broadsheet.delivery.front import Front  # noqa: PLC0415

    return Front(threads=int(os.environ.get("BROADSHEET_THREADS", "8")))


django = wsgi.application
application = _front()
