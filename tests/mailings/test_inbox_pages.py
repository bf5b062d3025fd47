"""Answers to mailings, for the office and for leaders; what came back; what the world knows of our domain."""

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.mailings.actions import routes
from apps.mailings.lib import domain as checks
from apps.mailings.models import InboxItem, Message, Return
from apps.mailings.views.office import domain as domain_page
from tests.factories import InboxItemFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client):
    client.force_login(StaffFactory(role="communications"))
    return client


def test_the_office_reads_its_own_answers_and_no_groups(writer):
    mine, other = InboxItemFactory(subject="ถามเรื่องงาน"), InboxItemFactory(sender_key="chapter:1", subject="ของชมรม")
    page = writer.get(reverse("mailings:office_inbox")).content.decode()
    assert "ถามเรื่องงาน" in page
    assert "ของชมรม" not in page
    assert writer.get(reverse("mailings:office_reply", args=[mine.pk])).status_code == 200
    assert writer.get(reverse("mailings:office_reply", args=[other.pk])).status_code == 404
    assert InboxItem.objects.get(pk=mine.pk).state == "new"  # looking changes nothing


def test_an_answer_is_sent_and_noted(writer):
    item = InboxItemFactory()
    answer = writer.post(reverse("mailings:office_reply", args=[item.pk]), {"deed": "answer", "text": "ยินดีครับ"})
    assert answer.status_code == 302
    assert Message.objects.get().to == item.from_address
    item.refresh_from_db()
    assert (item.state, item.answered_by is not None) == ("answered", True)


@pytest.mark.parametrize(("deed", "state"), [("read", "read"), ("answered", "answered"), ("new", "new")])
def test_what_was_done_with_it_is_noted(writer, deed, state):
    item = InboxItemFactory()
    writer.post(reverse("mailings:office_reply", args=[item.pk]), {"deed": deed})
    assert InboxItem.objects.get().state == state


def test_an_empty_answer_and_one_to_nobody_are_told(writer):
    item = InboxItemFactory(from_address="no address")
    url = reverse("mailings:office_reply", args=[item.pk])
    assert writer.post(url, {"deed": "answer", "text": " "}).status_code == 422
    assert writer.post(url, {"deed": "answer", "text": "ยินดี"}).status_code == 422
    assert writer.post(url, {"deed": "nonsense"}).status_code == 422
    assert not Message.objects.exists()


def test_hostile_text_stays_text(writer):
    item = InboxItemFactory(subject="<script>alert(1)</script>", text='<img src=x onerror="x">', from_name="<b>x</b>")
    page = writer.get(reverse("mailings:office_reply", args=[item.pk])).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>x</b>" not in page


def test_what_came_back_is_listed_with_the_servers_words(writer):
    Return.objects.create(
        kind="hard", recipient="gone@example.com", code="5.1.1", reason="User unknown", at=timezone.now(), digest="1"
    )
    page = writer.get(reverse("mailings:office_returns"), {"kind": "hard"}).content.decode()
    assert "gone@example.com" in page
    assert "User unknown" in page
    assert "gone@example.com" not in writer.get(reverse("mailings:office_returns"), {"kind": "soft"}).content.decode()
    assert writer.get(reverse("mailings:office_returns"), {"kind": "\0", "page": "x"}).status_code == 200


def test_the_domain_is_explained(writer, monkeypatch, settings):
    settings.DEFAULT_FROM_EMAIL = "สำนักงาน <office@example.ac.th>"
    settings.MAIL_RETURN_ADDRESS = "portal@mail.example.ac.th"
    asked = []

    def look_up(setup):
        asked.append(setup)
        return checks.check(setup, lambda name, kind: [])

    monkeypatch.setattr(domain_page, "looked_up", look_up)
    page = writer.get(reverse("mailings:office_domain"))
    assert page.status_code == 200
    assert (asked[0].domain, asked[0].return_domain) == ("example.ac.th", "mail.example.ac.th")
    assert "_dmarc.example.ac.th" in page.content.decode()


def test_readers_of_the_directory_do_not_come_in(client):
    client.force_login(StaffFactory(role="records"))
    for name in ("office_inbox", "office_returns", "office_domain"):
        assert client.get(reverse(f"mailings:{name}")).status_code == 403
    assert routes.read("x@y") is None
