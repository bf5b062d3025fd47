"""What a mail provider tells, by anymail's own web views, with its secret and without."""

import base64
import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.mailings.actions import delivery, ledger
from apps.mailings.models import AddressState, Message, Return, TopicStop
from apps.records.models import Contact
from tests.factories import AlumnusFactory, ContactFactory, MailingFactory, MessageFactory, RecipientFactory

from .test_delivery import frozen

pytestmark = pytest.mark.django_db
SECRET = "provider:a-long-secret"


@pytest.fixture(autouse=True)
def _provider(settings):
    settings.MAIL_WEBHOOK = "anymail.webhooks.postmark.PostmarkTrackingWebhookView"
    settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET}


@pytest.fixture
def message():
    person = AlumnusFactory()
    ContactFactory(person=person, kind="email", value="somchai@example.com")
    return RecipientFactory(
        mailing=MailingFactory(topic="news"), person=person, to="somchai@example.com", state="sent",
        sent_at=timezone.now(), claimed_at=timezone.now(), message_id="<a@b>", provider_id="883953f4",
    )  # fmt: skip


def tell(client, secret=SECRET, **event):
    payload = {"MessageID": "883953f4", "Email": "somchai@example.com"} | event
    known = "Basic " + base64.b64encode(secret.encode()).decode()
    return client.post(
        reverse("mailings:webhook"), json.dumps(payload), content_type="application/json", HTTP_AUTHORIZATION=known
    )


def bounce(kind="HardBounce", code=1, number=1, **more):
    return {
        "RecordType": "Bounce", "ID": number, "Type": kind, "TypeCode": code, "Description": "Unknown user",
        "Details": "550 no such user", "BouncedAt": timezone.now().isoformat(), **more,
    }  # fmt: skip


def test_a_hard_bounce_is_one_here_too_and_counts_once(client, message):
    event = bounce()
    for _ in range(3):
        assert tell(client, **event).status_code == 200
    assert Contact.objects.get(value="somchai@example.com").status == "bounced"
    assert AddressState.objects.get().hard_at is not None
    assert Return.objects.get().message == message


def test_whoever_unsubscribes_there_is_unsubscribed_here(client, message):
    event = {"RecordType": "SubscriptionChange", "SuppressSending": True, "SuppressionReason": "ManualSuppression"}
    assert tell(client, **event, ChangedAt=timezone.now().isoformat()).status_code == 200
    assert TopicStop.objects.get().topic == "news"
    assert not AddressState.objects.exists()


def test_events_find_the_messages_that_went_out_by_a_provider(client, settings):
    settings.MAIL_TRANSPORT = "anymail.backends.test.EmailBackend"
    mailing = frozen(1)
    MessageFactory(to="alone@example.org")
    ledger.deliver(seconds=600)
    delivery.run(seconds=600)
    for message in (mailing.messages.get(), Message.objects.get(to="alone@example.org")):
        assert message.state == "sent"
        assert tell(client, **bounce(number=message.pk), MessageID=message.provider_id).status_code == 200
        assert message.returns.get().kind == "hard"


def test_a_provider_that_keeps_our_id_is_understood_too(client, message):
    Message.objects.update(provider_id="")
    assert tell(client, **bounce(), MessageID="a@b").status_code == 200
    assert Return.objects.get().message == message


def test_a_complaint_ends_mailings(client, message):
    event = {"RecordType": "SpamComplaint", "ID": 2, "Type": "SpamComplaint", "TypeCode": 100001}
    assert tell(client, **event, BouncedAt=timezone.now().isoformat()).status_code == 200
    assert AddressState.objects.get().complaint_at is not None
    assert TopicStop.objects.get().via == "complaint"


def test_a_delivery_resets(client, message):
    AddressState.objects.create(address="somchai@example.com", soft_bounces=2, changed_at=timezone.now())
    later = (timezone.now() + timedelta(seconds=5)).isoformat()
    assert tell(client, RecordType="Delivery", Recipient="somchai@example.com", DeliveredAt=later).status_code == 200
    assert AddressState.objects.get().soft_bounces == 0


def test_events_of_messages_that_are_not_ours_change_nothing(client, message):
    assert tell(client, **bounce(), MessageID="other").status_code == 200
    assert not AddressState.objects.exists()


@pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailInsecureWebhookWarning")
def test_without_the_secret_nothing_is_believed(client, message, settings):
    assert tell(client, secret="provider:guess", **bounce()).status_code == 400
    settings.ANYMAIL = {}
    assert tell(client, **bounce()).status_code == 404
    settings.ANYMAIL, settings.MAIL_WEBHOOK = {"WEBHOOK_SECRET": SECRET}, ""
    assert tell(client, **bounce()).status_code == 404
    assert not Return.objects.exists()


def test_a_look_at_it_says_nothing(client):
    assert client.get(reverse("mailings:webhook")).status_code == 405
