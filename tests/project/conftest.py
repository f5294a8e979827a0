"""What the roof's tests share."""

from __future__ import annotations

from tests.browser.conftest import built_paper

__all__ = ["built_paper"]
