import pytest

from apps.core.models import AuditEntry
from apps.records.actions.scopes import limit_to_campuses
from apps.records.models import StaffScope
from tests.factories import CampusFactory


@pytest.fixture
def administrator(staff):
    return staff("administrator")


def scopes(user):
    return {scope.campus for scope in StaffScope.objects.filter(user=user)}


def test_limit_to_campuses_replaces_what_was(staff, administrator):
    old, new = CampusFactory(), CampusFactory()
    clerk = staff("records", campus=old)

    assert limit_to_campuses(clerk, [new], by=administrator, reason="Moved")

    entry = AuditEntry.objects.get()
    assert scopes(clerk) == {new}
    assert (entry.action, entry.by, entry.reason) == ("records.limit_to_campuses", administrator, "Moved")
    assert (entry.before, entry.after) == ({"campuses": [old.name_th]}, {"campuses": [new.name_th]})


def test_limit_to_no_campus_opens_the_whole_university(staff, administrator):
    clerk = staff("records", campus=CampusFactory())

    limit_to_campuses(clerk, [], by=administrator)

    assert scopes(clerk) == set()


def test_limit_to_the_same_campuses_writes_nothing(staff, administrator):
    campus = CampusFactory()
    clerk = staff("records", campus=campus)

    assert not limit_to_campuses(clerk, [campus, campus], by=administrator)
    assert not AuditEntry.objects.exists()


def test_limit_to_campuses_twice_at_once_leaves_one_of_both(staff, administrator, together):
    clerk, campuses = staff("records"), [CampusFactory(), CampusFactory()]

    outcomes = together(lambda n: limit_to_campuses(clerk, [campuses[n]], by=administrator), 2)

    assert outcomes == [True, True]
    assert len(scopes(clerk)) == 1
