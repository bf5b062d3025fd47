"""Data that is kept and otherwise left alone, and channels that somebody forbids."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from apps.records.actions import care, restrictions, search
from apps.records.models import Person, Restriction, SearchRow
from apps.records.querysets.restrictions import left_alone, left_alone_among
from tests.factories import ContactFactory, GraduateFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def graduate():
    person = GraduateFactory(account=UserFactory())
    ContactFactory(person=person)
    search.refresh([person.pk])
    return person


def begin(person):
    return restrictions.begin(person, reason="", by=person.account)


def tiers(person):
    return set(SearchRow.objects.filter(person=person).values_list("tier", flat=True))


def test_restricted_person_is_in_the_office_alone(graduate):
    assert "alumni" in tiers(graduate)

    begin(graduate)

    assert tiers(graduate) == {"office"}
    assert not SearchRow.objects.get(person=graduate, tier="office").is_reachable


def test_lifted_restriction_leaves_everything_as_before(graduate):
    before = set(SearchRow.objects.filter(person=graduate).values_list("tier", "text", "is_reachable"))
    begin(graduate)

    restrictions.end(graduate, by=graduate.account)

    assert set(SearchRow.objects.filter(person=graduate).values_list("tier", "text", "is_reachable")) == before


def test_left_alone_finds_the_restricted(graduate):
    GraduateFactory()
    assert left_alone_among([graduate.pk]) == set()

    begin(graduate)

    assert left_alone_among() == left_alone_among([graduate.pk]) == {graduate.pk}
    assert set(Person.objects.filter(left_alone()).values_list("pk", flat=True)) == {graduate.pk}


def test_second_restriction_is_refused(graduate):
    begin(graduate)

    with pytest.raises(ValidationError):
        begin(graduate)


def test_nothing_to_lift_is_said(graduate):
    with pytest.raises(restrictions.NotRestricted):
        restrictions.end(graduate, by=graduate.account)


def test_page_stops_the_use_and_starts_it_again(graduate, client_for):
    client, url = client_for(graduate.account), reverse("records:me_restrict")

    client.post(url, {"reason": "I doubt my year"})
    assert Restriction.objects.get().reason == "I doubt my year"
    client.post(url, {"lift": "1"})

    assert left_alone_among() == set()


def test_office_sees_a_banner(graduate, staff, client_for):
    client, url = client_for(staff("records")), reverse("office:person", args=[graduate.public_id])
    before = client.get(url).content.decode().count("note--warn")

    begin(graduate)

    assert client.get(url).content.decode().count("note--warn") == before + 1


def test_page_forbids_channels_and_allows_them_again(graduate, client_for):
    client, url = client_for(graduate.account), reverse("records:me_do_not_contact")

    client.post(url, {"channels": ["email", "post"]})
    assert set(graduate.do_not_contact.values_list("channel", flat=True)) == {"email", "post"}
    client.post(url, {"channels": ["post"]})

    assert set(graduate.do_not_contact.values_list("channel", flat=True)) == {"post"}


def test_wish_that_the_office_noted_keeps_its_end(graduate):
    until = timezone.localdate()
    care.ask_not_to_contact(graduate, channel="email", since=until, until=until, reason="ill", by=None)

    assert restrictions.set_channels(graduate, {"email"}, by=graduate.account) is False
    assert graduate.do_not_contact.get().until == until
