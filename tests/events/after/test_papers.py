"""Badges show what people show to the others there; certificates have a number that only the portal makes."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from apps.core.models import Job
from apps.events.actions.after import papers as piles
from apps.events.exports import papers
from apps.events.lib import certificates
from apps.events.models import Event
from apps.events.querysets import door
from apps.records.models import Degree, PersonName
from tests.factories import CheckInFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


def badge_of(over, registration):
    """What is on the badge of a registration of one."""
    _pdf, pile = papers.badges(over.event, list(door.expected(over.event).filter(registration=registration)))
    return pile.people[0]


def show(person, audience):
    PersonName.objects.filter(person=person).update(audience=audience, nickname="ปุ้ย")
    Degree.objects.filter(person=person).update(audience=audience)


@pytest.mark.parametrize(
    ("event_is_for", "shown_to", "is_there"),
    [
        ("chapter", "fellows", True),
        ("chapter", "office", False),
        ("alumni", "fellows", False),
        ("alumni", "alumni", True),
        ("public", "alumni", False),
        ("public", "everyone", True),
    ],
)
def test_badge_shows_what_is_open_to_the_others_there(over, event_is_for, shown_to, is_there):
    Event.objects.filter(pk=over.event.pk).update(audience=event_is_for)
    over.event.refresh_from_db()
    show(over.came.person, shown_to)

    badge = badge_of(over, over.came)

    assert (bool(badge["nickname"]), bool(badge["lines"])) == (is_there, is_there)
    assert badge["first"]  # as they wrote it when they registered


def test_name_that_the_font_cannot_write_is_told(over):
    attendee = over.came.attendees.get()
    attendee.name = "王小明"
    attendee.save()

    _pdf, pile = papers.badges(over.event, [attendee])

    assert pile.unwritable == ["王小明"]
    assert len(pile.people) == 1  # a badge for a pen


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("what", ["badges", "certificates"])
def test_pile_is_a_pdf(over, browser_of, what, language):
    with translation.override(language):
        url = reverse("events:desk_papers", args=[over.event.slug])

    response = browser_of(over.leader).post(url, {"what": what})

    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")


def test_large_pile_is_a_job(over, browser_of, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(piles, "AT_ONCE", 1)
    browser = browser_of(over.leader)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("events:desk_papers", args=[over.event.slug]), {"what": "badges"})

    job = Job.objects.get(kind=piles.KIND)
    url = reverse("events:desk_paper_file", args=[over.event.slug, job.public_id])

    assert job.state == Job.State.DONE
    assert b"".join(browser.get(url).streaming_content)[:5] == b"%PDF-"
    assert browser_of(over.keeper).get(url).status_code == 403
    assert browser.get(reverse("events:desk_paper_file", args=[over.event.slug, uuid4()])).status_code == 404


def test_own_certificate_is_for_whoever_came(over, browser_of):
    url = reverse("events:my_certificate", args=[over.event.slug])

    answers = [browser_of(person).get(url) for person in (over.came.person, over.missed.person, over.stranger)]

    assert [answer.status_code for answer in answers] == [200, 404, 404]


def test_own_badge_has_the_whole_party(over, browser_of):
    party = RegistrationFactory(event=over.event, seats=3)

    response = browser_of(party.person).get(reverse("events:my_badge", args=[over.event.slug]))

    assert response["Content-Type"] == "application/pdf"


def test_certificate_is_checked_by_its_number(over, client):
    attendee = over.came.attendees.get()
    number = certificates.number_of(attendee.pk, settings.KEYED_HASH_KEY)

    for typed in (number, number.lower().replace("-", " ")):
        page = client.get(reverse("events:certificate", args=[typed]))

        assert (page.status_code, over.event.title_th in page.content.decode()) == (200, True)


@pytest.mark.parametrize("number", ["1", "1-AAAA-AAAA", "๑", "Z" * 40, "ZZZZZZZZZZZZZ-AAAA-AAAA", "-"])
def test_invented_number_is_not_ours(over, client, number):
    assert client.get(reverse("events:certificate", args=[number])).status_code == 404


def test_certificate_of_whoever_did_not_come_is_not_ours(over, client):
    number = certificates.number_of(over.missed.attendees.get().pk, settings.KEYED_HASH_KEY)

    assert client.get(reverse("events:certificate", args=[number])).status_code == 404


def test_certificate_carries_the_name_of_the_registry(over):
    name = PersonName.objects.get(person=over.came.person)
    guest = RegistrationFactory(event=over.event, seats=2).attendees.get(position=2)
    CheckInFactory(attendee=guest)

    assert papers.name_on(over.came.attendees.get()) == name.titled
    assert papers.name_on(guest) == guest.name
