"""What the registry's packed values say in the audit trail."""

from datetime import date

import pytest
from django.utils import translation

from apps.core import reports
from apps.core.models import AuditEntry
from apps.records.actions import exports, facts, lists
from apps.records.actions.exports import LetterText
from apps.records.querysets import selection
from apps.records.querysets.filters import PeopleFilters
from apps.records.registries import FILTERS, LISTED
from tests.factories import AddressFactory, CampusFactory, FacultyFactory, GraduateFactory, ProvinceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def clerk(staff):
    return staff("records")


def told(action):
    [change] = reports.tell(AuditEntry.objects.filter(action=action))
    return [(line.label, line.before, line.after) for line in change.lines]


def test_held_change_tells_what_it_proposes(clerk):
    province = ProvinceFactory(code="84", name_en="Surat Thani")
    facts.hold(AddressFactory(), {"province": province, "status": "wrong"}, source="registrar", by=clerk)

    lines = told(AuditEntry.objects.get(table="records.heldchange").action)

    assert ("Kind of fact", "", "address") in lines
    assert ("Province", "", "Surat Thani") in lines
    assert not any(word in str(lines) for word in ("province_id", "records.", "{"))


def test_export_tells_its_filters_in_words(clerk):
    faculty = FacultyFactory(name_en="Faculty of Science")
    filters = PeopleFilters(text="อารี", faculty=faculty.pk, level="master", year_from=2540, reach="lost")
    chosen = {"filters": selection.as_json(filters)}

    exports.export_people(chosen, file_format="csv", by=clerk, reason="x")

    assert sorted(told("records.export_people")) == [
        ("Faculty", "", "Faculty of Science"),
        ("File", "", "CSV"),
        ("Graduated from (B.E.)", "", "2540"),
        ("Level", "", "Master's"),
        ("Reach", "", "Lost"),
        ("Search", "", "อารี"),
    ]


def test_export_of_one_campus_tells_which_and_how_many_were_chosen(staff):
    clerk = staff("records", campus=CampusFactory(name_en="Trang"))
    chosen = {"people": [str(GraduateFactory().public_id)]}

    exports.export_people(chosen, file_format="xlsx", by=clerk, reason="x")

    assert told("records.export_people") == [
        ("People", "", "1"),
        ("Campus", "", "Trang"),
        ("File", "", "Excel (XLSX)"),
    ]


def test_letters_tell_what_they_said(clerk):
    text = LetterText(number="12", subject="Reunion", body="Come.", dated=date(2026, 11, 21))

    exports.print_post({"people": []}, kind="letter", text=text, by=clerk, reason="x")

    assert told("records.print_letters") == [
        ("Kind", "", "Letters"),
        ("Letter number", "", "12"),
        ("Date", "", "21 November 2026"),
        ("Subject", "", "Reunion"),
        ("Text", "", "Come."),
    ]


def test_every_filter_has_words():
    assert set(FILTERS) == set(selection.as_json(PeopleFilters()))


def test_list_tells_how_many_people_came_and_who_the_first_are(clerk):
    saved = lists.create(name="x", owner=clerk)
    people = [GraduateFactory() for _ in range(LISTED + 2)]
    lists.add_people(saved, [person.pk for person in people], by=clerk)

    (number, who) = told("records.add_to_list")
    assert number == ("People", "", str(LISTED + 2))
    assert who == ("Person", "", ", ".join(str(person) for person in people[:LISTED]))
