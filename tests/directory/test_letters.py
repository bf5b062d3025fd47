import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import Notice
from apps.directory import rules
from apps.directory.actions import letters
from apps.directory.models import Block, Conversation, Letter, Suspension
from apps.directory.querysets.conversations import unread_letters
from apps.duplicates.actions import merging
from apps.duplicates.models import Merge
from apps.records.models import Audience, DoNotContact
from tests.factories import (
    BlockFactory,
    ContactFactory,
    ConversationFactory,
    LetterFactory,
    StaffFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def message(person):
    return reverse("directory:message", args=[person.public_id])


def write(pair, text="สวัสดี"):
    return pair.browser.post(message(pair.other), {"text": text})


def test_message_is_carried_with_its_text_and_without_addresses(pair):
    response = write(pair, "จำเราได้ไหม <b>ใช่</b>")

    conversation = Conversation.objects.get()
    assert response.url == reverse("directory:conversation", args=[conversation.public_id])
    [sent] = mail.outbox
    html = sent.alternatives[0][0]
    assert (sent.to, "จำเราได้ไหม" in sent.body, "มานี มีนา" in sent.body) == ([pair.other.account.email], True, True)
    assert (pair.me.account.email in sent.body + html, "reply-to" in str(sent.message()).lower()) == (False, False)
    assert ("<b>ใช่" in html, "&lt;b&gt;ใช่" in html) == (False, True)


def test_message_is_no_notice_for_staff_in_the_ledger(pair):
    write(pair)

    assert mail.outbox[0].extra_headers == {"X-Portal-Priority": "normal"}


def test_message_puts_a_notice_under_the_bell(pair):
    write(pair)

    notice = Notice.objects.get()
    assert (notice.account, notice.kind) == (pair.other.account, "directory.letter")


def test_answer_goes_back_through_the_portal(pair):
    write(pair)
    conversation = Conversation.objects.get()
    url = reverse("directory:conversation", args=[conversation.public_id])

    pair.others_browser.post(url, {"text": "จำได้สิ"})

    assert mail.outbox[1].to == [pair.me.account.email]
    assert "จำได้สิ" in pair.browser.get(url).content.decode()


def test_there_is_one_conversation_for_two_people(pair):
    write(pair)

    response = pair.others_browser.get(message(pair.me))
    pair.others_browser.post(message(pair.me), {"text": "ตอบ"})

    assert response.url == reverse("directory:conversation", args=[Conversation.objects.get().public_id])
    assert Letter.objects.count() == 2


def test_nobody_writes_to_themself(pair):
    assert pair.browser.get(message(pair.me)).status_code == 404


def test_conversation_of_others_is_missing(pair):
    others = ConversationFactory()

    assert pair.browser.get(reverse("directory:conversation", args=[others.public_id])).status_code == 404


def test_opening_a_conversation_reads_its_letters(pair):
    write(pair)
    url = reverse("directory:conversation", args=[Conversation.objects.get().public_id])
    before = unread_letters(pair.other).count()

    pair.browser.get(url)  # one's own letters are not news
    still = unread_letters(pair.other).count()
    pair.others_browser.get(url)

    assert (before, still, unread_letters(pair.other).count()) == (1, 1, 0)


def test_inbox_shows_the_newest_first_with_what_is_new(pair, alumnus):
    write(pair, "เรื่องแรก")
    third = alumnus(first_th="ปิติ", last_th="พิทักษ์")
    letters.write(pair.other, text="เรื่องใหม่", by=third.account)

    rows = pair.others_browser.get("/directory/messages/").context["rows"]

    assert [(name, side.conversation.newest_text, side.conversation.unread) for side, name in rows] == [
        ("ปิติ พิทักษ์", "เรื่องใหม่", 1),
        ("มานี มีนา", "เรื่องแรก", 1),
    ]


def test_inbox_costs_the_same_for_one_and_for_many(pair, cost_of):
    LetterFactory(conversation__recipient=pair.me)
    before = cost_of(pair.browser, "/directory/messages/")
    for _ in range(20):
        LetterFactory(conversation__recipient=pair.me)

    assert cost_of(pair.browser, "/directory/messages/") == before


def test_name_that_is_not_open_stays_closed_until_they_write(pair):
    write(pair)
    pair.other.names.update(audience=Audience.OFFICE)
    [(side, closed)] = pair.browser.get("/directory/messages/").context["rows"]
    LetterFactory(conversation=side.conversation, writer=pair.other)

    [(_, opened)] = pair.browser.get("/directory/messages/").context["rows"]

    assert (closed, opened) == ("", "ชูใจ เลิศล้ำ")


# ---- what cannot be delivered


def block(pair):
    BlockFactory(person=pair.other, blocked=pair.me)


def silence(pair):
    DoNotContact.objects.create(person=pair.other, channel="email", since=timezone.localdate())


def close_account(pair):
    pair.other.account.is_active = False
    pair.other.account.save()


@pytest.mark.parametrize("obstacle", [block, silence, close_account])
def test_undeliverable_is_said_alike_and_the_text_stays(pair, obstacle):
    conversation = ConversationFactory(starter=pair.me, recipient=pair.other)
    obstacle(pair)

    url = reverse("directory:conversation", args=[conversation.public_id])
    response = pair.browser.post(url, {"text": "ข้อความที่ไม่ควรหาย"})

    [error] = response.context["form"].non_field_errors()
    assert (response.status_code, error) == (422, str(letters.Undeliverable.message))
    assert "ข้อความที่ไม่ควรหาย" in response.content.decode()
    assert (Letter.objects.count(), len(mail.outbox)) == (0, 0)


def test_blocked_person_finds_no_page_to_write_on(pair):
    block(pair)

    assert pair.browser.post(message(pair.other), {"text": "สวัสดี"}).status_code == 404


# ---- somebody who has no account yet


@pytest.fixture
def unclaimed(pair, alumnus):
    person = alumnus(account=False, first_th="วีระ", last_th="ประสงค์สุข")
    ContactFactory(person=person, value="veera@example.org")
    pair.other = person
    return person


def test_unclaimed_person_hears_that_a_letter_waits_and_not_what_it_says(pair, unclaimed):
    write(pair, "เรื่องส่วนตัว")

    [sent] = mail.outbox
    assert sent.to == ["veera@example.org"]
    assert ("มานี มีนา" in sent.body, reverse("records:claim") in sent.body) == (True, True)
    assert "เรื่องส่วนตัว" not in sent.body + sent.alternatives[0][0] + sent.subject


def test_unclaimed_person_gets_one_letter_of_each_and_one_hint_a_week(pair, unclaimed, alumnus):
    write(pair)
    letters.write(unclaimed, text="อีกคน", by=alumnus().account)
    with pytest.raises(letters.StillWaiting):
        letters.write(unclaimed, text="อีกฉบับ", by=pair.me.account)

    assert (len(mail.outbox), Letter.objects.count()) == (1, 2)


def test_unclaimed_person_reads_the_letter_once_they_have_claimed(pair, unclaimed, client_for):
    write(pair, "ยังรออยู่")
    unclaimed.account = UserFactory()
    unclaimed.save()

    content = client_for(unclaimed.account).get("/directory/messages/").content.decode()

    assert "ยังรออยู่" in content


def test_unclaimed_person_without_an_address_cannot_be_reached(pair, unclaimed):
    unclaimed.contacts.all().delete()

    assert write(pair).status_code == 422


# ---- limits


def test_new_conversations_have_a_limit(pair):
    for _ in range(rules.NEW_CONVERSATIONS):
        ConversationFactory(starter=pair.me)

    response = write(pair)

    assert (response.status_code, Letter.objects.count()) == (422, 0)


def test_letters_have_a_limit_and_yesterdays_do_not_count(pair):
    conversation = ConversationFactory(starter=pair.me, recipient=pair.other)
    LetterFactory.create_batch(rules.LETTERS, conversation=conversation)
    with pytest.raises(letters.TooManyLetters):
        letters.write(pair.other, text="อีก", by=pair.me.account)
    Letter.objects.update(sent_at=timezone.now() - rules.DAY)

    assert letters.write(pair.other, text="อีก", by=pair.me.account).text == "อีก"


def test_whoever_is_suspended_cannot_write_but_read(pair):
    Suspension.objects.create(person=pair.me, what="letters", since=timezone.localdate(), reason="ขายของ")

    assert write(pair).status_code == 422
    assert pair.browser.get("/directory/messages/").status_code == 200


# ---- blocking


def test_block_is_made_and_lifted_by_hand(pair):
    pair.browser.post(reverse("directory:block", args=[pair.other.public_id]))
    [row] = Block.objects.all()
    shown = "ชูใจ เลิศล้ำ" in pair.browser.get("/me/blocked/").content.decode()

    pair.browser.post(reverse("directory:unblock", args=[row.pk]))

    assert (row.person_id, row.blocked_id, shown, Block.objects.count()) == (pair.me.pk, pair.other.pk, True, 0)


def test_block_of_somebody_else_cannot_be_lifted(pair):
    row = BlockFactory(blocked=pair.me)

    response = pair.browser.post(reverse("directory:unblock", args=[row.pk]))

    assert (response.status_code, Block.objects.count()) == (404, 1)


def test_whoever_writes_can_be_blocked_though_they_are_not_in_the_directory(pair):
    write(pair)
    BlockFactory(person=pair.me, blocked=pair.other)

    response = pair.others_browser.get(reverse("directory:block", args=[pair.me.public_id]))

    assert response.status_code == 200


def test_address_of_a_conversation_that_became_one_with_another_leads_there(pair, alumnus, client_for):
    """Its letters were mailed with that address; the merge may be forgotten by then, and have led through another."""
    clerk, again, once_more = StaffFactory(role="records"), alumnus(account=False), alumnus(account=False)
    old, older = (ConversationFactory(starter=pair.me, recipient=each) for each in (once_more, again))
    now = ConversationFactory(starter=pair.other, recipient=pair.me)
    for conversation in (old, older, now):
        LetterFactory(conversation=conversation)
    merging.merge(again, once_more, by=clerk, choices={})
    merging.merge(pair.other, again, by=clerk, choices={})
    merging.forget(Merge.objects.all())

    [left] = Conversation.objects.all()
    addresses = [reverse("directory:conversation", args=[each.public_id]) for each in (old, older, now)]
    answers = [pair.browser.get(address, follow=True) for address in addresses]

    assert {answer.context["conversation"].pk for answer in answers} == {left.pk}
    stranger = client_for(alumnus(first_th="คนอื่น").account)
    assert stranger.get(addresses[0]).status_code == 404
