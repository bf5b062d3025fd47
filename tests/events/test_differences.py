"""Guests who are added after paying: their seats wait for the difference, and what is paid stands."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from apps.events.actions import changing, ending, letters, passing, sweeping
from apps.events.actions.refusals import CostsMore, TooLate
from apps.events.models import Attendee, Event, EventLetter, Registration
from apps.events.querysets import door
from apps.events.reports.seats import discrepancies
from apps.events.rules import standing_of
from apps.payments.actions import confirming
from apps.payments.actions.confirming import Arrival
from tests.factories import EventFactory, PayeeAccountFactory, SlipFactory, StaffFactory, TicketTypeFactory

pytestmark = pytest.mark.django_db
PRICE = 80_000


@pytest.fixture(autouse=True)
def counters_are_right():
    yield
    assert discrepancies() == []


@pytest.fixture
def dinner():
    event = EventFactory(seats=4, most_guests=2, payee=PayeeAccountFactory().payee)
    TicketTypeFactory(event=event, price_satang=PRICE)
    return event


def fresh(row):
    return Registration.objects.select_related("event", "payment", "account", "person").get(pk=row.pk)


def pay(registration, satang=PRICE):
    """So much arrives; a reference of its own each time."""
    number = registration.payment.payments.count()
    arrival = Arrival(satang, timezone.localdate(), f"REF{registration.pk:05}{number}")
    return confirming.receive(registration.payment, arrival, by=StaffFactory(role="giving"))


@pytest.fixture
def mine(dinner, fill):
    """Paid for one."""
    row = fill(dinner, tickets=[dinner.tickets.get()])
    pay(row)
    return fresh(row)


def bring(registration, guests, *, kind=None):
    ticket = kind or registration.event.tickets.get()
    current = fresh(registration)
    own = current.attendees.get(position=1).ticket
    standing = standing_of(current.account, current.event)
    changing.change(current, standing, [own, *[ticket] * guests], None, by=current.account)
    return fresh(current)


def expected(registration):
    return door.expected(registration.event).filter(registration=registration).count()


def test_the_difference_is_asked_for_and_what_is_paid_stands(mine):
    grown = bring(mine, 2)

    assert (grown.state, grown.seats, grown.event.taken) == ("confirmed", 3, 3)
    assert (grown.payment.state, grown.payment.missing_satang) == ("open", 2 * PRICE)
    assert expected(grown) == 1
    assert Attendee.objects.filter(registration=grown, lapses_at=None).count() == 1


def test_guests_have_their_seats_once_it_is_paid(mine):
    grown = bring(mine, 1)
    told = EventLetter.objects.filter(registration=grown, kind="changed").count()

    pay(grown)

    assert fresh(grown).payment.state == "paid"
    assert expected(grown) == 2
    assert EventLetter.objects.filter(registration=grown, kind="changed").count() == told + 1


def test_the_mail_says_what_is_to_be_paid_and_has_no_code_of_a_guest(mine):
    grown = bring(mine, 1)
    mail.outbox.clear()
    letters.write_due()

    text = next(each.body for each in mail.outbox if grown.event.title_th in each.subject and "800" in each.body)
    guest = grown.attendees.get(position=2)
    assert guest.code[:4] not in text
    assert "\N{NO-BREAK SPACE}" not in text


def test_what_is_not_paid_in_time_goes_on_and_the_own_seat_stays(mine, take):
    grown = bring(mine, 1)
    late = timezone.now() + timedelta(hours=grown.event.payment_hours, minutes=1)

    sweeping.sweep(late)

    again = fresh(grown)
    assert (again.state, again.seats, again.attendees.count(), again.event.taken) == ("confirmed", 1, 1, 1)
    assert (again.payment.state, again.payment.missing_satang, again.payment.refunds.count()) == ("paid", 0, 0)


def test_the_clock_waits_for_the_office_while_a_slip_does(mine):
    grown = bring(mine, 1)
    SlipFactory(request=grown.payment)

    sweeping.sweep(timezone.now() + timedelta(hours=grown.event.payment_hours, minutes=1))

    assert fresh(grown).seats == 2


def test_a_guest_who_is_taken_back_before_paying_costs_nothing(mine):
    grown = bring(bring(mine, 2), 0)

    assert (grown.state, grown.seats, grown.payment.state) == ("confirmed", 1, "paid")
    assert grown.payment.refunds.count() == 0
    assert not grown.attendees.exclude(lapses_at=None).exists()


def test_after_a_refund_the_difference_is_what_is_missing_now(mine):
    pay(bring(mine, 1))
    fewer = bring(mine, 0)
    assert fewer.payment.refunds.get().amount_satang == PRICE

    again = bring(fewer, 1)

    assert (again.payment.missing_satang, again.payment.kept_satang) == (PRICE, PRICE)
    pay(again)
    assert expected(again) == 2


def test_a_dearer_ticket_for_a_paid_seat_is_refused_and_all_stays(mine):
    dear = TicketTypeFactory(event=mine.event, price_satang=3 * PRICE)
    current = fresh(mine)

    with pytest.raises(CostsMore):
        changing.change(current, standing_of(mine.account, mine.event), [dear], None, by=mine.account)

    assert fresh(mine).attendees.get().price_satang == PRICE


def test_guests_of_a_free_registration_are_paid_for_by_themselves(fill):
    event = EventFactory(seats=4, most_guests=2, payee=PayeeAccountFactory().payee)
    free, paid = TicketTypeFactory(event=event), TicketTypeFactory(event=event, price_satang=PRICE)
    grown = bring(fill(event, tickets=[free]), 1, kind=paid)
    assert (grown.state, grown.payment.missing_satang, expected(grown)) == ("confirmed", PRICE, 1)

    sweeping.sweep(timezone.now() + timedelta(hours=event.payment_hours, minutes=1))

    again = fresh(grown)
    assert (again.state, again.seats, again.payment) == ("confirmed", 1, None)


@pytest.mark.parametrize("confirmed", [False, True])
def test_what_came_in_part_goes_back_where_it_costs_nothing_now(confirmed, dinner, fill):
    """Whether one's own seat or guests were paid in part."""
    free = TicketTypeFactory(event=dinner, price_satang=0)
    row = fill(dinner, tickets=[free if confirmed else dinner.tickets.get(price_satang=PRICE)])
    if confirmed:
        row = bring(row, 1, kind=dinner.tickets.get(price_satang=PRICE))
    pay(row, 30_000)
    request, current = row.payment, fresh(row)

    changing.change(current, standing_of(current.account, dinner), [free], None, by=current.account)

    request.refresh_from_db()
    assert (fresh(row).state, fresh(row).payment) == ("confirmed", None)
    assert (request.state, request.refunds.get().amount_satang) == ("cancelled", 30_000)


def test_cancelling_meanwhile_gives_back_what_was_paid(mine):
    grown = bring(mine, 1)

    ending.cancel(grown, by=grown.account)

    assert fresh(grown).payment.refunds.get().amount_satang == PRICE
    assert Event.objects.get(pk=mine.event_id).taken == 0


def test_money_that_did_not_arrive_after_all_makes_all_of_it_due(mine):
    first = mine.payment.payments.get()
    grown = bring(mine, 1)

    confirming.withdraw(first, reason="bounced", by=StaffFactory(role="giving"))

    again = fresh(grown)
    assert (again.state, again.payment.missing_satang) == ("paying", 2 * PRICE)
    assert not again.attendees.exclude(lapses_at=None).exists()


def test_what_is_not_paid_is_not_passed_on(mine):
    with pytest.raises(TooLate):
        passing.offer(bring(mine, 1), by=mine.account)


def test_the_page_leads_to_paying_and_shows_no_ticket_yet(mine, client_for):
    browser, page = client_for(mine.account), reverse("events:my_change", args=[mine.event.slug])
    ticket = mine.event.tickets.get()
    said = {"ticket": ticket.pk, f"guests_{ticket.pk}": "1", "name_1": "สุดา", "name_2": "น้องแนน"}

    browser.post(page, {**said, "step": "choose"})
    done = browser.post(page, {**said, "step": "complete"})

    guest = mine.attendees.get(position=2)
    assert done["Location"] == reverse("events:pay", args=[mine.event.slug])
    shown = browser.get(reverse("events:mine", args=[mine.event.slug])).text
    assert ("น้องแนน" in shown, guest.code[:4] in shown) == (True, False)
    assert browser.get(reverse("events:ticket_qr", args=[mine.event.slug, 2])).status_code == 404
