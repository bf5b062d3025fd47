"""The report of an event: kept, sent once with frozen figures, read by the office, missed where it does not come."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.events.models import Event, EventReport
from apps.events.querysets.reporting import overdue
from tests.factories import EventFactory, FeedbackFactory, RegistrationFactory, StaffFactory

pytestmark = pytest.mark.django_db
WORDS = {"text": "งานเป็นไปด้วยดี มีผู้ช่วยงานสิบคน ขอบคุณทุกคน"}


@pytest.fixture
def report(over, browser_of):
    """`report(send="1")`: the answer to the leader who writes it."""

    def post(**more):
        return browser_of(over.leader).post(reverse("events:desk_report", args=[over.event.slug]), WORDS | more)

    return post


@pytest.fixture
def office(client):
    client.force_login(StaffFactory(role="events"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_draft_is_not_with_the_office(over, report, office):
    report()

    row = EventReport.objects.get()
    assert (row.text, row.sent_at, row.numbers) == (WORDS["text"], None, {})
    assert office.get(reverse("events:office_report", args=[row.pk])).status_code == 404


def test_figures_are_those_of_the_sending(over, report, let_in):
    report(send="1")
    let_in(over.missed)

    assert EventReport.objects.get().numbers["came"] == 1


def test_report_tells_what_people_thought(over, report):
    for stars in (5, 5, 4, 4, 3):
        FeedbackFactory(registration=RegistrationFactory(event=over.event), stars=stars)

    report(send="1")

    assert EventReport.objects.get().numbers["stars"] == "4.2"


def test_report_is_sent_once(over, report):
    assert [report(send="1").status_code for _time in range(2)] == [302, 422]


def test_report_waits_for_the_end(over, report):
    Event.objects.filter(pk=over.event.pk).update(ends_at=timezone.now() + timedelta(hours=1))

    assert (report(send="1").status_code, EventReport.objects.count()) == (422, 0)


def test_office_notes_that_it_was_read(over, report, office):
    report(send="1")
    row = EventReport.objects.get()
    assert over.event.title_th in office.get(reverse("events:office_reports")).content.decode()

    office.post(reverse("events:office_report", args=[row.pk]))

    row.refresh_from_db()
    assert row.read_at is not None


def test_report_that_does_not_come_is_overdue(over, report):
    def late():
        return [event.pk for event in overdue(timezone.now())]

    assert late() == []
    now = timezone.now()
    Event.objects.filter(pk=over.event.pk).update(starts_at=now - timedelta(days=16), ends_at=now - timedelta(days=15))
    EventFactory(chapter=None, starts_at=now - timedelta(days=16))  # the office's own
    assert late() == [over.event.pk]

    report(send="1")

    assert late() == []
