from datetime import date

import pytest

from apps.payments.actions.confirming import Arrival

DAY = date(2026, 11, 30)


@pytest.fixture
def clerk(staff):
    """Counts the money."""
    return staff("giving")


@pytest.fixture
def arrival():
    """`arrival(50_000, "REF1")`: what the statement says."""

    def make(satang=50_000, reference="20261130AAAA0001", **more):
        return Arrival(satang, DAY, reference, **more)

    return make


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    """Pictures of slips are kept in a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
