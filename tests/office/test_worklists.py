from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.mailings.models import Mark
from apps.records.actions import care, contacts, deaths, degrees
from apps.records.models import Contact, HeldChange, Source
from tests.factories import CampusFactory, GraduateFactory, PersonFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(staff):
    return staff("records")


@pytest.fixture
def office(clerk, client_for):
    return client_for(clerk)


def held(by, value="b@example.org"):
    person = PersonFactory()
    said = contacts.add(Contact(person=person, kind="email", value="a@example.org", source=Source.SELF), by=by)
    contacts.change(said, {"value": value}, source=Source.CHAPTER, by=by)
    return HeldChange.objects.latest("pk")


def follow_up(by, person=None):
    person = person or PersonFactory()
    return care.log_contact(
        person, at=timezone.now(), channel="phone", summary="จะโทรกลับ", follow_up_on=date(2026, 1, 5), by=by
    )


def test_follow_ups_shows_mine_and_on_demand_everybodys(office, clerk, staff):
    follow_up(clerk)
    follow_up(staff("records"))

    assert office.get(reverse("office:follow_ups")).context["total"] == 1
    assert office.get(reverse("office:follow_ups"), {"whose": "all"}).context["total"] == 2


def test_finish_follow_up_takes_it_off(office, clerk):
    entry = follow_up(clerk)

    office.post(reverse("office:finish_follow_up", args=[entry.pk]))

    assert office.get(reverse("office:follow_ups")).context["total"] == 0


def test_finish_follow_up_of_another_campus_is_not_found(client_for, clerk):
    entry = follow_up(clerk, GraduateFactory())
    office = client_for(StaffFactory(role="records", campus=CampusFactory()))

    assert office.post(reverse("office:finish_follow_up", args=[entry.pk])).status_code == 404


def test_deaths_shows_those_with_one_source(office, clerk):
    person = PersonFactory(name__first_th="อารี")
    deaths.report(person, source=Source.FAMILY, evidence="ญาติโทรมา", by=clerk)

    assert "ญาติโทรมา" in office.get(reverse("office:deaths")).content.decode()


def test_held_change_shows_both_sides(office, clerk):
    change = held(clerk)

    content = office.get(reverse("office:held_change", args=[change.pk])).content.decode()

    assert ("a@example.org" in content, "b@example.org" in content) == (True, True)


def test_held_change_accepted_opens_the_next_by_itself(office, clerk):
    first, second = held(clerk), held(clerk)

    response = office.post(reverse("office:held_change", args=[first.pk]), {"decision": "accept"})

    assert response.url == reverse("office:held_change", args=[second.pk])
    assert Contact.objects.get(pk=first.key).value == "b@example.org"


def test_held_change_rejected_without_a_reason_is_asked_for_one(office, clerk):
    change = held(clerk)

    response = office.post(reverse("office:held_change", args=[change.pk]), {"decision": "reject"})

    change.refresh_from_db()
    assert (response.status_code, change.state) == (422, "open")


def test_held_change_decided_twice_says_so(office, clerk):
    change = held(clerk)
    office.post(reverse("office:held_change", args=[change.pk]), {"decision": "accept"})

    response = office.post(reverse("office:held_change", args=[change.pk]), {"decision": "reject", "reason": "x"})

    assert response.status_code == 422


def test_held_changes_say_what_they_are_about(office, clerk, language):
    change = held(clerk)
    PersonFactory()
    degree = GraduateFactory().degrees.get()
    degrees.change(degree, {"entry_year_be": 2540}, source=Source.SELF, by=None)

    listed = [thing for _, thing in office.get(reverse("office:held_changes")).context["changes"]]

    kinds = {"th": ["ช่องทางติดต่อ: อีเมล", "ปริญญา: ปริญญาตรี"], "en": ["Contact: E-mail", "Degree: Bachelor's"]}
    assert listed == kinds[language]
    assert kinds[language][0] in office.get(reverse("office:held_change", args=[change.pk])).content.decode()


def test_held_changes_take_as_many_queries_for_one_as_for_many(office, clerk, django_assert_max_num_queries):
    held(clerk)
    office.get(reverse("office:held_changes"))
    with CaptureQueriesContext(connection) as one:
        office.get(reverse("office:held_changes"))
    held(clerk)
    held(clerk)

    with django_assert_max_num_queries(len(one)):
        office.get(reverse("office:held_changes"))


def test_a_restored_backup_is_among_what_is_to_be_done(client):
    """Whoever may confirm it need not know where to look."""
    client.force_login(StaffFactory(role="communications"))
    page = reverse("mailings:office_restored")
    assert page not in client.get(reverse("admin:index")).content.decode()
    Mark.objects.update_or_create(id=1, defaults={"key": uuid4(), "held_to": 0, "held_at": timezone.now()})
    assert page in client.get(reverse("admin:index")).content.decode()
