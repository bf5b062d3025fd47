"""Changing what was posted: this day, or this and those that follow; calendars and the registered learn of it."""

from datetime import timedelta

import pytest
from django.forms import Select
from django.urls import reverse
from django.utils import timezone

from apps.chapters.rules import TRUSTED_AFTER
from apps.events.actions import letters, series, writing
from apps.events.actions.door import keepers
from apps.events.models import Event, EventLetter
from tests.factories import (
    AttendeeFactory,
    DecisionFactory,
    DoorKeeperFactory,
    EventFactory,
    HoldFactory,
    ProvinceFactory,
    QuestionFactory,
    RegistrationFactory,
    TicketTypeFactory,
    UserFactory,
)

from .conftest import FORMS

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(group):
    return EventFactory(chapter=group.chapter, seats=50)


@pytest.fixture
def change(group, event):
    """`change(place=…)`: the screen as it stands, with something else in one box, sent."""

    def send(**more):
        url = reverse("events:change", args=[event.slug])
        shown = group.client.get(url).context["screen"].form
        boxes = {name: shown[name].value() for name in shown.fields if name != "picture"}
        texts = {name: _text(shown, name, value) for name, value in boxes.items() if value not in (None, False)}
        said = {name: text for name, text in texts.items() if text is not None}
        return group.client.post(url, {**FORMS, **said, "do": "save", **more})

    return send


def _text(form, name, value):
    """What the browser would send for what stands in the box."""
    if value is True:
        return "on"
    widget = form.fields[name].widget
    return value if isinstance(widget, Select) else widget.format_value(value)


def test_a_new_place_is_told_to_calendars(event, change):
    response = change(place="ลานใหม่")

    assert response.status_code == 302, response.context["screen"].problems
    event.refresh_from_db()
    assert (event.place, event.sequence) == ("ลานใหม่", 1)


@pytest.mark.parametrize("more", [{"title": "เลือกเบอร์ 9"}, {"text": "เลือกเบอร์ 9"}, {"audience": "public"}])
def test_words_that_the_office_let_pass_are_not_changed_unseen(event, change, more):
    Event.objects.filter(pk=event.pk).update(audience="chapter")
    before = Event.objects.values("title_th", "text", "audience").get()

    answer = change(**more)

    assert (answer.status_code, Event.objects.values(*before).get()) == (422, before)


def test_trusted_leader_changes_the_words_but_not_in_a_held_time(event, group, change):
    for _number in range(TRUSTED_AFTER):
        DecisionFactory(post__chapter=group.chapter, post__author=group.leader)
    change(text="ใหม่")
    HoldFactory()

    change(text="ใหม่กว่า")

    event.refresh_from_db()
    assert event.text == "ใหม่"


def test_another_province_is_another_place(event, change):
    seat, province = RegistrationFactory(event=event), ProvinceFactory()
    change(province=province.pk)

    event.refresh_from_db()
    assert (event.province, event.sequence) == (province, 1)
    assert EventLetter.objects.get(registration=seat).kind == "moved"


def test_what_moved_while_it_was_off_the_pages_is_told_once_it_is_back(event, change, mailoutbox):
    RegistrationFactory(event=event)
    Event.objects.filter(pk=event.pk).update(state="refused", published_at=timezone.now())
    change(place="ลานใหม่")
    letters.write_due()
    assert mailoutbox == []

    Event.objects.filter(pk=event.pk).update(state="published")
    letters.write_due()
    [mail] = mailoutbox
    assert "ลานใหม่" in mail.body
    event.refresh_from_db()
    assert event.sequence == 1


def test_what_stands_in_no_calendar_leaves_the_number(event, change):
    change(seats="60")

    event.refresh_from_db()
    assert (event.seats, event.sequence) == (60, 0)


def test_saving_without_a_change_changes_nothing(event, change):
    change()

    event.refresh_from_db()
    assert (event.version, event.sequence) == (1, 0)


def test_whoever_is_registered_is_told_once_of_a_new_time(event, change):
    registration = RegistrationFactory(event=event)
    waiting = RegistrationFactory(event=event, state="waiting")
    gone = RegistrationFactory(event=event, state="cancelled")
    change(starts="4.00", ends="5.00")

    told = EventLetter.objects.filter(kind="moved")
    assert set(told.values_list("registration", flat=True)) == {registration.pk, waiting.pk}
    assert gone.pk not in told.values_list("registration", flat=True)
    change(contact="ป้าแดง")
    assert told.count() == 2


def test_the_mail_says_what_was_before(event, change, mailoutbox):
    RegistrationFactory(event=event)
    was = timezone.localtime(event.starts_at)
    change(place="ลานใหม่", starts="4.00", ends="5.00")
    letters.write_due()

    [mail] = mailoutbox
    assert "ลานใหม่" in mail.body
    assert f"{was.hour}.{was.minute:02}" in mail.body
    assert "หอประชุม" in mail.body


def test_seats_are_not_fewer_than_those_taken(event, change):
    RegistrationFactory(event=event, seats=3)
    response = change(seats="2")

    assert response.status_code == 422
    assert "seats" in response.context["form"].errors


def test_two_organisers_at_once(event, change):
    Event.objects.filter(pk=event.pk).update(version=5)
    response = change(place="ที่หนึ่ง", version="4")

    assert response.status_code == 422
    event.refresh_from_db()
    assert event.place != "ที่หนึ่ง"


def test_a_registration_does_not_disturb_whoever_is_typing(event, change, take):
    take(event)

    assert change(place="ลานใหม่").status_code == 302


@pytest.mark.parametrize("state", ["waiting", "cancelled"])
def test_what_the_office_looks_at_and_what_is_cancelled_is_not_changed(group, state):
    event = EventFactory(chapter=group.chapter, state=state)
    with pytest.raises(writing.NotEditable):
        writing.change(event, {"place": "x"}, by=group.account)


def test_what_is_over_stays_as_it_was(group):
    with pytest.raises(writing.NotEditable):
        writing.change(EventFactory(chapter=group.chapter, past=True), {"place": "x"}, by=group.account)


def test_a_ticket_that_somebody_holds_stays(event, group, change):
    ticket = TicketTypeFactory(event=event, name_th="โต๊ะ", price_satang=80_000, capacity=9)
    registration = RegistrationFactory(event=event)
    AttendeeFactory(registration=registration, position=9, ticket=ticket)
    response = change()

    assert response.status_code == 422
    assert "โต๊ะ" in response.text
    assert event.tickets.exists()


def test_a_question_that_nobody_answered_goes(event, change):
    QuestionFactory(event=event)
    change()

    assert not event.questions.exists()


def test_a_stranger_changes_nothing(event, group, browser_of):
    other = EventFactory(chapter__status="recognised").chapter
    assert other != group.chapter
    from tests.factories import TermFactory  # noqa: PLC0415 - a leader of another group

    leader = browser_of(TermFactory(seat__position__chapter=other).person)
    for name in ("desk", "change", "cancel", "hosts"):
        assert leader.get(reverse(f"events:{name}", args=[event.slug])).status_code == 403
        assert leader.post(reverse(f"events:{name}", args=[event.slug]), {}).status_code == 403


# ---- series


@pytest.fixture
def days(trusted, typed):
    """Four Sundays."""
    trusted.client.post(trusted.url, typed(rule="weekly", every="2", times="4"))
    return list(Event.objects.order_by("starts_at"))


def test_words_about_whom_to_ask_were_passed_too(group):
    event = EventFactory(chapter=group.chapter)

    with pytest.raises(writing.WordsWerePassed):
        writing.change(event, {"contact": "เลือกเบอร์ 9"}, by=group.account)


def test_office_looks_afterwards_at_a_place_that_is_another(group):
    event = EventFactory(chapter=group.chapter)

    writing.change(event, {"place": "หอประชุมเล็ก"}, by=group.account)
    writing.change(event, {"address": "ชั้น 2"}, by=group.account)

    case = event.complaints.get()
    assert ("หอประชุมเล็ก" in case.note, case.by, event.place) == (True, None, "หอประชุมเล็ก")


def test_a_series_is_an_event_for_each_day(days):
    assert [(each.starts_at - days[0].starts_at).days for each in days] == [0, 14, 28, 42]
    assert {each.state for each in days} == {"published"}
    assert len({each.slug for each in days}) == 4


def test_this_and_what_follows_moves_by_the_same(days, trusted):
    second = days[1]
    starts = second.starts_at + timedelta(days=1, hours=2)
    values = {"starts_at": starts, "ends_at": starts + timedelta(hours=1), "place": "ลานใหม่"}
    assert series.change(second, values, by=trusted.account) == 3

    now = list(Event.objects.order_by("starts_at"))
    assert [each.place for each in now] == ["ประตูหน้า", "ลานใหม่", "ลานใหม่", "ลานใหม่"]
    assert [(each.starts_at - days[0].starts_at) for each in now[1:]] == [
        timedelta(days=number, hours=2) for number in (15, 29, 43)
    ]


def test_what_a_day_says_by_itself_stays_when_the_others_change(days, trusted):
    third = days[2]
    later = third.starts_at + timedelta(hours=3)
    writing.change(
        third, {"place": "หอประชุม", "starts_at": later, "ends_at": later + timedelta(hours=1)}, by=trusted.account
    )
    typed = {"place": days[1].place, "title_th": "วิ่งเย็น", "starts_at": days[1].starts_at + timedelta(hours=1)}

    series.change(days[1], typed | {"ends_at": days[1].ends_at + timedelta(hours=1)}, by=trusted.account)

    third.refresh_from_db()
    assert (third.title_th, third.place) == ("วิ่งเย็น", "หอประชุม")
    assert third.starts_at == later + timedelta(hours=1)


def test_this_day_alone(days, trusted):
    writing.change(days[1], {"place": "ลานใหม่"}, by=trusted.account)

    assert Event.objects.filter(place="ลานใหม่").count() == 1


def test_further_days_come_from_a_list(trusted, typed):
    last = timezone.localdate().year + 544
    trusted.client.post(trusted.url, typed(rule="dates", days=f"9/4/{last}\n10/5/{last}\n"))

    assert [event.local_start.month for event in Event.objects.order_by("starts_at")] == [3, 4, 5]


@pytest.mark.parametrize("said", [{"rule": "dates", "days": "วันไหนดี"}, {"rule": "weekly", "times": ""}])
def test_a_series_that_cannot_be_read_makes_nothing(trusted, typed, said):
    assert trusted.client.post(trusted.url, typed(**said)).status_code == 422
    assert not Event.objects.exists()


def test_more_seats_are_offered_to_the_queue_at_once(take):
    event = EventFactory(seats=1)
    take(event)
    first, second = take(event), take(event)

    writing.change(event, {"seats": 2}, by=UserFactory())

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("offered", "waiting")


def test_what_comes_next_stands_first_among_ones_own(group):
    now = timezone.now()
    days = {"later": 30, "next": 3, "last week": -7, "last year": -400}
    for title, number in days.items():
        begins = now + timedelta(days=number)
        EventFactory(chapter=group.chapter, title_th=title, starts_at=begins, ends_at=begins + timedelta(hours=2))

    shown = group.client.get(reverse("events:mine_to_run")).context["events"]

    assert [each.event.title_th for each in shown] == ["next", "later", "last week", "last year"]


def test_door_keepers_keep_the_door_on_the_new_day(event, group):
    keeper = DoorKeeperFactory(event=event, until=keepers.last_day(event))
    before = keeper.until
    week = timedelta(days=7)
    writing.change(event, {"starts_at": event.starts_at + week, "ends_at": event.ends_at + week}, by=group.account)

    keeper.refresh_from_db()
    assert keeper.until == before + week
