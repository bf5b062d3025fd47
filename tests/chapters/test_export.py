"""The roll as a file: a reason, consented contacts alone, a mark in each line, and everybody in it sees it."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from apps.core.models import AuditEntry
from apps.records.actions import search
from apps.records.models import Audience, Consent, Disclosure
from tests.factories import BlockFactory, ContactFactory, MembershipFactory

pytestmark = pytest.mark.django_db
REASON = {"reason": "เชิญประชุมใหญ่"}


@pytest.fixture
def take(group, browser_of):
    """`take()`: what the leader's file says, line by line, without the header."""

    def fetch():
        url = reverse("chapters:desk_export", args=[group.chapter.slug])
        content = browser_of(group.leader).post(url, REASON).content.decode("utf-8-sig")
        return list(csv.reader(StringIO(content)))[1:]

    return fetch


def agree(person, is_given=True):
    Consent.objects.create(person=person, purpose="chapters", is_given=is_given, text_version="1")


def line_of(person, lines):
    [found] = [line for line in lines if person.names.get().last_th in line[0]]
    return found


def test_contacts_are_in_the_file_only_by_consent(group, take):
    other = MembershipFactory(chapter=group.chapter).person
    for person in (group.member, other):
        ContactFactory(person=person, value=f"m{person.pk}@example.org", audience=Audience.OFFICE)
    agree(group.member)

    lines = take()

    assert line_of(group.member, lines)[5] == f"m{group.member.pk}@example.org"
    assert line_of(other, lines)[5:7] == ["", ""]


def test_consent_that_was_withdrawn_counts_no_more(group, take):
    ContactFactory(person=group.member, value="gone@example.org")
    agree(group.member)
    agree(group.member, is_given=False)

    assert line_of(group.member, take())[5] == ""


def test_address_that_bounced_is_not_in_the_file(group, take):
    ContactFactory(person=group.member, value="dead@example.org", status="bounced")
    agree(group.member)

    assert line_of(group.member, take())[5] == ""


def test_hidden_names_and_blockers_are_not_in_the_file(group, take):
    hidden = MembershipFactory(chapter=group.chapter, person__name__audience=Audience.OFFICE).person
    blocker = MembershipFactory(chapter=group.chapter).person
    BlockFactory(person=blocker, blocked=group.leader)

    text = repr(take())

    assert not any(person.names.get().last_th in text for person in (hidden, blocker))


def test_each_line_says_who_took_it_and_each_member_sees_it(group, take):
    lines = take()

    assert {line[-1].startswith(str(group.leader.account)) for line in lines} == {True}
    rows = Disclosure.objects.filter(kind="export", to=group.leader.account)
    assert {row.person_id for row in rows} == {group.leader.pk, group.member.pk}
    assert {row.reason for row in rows} == {REASON["reason"]}
    assert AuditEntry.objects.get(action="chapters.take_roll").reason == REASON["reason"]


def test_no_file_without_a_reason(group, browser_of):
    url = reverse("chapters:desk_export", args=[group.chapter.slug])

    assert browser_of(group.leader).post(url, {"reason": " "}).status_code == 422
    assert not Disclosure.objects.exists()


def test_name_that_looks_like_a_formula_stays_a_text(group, take):
    group.member.names.update(title_th="", first_th="=1+1", last_th="x")
    search.refresh([group.member.pk])

    assert "'=1+1 x" in [line[0] for line in take()]


@pytest.mark.parametrize("role", ["treasurer", "adviser"])
def test_posts_without_the_power_take_nothing(group, post_holder, browser_of, role):
    url = reverse("chapters:desk_export", args=[group.chapter.slug])

    assert browser_of(post_holder(role)).post(url, REASON).status_code == 403
