"""The secret key of a site that runs on somebody's own machine."""

import os
import secrets
from pathlib import Path


def kept_key(var: Path) -> str:
    """Return the secret key kept in ``var``, made at random the first time.

    For development and the demo. In production the key comes from the
    environment (BROADSHEET_SECRET_KEY), so that it is in no backup of the folder.
    """
    path = var / "secret-key"
    if path.exists():
        return path.read_text().strip()
    var.mkdir(parents=True, exist_ok=True)
    fresh = secrets.token_urlsafe(50)
    # Written aside and linked, so that whoever comes second reads a whole key or makes none.
    aside = var / f".secret-key-{os.getpid()}"
    aside.touch(mode=0o600)
    aside.write_text(fresh)
    try:
        os.link(aside, path)
    except FileExistsError:
        fresh = path.read_text().strip()
    finally:
        aside.unlink()
    return fresh
