"""Twenty doors at the same moment, each on a connection of its own."""

from collections import Counter
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from apps.events.actions.door import scanning
from apps.events.actions.door.scanning import Outcome
from apps.events.lib.scans import Scan
from apps.events.models import CheckIn, Event, Registration
from tests.factories import EventFactory, RegistrationFactory, UserFactory

DOORS = 20


def tonight(**more):
    return EventFactory(starts_at=timezone.now() - timedelta(minutes=5), **more)


def outcomes(results):
    return Counter(answer.outcome for answers in results for answer in answers.values())


def test_one_ticket_at_twenty_doors_is_let_in_once(together):
    event, keeper = tonight(), UserFactory()
    guest = RegistrationFactory(event=event).attendees.get()

    def scan(number):
        deed = Scan(uuid4(), timezone.now(), attendee=guest.pk)
        return scanning.take(event, [deed], device=f"door {number}", by=keeper)

    assert outcomes(together(scan, DOORS)) == {Outcome.ADMITTED: 1, Outcome.ALREADY: DOORS - 1}
    assert CheckIn.objects.count() == 1


def test_the_same_bundle_sent_by_twenty_connections_is_done_once(together):
    event, keeper = tonight(), UserFactory()
    people = [RegistrationFactory(event=event).attendees.get() for _person in range(5)]
    bundle = [Scan(uuid4(), timezone.now(), attendee=each.pk, offline=True) for each in people]
    bundle.append(Scan(uuid4(), timezone.now(), name="ลุงชัย", offline=True))

    results = together(lambda _number: scanning.take(event, bundle, device="front", by=keeper), DOORS)

    assert outcomes(results) == {Outcome.ADMITTED: 5 * DOORS, Outcome.WALKIN: DOORS}
    assert (CheckIn.objects.count(), Registration.objects.filter(source="door").count()) == (6, 1)


def test_bundles_in_any_order_do_not_lock_each_other_out(together):
    event, keeper = tonight(), UserFactory()
    people = [RegistrationFactory(event=event).attendees.get() for _person in range(6)]

    def send(number):
        turned = people if number % 2 else list(reversed(people))
        deeds = [Scan(uuid4(), timezone.now(), attendee=each.pk, offline=True) for each in turned]
        return scanning.take(event, deeds, device=f"door {number}", by=keeper)

    counted = outcomes(together(send, DOORS))

    assert counted == {Outcome.ADMITTED: 6, Outcome.DOUBLE: 6 * (DOORS - 1)}
    assert CheckIn.objects.filter(is_double=False).count() == 6


def test_walk_ins_take_no_more_seats_than_there_are(together):
    event, keeper = tonight(seats=5), UserFactory()

    def enter(number):
        deed = Scan(uuid4(), timezone.now(), name=f"คนที่ {number}")
        return scanning.take(event, [deed], device="front", by=keeper)

    assert outcomes(together(enter, DOORS)) == {Outcome.WALKIN: 5, Outcome.FULL: DOORS - 5}
    assert Event.objects.get(pk=event.pk).taken == 5
