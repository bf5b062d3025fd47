"""What members answered to the group's letters: for its leaders of today, and no address of anybody."""

import pytest
from django.core import mail
from django.urls import reverse

from apps.chapters.audiences import sender_key
from apps.core.registries import mail_senders
from apps.mailings.models import InboxItem
from tests.factories import InboxItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(group):
    return InboxItemFactory(sender_key=sender_key(group.chapter), from_address="member@example.org", subject="ไปด้วย")


def test_leaders_read_and_answer_without_the_address(group, answer, browser_of):
    browser = browser_of(group.leader)
    assert "ไปด้วย" in browser.get(reverse("chapters:desk_inbox", args=[group.chapter.slug])).content.decode()
    url = reverse("chapters:desk_reply", args=[group.chapter.slug, answer.pk])
    assert "member@example.org" not in browser.get(url).content.decode()
    assert browser.post(url, {"deed": "answer", "text": ""}).status_code == 422
    assert browser.post(url, {"deed": "answer", "text": "ยินดีครับ"}).status_code == 302
    assert mail.outbox[-1].to == ["member@example.org"]
    assert InboxItem.objects.get().state == "answered"


def test_new_answers_are_counted_until_somebody_answers_and_then_it_is_told_who(group, answer, browser_of):
    browser = browser_of(group.leader)
    desk = reverse("chapters:desk_letters", args=[group.chapter.slug])
    assert browser.get(desk).context["new_answers"] == 1

    url = reverse("chapters:desk_reply", args=[group.chapter.slug, answer.pk])
    browser.post(url, {"deed": "answer", "text": "ยินดี"})

    assert browser.get(desk).context["new_answers"] == 0
    assert str(group.leader.account) in browser.get(url).content.decode()


def test_others_do_not(group, answer, browser_of, post_holder):
    for person in (group.member, group.stranger, post_holder("treasurer")):
        url = reverse("chapters:desk_reply", args=[group.chapter.slug, answer.pk])
        assert browser_of(person).get(url).status_code == 403


def test_answers_to_other_senders_are_not_there(group, browser_of):
    other = InboxItemFactory()
    url = reverse("chapters:desk_reply", args=[group.chapter.slug, other.pk])
    assert browser_of(group.leader).get(url).status_code == 404


def test_copies_go_to_whoever_may_write_in_the_groups_name_today(group, post_holder, days):
    publicist = post_holder("publicity")
    post_holder("treasurer")
    former = post_holder("publicity", since=days(-400), until=days(-1))
    found = mail_senders["chapter"].reply_to(sender_key(group.chapter)).split(", ")
    assert sorted(found) == sorted({group.leader.account.email, publicist.account.email})
    assert former.account.email not in found
