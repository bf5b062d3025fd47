"""What doors send: late, twice, out of order, of other events, by wrong clocks; each deed is done once."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.core.models import AuditEntry
from apps.events.actions.door import scanning
from apps.events.actions.door.scanning import Outcome
from apps.events.lib.scans import MOST, Scan
from apps.events.models import CheckIn, Event, Registration
from tests.factories import RegistrationFactory, StaffFactory

pytestmark = pytest.mark.django_db
NOT_JSON = [b"", b"{", b"[1, 2]", b"null", b'"scans"', b"\xff\xfe", b'{"scans": {}}', b"[" * 50_000]
NO_SCANS = [
    1,
    None,
    "x",
    [],
    {},
    {"id": "no uuid", "attendee": 1},
    {"id": 5, "attendee": 1},
    {"id": str(uuid4())},
    {"id": str(uuid4()), "attendee": "1"},
    {"id": str(uuid4()), "attendee": -1},
    {"id": str(uuid4()), "attendee": 10**30},
    {"id": str(uuid4()), "attendee": True},
    {"id": str(uuid4()), "attendee": 1, "name": "two at once"},
    {"id": str(uuid4()), "undo": "x"},
    {"id": str(uuid4()), "name": "\x00\ud800"},
]


def admit(attendee, **more):
    return Scan(uuid4(), timezone.now(), attendee=attendee.pk, **more)


@pytest.fixture
def take(tonight):
    """`take(scan, …)`: what became of them, in order."""

    def at(*scans, device="front"):
        answers = scanning.take(tonight.event, scans, device=device, by=tonight.keeper.account)
        return [answers[scan.id] for scan in scans]

    return at


@pytest.fixture
def send(tonight, browser_of):
    """`send(scan, …)`: the same as a device does it; the answer and its JSON."""

    def post(*entries, keeper=None, raw=None, **envelope):
        url = reverse("events:door_sync", args=[tonight.event.slug])
        body = raw if raw is not None else json.dumps({"scans": entries, **envelope})
        answer = browser_of(keeper or tonight.keeper).post(url, body, content_type="application/json")
        return answer, answer.json()

    return post


def entry(attendee, **more):
    moment = int(timezone.now().timestamp() * 1000)
    return {"id": str(uuid4()), "attendee": attendee.pk, "at": moment, **more}


def came(tonight):
    return CheckIn.objects.filter(attendee__registration__event=tonight.event, undone_at=None).count()


def test_admission_says_who_when_and_where(tonight, take):
    [answer] = take(admit(tonight.one), device="main gate")

    row = CheckIn.objects.get()
    assert (answer.outcome, row.device, row.by, row.attendee) == (
        Outcome.ADMITTED,
        "main gate",
        tonight.keeper.account,
        tonight.one,
    )
    assert AuditEntry.objects.get(action="events.check_in").subject_id == tonight.one.registration.person_id


def test_same_scan_sent_again_does_no_harm(tonight, take):
    scan = admit(tonight.one)

    assert [take(scan)[0].outcome for _time in range(3)] == [Outcome.ADMITTED] * 3
    assert came(tonight) == 1


def test_second_scan_names_the_first(tonight, take):
    take(admit(tonight.one), device="front")

    [answer] = take(admit(tonight.one), device="back")

    assert (answer.outcome, answer.first.device, came(tonight)) == (Outcome.ALREADY, "front", 1)


def test_two_doors_without_network_are_told_of_each_other(tonight, take):
    take(admit(tonight.one, offline=True), device="front")

    [answer] = take(admit(tonight.one, offline=True), device="back")

    assert (answer.outcome, answer.first.device) == (Outcome.DOUBLE, "front")
    assert list(CheckIn.objects.order_by("pk").values_list("device", "is_double")) == [
        ("front", False),
        ("back", True),
    ]


def test_undoing_the_first_leaves_the_second_standing(tonight, take):
    first, second = admit(tonight.one, offline=True), admit(tonight.one, offline=True)
    take(first, second)

    take(Scan(uuid4(), timezone.now(), undo=first.id))

    standing = CheckIn.objects.get(undone_at=None)
    assert (standing.client_id, standing.is_double) == (second.id, False)


def test_admission_and_its_undoing_may_come_together(tonight, take):
    first = admit(tonight.one)
    again = admit(tonight.one)

    outcomes = [each.outcome for each in take(first, Scan(uuid4(), timezone.now(), undo=first.id), again)]

    assert outcomes == [Outcome.ADMITTED, Outcome.UNDONE, Outcome.ADMITTED]
    assert CheckIn.objects.get(undone_at=None).client_id == again.id


def test_undoing_twice_is_undoing_once(tonight, take):
    first = admit(tonight.one)
    take(first)
    undo = Scan(uuid4(), timezone.now(), undo=first.id)

    assert [take(undo)[0].outcome for _time in range(2)] == [Outcome.UNDONE] * 2
    assert AuditEntry.objects.filter(action="events.undo_check_in").count() == 1


def test_codes_of_another_event_are_unknown(tonight, take):
    other = RegistrationFactory().attendees.get()
    admitted = CheckIn.objects.create(attendee=other, at=timezone.now())
    scans = [
        admit(other),
        Scan(uuid4(), timezone.now(), code=other.code),
        Scan(uuid4(), timezone.now(), code=other.registration.code),
        Scan(uuid4(), timezone.now(), undo=admitted.client_id),
        Scan(admitted.client_id, timezone.now(), attendee=tonight.one.pk),
    ]

    assert {answer.outcome for answer in take(*scans)} == {Outcome.UNKNOWN}
    admitted.refresh_from_db()
    assert (came(tonight), admitted.undone_at) == (0, None)


@pytest.mark.parametrize("written", ["{}", " {} ", "https://portal.example/events/x/#{}"])
def test_code_is_read_as_people_type_it(tonight, take, written):
    code = tonight.one.code
    typed = written.format(f"{code[:4]}-{code[4:8]} {code[8:]}".lower().replace("0", "o").replace("1", "l"))

    assert take(Scan(uuid4(), timezone.now(), code=typed))[0].attendee == tonight.one


def test_code_of_a_registration_lets_in_whom_it_is_for(tonight, take):
    alone, several = tonight.one.registration.code, tonight.party.code

    outcomes = [
        each.outcome for each in take(*(Scan(uuid4(), timezone.now(), code=code) for code in (alone, several)))
    ]

    assert outcomes == [Outcome.ADMITTED, Outcome.PARTY]


def test_cancelled_ticket_is_void(tonight, take):
    assert take(admit(tonight.cancelled))[0].outcome == Outcome.VOID


def test_cancelled_ticket_that_was_let_in_offline_is_told(tonight, take):
    [answer] = take(admit(tonight.cancelled, offline=True))

    assert (answer.outcome, answer.cancelled, came(tonight)) == (Outcome.ADMITTED, True, 1)


def test_walk_in_takes_a_seat(tonight, take):
    [answer] = take(Scan(uuid4(), timezone.now(), name="ลุงชัย"))

    registration = Registration.objects.get(source="door")
    assert (answer.outcome, registration.state, answer.attendee.name) == (Outcome.WALKIN, "confirmed", "ลุงชัย")
    assert Event.objects.get(pk=tonight.event.pk).taken == 5


def test_walk_in_sent_again_takes_no_second_seat(tonight, take):
    scan = Scan(uuid4(), timezone.now(), name="ลุงชัย", offline=True)

    assert [take(scan)[0].outcome for _time in range(2)] == [Outcome.WALKIN] * 2
    assert Registration.objects.filter(source="door").count() == 1


def test_walk_in_finds_a_full_house(tonight, take):
    Event.objects.filter(pk=tonight.event.pk).update(seats=4)

    assert take(Scan(uuid4(), timezone.now(), name="ลุงชัย"))[0].outcome == Outcome.FULL
    assert not Registration.objects.filter(source="door").exists()


def test_walk_in_beyond_the_seats_makes_one_more(tonight, take):
    Event.objects.filter(pk=tonight.event.pk).update(seats=4)

    take(Scan(uuid4(), timezone.now(), name="ลุงชัย", beyond=True))

    event = Event.objects.get(pk=tonight.event.pk)
    assert (event.seats, event.taken) == (5, 5)
    assert AuditEntry.objects.filter(action="events.let_in_beyond").count() == 1


@pytest.mark.parametrize("body", NOT_JSON)
def test_what_is_no_list_of_scans_is_refused(tonight, send, body):
    answer, said = send(raw=body)

    assert (answer.status_code, said["why"] in {"json", "shape"}) == (400, True)


@pytest.mark.parametrize("bad", NO_SCANS, ids=range(len(NO_SCANS)))
def test_bad_scan_keeps_nobody_else_out(tonight, send, bad):
    good = entry(tonight.one)

    answer, said = send(bad, good)

    assert (answer.status_code, said["answers"][good["id"]]["outcome"], came(tonight)) == (200, "admitted", 1)


def test_so_many_at_once_are_refused(tonight, send):
    assert send(*[entry(tonight.one)] * (MOST + 1))[0].status_code == 413


@pytest.mark.parametrize("days", [-4000, -1, 1, 4000])
def test_wrong_clock_of_a_device_is_set_right(tonight, send, time_machine, days):
    """It was let in ten minutes before the device sent it, whatever the device takes for now."""
    time_machine.move_to(timezone.now().replace(microsecond=0), tick=False)
    clock = int((timezone.now() + timedelta(days=days)).timestamp() * 1000)

    send(entry(tonight.one, at=clock - 600_000), now=clock)

    assert CheckIn.objects.get().at == timezone.now() - timedelta(minutes=10)


@pytest.mark.parametrize("at", [1e300, -1e300, 0, 9e15, "soon", None, True])
def test_impossible_moments_become_possible_ones(tonight, send, at):
    send(entry(tonight.one, at=at), now=at)

    assert timezone.now() - timedelta(days=15) < CheckIn.objects.get().at <= timezone.now()


def test_ten_thousand_scans_are_taken(tonight, send):
    """A device that was offline for long sends what it has in bundles; half of it twice."""
    whole = [entry(tonight.one, offline=True) for _scan in range(MOST)]

    for _bundle in range(20):
        assert send(*whole)[0].status_code == 200

    assert (came(tonight), CheckIn.objects.filter(is_double=False).count()) == (MOST, 1)


def test_news_of_other_doors(tonight, send, take):
    since = timezone.now().isoformat()
    take(admit(tonight.one), device="back")

    said = send(since=since)[1]

    assert [(key, row["door"]) for key, row in said["changes"]] == [(tonight.one.pk, "back")]
    assert (said["came"], said["expected"], said["free"]) == (1, 4, 6)


def test_double_is_told_to_every_door(tonight, send, take):
    take(admit(tonight.one, offline=True), device="front")
    take(admit(tonight.one, offline=True), device="back")

    [double] = send()[1]["doubles"]

    assert (double["name"], double["first"]["door"], double["second"]["door"]) == (tonight.one.name, "front", "back")


def test_version_of_the_list_changes_with_a_registration(tonight, send):
    before = send()[1]["version"]
    RegistrationFactory(event=tonight.event)

    assert send()[1]["version"] != before


def test_stranger_is_told_that_the_door_is_closed(tonight, send):
    answer, said = send(keeper=tonight.stranger)

    assert (answer.status_code, said) == (403, {"why": "closed"})


def test_door_keeper_of_yesterday_is_a_stranger(tonight, send):
    tonight.event.door_keepers.update(until=timezone.localdate() - timedelta(days=1))

    assert send()[0].status_code == 403


def test_office_keeps_every_door(tonight, send):
    staff = StaffFactory(role="events")
    tonight.staff = type("Somebody", (), {"account": staff})()

    assert send(keeper=tonight.staff)[0].status_code == 200


def test_signed_out_device_is_led_to_the_sign_in(tonight, client):
    answer = client.post(
        reverse("events:door_sync", args=[tonight.event.slug]), b"{}", content_type="application/json"
    )

    assert answer.status_code == 302  # the script asks not to be led on, and keeps its queue


def test_fixed_number_of_queries(tonight, take, django_assert_max_num_queries):
    """Whether one is let in or forty."""
    people = [RegistrationFactory(event=tonight.event).attendees.get() for _person in range(6)]

    with django_assert_max_num_queries(14):
        take(*(admit(each) for each in people), Scan(UUID(int=1), timezone.now(), undo=UUID(int=2)))
