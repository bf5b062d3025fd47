"""What five providers tell, in the shape in which each documents it: what is for ever, what is for now, wrong secrets
and signatures, events twice and in the wrong order; and what they answer when they are given a mail."""

import base64
import hashlib
import hmac
import json
import socket
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from anymail.webhooks.amazon_ses import AmazonSESTrackingWebhookView
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from apps.mailings.adapters import follow
from apps.mailings.lib.outcome import Fate
from apps.mailings.lib.transport import Transport
from apps.mailings.models import AddressState, Return
from tests.factories import AlumnusFactory, ContactFactory, MailingFactory, RecipientFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailNotSupportedWarning"),
]
SECRET, TO, NUMBER = "provider:a-long-secret", "somchai@example.com", "<0107@mail.example.ac.th>"
NO_USER, FULL = "550 5.1.1 user unknown", "552 5.2.2 mailbox full"
NOTIFICATION = {"MessageId": "22b80b92", "Timestamp": "2026-11-30T02:00:01.000Z"}
SPAM = "554 5.7.1 message rejected as spam"


@pytest.fixture
def message():
    person = AlumnusFactory()
    ContactFactory(person=person, kind="email", value=TO)
    now = timezone.now()
    return RecipientFactory(
        mailing=MailingFactory(topic="news"), person=person, to=TO, state="sent", sent_at=now, claimed_at=now,
        message_id="<a@b>", provider_id=NUMBER,
    )  # fmt: skip


def ses(kind, detail, answer):
    return {
        "notificationType": "Bounce",
        "bounce": {
            "bounceType": kind, "bounceSubType": detail, "timestamp": "2026-11-30T02:00:00.000Z",
            "bouncedRecipients": [{"emailAddress": TO, "action": "failed", "diagnosticCode": f"smtp; {answer}"}],
        },
        "mail": {"messageId": NUMBER, "destination": [TO], "timestamp": "2026-11-30T01:59:00.000Z"},
    }  # fmt: skip


def sendgrid(kind, answer):
    return [
        {
            "email": TO, "timestamp": 1796000000, "smtp-id": NUMBER, "event": "bounce", "type": kind, "reason": answer,
            "status": answer[4:9], "sg_event_id": "ev1", "sg_message_id": "x.y", "anymail_id": NUMBER,
        }
    ]  # fmt: skip


def mailgun(severity, answer, key="signing-key"):
    stamp, token = "1796000000", "a" * 50
    return {
        "signature": {
            "timestamp": stamp, "token": token,
            "signature": hmac.new(key.encode(), f"{stamp}{token}".encode(), hashlib.sha256).hexdigest(),
        },
        "event-data": {
            "event": "failed", "severity": severity, "reason": "bounce", "timestamp": 1796000000.5, "recipient": TO,
            "message": {"headers": {"message-id": NUMBER.strip("<>"), "to": TO}},
            "delivery-status": {"code": int(answer[:3]), "message": answer[4:], "description": ""},
        },
    }  # fmt: skip


def postmark(kind, answer):
    return {
        "RecordType": "Bounce", "ID": 4323372036854775807, "Type": kind, "MessageID": NUMBER, "Email": TO,
        "Description": "The server was unable to deliver your message", "Details": answer,
        "BouncedAt": "2026-11-30T02:00:00Z",
    }  # fmt: skip


def brevo(kind, answer):
    return {
        "event": kind, "email": TO, "id": 1, "date": "2026-11-30 09:00:00", "ts": 1796000000, "ts_event": 1796000000,
        "message-id": NUMBER, "subject": "News", "reason": answer,
    }  # fmt: skip


VIEWS = {
    sendgrid: "sendgrid.SendGridTrackingWebhookView",
    mailgun: "mailgun.MailgunTrackingWebhookView",
    postmark: "postmark.PostmarkTrackingWebhookView",
    brevo: "brevo.BrevoTrackingWebhookView",
}


@pytest.fixture
def tell(client, settings):
    def tell(provider, payload, secret=SECRET):
        if provider is ses:  # the view itself asks for boto3
            for event in object.__new__(AmazonSESTrackingWebhookView).esp_to_anymail_events(payload, NOTIFICATION):
                follow(event, "Amazon SES")
            return HttpResponse()
        settings.MAIL_WEBHOOK = f"anymail.webhooks.{VIEWS[provider]}"
        settings.ANYMAIL = {"WEBHOOK_SECRET": SECRET, "MAILGUN_WEBHOOK_SIGNING_KEY": "signing-key"}
        known = "Basic " + base64.b64encode(secret.encode()).decode()
        body = json.dumps(payload)
        address = reverse("mailings:webhook")
        return client.post(address, body, content_type="application/json", HTTP_AUTHORIZATION=known)

    return tell


FOR_EVER = [
    (ses, ("Permanent", "General", NO_USER)),
    (sendgrid, ("bounce", NO_USER)),
    (mailgun, ("permanent", NO_USER)),
    (postmark, ("HardBounce", NO_USER)),
    (brevo, ("hard_bounce", NO_USER)),
    (brevo, ("invalid_email", "")),
    (ses, ("Permanent", "Suppressed", "Amazon SES has suppressed sending to this address")),
]
FOR_NOW = [
    (ses, ("Transient", "MailboxFull", FULL)),
    (ses, ("Transient", "General", "550 5.0.0 whatever")),
    (ses, ("Undetermined", "Undetermined", "550 what")),
    (sendgrid, ("blocked", "550 nothing that anybody knows")),
    (sendgrid, ("bounce", FULL)),
    (mailgun, ("permanent", FULL)),
    (postmark, ("SoftBounce", "550 unknown words")),
    (brevo, ("soft_bounce", "unknown words")),
    (brevo, ("hard_bounce", FULL)),
]
OF_US = [
    (ses, ("Permanent", "General", SPAM)),
    (sendgrid, ("blocked", "550 5.7.1 unsolicited mail")),
    (mailgun, ("permanent", "550 5.7.26 unauthenticated mail: DMARC")),
    (postmark, ("ManuallyDeactivated", "")),
]


@pytest.mark.parametrize(("provider", "said"), FOR_EVER)
def test_what_is_true_of_the_address_ends_it(tell, message, provider, said):
    for _ in range(3):  # providers repeat themselves
        assert tell(provider, provider(*said)).status_code == 200
    assert AddressState.objects.get().hard_at is not None
    assert Return.objects.count() == 1


@pytest.mark.parametrize(("provider", "said"), FOR_NOW)
def test_what_is_not_is_one_step_of_the_ladder(tell, message, provider, said):
    for _ in range(2):
        assert tell(provider, provider(*said)).status_code == 200
    state = AddressState.objects.get()
    assert (state.hard_at, state.soft_bounces) == (None, 1)


@pytest.mark.parametrize(("provider", "said"), OF_US)
def test_a_refusal_of_us_says_nothing_about_the_address(tell, message, provider, said):
    assert tell(provider, provider(*said)).status_code == 200
    assert Return.objects.get().kind == "soft"
    assert not AddressState.objects.exists()


def test_what_is_still_being_tried_says_nothing(tell, message):
    assert tell(mailgun, mailgun("temporary", "451 4.7.1 greylisted")).status_code == 200
    assert not AddressState.objects.exists()


def test_wrong_signature_or_secret_is_refused(tell, message):
    assert tell(mailgun, mailgun("permanent", NO_USER, key="another")).status_code == 400
    for provider, said in FOR_EVER[1:5]:
        assert tell(provider, provider(*said), secret="provider:guess").status_code == 400
    assert not Return.objects.exists()


def test_a_bounce_that_is_told_late_does_not_undo_a_later_delivery(tell, message):
    now = timezone.now()
    AddressState.objects.create(address=TO, last_ok_at=now + timedelta(days=400), changed_at=now)
    assert tell(postmark, postmark("HardBounce", NO_USER)).status_code == 200
    assert AddressState.objects.get().hard_at is None


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '{"event": 7}', '[{"event": "bounce"}]', "\x00"])
@pytest.mark.parametrize("provider", list(VIEWS))
def test_nonsense_changes_nothing(tell, message, provider, body, client):
    client.raise_request_exception = False
    tell(provider, body)
    assert not Return.objects.exists()


@pytest.fixture
def hand_over(settings):
    """Gives a mail to a provider at this port."""

    def hand_over(port):
        settings.ANYMAIL = {"SENDGRID_API_KEY": "key", "SENDGRID_API_URL": f"http://127.0.0.1:{port}/v3/"}
        with Transport("anymail.backends.sendgrid.EmailBackend") as transport:
            return transport.send(EmailMessage("News", "text", "us@example.ac.th", [TO]))

    return hand_over


@pytest.mark.parametrize(
    ("status", "fate", "goes_on"),
    [
        (202, Fate.TAKEN, True),
        (401, Fate.REFUSED, True),  # the key is wrong: so many in a row pause the mailing
        (413, Fate.REFUSED, True),
        (429, Fate.POSTPONED, False),
        (503, Fate.POSTPONED, False),
        (500, Fate.UNKNOWN, True),
        (504, Fate.UNKNOWN, True),
    ],
)
def test_answer_decides_what_became_of_a_mail(hand_over, status, fate, goes_on):
    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            self.send_response(status)
            self.send_header("X-Message-Id", NUMBER)
            self.end_headers()

        def log_message(self, *_args):
            pass

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.handle_request, daemon=True).start()
        outcome = hand_over(server.server_port)

    assert (outcome.fate, outcome.reachable) == (fate, goes_on)


def test_provider_that_is_not_there_took_nothing(hand_over):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # nobody listens

        outcome = hand_over(nobody.getsockname()[1])

    assert (outcome.fate, outcome.reachable) == (Fate.POSTPONED, False)
