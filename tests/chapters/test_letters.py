"""Letters to members: whom they reach, each once, and what waits for the office."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.chapters.actions import holds, letters, stop_tokens
from apps.chapters.models import GroupLetter, Hold
from apps.chapters.querysets.letters import audience_of, recipients
from apps.chapters.querysets.mailings import has_stopped
from apps.chapters.querysets.posts import trust_of
from apps.directory.models import Letter
from apps.mailings.models import Message
from apps.records.models import Consent, Death, DoNotContact, Restriction
from tests.factories import (
    BlockFactory,
    ContactFactory,
    DecisionFactory,
    DueFactory,
    GraduateFactory,
    GroupLetterFactory,
    HoldFactory,
    MembershipFactory,
    StaffFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
DEATH = {
    "first_source": "family",
    "second_source": "news",
    "second_evidence": "b",
    "first_at": timezone.now(),
    "confirmed_at": timezone.now(),
}


def at(name, group, *args):
    return reverse(f"chapters:{name}", args=[group.chapter.slug, *args])


@pytest.fixture
def letter(group):
    return GroupLetterFactory(chapter=group.chapter, author=group.leader)


@pytest.fixture
def trusted(group):
    """The head of the group, whose posts the office has published."""
    for _ in range(3):
        DecisionFactory(post__chapter=group.chapter, post__author=group.leader)
    return group.leader


def handed_in(letter, author, **more):
    """As letters were before there were mailings: written, declared neutral, with the office."""
    values = {"state": "waiting", "declared_at": timezone.now(), "author": author} | more
    GroupLetter.objects.filter(pk=letter.pk).update(**values)
    letter.refresh_from_db()


def let_go(letter, author):
    handed_in(letter, author)
    letters.close_list(letter, by=None, action="chapters.approve_letter")


def sent(letter, author):
    let_go(letter, author)
    letters.deliver(letter.pk)
    letter.refresh_from_db()
    return {message.to[0] for message in mail.outbox}


def by_reason(letter):
    return {each.person_id: each.left_out for each in recipients(letter, timezone.localdate())}


def test_each_member_gets_it_once_and_alone(group, letter, trusted):
    addresses = sent(letter, trusted)
    letters.deliver(letter.pk)

    assert addresses == {group.leader.account.email, group.member.account.email}
    assert [len(message.to) for message in mail.outbox] == [1, 1]
    assert letter.state == "sent"
    assert all(group.leader.account.email not in message.body for message in mail.outbox)


def test_whoever_left_in_the_meantime_is_left_out_at_the_last_moment(group, letter, trusted):
    let_go(letter, trusted)
    letters.stop(group.chapter, group.member, by=None)

    letters.deliver(letter.pk)

    assert [message.to for message in mail.outbox] == [[group.leader.account.email]]
    assert letter.recipients.get(person=group.member).left_out == "stopped"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda group, person: letters.stop(group.chapter, person, by=None), "stopped"),
        (
            lambda group, person: DoNotContact.objects.create(
                person=person, channel="email", since=timezone.localdate()
            ),
            "no_mail",
        ),
        (lambda group, person: Restriction.objects.create(person=person), "silent"),
        (lambda group, person: Death.objects.create(person=person, **DEATH), "silent"),
        (lambda group, person: BlockFactory(person=person, blocked=group.leader), "blocked"),
    ],
)
def test_reason_for_leaving_somebody_out(group, letter, make, reason):
    make(group, group.member)

    assert by_reason(letter)[group.member.pk] == reason


def test_writer_learns_no_more_than_that_somebody_cannot_be_reached(group, letter):
    BlockFactory(person=group.member, blocked=group.leader)
    MembershipFactory(chapter=group.chapter, person=GraduateFactory())

    found = audience_of(letter, timezone.localdate())

    assert (found.written_to, found.stopped, found.no_mail, found.unreachable) == (1, 0, 0, 2)


def test_address_on_file_is_used_of_those_who_agreed_alone(group, letter):
    willing, silent = GraduateFactory(), GraduateFactory()
    for person in (willing, silent):
        MembershipFactory(chapter=group.chapter, person=person)
        ContactFactory(person=person, kind="email", value=f"p{person.pk}@example.org")
    Consent.objects.create(person=willing, purpose="chapters", is_given=True, text_version="1")

    found = {each.person_id: each.address for each in recipients(letter, timezone.localdate())}

    assert (found[willing.pk], found[silent.pk]) == (f"p{willing.pk}@example.org", "")


def test_letter_to_those_who_have_not_paid(group, letter):
    letter.to = "unpaid"
    paid = MembershipFactory(chapter=group.chapter).person
    DueFactory(chapter=group.chapter, person=paid, year_be=timezone.localdate().year + 543)
    MembershipFactory(chapter=group.chapter, rank="life")

    assert set(by_reason(letter)) == {group.leader.pk, group.member.pk}


def test_letter_to_whoever_holds_a_post(group, letter):
    letter.to = "officers"

    assert set(by_reason(letter)) == {group.leader.pk}


def test_list_costs_as_much_for_many_as_for_few(group, letter, django_assert_max_num_queries):
    MembershipFactory.create_batch(5, chapter=group.chapter)

    with django_assert_max_num_queries(11):
        audience_of(letter, timezone.localdate())


def test_office_lets_it_go_and_the_writer_is_told(group, letter, client_for):
    handed_in(letter, group.leader)
    office = client_for(StaffFactory(role="communications"))

    office.post(reverse("office:group_letter", args=[letter.pk]), {"outcome": "approved", "remark": ""})

    letter.refresh_from_db()
    assert letter.state == "sending"
    assert group.leader.account.notices.get().kind == "chapters.letter_decided"


def test_rejected_letter_says_why_and_counts_against_its_writer(group, letter, trusted):
    handed_in(letter, trusted)
    assert trust_of(trusted, group.chapter).is_trusted

    letters.reject(letter, objection="politics", remark="names a party", by=StaffFactory())

    assert not trust_of(trusted, group.chapter).is_trusted
    assert letter.is_editable


def test_held_letter_goes_out_by_itself_when_the_hold_is_over(letter, trusted, days):
    HoldFactory()
    handed_in(letter, trusted, is_held=True)
    holds.release(days(0))
    letter.refresh_from_db()
    assert (letter.state, letter.is_held) == ("waiting", True)

    holds.release(days(31))

    letter.refresh_from_db()
    assert letter.state == "sending"


def test_held_letter_of_somebody_who_leads_no_more_waits_for_the_office(group, letter, trusted, days):
    HoldFactory()
    handed_in(letter, trusted, is_held=True)
    Hold.objects.all().delete()
    group.term.until = days(-1)
    group.term.save()

    holds.release(days(0))

    letter.refresh_from_db()
    assert (letter.state, letter.is_held) == ("waiting", False)


def test_stopping_needs_the_link_alone_and_a_look_stops_nothing(group):
    url = reverse("chapters:letters_stop", args=[stop_tokens.make(group.chapter.pk, group.member.pk)])
    browser = Client(enforce_csrf_checks=True)

    browser.get(url)
    assert not has_stopped(group.chapter, group.member)
    answer = browser.post(url, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert has_stopped(group.chapter, group.member)
    assert browser.post(reverse("chapters:letters_stop", args=["1:2:3"])).status_code == 404


def test_mail_carries_the_link_that_stops_it(letter, trusted):
    sent(letter, trusted)

    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/groups/stop/" in headers["List-Unsubscribe"]


def test_member_turns_letters_off_and_on(group, browser_of):
    browser = browser_of(group.member)
    browser.post(at("letters_choose", group), {"letters": "no"})
    assert has_stopped(group.chapter, group.member)

    browser.post(at("letters_choose", group), {"letters": "yes"})

    assert not has_stopped(group.chapter, group.member)


def test_answer_goes_to_the_writer_and_nobody_else(group, letter, trusted, browser_of):
    sent(letter, trusted)

    browser_of(group.member).post(at("letter", group, letter.pk), {"text": "ไปได้"})

    answer = Letter.objects.get()
    assert (answer.writer, answer.conversation.recipient) == (group.member, group.leader)
    assert "ไปได้" in answer.text
    assert group.member.account.email not in answer.text


def test_letter_is_read_by_those_whom_it_was_for(group, letter, trusted, browser_of):
    sent(letter, trusted)
    other = TermFactory().person

    answers = [
        browser_of(person).get(at("letter", group, letter.pk)).status_code
        for person in (group.member, group.stranger, other)
    ]

    assert answers == [200, 404, 404]


def test_ledger_row_belongs_to_its_recipient(group, letter, trusted, settings):
    settings.EMAIL_BACKEND = "apps.mailings.backends.LedgerBackend"

    sent(letter, trusted)

    rows = letter.recipients.select_related("message", "person__account")
    assert {row.person.account.email: row.message.to for row in rows} == {
        email: email for email in (group.leader.account.email, group.member.account.email)
    }
    assert set(Message.objects.values_list("purpose", flat=True)) == {"notice"}
