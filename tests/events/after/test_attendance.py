"""Who came, in figures, by name, and as a file: a reason, consented contacts alone, and everybody in it sees it."""

import csv
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.core.models import AuditEntry
from apps.events.models import Answer
from apps.events.reports.attendance import figures
from apps.records.models import Consent, Disclosure
from tests.factories import ContactFactory, EventFactory, QuestionFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
REASON = {"reason": "ส่งรูปให้ผู้ร่วมงาน"}


@pytest.fixture
def take(over, browser_of):
    """`take()`: what the leader's file says, line by line, without the header."""

    def fetch():
        url = reverse("events:desk_export", args=[over.event.slug])
        content = browser_of(over.leader).post(url, REASON).content.decode("utf-8-sig")
        return list(csv.reader(StringIO(content)))[1:]

    return fetch


def test_figures_count_seats(over, let_in, walk_in):
    let_in(RegistrationFactory(event=over.event, seats=3))
    walk_in("ลุงชัย")
    RegistrationFactory(event=over.event, state="waiting", seats=2)
    RegistrationFactory(event=over.event, state="cancelled")

    found = figures(over.event)

    assert (found.registered, found.came, found.walked_in, found.missed) == (6, 5, 1, 1)
    assert (found.waiting, found.cancelled, found.percent) == (2, 1, 83)


def test_undone_admission_is_none(over):
    check_in = over.came.attendees.get().check_ins.get()
    check_in.undone_at = timezone.now()
    check_in.save()

    assert figures(over.event).came == 0


@pytest.mark.parametrize(("only", "who"), [("came", "came"), ("missed", "missed")])
def test_list_is_narrowed(over, browser_of, only, who):
    other = {"came": over.missed, "missed": over.came}[who]
    url = reverse("events:desk_attendance", args=[over.event.slug])

    page = browser_of(over.leader).get(url, {"only": only}).content.decode()

    assert getattr(over, who).attendees.get().name in page
    assert other.attendees.get().name not in page


def test_file_has_contacts_of_those_who_agreed(over, take):
    for row in (over.came, over.missed):
        ContactFactory(person=row.person, kind="email", value=f"mail{row.pk}@example.org")
    Consent.objects.create(person=over.came.person, purpose=Consent.Purpose.CHAPTERS, is_given=True, text_version="1")

    lines = {line[1]: line[5] for line in take()}

    assert lines == {
        over.came.attendees.get().name: f"mail{over.came.pk}@example.org",
        over.missed.attendees.get().name: "",
    }


def test_file_has_answers_and_the_mark(over, take):
    question = QuestionFactory(event=over.event, label="ขนาดเสื้อ")
    Answer.objects.create(registration=over.came, question=question, value="XL")

    first = take()[0]

    assert (first[-2], str(over.leader.account) in first[-1]) == ("XL", True)


def test_everybody_in_the_file_sees_it(over, take):
    take()

    told = Disclosure.objects.filter(kind=Disclosure.Kind.EXPORT)
    assert set(told.values_list("person", flat=True)) == {over.came.person_id, over.missed.person_id}
    assert AuditEntry.objects.get(action="events.take_attendance").reason == REASON["reason"]


def test_file_needs_a_reason(over, browser_of):
    url = reverse("events:desk_export", args=[over.event.slug])

    assert browser_of(over.leader).post(url, {"reason": ""}).status_code == 422


@pytest.mark.parametrize("name", ["desk_attendance", "desk_export", "desk_papers", "desk_report", "desk_keepers"])
@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("keeper", 403)])
def test_others_see_nothing(over, browser_of, name, who, status):
    """To whoever may not even know of the event, it is not there."""
    url = reverse(f"events:{name}", args=[over.event.slug])

    assert browser_of(getattr(over, who)).get(url).status_code == status


def test_nobody_is_missed_before_it_begins(over, browser_of):
    event = EventFactory(chapter=over.event.chapter)
    RegistrationFactory(event=event)
    page = browser_of(over.leader).get(reverse("events:desk_attendance", args=[event.slug]))
    assert [number for _words, number in page.context["figures"]] == [1, 0, 0]
