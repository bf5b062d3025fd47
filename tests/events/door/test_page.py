"""The page of the door without its script: each deed is a form."""

import pytest
from django.urls import reverse

from apps.events.lib import codes
from apps.events.models import CheckIn, Event, Registration
from apps.events.reports.door import digest, door_list
from apps.records.actions import search
from apps.records.models import PersonName
from tests.factories import AlumnusFactory, ContactFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(tonight, browser_of):
    """`door(q=…)`: what the keeper's browser shows after sending that."""

    def post(keeper=None, **given):
        url = reverse("events:door", args=[tonight.event.slug])
        response = browser_of(keeper or tonight.keeper).post(url, given, follow=True)
        return response.content.decode()

    return post


@pytest.fixture
def look(tonight, browser_of):
    """`look(q=…)`: what is found on the page."""

    def get(person=None, **asked):
        url = reverse("events:door", args=[tonight.event.slug])
        return browser_of(person or tonight.keeper).get(url, asked)

    return get


def is_in(attendee):
    return CheckIn.objects.filter(attendee=attendee, undone_at=None).exists()


def test_code_lets_in(tonight, door):
    page = door(q=codes.written(tonight.one.code).lower())

    assert (is_in(tonight.one), tonight.one.name in page) == (True, True)


def test_code_that_was_used_says_by_whom(tonight, door):
    door(q=tonight.one.code, door="ประตูหน้า")

    page = door(q=tonight.one.code)

    assert ("ประตูหน้า" in page, CheckIn.objects.count()) == (True, 1)


def test_code_of_a_registration_shows_who_belongs_to_it(tonight, door):
    page = door(q=tonight.party.code)

    assert [each.name in page for each in tonight.party.attendees.all()] == [True] * 3
    assert CheckIn.objects.count() == 0


def test_name_is_found_in_both_scripts_and_by_nickname(tonight, look):
    """As they wrote it, and as they show it to everybody who may come."""
    person = tonight.one.registration.person
    PersonName.objects.filter(person=person).update(
        audience="everyone", first_en="Suda", last_en="Jaidee", nickname="ปุ้ย"
    )

    for text in (tonight.one.name, "suda", "JAIDEE", "ปุย"):
        assert [attendee for attendee, *_rest in look(q=text).context["found"]] == [tonight.one]


def test_hidden_nickname_finds_nobody(tonight, look):
    PersonName.objects.filter(person=tonight.one.registration.person).update(audience="alumni", nickname="ปุ้ย")

    assert look(q="ปุ้ย").context["found"] == []


def test_name_lets_in_and_is_undone(tonight, door):
    door(attendee=str(tonight.one.pk))
    assert is_in(tonight.one)

    door(undo=str(CheckIn.objects.get().client_id))

    assert not is_in(tonight.one)


@pytest.mark.parametrize("given", [{"attendee": "x"}, {"undo": "x"}, {"q": "\x00"}, {}, {"attendee": "9" * 30}])
def test_nonsense_does_nothing(tonight, door, given):
    door(**given)

    assert CheckIn.objects.count() == 0


def test_attendee_of_another_event_is_not_let_in(tonight, door):
    other = RegistrationFactory().attendees.get()

    door(attendee=str(other.pk))

    assert not is_in(other)


def test_unknown_walk_in_is_noted_by_name(tonight, door):
    door(name="ลุงชัย")

    assert is_in(Registration.objects.get(source="door").attendees.get())


def test_known_walk_in_is_found_and_registered(tonight, door, look):
    guest = AlumnusFactory()
    search.refresh([guest.pk])
    name = PersonName.objects.get(person=guest)

    [line] = look(known=name.first_th).context["people"]
    door(person=str(line.public_id))

    row = Registration.objects.get(source="door")
    assert (row.person, row.attendees.get().name) == (guest, name.full)


def test_somebody_whom_the_keeper_would_not_find_is_not_registered(tonight, door):
    hidden = AlumnusFactory(name__audience="office")
    search.refresh([hidden.pk])

    door(person=str(hidden.public_id))

    assert not Registration.objects.filter(source="door").exists()


def test_known_walk_in_who_is_registered_is_told(tonight, door):
    person = tonight.one.registration.person
    search.refresh([person.pk])

    door(person=str(person.public_id))

    assert not Registration.objects.filter(source="door").exists()
    assert Event.objects.get(pk=tonight.event.pk).taken == 4


@pytest.mark.parametrize(("who", "seats"), [("leader", 5), ("keeper", 4)])
def test_only_organisers_let_in_beyond_the_seats(tonight, door, who, seats):
    Event.objects.filter(pk=tonight.event.pk).update(seats=4)

    door(getattr(tonight, who), name="ลุงชัย", beyond="1")

    assert Event.objects.get(pk=tonight.event.pk).seats == seats


def test_list_of_a_device_has_no_contacts_and_no_codes(tonight):
    ContactFactory(person=tonight.one.registration.person, value="secret@example.org")
    found = repr(door_list(tonight.event))

    assert [
        text for text in (tonight.one.code, tonight.one.registration.code, "secret@example.org") if text in found
    ] == []
    assert digest(tonight.event, tonight.one.code) in found


def test_list_of_a_device_has_no_names_of_those_without_a_seat(tonight):
    [line] = [line for line in door_list(tonight.event)["people"] if line[0] == tonight.cancelled.pk]

    assert (line[1:4], line[6]) == (["", "", ""], "cancelled")


def test_door_keeper_sees_nothing_but_the_door(tonight, browser_of):
    browser = browser_of(tonight.keeper)

    assert browser.get(reverse("events:door", args=[tonight.event.slug])).status_code == 200
    assert browser.get(reverse("events:desk_attendance", args=[tonight.event.slug])).status_code == 403


def test_stranger_is_told_whom_to_ask(look, tonight):
    assert look(tonight.stranger).status_code == 403


def test_leader_names_and_dismisses_a_door_keeper(tonight, browser_of):
    person = AlumnusFactory()
    search.refresh([person.pk])
    leader, url = browser_of(tonight.leader), reverse("events:desk_keepers", args=[tonight.event.slug])
    page = reverse("events:door", args=[tonight.event.slug])

    leader.post(url, {"person": str(person.public_id)})
    assert browser_of(person).get(page).status_code == 200
    assert page in browser_of(person).get(reverse("events:show", args=[tonight.event.slug])).content.decode()
    assert browser_of(person).get(reverse("accounts:notices")).status_code == 200

    keeper = tonight.event.door_keepers.get(person=person)
    leader.post(reverse("events:desk_keeper_dismiss", args=[tonight.event.slug, keeper.pk]))
    assert browser_of(person).get(page).status_code == 403


def test_worker_is_a_script_of_this_door_alone(tonight, browser_of):
    response = browser_of(tonight.keeper).get(reverse("events:door_worker", args=[tonight.event.slug]))

    assert response["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in response
