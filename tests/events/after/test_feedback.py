"""How it was: asked once, answered from the mail's link signed out, read without names and not below five."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.events.actions.after import feedback, links
from apps.events.models import Event, EventLetter, Feedback
from apps.events.reports.feedback import LEAST, summary
from tests.factories import FeedbackFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
ANSWER = {"stars": "4", "liked": "เพื่อนเยอะ", "better": "", "may_quote": "on"}


def link(registration):
    return reverse("events:feedback", args=[links.token_of(registration)])


def test_whoever_came_is_asked_once(over):
    assert [feedback.ask(timezone.now()) for _time in range(2)] == [1, 0]
    assert EventLetter.objects.get(kind="feedback").registration == over.came


def test_where_the_door_noted_nobody_all_are_asked(over):
    over.came.attendees.get().check_ins.all().delete()

    assert feedback.ask(timezone.now()) == 2


@pytest.mark.parametrize("ended", [timedelta(minutes=30), timedelta(days=8)])
def test_nobody_is_asked_too_early_or_too_late(over, ended):
    now = timezone.now()
    Event.objects.filter(pk=over.event.pk).update(starts_at=now - ended - timedelta(hours=1), ends_at=now - ended)

    assert feedback.ask(now) == 0


def test_link_takes_an_answer_signed_out(over, client):
    response = client.post(link(over.came), ANSWER)

    given = Feedback.objects.get(registration=over.came)
    assert (response.status_code, given.stars, given.liked, given.may_quote) == (302, 4, "เพื่อนเยอะ", True)


def test_second_answer_changes_the_first(over, client):
    client.post(link(over.came), ANSWER)
    client.post(link(over.came), ANSWER | {"stars": "2"})

    assert Feedback.objects.get().stars == 2


@pytest.mark.parametrize("token", ["", "1", "1-", "1-abc", "x-y", "-", "999999999999999999-00", "๑-ก", "1" * 400])
def test_no_link_opens_nothing(over, client, token):
    assert client.get(f"/how-was-it/{token}/").status_code == 404


def test_link_of_one_is_not_the_link_of_another(over, client):
    token = links.token_of(over.came)
    stolen = f"{over.missed.pk}-{token.partition('-')[2]}"

    assert client.get(reverse("events:feedback", args=[stolen])).status_code == 404


def test_link_is_closed_before_the_end_and_long_after(over, client):
    for shift in (timedelta(days=5), -timedelta(days=90)):
        now = timezone.now()
        Event.objects.filter(pk=over.event.pk).update(starts_at=now + shift - timedelta(hours=1), ends_at=now + shift)

        assert client.get(link(over.came)).status_code == 404


@pytest.mark.parametrize("stars", ["", "0", "6", "x", "4.5"])
def test_stars_are_one_to_five(over, client, stars):
    response = client.post(link(over.came), ANSWER | {"stars": stars})

    assert (response.status_code, Feedback.objects.count()) == (422, 0)
    assert "เพื่อนเยอะ" in response.content.decode()


def test_answers_are_hidden_until_there_are_five(over, browser_of):
    for number in range(LEAST - 1):
        FeedbackFactory(registration=RegistrationFactory(event=over.event), liked=f"ความเห็น {number}")
    url = reverse("events:desk_feedback", args=[over.event.slug])
    browser = browser_of(over.leader)
    hidden = browser.get(url).content.decode()

    FeedbackFactory(registration=RegistrationFactory(event=over.event), stars=1)

    assert "ความเห็น 1" not in hidden
    assert "ความเห็น 1" in browser.get(url).content.decode()
    assert summary(over.event).average == 4.2


def test_summary_names_nobody(over, browser_of):
    rows = [RegistrationFactory(event=over.event) for _answer in range(LEAST)]
    for row in rows:
        FeedbackFactory(registration=row, liked="ดีมาก")

    page = browser_of(over.leader).get(reverse("events:desk_feedback", args=[over.event.slug])).content.decode()

    assert [row for row in rows if row.attendees.get().name in page] == []


def test_door_keeper_does_not_read_answers(over, browser_of):
    url = reverse("events:desk_feedback", args=[over.event.slug])

    assert browser_of(over.keeper).get(url).status_code == 403


def test_own_registration_leads_to_the_same_form(over, browser_of):
    url = reverse("events:my_feedback", args=[over.event.slug])

    assert browser_of(over.came.person).post(url, ANSWER).status_code == 302
    assert browser_of(over.stranger).get(url).status_code == 404
