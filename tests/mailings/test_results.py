"""What a mailing led to is counted from what the portal keeps anyway; of a few people no number is told."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.core.lib import csv_files
from apps.core.registries.mailings import mail_outcomes
from apps.events.models import CheckIn
from apps.mailings.actions import preferences
from apps.mailings.models import MailingFile, MailingText, Via
from apps.mailings.querysets.gone_out import gone_out
from apps.mailings.querysets.results import tallies
from apps.mailings.reports.results import lines, results_of
from apps.mailings.reports.told import Cell, told
from apps.records.actions import yearly
from apps.records.models import Person
from tests.factories import (
    AttendeeFactory,
    EventFactory,
    GraduateFactory,
    InboxItemFactory,
    MailingFactory,
    RecipientFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()
SENT = NOW - timedelta(days=2)


def mailing_to(people, **fields):
    mailing = MailingFactory(sending=True, **{"frozen_at": SENT, "topic": "events"} | fields)
    for person in people:
        fields = {"state": "sent", "claimed_at": SENT, "sent_at": SENT, "message_id": f"<{mailing.pk}-{person.pk}>"}
        RecipientFactory(mailing=mailing, person=person, **fields)
    return mailing


def alumni(number):
    return [GraduateFactory(account=UserFactory()) for _ in range(number)]


def tally(mailing):
    return tallies([mailing.pk])[mailing.pk]


def test_states_of_the_ledger_add_up():
    mailing = mailing_to(alumni(2))
    RecipientFactory(mailing=mailing, state="left_out", reason="bounced")
    RecipientFactory(mailing=mailing, state="failed", message_id="<f>")

    found = tally(mailing)

    assert dict(found.states) == {"sent": 2, "left_out": 1, "failed": 1}
    assert dict(found.left_out) == {"bounced": 1}


def test_what_came_back_counts_each_message_once():
    mailing = mailing_to(alumni(2))
    message = mailing.messages.first()
    for digest, kind in (("a", "soft"), ("b", "hard"), ("c", "complaint"), ("d", "auto_reply")):
        message.returns.create(kind=kind, at=NOW, digest=digest)

    found = tally(mailing)

    assert (found.returned, found.complained) == (1, 1)


def test_stop_counts_for_the_mailing_that_it_names():
    one, other = alumni(2)
    first, second = mailing_to([one, other]), mailing_to([one, other])
    preferences.stop_sender(one, "office", via=Via.ONE_CLICK, mailing=second)

    assert (tally(first).unsubscribed, tally(second).unsubscribed) == (0, 1)


def test_leaving_everything_counts_for_the_newest_mailing():
    [person] = alumni(1)
    first, second = mailing_to([person]), mailing_to([person])
    second.messages.update(sent_at=SENT + timedelta(hours=1))

    preferences.leave_all(person, via=Via.PAGE)

    assert (tally(first).unsubscribed, tally(second).unsubscribed) == (0, 1)


def test_reader_who_answers_twice_answered_once():
    mailing = mailing_to(alumni(1))
    for _ in range(2):
        InboxItemFactory(mailing=mailing, from_address="same@example.org")

    assert tally(mailing).replied == 1


def test_readers_own_updates_count_and_a_clerks_do_not(staff):
    one, other, third = alumni(3)
    mailing = mailing_to([one, other])
    yearly.confirm(one, by=one.account)
    yearly.confirm(other, by=staff("records"))
    yearly.confirm(third, by=third.account)

    assert tally(mailing).did["record"] == 1


def test_what_was_done_before_it_came_is_no_outcome():
    [person] = alumni(1)
    yearly.confirm(person, by=person.account)
    mailing = mailing_to([person])
    mailing.messages.update(sent_at=NOW + timedelta(hours=1))

    assert tally(mailing).did["record"] == 0


def register(event, person, **fields):
    values = {"state": "confirmed", "confirmed_at": NOW} | fields
    return RegistrationFactory(event=event, person=person, account=person.account, **values)


def test_event_to_which_the_mailing_leads_is_the_one_that_counts(settings):
    one, other = alumni(2)
    meant, another = EventFactory(title_th="พบศิษย์เก่า"), EventFactory()
    mailing = mailing_to([one, other, *alumni(4)])
    elsewhere = f"https://elsewhere.example/events/{another.slug}/"
    text = f"มา[งาน]({settings.SITE_URL}/events/{meant.slug}/)กัน และ [ที่อื่น]({elsewhere})"
    MailingText.objects.create(mailing=mailing, language="th", subject="งาน", markdown=text, frozen_at=NOW)
    for person in mailing.messages.values_list("person", flat=True):
        register(meant, Person.objects.get(pk=person))
    register(another, one, state="cancelled", ended_at=NOW)

    figures = {str(figure.title): figure.cell for figure in results_of(mailing).figures}

    assert figures[str(mail_outcomes["event_registered"].named) % {"thing": meant.title}] == Cell(6)
    assert not any(another.title in title for title in figures)


def test_who_came_counts():
    [person] = alumni(1)
    mailing = mailing_to([person])
    attendee = AttendeeFactory(registration=register(EventFactory(), person))
    CheckIn.objects.create(attendee=attendee, at=NOW)

    found = tally(mailing)

    assert (found.did["event_registered"], found.did["event_came"]) == (1, 1)


@pytest.mark.parametrize(("number", "shown"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (66_757, "66757")])
def test_few_are_not_told(number, shown):
    assert str(told(number, of=66_757)) == shown


@pytest.mark.parametrize("number", range(5))
def test_of_few_readers_nothing_is_told(number):
    assert str(told(number, of=4)) == "<5"


def test_sum_gives_no_hidden_number_away():
    """What is hidden of a mailing cannot be had from its topic, less the others."""
    large, small = alumni(6), alumni(3)
    mailing_to(large), mailing_to(small)
    for person in large + small:
        yearly.confirm(person, by=person.account)

    [line] = lines(gone_out(), by="topic")

    assert (line.mailings, line.sent) == (2, 9)
    assert "6+" in map(str, line.cells)
    assert "<9" in map(str, (told(1, of=9) + told(2, of=9),))


@pytest.mark.parametrize("by", ["mailing", "topic", "sender", "month"])
def test_office_sees_and_takes_away_numbers(client, staff, by):
    client.force_login(staff("communications"))
    mailing = mailing_to(alumni(1), title="=HYPERLINK(1)")

    page = client.get(reverse("mailings:office_results"), {"by": by})
    file = client.get(reverse("mailings:office_results_csv"), {"by": by})

    assert page.status_code == 200
    content = b"".join(file).decode()
    assert content.startswith(csv_files.BYTE_ORDER_MARK)
    assert len(content.splitlines()) == 2
    assert (f"'{mailing.title}" in content) == (by == "mailing")


def test_results_of_one_mailing_name_nobody(client, staff):
    client.force_login(staff("communications"))
    people = alumni(2)
    mailing = mailing_to(people)
    preferences.stop_sender(people[0], "office", via=Via.ONE_CLICK, mailing=mailing)

    page = client.get(reverse("mailings:office_result", args=[mailing.public_id])).content.decode()
    file = b"".join(client.get(reverse("mailings:office_result_csv", args=[mailing.public_id]))).decode()

    assert "<5" in file
    for person in people:
        assert str(person) not in page + file


def test_results_of_a_mailing_with_a_picture_and_a_link_that_leads_nowhere(client, staff):
    mailing = mailing_to(alumni(6))
    image = {"kind": "image", "content_type": "image/jpeg", "width": 9, "height": 9, "size": 9, "digest": "0" * 64}
    MailingFile.objects.create(mailing=mailing, name="picture-1", file="x.jpg", alt="x", added_at=NOW, **image)
    MailingText.objects.filter(mailing=mailing).delete()
    text = "![ลาน](picture-1) [ก](http://[) [ข](https://[::1/)"
    MailingText.objects.create(mailing=mailing, language="th", subject="ข่าว", markdown=text, frozen_at=SENT)
    client.force_login(staff("communications"))

    for name in ("office_result", "office_result_csv"):
        assert client.get(reverse(f"mailings:{name}", args=[mailing.public_id])).status_code == 200


def test_draft_has_no_results(client, staff):
    client.force_login(staff("communications"))

    response = client.get(reverse("mailings:office_result", args=[MailingFactory().public_id]))

    assert response.status_code == 404
