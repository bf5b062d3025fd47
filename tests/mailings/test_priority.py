"""A single message never waits behind a mailing, however long that is. Time is counted, not waited for: each message
takes a hundredth of a second."""

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from apps.mailings.actions import delivery, ledger
from apps.mailings.lib.outcome import Fate, Outcome
from apps.mailings.lib.transport import Parcel, Transport
from apps.mailings.models import MailingText, Message
from apps.records.models import Contact, Person
from tests.factories import MailingFactory, MessageFactory

pytestmark = pytest.mark.django_db
READERS = 2_000
EACH = 0.01  # seconds that a message takes


@pytest.fixture
def sent(monkeypatch, settings):
    """To whom messages went, in order; `sent.at(number, act)`: something happens once so many have gone."""
    settings.MAIL_TRANSPORT = "apps.mailings.backends.SmtpTransport"
    clock, acts = [0.0], {}

    class Sent(list):
        def at(self, number, act):
            acts[number] = act

    gone = Sent()

    def send(_self, email):
        clock[0] += EACH
        gone.append(email.to if isinstance(email, Parcel) else email.to[0])
        acts.pop(len(gone), lambda: None)()
        return Outcome(Fate.TAKEN)

    monkeypatch.setattr(Transport, "send", send)
    for module in (delivery, ledger):
        monkeypatch.setattr(module, "monotonic", lambda: clock[0])
    return gone


@pytest.fixture
def long_mailing():
    """A mailing to thousands, in the middle of being sent."""
    mailing = MailingFactory(sending=True, frozen_size=READERS)
    MailingText.objects.create(
        mailing=mailing, language="th", subject="ข่าว", markdown="สวัสดี", frozen_at=timezone.now()
    )
    people = Person.objects.bulk_create([Person() for _ in range(READERS)])
    address = "p{}@example.org".format
    Contact.objects.bulk_create(
        [Contact(person=each, kind="email", value=address(each.pk), is_primary=True) for each in people]
    )
    kind = {"mailing": mailing, "domain": "example.org", "language": "th", "purpose": "notice", "priority": 9}
    Message.objects.bulk_create([Message(person=each, to=address(each.pk), **kind) for each in people])
    return mailing


def run(seconds):
    return delivery.run(seconds=seconds)


def test_code_goes_within_a_second_of_a_running_mailing(sent, long_mailing):
    sent.at(50, lambda: MessageFactory(to="code@example.org", purpose="security"))

    assert run(3) is True

    behind = sent.index("code@example.org") - 50
    assert 0 <= behind * EACH <= ledger.BREATH + EACH
    assert len(sent) < READERS


def test_all_single_messages_go_before_the_mailing_goes_on_the_urgent_first(sent, long_mailing):
    def come_in():
        MessageFactory.create_batch(20, to="notice@example.org", priority=Message.Priority.NORMAL)
        MessageFactory(to="code@example.org", priority=Message.Priority.URGENT)

    sent.at(10, come_in)
    run(3)

    first = sent.index("code@example.org")
    assert sent[first + 1 : first + 21] == ["notice@example.org"] * 20


def test_flood_of_notices_stops_neither_codes_nor_the_mailing(sent, long_mailing):
    sent.at(10, lambda: MessageFactory.create_batch(300, to="notice@example.org", priority=Message.Priority.NORMAL))
    sent.at(150, lambda: MessageFactory(to="code@example.org"))

    run(6)

    assert sent.index("code@example.org") <= 150 + 1 + ledger.BREATH / EACH
    assert sum(to.startswith("p") for to in sent) > 200


def test_mail_that_is_written_like_any_other_is_no_mailing():
    """Also while one runs: what a program sends by Django's own means is a single message, urgent unless it says
    otherwise."""
    EmailMessage("s", "t", to=["a@example.org"]).send()
    EmailMessage("s", "t", to=["b@example.org"], headers={"X-Portal-Priority": "normal"}).send()

    found = dict(Message.objects.values_list("to", "priority"))
    assert found == {"a@example.org": Message.Priority.URGENT, "b@example.org": Message.Priority.NORMAL}
    assert max(found.values()) < Message.Priority.BULK
    assert set(Message.objects.due().values_list("to", flat=True)) == set(found)
