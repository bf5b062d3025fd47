"""The organisers write: whom an audience means, each address once, nobody twice, no address to be seen."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import Notice
from apps.events.emails import occasion_of
from apps.events.models import Announcement
from apps.events.querysets.addressees import addressees
from apps.events.querysets.trust import trust_of
from apps.mailings.models import Message
from apps.records.models import DoNotContact
from tests.factories import (
    ContactFactory,
    DecisionFactory,
    GraduateFactory,
    HoldFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
WORDS = {"audience": "confirmed", "subject": "ที่จอดรถ", "text": "จอดได้ที่ลานหน้าหอประชุม", "is_neutral": "on"}


@pytest.fixture
def trusted(over):
    """The office has published three posts of the leader."""
    for _turn in range(3):
        DecisionFactory(post__author=over.leader, post__chapter=over.event.chapter)


@pytest.fixture
def write(over, trusted, browser_of):
    """`write(audience="all")`: what the leader's browser answers to the message that was sent."""

    def post(person=None, **more):
        url = reverse("events:desk_messages", args=[over.event.slug])
        return browser_of(person or over.leader).post(url, {**WORDS, "send": "1", **more})

    return post


def got():
    return {to for message in mail.outbox for to in message.recipients()}


def test_look_before_sending_sends_nothing(over, browser_of):
    url = reverse("events:desk_messages", args=[over.event.slug])

    response = browser_of(over.leader).post(url, WORDS)

    assert (response.status_code, response.context["found"].number, mail.outbox) == (200, 2, [])
    assert not Announcement.objects.exists()


def test_everybody_of_the_audience_gets_one(over, write):
    waiting = RegistrationFactory(event=over.event, state="waiting")

    assert write().status_code == 302
    assert got() == {over.came.account.email, over.missed.account.email}
    assert waiting.account.email not in got()
    assert Announcement.objects.get().recipients == 2


@pytest.mark.parametrize(("audience", "who"), [("came", "came"), ("waiting", "waiting")])
def test_audience_is_kept(over, write, audience, who):
    rows = {"came": over.came, "waiting": RegistrationFactory(event=over.event, state="waiting")}

    write(audience=audience)

    assert got() == {rows[who].account.email}


def test_nobody_sees_anybody_elses_address(over, write):
    write()

    assert [message.to for message in mail.outbox if message.to] == []
    assert [m for m in mail.outbox if over.leader.account.email in m.body] == []


def test_second_press_sends_nothing(over, write):
    write()
    response = write()

    assert (response.status_code, Announcement.objects.count(), len(got())) == (422, 1, 2)
    assert WORDS["text"] in response.content.decode()


def test_five_messages_a_day_are_enough(over, write):
    answers = [write(subject=f"เรื่องที่ {number}").status_code for number in range(6)]

    assert answers == [302] * 5 + [422]


def test_reasons_are_counted(over):
    RegistrationFactory(event=over.event, person=None, account=UserFactory(email=None))
    DoNotContact.objects.create(person=over.came.person, channel="email", since=timezone.localdate())

    to_come = addressees(over.event, "confirmed", timezone.localdate())
    came = addressees(over.event, "came", timezone.localdate())

    assert (to_come.number, dict(to_come.left_out)) == (2, {"no_address": 1})
    assert (came.number, dict(came.left_out)) == (0, {"unwilling": 1})


@pytest.mark.parametrize("has_account", [False, True])
def test_whoever_has_no_address_of_an_account_is_reached_at_the_one_on_file(over, write, has_account):
    """Who answered by a link in a mail, or signs in by LINE."""
    person = GraduateFactory(account=UserFactory(email=None) if has_account else None)
    ContactFactory(person=person, kind="email", value="on.file@example.org")
    RegistrationFactory(event=over.event, person=person, account=None)

    write()

    assert "on.file@example.org" in got()


@pytest.fixture
def _in_the_ledger(settings):
    settings.EMAIL_BACKEND = "apps.mailings.backends.LedgerBackend"


@pytest.mark.usefixtures("_in_the_ledger")
def test_each_mail_is_accounted_for_with_its_person(over, write):
    person = GraduateFactory()
    ContactFactory(person=person, kind="email", value="on.file@example.org")
    RegistrationFactory(event=over.event, person=person, account=None)

    write()

    mails = Message.objects.filter(occasion=occasion_of(Announcement.objects.get()))
    assert set(mails.values_list("person", flat=True)) == {over.came.person_id, over.missed.person_id, person.pk}
    assert not any("X-Portal" in name for mail in mails for name in mail.headers)


@pytest.mark.usefixtures("_in_the_ledger")
def test_organisers_see_what_became_of_it(over, write, browser_of):
    write()
    row = Announcement.objects.get()
    first = Message.objects.filter(occasion=occasion_of(row)).first()
    Message.objects.filter(pk=first.pk).update(state="failed", error="550 x@example.org unknown")

    page = browser_of(over.leader).get(reverse("events:desk_message", args=[over.event.slug, row.pk]))

    assert [number for _label, number in page.context["became"]] == [1, 1]
    assert first.to not in page.content.decode()


def test_message_to_nobody_is_refused(over, write):
    assert write(audience="waiting").status_code == 422


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("keeper", 403)])
def test_others_write_to_nobody(over, write, who, status):
    assert write(getattr(over, who)).status_code == status
    assert mail.outbox == []


def test_door_keeper_reads_no_message(over, browser_of):
    row = Announcement.objects.create(event=over.event, subject="x", text="y")
    url = reverse("events:desk_message", args=[over.event.slug, row.pk])

    assert browser_of(over.keeper).get(url).status_code == 403


# ---- what the office looks at first


@pytest.fixture
def waiting(over, browser_of):
    """A message of a leader whom the office does not know."""
    url = reverse("events:desk_messages", args=[over.event.slug])
    browser_of(over.leader).post(url, {**WORDS, "send": "1"})
    return Announcement.objects.get()


def test_message_is_declared_neutral(over, browser_of):
    url = reverse("events:desk_messages", args=[over.event.slug])

    assert browser_of(over.leader).post(url, {**WORDS, "send": "1", "is_neutral": ""}).status_code == 422
    assert not Announcement.objects.exists()


def test_office_looks_at_the_words_of_whom_it_does_not_know_and_sends_them(waiting, client_of_staff):
    assert (waiting.state, waiting.sent_at, mail.outbox) == ("waiting", None, [])
    office, url = client_of_staff("events"), reverse("events:office_message", args=[waiting.pk])
    assert url in office.get(reverse("events:office")).text

    office.post(url, {"outcome": "approved"})

    waiting.refresh_from_db()
    assert (waiting.state, waiting.recipients) == ("sent", 2)
    assert Notice.objects.get(account=waiting.by).kind == "events.message_decided"


def test_what_the_office_does_not_send_says_why_and_costs_trust(over, trusted, waiting, client_of_staff):
    url = reverse("events:office_message", args=[waiting.pk])
    Announcement.objects.filter(pk=waiting.pk).update(state="waiting", sent_at=None)
    mail.outbox.clear()
    assert client_of_staff("events").post(url, {"outcome": "refused"}).status_code == 422

    client_of_staff("events").post(url, {"outcome": "refused", "objection": "politics", "remark": "หาเสียง"})

    waiting.refresh_from_db()
    assert (waiting.state, got()) == ("refused", {waiting.by.email})
    assert not trust_of(waiting.by, over.event.chapter).is_trusted


def test_in_a_held_time_every_message_is_looked_at(over, write):
    HoldFactory()

    write()

    assert (Announcement.objects.get().state, got()) == ("waiting", set())
