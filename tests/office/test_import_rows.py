"""Held rows are decided on one by one, and saved mappings are kept in order."""

import pytest
from django.urls import reverse
from django.utils import translation

from apps.imports.models import ImportRow, SavedMapping
from apps.records.models import Contact
from tests.factories import GraduateFactory, ImportFactory, ImportRowFactory, SavedMappingFactory

pytestmark = pytest.mark.django_db
WHY = [{"field": "first_th", "code": "another_name", "value": "ใครอื่น"}]


@pytest.fixture
def client(client_for, staff):
    with translation.override("en"):
        yield client_for(staff("records", language="en"))


@pytest.fixture
def person():
    return GraduateFactory()


@pytest.fixture
def held(person):
    """`held(2)`: rows of an imported chapter's list that wait, each with a new address for the person."""

    def make(number, *, of=None, **fields):
        of = of or ImportFactory(ran=True, kind="chapter", counts={"held": number})
        values = {"first_th": "สมใจ", "last_th": "ใจงาม", "email": "new@example.org"}
        fields = {"outcome": "held", "person": person, "reasons": WHY, "values": values} | fields
        return ImportRowFactory.create_batch(number, of=of, **fields)

    return make


def url(row):
    return reverse("office:import_held_row", args=[row.pk])


def decide(client, row, decision, **data):
    return client.post(url(row), {"decision": decision} | data)


def test_queue_holds_rows_of_imported_files_on_which_nobody_has_decided(client, held):
    waiting = held(2)
    held(1, of=ImportFactory(checked=True))

    assert [line.row for line in client.get(reverse("office:import_held")).context["lines"]] == waiting


def test_queue_is_on_the_dashboard(client, held):
    held(3)

    piles = {pile.key: pile.waiting for pile in client.get(reverse("office:dashboard")).context["piles"]}

    assert piles["import_rows"] == 3


def test_row_stands_beside_the_person_whom_it_may_mean(client, held, person):
    pairs = client.get(url(held(1)[0])).context["pairs"]

    name = next(pair for pair in pairs if pair.said == "สมใจ")
    assert (name.recorded, name.fits) == (person.names.get().first_th, False)


def test_same_person_takes_the_row_over_and_the_next_one_opens(client, held, person):
    first, second = held(2)

    answer = decide(client, first, "same", person=person.public_id)

    assert answer.headers["Location"] == url(second)
    assert Contact.objects.filter(person=person, value="new@example.org").exists()
    first.refresh_from_db()
    assert first.decision == "same"


def test_somebody_else_is_chosen(client, held):
    row, other = held(1)[0], GraduateFactory()

    decide(client, row, "same", person=other.public_id)

    assert Contact.objects.get(value="new@example.org").person_id == other.pk


def test_row_is_left_out(client, held):
    row = held(1)[0]

    decide(client, row, "drop")

    assert ImportRow.objects.get(pk=row.pk).decision == "drop"
    assert not Contact.objects.filter(value="new@example.org").exists()


@pytest.mark.parametrize("data", [{}, {"decision": "x"}, {"decision": "same"}, {"decision": "same", "person": "x"}])
def test_half_a_decision_is_refused(client, held, data):
    row = held(1)[0]

    assert client.post(url(row), data).status_code == 422
    assert ImportRow.objects.get(pk=row.pk).decision == ""


def test_row_that_lacks_too_much_for_a_new_person_says_why(client, held):
    answer = decide(client, held(1)[0], "new")

    assert answer.status_code == 422
    assert len(answer.context["form"].non_field_errors()) == 2


def test_second_decision_is_told_of_the_first(client, held):
    row = held(1)[0]
    decide(client, row, "drop")

    answer = decide(client, row, "drop")

    assert answer.status_code == 422
    assert "already decided" in str(answer.context["form"].non_field_errors())


def test_mapping_is_renamed(client):
    saved = SavedMappingFactory(name="old")

    client.post(reverse("office:import_mapping", args=[saved.pk]), {"name": "new", "version": saved.version})

    assert SavedMapping.objects.get().name == "new"


def test_name_of_another_mapping_is_refused_at_the_field(client):
    saved = SavedMappingFactory()
    SavedMappingFactory(name="taken")

    answer = client.post(reverse("office:import_mapping", args=[saved.pk]), {"name": "taken", "version": 1})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])


def test_mapping_is_deleted(client):
    saved = SavedMappingFactory()

    client.post(reverse("office:import_mapping_delete", args=[saved.pk]))

    assert not SavedMapping.objects.exists()
