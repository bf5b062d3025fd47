import pytest
from django.db import IntegrityError, connection, transaction

from apps.core.actions.bulk import loading
from apps.records.demo.writer import Table, Writer
from apps.records.models import Contact, Degree, SearchRow
from tests.factories import PersonFactory

MODELS = (Contact, Degree, SearchRow)


@pytest.mark.django_db
def test_loading_leaves_indexes_and_keys_as_they_were():
    before = _rules()

    with loading(MODELS):
        pass

    assert _rules() == before


@pytest.mark.django_db
def test_loading_refuses_rows_of_nobody():
    table = Table(Contact, "person", "kind", "value")
    table.add(PersonFactory().pk + 1, "website", "https://example.com")

    with pytest.raises(IntegrityError):
        _load(table)


@transaction.atomic
def _load(table):
    with loading([table.model]):
        Writer(table).finish()
        connection.check_constraints()


def _rules():
    with connection.cursor() as cursor:
        return [connection.introspection.get_constraints(cursor, model._meta.db_table) for model in MODELS]
