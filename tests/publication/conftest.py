"""What the tests of the masthead share."""

import pytest

from tests.paper import make_reader


@pytest.fixture
def editor(client, db):
    """Somebody at the desk who may do everything."""
    client.force_login(make_reader(is_staff=True, is_superuser=True))
    return client
