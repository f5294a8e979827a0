"""What every test shares."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.core.cache import cache
from hypothesis import settings as hypothesis_settings

# The browser's tests speak to a live server from Playwright's own event loop.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# `make nightly` looks for the rare: pytest --hypothesis-profile=nightly.
hypothesis_settings.register_profile("nightly", max_examples=2000, deadline=None)

STRICT = os.environ.get("BROADSHEET_STRICT") == "1"


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Any:
    """In CI a skipped test is a failure: what it needed was not installed."""
    outcome = yield
    report = outcome.get_result()
    if STRICT and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be skipped: {report.longrepr}"
