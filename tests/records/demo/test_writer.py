import pytest

from apps.records.demo.writer import Table, Writer
from apps.records.models import Contact, Person
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_rows_come_back_as_they_were_given():
    """Whatever means something to COPY or to SQL: quotes, separators, the sign for NULL, ends of line."""
    person = PersonFactory()
    table = Table(Contact, "person", "kind", "value", "label", "valid_from")
    values = ['a"b', "a,b", "a\nb", "a\\Nb", "a'b", "ก็", "a%sb"]

    for value in values:
        table.add(person.pk, "website", value, "", None)
    Writer(table).finish()

    found = Contact.objects.order_by("pk")
    assert [(each.value, each.label, each.valid_from) for each in found] == [(value, "", None) for value in values]


def test_keys_follow_those_that_are_there_and_lead_on():
    before = PersonFactory()
    table = Table(Person, "public_id", "nationality", note="x")

    given = [table.add(f"{number:032x}", None) for number in range(3)]
    Writer(table).finish()

    assert given == [before.pk + 1, before.pk + 2, before.pk + 3]
    assert Person.objects.create().pk == before.pk + 4
    assert set(Person.objects.filter(pk__in=given).values_list("note", "version", "language")) == {("x", 1, "th")}


def test_columns_that_are_none_are_refused():
    with pytest.raises(TypeError, match="shoe_size"):
        Table(Person, "public_id", shoe_size=42)
