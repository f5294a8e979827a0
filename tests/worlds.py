"""A world that many tests look at and none changes: built once, taken back at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.test import TestCase


@contextmanager
def kept(blocker: Any) -> Iterator[None]:
    """Open the database for a module's tests; everything made meanwhile is taken back.

    The module marks its tests with ``django_db``, so that there is a database, and puts a
    fixture named ``_django_db_helper`` in the place of pytest-django's, which would take the
    world back after the first test:

        @pytest.fixture
        def _django_db_helper(world): ...
    """
    with blocker.unblock(), transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@contextmanager
def committed() -> Iterator[None]:
    """Do what waits for a commit, although the world's own transaction stays open."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield
