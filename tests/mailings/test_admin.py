"""Staff read the ledger in the office, change nothing there, and never see a code with which somebody signs in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.mailings.models import Message
from tests.factories import MessageFactory

pytestmark = pytest.mark.django_db
LIST = "admin:mailings_message_changelist"
PAGE = "admin:mailings_message_change"


@pytest.fixture
def office(staff, client_for):
    return client_for(staff("communications"))


def test_ledger_is_for_staff_who_may_see_it(staff, client_for):
    message = MessageFactory()

    for role, status in [("records", 403), ("communications", 200)]:
        client = client_for(staff(role))
        assert client.get(reverse(LIST)).status_code == status
        assert client.get(reverse(PAGE, args=[message.pk])).status_code == status


def test_notice_is_shown_and_does_nothing(office):
    message = MessageFactory(body_text="<script>alert(1)</script> ข่าว", purpose=Message.Purpose.NOTICE)

    text = office.get(reverse(PAGE, args=[message.pk])).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt; ข่าว" in text
    assert "<script>alert(1)" not in text


def test_security_mail_keeps_its_text_to_itself(office):
    message = MessageFactory(body_text="code 123456", body_html="<p>code 123456</p>", purpose=Message.Purpose.SECURITY)

    for address in (reverse(LIST), reverse(PAGE, args=[message.pk])):
        assert "123456" not in office.get(address).content.decode()


def test_uncertain_ticket_is_settled_there(office):
    message = MessageFactory(state="unconfirmed", claimed_at="2026-01-01T00:00Z", attempts=1)
    page = reverse("mailings:office_settle_alone", args=[message.pk])
    assert page in office.get(reverse(PAGE, args=[message.pk])).content.decode()

    assert office.post(page, {"outcome": "sent", "reason": "line 7 of the log"}).status_code == 302

    message.refresh_from_db()
    assert message.state == "sent"
    assert page not in office.get(reverse(PAGE, args=[message.pk])).content.decode()


def test_refused_ticket_is_only_sent_again(office):
    message = MessageFactory(state="failed", attempts=1)
    page = reverse("mailings:office_settle_alone", args=[message.pk])
    assert office.get(page).status_code == 200
    assert office.post(page, {"outcome": "sent", "reason": "x"}).status_code == 422
    assert office.post(page, {"outcome": "queued", "reason": "the list forgot us"}).status_code == 302
    assert Message.objects.get().state == "queued"


def test_hidden_text_is_not_found_by_searching_for_it(office):
    MessageFactory(body_text="code 123456", purpose=Message.Purpose.SECURITY)

    response = office.get(reverse(LIST), {"q": "123456"})

    assert response.context["cl"].result_count == 0


@pytest.mark.parametrize("lookup", ["body_text__startswith", "body_html__contains", "headers__contains"])
def test_hidden_text_is_not_guessed_by_filters(office, lookup):
    MessageFactory(body_text="code 123456", purpose=Message.Purpose.SECURITY)

    assert [office.get(reverse(LIST), {lookup: guess}).status_code for guess in ("code", "nonsense")] == [400, 400]


def test_nothing_can_be_changed(office):
    message = MessageFactory()

    for name, args in [("add", []), ("change", [message.pk]), ("delete", [message.pk])]:
        response = office.post(reverse(f"admin:mailings_message_{name}", args=args), {"to": "b@example.org"})
        assert response.status_code == 403
    assert Message.objects.get().to == message.to


def test_dashboard_filters_by_several_states(office):
    MessageFactory.create_batch(2, state="failed")
    MessageFactory(state="unconfirmed")
    MessageFactory(state="queued")

    response = office.get(reverse(LIST), {"state__in": "failed,unconfirmed"})

    assert response.context["cl"].result_count == 3


def test_list_asks_as_much_for_many_mails_as_for_one(office):
    MessageFactory()
    office.get(reverse(LIST))
    with CaptureQueriesContext(connection) as one:
        office.get(reverse(LIST))
    MessageFactory.create_batch(30)

    with CaptureQueriesContext(connection) as many:
        office.get(reverse(LIST))

    assert len(many) == len(one)
