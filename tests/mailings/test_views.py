"""The demonstration's mail viewer: readable by everyone there, nowhere else, and harmless whatever a mail says."""

import pytest
from django.urls import reverse

from apps.mailings.models import Message
from tests.factories import MessageFactory

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def demo(settings):
    settings.DEMO = True


@pytest.mark.parametrize("name", ["viewer", "message", "html"])
def test_viewer_exists_in_the_demonstration_alone(client, name):
    message = MessageFactory()
    address = reverse(f"mailings:{name}", args=[] if name == "viewer" else [message.pk])

    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("demo")
def test_list_shows_the_newest_first_page_by_page(client):
    messages = MessageFactory.create_batch(60)
    newest = [message.pk for message in reversed(messages)]
    before, shown = "", []

    for expected in (25, 25, 10):
        context = client.get(reverse("mailings:viewer"), {"before": before}).context
        assert len(context["mails"]) == expected
        shown += [mail.pk for mail in context["mails"]]
        before = context["older"]

    assert shown == newest
    assert context["older"] is None


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 5000, "๑๒", "0", "'"])
def test_strange_page_is_no_error(client, before):
    MessageFactory()

    assert client.get(reverse("mailings:viewer"), {"before": before}).status_code == 200


@pytest.mark.usefixtures("demo")
def test_list_says_how_it_stands_with_each_mail(client, language):
    for state in ("queued", "failed", "unconfirmed"):
        MessageFactory(state=state)

    text = client.get(reverse("mailings:viewer")).content.decode()

    assert [text.count(str(Message.State(state).label)) for state in ("queued", "failed", "unconfirmed")] == [1, 1, 1]


@pytest.mark.usefixtures("demo")
def test_list_asks_as_much_for_many_mails_as_for_one(client, django_assert_max_num_queries):
    MessageFactory.create_batch(25)

    with django_assert_max_num_queries(3):
        client.get(reverse("mailings:viewer"))


@pytest.mark.usefixtures("demo")
def test_text_links_can_be_followed_and_nothing_runs(client):
    message = MessageFactory(
        subject=SCRIPT,
        body_text=f"http://127.0.0.1:8000/accounts/confirm/?a=1&b=2 {SCRIPT} javascript:alert(1)",
        error=SCRIPT,
    )

    text = client.get(reverse("mailings:message", args=[message.pk])).content.decode()

    assert '<a href="http://127.0.0.1:8000/accounts/confirm/?a=1&amp;b=2"' in text
    assert SCRIPT not in text
    assert 'href="javascript' not in text


@pytest.mark.usefixtures("demo")
def test_html_is_shown_in_a_sandbox(client):
    message = MessageFactory(body_html=f"<style>p{{color:red}}</style><p onclick=x>{SCRIPT}</p>")

    page = client.get(reverse("mailings:message", args=[message.pk])).content.decode()
    response = client.get(reverse("mailings:html", args=[message.pk]))

    assert "<iframe sandbox " in page
    assert SCRIPT not in page
    assert response.content.decode().endswith(f"</style><p onclick=x>{SCRIPT}</p>")  # as it was written, with letters
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert sorted(response["Content-Security-Policy"].split("; ")) == [
        "default-src 'none'",
        "font-src data:",
        "frame-ancestors 'self'",
        "img-src data:",
        "sandbox",
        "style-src 'unsafe-inline'",
    ]


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("pk", ["0", "999999", "9" * 30, "9" * 5000])
@pytest.mark.parametrize("page", ["", "html/"])
def test_mail_that_is_not_there_is_not_found(client, pk, page):
    assert client.get(f"/demo/mail/{pk}/{page}").status_code == 404


@pytest.mark.usefixtures("demo")
def test_erased_text_is_explained(client):
    message = MessageFactory(body_text="", body_erased_at="2026-01-01T00:00Z")

    with_note = client.get(f"/en/demo/mail/{message.pk}/").content.decode()

    assert "Its text was erased a day later." in with_note


@pytest.mark.usefixtures("demo")
def test_viewer_only_shows(client):
    assert client.post(reverse("mailings:viewer")).status_code == 405
