"""A new person is one entry of the trail with all that came with them; whoever reads it sees every fact by itself."""

import json

import pytest
from django.urls import reverse

from apps.core import privacy
from apps.core.models import AuditEntry
from apps.core.querysets.entries import one_by_one
from apps.imports.actions.writing import ACTIONS
from apps.office.reports import person_sheet
from apps.records.actions import contacts, erasing
from apps.records.models import Contact, Person
from apps.records.reports import own

from .conftest import PEOPLE, undo

pytestmark = pytest.mark.django_db
WRITTEN = [  # of the first of the people
    *("records.person", "records.personname", "records.degree", "records.contact", "records.contact"),
    *("records.address", "records.employment"),
]
ADDED = [ACTIONS[table][0] for table in WRITTEN]


@pytest.fixture
def person(imported):
    imported([PEOPLE[0] | {"note": "kept by the office"}])
    return Person.objects.get()


def log(client, **filters):
    response = client.get(reverse("office:audit"), filters)
    return [line.told.entry for line in response.context["lines"]]


def test_history_tells_every_fact(person, clerk):
    told = person_sheet(person, clerk).history

    assert [each.entry.table for each in told] == WRITTEN
    assert [each.entry.action for each in told] == ADDED
    said = {line.after for each in told for line in each.lines}
    assert {"สมชาย", "4010001", "somchai@example.org", "บริษัทตัวอย่าง", "graduates.csv, row 2"} <= said


def test_own_history_tells_every_fact_without_what_is_the_offices(person, clerk):
    events, _older = own.own_events(person, clerk, before=None, size=10)

    assert [each.entry.table for each in events] == WRITTEN
    assert len({each.who for each in events}) == 1
    assert "kept by the office" not in {line.after for each in events for line in each.lines}


def test_person_takes_every_fact_along(person):
    subject = privacy.Subject(person_id=person.pk)
    part = dict(privacy.register())["records.history"]

    rows = next(rows for table, rows in privacy.export(part, subject) if table.model == "core.auditentry")

    assert len(rows) == len(WRITTEN)
    assert [row["key"] for row in rows if "value" in row["after"]] == [
        str(key) for key in Contact.objects.order_by("pk").values_list("pk", flat=True)
    ]


def test_log_finds_facts_by_what_they_are(person, staff, client_for):
    client = client_for(staff("administrator"))

    assert [entry.table for entry in log(client, table="records.contact")] == ["records.contact"] * 2
    assert [entry.table for entry in log(client, action="records.add_degree")] == ["records.degree"]
    assert not log(client, table="records.contact", action="records.add_degree")


def test_file_of_the_log_holds_the_facts_that_were_asked_for(person, staff, client_for):
    client = client_for(staff("administrator"))

    response = client.post(f"{reverse('office:audit_csv')}?table=records.degree", {"reason": "a question"})

    text = b"".join(response.streaming_content).decode()
    assert "4010001" in text
    assert "somchai@example.org" not in text


def test_later_change_is_an_entry_of_its_own(person, clerk):
    contact = Contact.objects.get(kind="email")
    contacts.set_status(contact, Contact.Status.BOUNCED, source="bounce", by=clerk)

    entries = [each for each in one_by_one(AuditEntry.objects.order_by("pk")) if each.table == "records.contact"]
    assert [(each.key == str(contact.pk), each.version) for each in entries if each.key == str(contact.pk)] == [
        (True, 1),
        (True, 2),
    ]


def test_erasure_leaves_nothing_of_the_facts(person):
    erasing.forget_history(privacy.Subject(person_id=person.pk))

    for entry in AuditEntry.objects.filter(subject_id=person.pk):
        assert "สมชาย" not in json.dumps([entry.before, entry.after], ensure_ascii=False)


def test_import_of_somebody_erased_since_can_be_taken_back(imported, clerk):
    new = imported(PEOPLE)
    person = Person.objects.get(names__first_th="สมชาย")
    erasing.forget_history(privacy.Subject(person_id=person.pk))
    Person.objects.filter(pk=person.pk).update(version=2)

    new = undo(new, clerk)

    assert Person.objects.get() == person
    assert {row["why"] for row in new.report["rows"]} == {"edited"}


def test_further_degree_says_which_row_it_is_from(imported):
    imported([PEOPLE[0], PEOPLE[0] | {"student_id": "4510001", "graduation_year_be": "2550"}])

    entries = one_by_one(AuditEntry.objects.filter(table="records.person"))
    assert [each.after["source_ref"] for each in entries if each.table == "records.degree"] == [
        "graduates.csv, row 2",
        "graduates.csv, row 3",
    ]
