import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def clerk(staff, client_for):
    """The browser of a records clerk who sees the whole university."""
    return client_for(staff("records"))


@pytest.fixture
def cost_of():
    """`cost_of(client, url)`: how many queries a page takes once everything that is kept between requests is warm."""

    def measure(client, url):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    return measure
