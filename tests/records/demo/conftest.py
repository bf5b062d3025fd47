import pytest
from django.db import transaction

from apps.records.demo.university import seed

GRADUATES = 400


@pytest.fixture(scope="module")
def university(django_db_setup, django_db_blocker):
    """A small demonstration university for all tests of a module, gone after them; what it said while it was built."""
    said = []
    with django_db_blocker.unblock(), transaction.atomic():
        seed(graduates=GRADUATES, seed=7, say=said.append)
        yield said
        transaction.set_rollback(True)
