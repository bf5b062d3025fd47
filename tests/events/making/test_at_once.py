"""What organisers and the office do while others do something else with the same event."""

from django.urls import reverse

from apps.events.actions import applying, cancelling, hosting, moderation, publishing, writing
from apps.events.actions.applying import Applicant, Place
from apps.events.models import CoHost, Event, Registration, Submission
from apps.events.reports.seats import discrepancies
from tests.factories import (
    AlumnusFactory,
    ChapterFactory,
    EventFactory,
    StaffFactory,
    SubmissionFactory,
    TermFactory,
    UserFactory,
)

from .conftest import FORMS, NEXT_YEAR

CROWD = 8


def test_nobody_keeps_a_seat_of_an_event_that_is_cancelled_at_the_same_moment(together):
    event, office = EventFactory(seats=4), UserFactory()
    people = AlumnusFactory.create_batch(CROWD)

    def press(number):
        if number == 0:
            return cancelling.cancel(Event.objects.get(pk=event.pk), reason="น้ำท่วม", by=office)
        who = Applicant(people[number], people[number].account)
        return applying.take(event, who, [Place()], by=who.account, state=Registration.State.CONFIRMED)

    together(press, CROWD)

    event.refresh_from_db()
    assert event.state == "cancelled"
    assert not event.registrations.open().exists()
    assert discrepancies() == []


def test_a_change_and_a_rush_do_not_disturb_each_other(together):
    event, leader = EventFactory(seats=100), UserFactory()
    people = AlumnusFactory.create_batch(CROWD)

    def press(number):
        if number == 0:
            return writing.change(Event.objects.get(pk=event.pk), {"place": "ลานใหม่"}, by=leader)
        who = Applicant(people[number], people[number].account)
        return applying.take(event, who, [Place()], by=who.account, state=Registration.State.CONFIRMED)

    results = together(press, CROWD)

    assert [each for each in results if isinstance(each, Exception)] == []
    event.refresh_from_db()
    assert (event.place, event.taken, event.sequence) == ("ลานใหม่", CROWD - 1, 1)
    assert discrepancies() == []


def test_an_event_is_sent_once_however_often_the_button_is_pressed(together):
    event, leader = EventFactory(state="draft"), UserFactory()

    results = together(lambda _n: publishing.send(Event.objects.get(pk=event.pk), by=leader), CROWD)

    assert sum(isinstance(each, Event) for each in results) == 1
    assert all(isinstance(each, Event | publishing.NotSendable) for each in results)
    assert Submission.objects.count() == 1


def test_one_clerk_of_many_decides(together):
    row = SubmissionFactory()
    clerks = [StaffFactory(role="events") for _turn in range(CROWD)]

    def decide(number):
        event = Event.objects.get(pk=row.event_id)
        return moderation.decide(event, Submission.Outcome.APPROVED, by=clerks[number])

    results = together(decide, CROWD)
    assert sum(isinstance(each, Submission) for each in results) == 1
    assert all(isinstance(each, Submission | moderation.Decided) for each in results)


def test_a_group_is_asked_once(together):
    event, group, leader = EventFactory(), ChapterFactory(), UserFactory()

    together(lambda _n: hosting.ask(Event.objects.get(pk=event.pk), group, by=leader), CROWD)
    assert CoHost.objects.count() == 1


def test_form_that_is_sent_twice_posts_one_event(together, browser_of):
    term = TermFactory()
    url = f"{reverse('events:new')}?for={term.seat.position.chapter.slug}"
    typed = {**FORMS, "title": "วิ่งเช้า", "day": f"7 มีนาคม {NEXT_YEAR}", "starts": "6.00", "place": "ประตูหน้า"}
    typed |= {"is_neutral": "on", "do": "publish", "tickets-0-name_th": "บุคคล", "tickets-0-price": "0"}
    browsers = [browser_of(term.person) for _turn in range(3)]

    answers = together(lambda number: browsers[number].post(url, typed).url, 3)
    assert answers == [reverse("events:desk", args=[Event.objects.get().slug])] * 3

    browsers[0].post(url, {**typed, "place": "ประตูหลัง"})
    browsers[0].post(url, {**typed, "tickets-0-name_th": "คู่"})
    assert Event.objects.count() == 3  # which says something else
