"""The demonstration shows each page of the office's mailings with something on it."""

from collections import Counter

import pytest
from django.urls import reverse

from apps.accounts.models import User
from apps.mailings.demo import mailings, readers
from apps.mailings.models import AddressState, InboxItem, Mailing, Rate, Return, TopicStop
from tests.factories import ContactFactory, GraduateFactory, StaffFactory

pytestmark = pytest.mark.django_db
GRADUATES = 60


@pytest.fixture
def seeded(monkeypatch, settings):
    settings.LANGUAGE_CODE = "th"
    StaffFactory(role="communications", email=mailings.WRITER)
    StaffFactory(role="administrator", email=mailings.SECOND)
    first = GraduateFactory()
    degree = first.degrees.get()
    for number in range(GRADUATES):
        person = GraduateFactory(degree__cohort=degree.cohort, degree__faculty=degree.faculty)
        ContactFactory(person=person, kind="email", value=f"demo{number}@example.org", is_primary=True)
    monkeypatch.setattr(mailings, "TRIED", 40)
    said = []
    for _ in range(2):
        mailings.seed(graduates=None, seed=1, say=said.append)
    return said


def test_there_is_a_mailing_in_each_state_and_the_second_time_nothing(seeded):
    assert len(seeded) == 1
    states = Counter(Mailing.objects.values_list("state", flat=True))
    assert states == {"draft": 1, "waiting": 1, "done": 1, "paused": 1}


def test_states_of_the_ledger_add_up(seeded):
    for mailing in Mailing.objects.filter(frozen_at__isnull=False):
        assert mailing.messages.count() == mailing.frozen_size
    sent, paused = Mailing.objects.get(state="done"), Mailing.objects.get(state="paused")
    assert not sent.messages.filter(state="queued").exists()
    assert paused.messages.filter(state="queued").exists()
    assert paused.pause_reason == "bounces"


def test_what_came_back_and_what_readers_said(seeded):
    kinds = Counter(Return.objects.values_list("kind", flat=True))
    assert set(kinds) == {"hard", "soft", "auto_reply", "complaint", "reply"}
    assert kinds["hard"] == readers.FEW + readers.TOO_MANY
    assert AddressState.objects.filter(hard_at__isnull=False).count() >= readers.TOO_MANY
    assert set(InboxItem.objects.values_list("state", flat=True)) == {"new", "read", "answered"}
    assert TopicStop.objects.filter(via="one_click").count() == readers.LEAVING
    assert Rate.objects.exists()


@pytest.mark.parametrize("name", ["office", "office_inbox", "office_returns", "office_results", "office_rates"])
def test_each_page_shows_it(seeded, client, name):
    client.force_login(User.objects.get(email=mailings.SECOND))
    page = client.get(reverse(f"mailings:{name}"))
    assert page.status_code == 200
    assert 'class="empty"' not in page.content.decode()
