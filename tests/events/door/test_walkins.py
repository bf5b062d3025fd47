"""Whoever comes without having registered to an event with tickets: which one, and what they paid at the door."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.events.actions.door import scanning
from apps.events.lib.scans import Scan
from apps.events.models import Attendee, Event, TicketType
from apps.events.reports import attendance
from apps.events.reports.desk import figures_of
from apps.events.reports.seats import discrepancies
from apps.records.actions import search
from tests.factories import AlumnusFactory, TicketTypeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counters_are_right():
    yield
    assert discrepancies() == []


@pytest.fixture
def dinner(tonight):
    tonight.ticket = TicketTypeFactory(event=tonight.event, price_satang=30_000, capacity=1)
    return tonight


@pytest.fixture
def door(dinner, browser_of):
    def post(keeper=None, **given):
        url = reverse("events:door", args=[dinner.event.slug])
        return browser_of(keeper or dinner.keeper).post(url, given, follow=True)

    return post


def test_the_ticket_is_counted_and_the_money_noted(dinner, door, browser_of):
    door(name="ลุงชัย", ticket=dinner.ticket.pk, paid="๓๐๐ บาท")

    guest = Attendee.objects.get(name="ลุงชัย")
    assert (guest.ticket, guest.price_satang, guest.paid_at_door_satang) == (dinner.ticket, 30_000, 30_000)
    assert TicketType.objects.get().taken == 1
    assert figures_of(dinner.event).door_satang == 30_000
    desk = browser_of(dinner.leader).get(reverse("events:desk", args=[dinner.event.slug])).text
    assert "300" in desk


def test_the_form_sent_twice_lets_in_one(dinner, door):
    form = {"form_key": str(uuid4()), "ticket": dinner.ticket.pk, "beyond": "1"}
    for name in ("ลุงชัย", "ลุงชัย", "ป้าสม"):
        door(dinner.leader, name=name, **form)

    walked_in = Attendee.objects.filter(registration__source="door")
    assert sorted(walked_in.values_list("name", flat=True)) == ["ป้าสม", "ลุงชัย"]


def test_what_is_no_amount_is_said_at_its_box_and_nobody_is_let_in(dinner, door):
    page = door(name="ลุงชัย", ticket=dinner.ticket.pk, paid="แพง")

    assert page.status_code == 422
    assert 'value="ลุงชัย"' in page.text
    assert not Attendee.objects.filter(name="ลุงชัย").exists()


@pytest.mark.parametrize(("offline", "is_noted"), [(False, False), (True, True)])
def test_nobody_walks_in_to_what_is_cancelled_but_what_happened_is_noted(tonight, offline, is_noted):
    Event.objects.filter(pk=tonight.event.pk).update(
        state="cancelled", cancel_reason="ฝน", cancelled_at=timezone.now()
    )
    tonight.event.refresh_from_db()
    scan = Scan(uuid4(), timezone.now(), name="ลุงชัย", offline=offline)

    scanning.take(tonight.event, [scan], device="", by=tonight.keeper.account)

    assert Attendee.objects.filter(name="ลุงชัย").exists() is is_noted


@pytest.mark.parametrize("at_once", [True, False])
def test_undone_it_leaves_no_seat_no_ticket_and_no_money_behind(dinner, at_once):
    walkin = Scan(uuid4(), timezone.now(), name="ลุงชัย", ticket=dinner.ticket.pk, paid_satang=30_000, offline=True)
    undo = Scan(uuid4(), timezone.now(), undo=walkin.id)

    for sent in [[walkin, undo]] if at_once else [[walkin], [undo], [walkin, undo]]:
        answers = scanning.take(dinner.event, sent, device="", by=dinner.keeper.account)

    assert answers[undo.id].outcome == "undone"
    assert Attendee.objects.get(name="ลุงชัย").registration.state == "cancelled"
    assert (Event.objects.get(pk=dinner.event.pk).taken, TicketType.objects.get().taken) == (4, 0)
    assert figures_of(dinner.event).door_satang == 0
    assert attendance.figures(dinner.event).cancelled == 1  # whoever cancelled; a slip at the door is no cancellation


def test_a_ticket_that_is_gone_is_given_by_organisers_only(dinner, door):
    door(name="คนแรก", ticket=dinner.ticket.pk)

    assert door(name="คนที่สอง", ticket=dinner.ticket.pk, beyond="1").status_code == 422
    door(dinner.leader, name="คนที่สอง", ticket=dinner.ticket.pk, beyond="1")

    ticket = TicketType.objects.get()
    assert (ticket.taken, ticket.capacity) == (2, 2)


def test_somebody_who_is_known_is_asked_for_the_ticket_first(dinner, door):
    known = AlumnusFactory()
    search.refresh([known.pk])

    page = door(person=known.public_id)
    assert not Attendee.objects.filter(registration__person=known).exists()
    assert f'name="person" value="{known.public_id}"' in page.text
    door(person=known.public_id, name="x", ticket=dinner.ticket.pk)

    assert Attendee.objects.get(registration__person=known).ticket == dinner.ticket


@pytest.mark.parametrize(("paid", "noted"), [("300", 30_000), ("", None), ("แพง", None), (5, None)])
def test_what_was_noted_without_a_network_comes_later(dinner, browser_of, paid, noted):
    scan = {"id": str(uuid4()), "at": 0, "offline": True, "name": "ลุงชัย", "ticket": dinner.ticket.pk, "paid": paid}
    url = reverse("events:door_sync", args=[dinner.event.slug])

    answer = browser_of(dinner.keeper).post(url, json.dumps({"scans": [scan]}), content_type="application/json")

    assert answer.json()["answers"][scan["id"]]["outcome"] == "walkin"
    guest = Attendee.objects.get(name="ลุงชัย")
    assert (guest.ticket, guest.paid_at_door_satang) == (dinner.ticket, noted)


@pytest.mark.parametrize("ticket", ["x", 10**30, -1, None])
def test_a_ticket_of_nowhere_lets_in_without_one(dinner, browser_of, ticket):
    other = TicketTypeFactory()
    scan = {"id": str(uuid4()), "at": 0, "offline": True, "name": "ลุงชัย", "ticket": ticket or other.pk}
    url = reverse("events:door_sync", args=[dinner.event.slug])

    browser_of(dinner.keeper).post(url, json.dumps({"scans": [scan]}), content_type="application/json")

    assert Attendee.objects.get(name="ลุงชัย").ticket is None
