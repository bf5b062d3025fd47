from datetime import date

import pytest

from apps.core.models import AuditEntry
from apps.records.actions import dated_names
from apps.records.models import CampusName
from tests.factories import CampusFactory, FacultyFactory


@pytest.fixture
def clerk(staff):
    return staff("records")


def test_settle_takes_the_newest_name(clerk):
    campus = CampusFactory()
    campus.names.update(valid_to=date(2006, 12, 31))
    CampusName.objects.create(campus=campus, name_th="วิทยาเขตตรัง", name_en="Trang Campus", valid_from=date(2007, 1, 1))

    assert dated_names.settle(campus, by=clerk)

    campus.refresh_from_db()
    assert (campus.name_th, campus.name_en, campus.version) == ("วิทยาเขตตรัง", "Trang Campus", 2)
    assert AuditEntry.objects.get().action == "records.change_reference"


def test_settle_leaves_a_name_that_is_right(clerk):
    campus = CampusFactory()
    campus.names.update(name_th=campus.name_th, name_en=campus.name_en)

    assert not dated_names.settle(campus, by=clerk)


def test_settle_leaves_the_name_of_what_has_no_dated_one(clerk):
    assert not dated_names.settle(CampusFactory(named=None), by=clerk)


def test_begin_gives_a_new_faculty_its_first_name(clerk):
    faculty = FacultyFactory(named=None, name_th="คณะใหม่", name_en="New Faculty")

    dated_names.begin(faculty, by=clerk)

    name = faculty.names.get()
    assert (name.name_th, name.name_en, name.valid_from, name.valid_to) == ("คณะใหม่", "New Faculty", None, None)
