"""What tests of the press share: a database in which changes are committed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from broadsheet.delivery.front import Front
from tests.delivery.rsgi import Asker, asking
from tests.worlds import really_committed


@pytest.fixture
def _django_db_helper(django_db_setup, django_db_blocker):
    """In the place of pytest-django's, which keeps every change in a transaction of its own."""
    with really_committed(django_db_blocker):
        yield


@pytest.fixture
def asker(press) -> Iterator[Asker]:
    """A front before the press of the test's own."""
    with asking(Front(press.store)) as made:
        yield made
