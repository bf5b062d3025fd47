"""Leaders see what their own letters led to, and no other's; of a few members no number is told."""

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.chapters.audiences import sender_key
from apps.mailings.actions import preferences
from apps.mailings.models import Via
from tests.factories import MailingFactory, RecipientFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def letter(group):
    mailing = MailingFactory(sending=True, sender_key=sender_key(group.chapter), topic="chapter", title="นัดพบ")
    sent = {"state": "sent", "claimed_at": NOW, "sent_at": NOW, "message_id": "<letter>"}
    RecipientFactory(mailing=mailing, person=group.member, **sent)
    preferences.stop_sender(group.member, mailing.sender_key, via=Via.PAGE, mailing=mailing)
    return mailing


def addresses(group, letter):
    names = ("desk_letter_result", "desk_letter_result_csv")
    single = [reverse(f"chapters:{name}", args=[group.chapter.slug, letter.public_id]) for name in names]
    names = ("desk_letter_results", "desk_letter_results_csv")
    return single + [reverse(f"chapters:{name}", args=[group.chapter.slug]) for name in names]


def test_leader_reads_numbers_and_no_names(group, letter, browser_of):
    browser = browser_of(group.leader)

    page, file, table, table_file = (browser.get(url).getvalue().decode() for url in addresses(group, letter))

    assert "<5" in file
    assert "<5" in table_file
    assert "นัดพบ" in page
    assert "&lt;5" in table
    assert str(group.member) not in page + file + table + table_file


def test_others_do_not(group, letter, browser_of, post_holder):
    for person in (group.member, group.stranger, post_holder("treasurer")):
        assert {browser_of(person).get(url).status_code for url in addresses(group, letter)} == {403}


def test_letters_of_others_are_not_there(group, letter, browser_of):
    other = MailingFactory(sending=True, title="ของสำนักงาน")
    browser = browser_of(group.leader)

    assert browser.get(addresses(group, other)[0]).status_code == 404
    assert other.title not in browser.get(addresses(group, letter)[2]).content.decode()
