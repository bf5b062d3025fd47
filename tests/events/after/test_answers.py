"""What people told the organisers, on the desk; what they told one another, on the ticket."""

import pytest
from django.urls import reverse

from apps.events.models import Answer, Attendee, Registration
from tests.factories import AlumnusFactory, CoHostFactory, QuestionFactory, RegistrationFactory, TermFactory

pytestmark = pytest.mark.django_db


def url(event):
    return reverse("events:desk_answers", args=[event.slug])


def told(registration, question, value):
    return Answer.objects.create(registration=registration, question=question, value=value)


def test_choices_are_counted_and_words_are_listed(over, browser_of):
    shirt = QuestionFactory(event=over.event, label="ขนาดเสื้อ", kind="choice", options=["S", "XL"])
    song = QuestionFactory(event=over.event, label="อยากฟังเพลงอะไร")
    distance = QuestionFactory(event=over.event, label="กี่กิโลเมตร", kind="number")
    for row, size, number in ((over.came, "XL", 5), (over.missed, "XL", 10)):
        told(row, shirt, size)
        told(row, distance, number)
    told(over.came, song, "สายฝน")

    page = browser_of(over.leader).get(url(over.event)).text

    assert '<dt class="break">XL</dt><dd class="num">2</dd>' in page
    assert '<dt class="break">S</dt><dd class="num">0</dd>' in page
    assert "สายฝน" in page
    assert "15" in page
    assert page.count(over.came.attendees.get().name) == 2  # who wants the song, and who runs


def test_needs_and_words_reach_the_organisers_and_nobody_else(over, browser_of, client):
    event = over.event
    type(event).objects.filter(pk=event.pk).update(asks_needs=True)
    Attendee.objects.filter(registration=over.came).update(dietary="แพ้กุ้ง", access_needs="วีลแชร์")
    Registration.objects.filter(pk=over.came.pk).update(note="ขอนั่งใกล้เวที")
    host = TermFactory(seat__position__role="president")
    CoHostFactory(event=event, chapter=host.seat.position.chapter, state="accepted")
    one = reverse("events:request", args=[event.slug, over.came.pk])

    for page in (url(event), one):
        said = browser_of(over.leader).get(page).text
        assert ("แพ้กุ้ง" in said, "วีลแชร์" in said, "ขอนั่งใกล้เวที" in said) == (True, True, True)
        for other in (host.person, over.keeper, over.stranger):
            answer = browser_of(other).get(page)
            assert answer.status_code in {403, 404}
            assert "แพ้กุ้ง" not in answer.text


def test_whoever_gave_the_seat_up_is_not_counted(over, browser_of):
    question = QuestionFactory(event=over.event, label="อยากฟังเพลงอะไร")
    told(RegistrationFactory(event=over.event, state="cancelled"), question, "เพลงลา")

    assert "เพลงลา" not in browser_of(over.leader).get(url(over.event)).text


@pytest.mark.parametrize(("readers", "is_shared"), [("attendees", True), ("organisers", False)])
def test_attendees_read_of_each_other_what_the_question_says(over, browser_of, readers, is_shared):
    question = QuestionFactory(event=over.event, label="มีที่ว่างในรถไหม", readers=readers)
    told(over.came, question, "สองที่ จากหาดใหญ่")
    page = reverse("events:mine", args=[over.event.slug])

    assert ("สองที่ จากหาดใหญ่" in browser_of(over.missed.person).get(page).text) == is_shared
    waits = RegistrationFactory(event=over.event, state="waiting", person=AlumnusFactory())
    assert "สองที่ จากหาดใหญ่" not in browser_of(waits.person).get(page).text


@pytest.mark.parametrize(("only", "state"), [("waiting", "waiting"), ("held", "paying"), ("held", "asked")])
def test_organisers_see_who_waits_and_who_is_to_pay(over, browser_of, only, state):
    row = RegistrationFactory(event=over.event, state=state)
    page = browser_of(over.leader).get(reverse("events:desk_attendance", args=[over.event.slug]), {"only": only}).text

    assert row.attendees.get().name in page
    assert reverse("events:request", args=[over.event.slug, row.pk]) in page
    assert over.came.attendees.get().name not in page
