"""The office corrects a record, and its owner hears of it: the bell rings, one tap leads to what changed. A year later
the question comes by mail, and the card shows who they are."""

import re

import pytest
from django.utils import timezone

from apps.core.actions import sealing
from apps.mailings.models import Message
from apps.records.actions import contacts, telling, yearly
from apps.records.models import Contact
from tests.factories import UserFactory

from .people import graduate, name_of


@pytest.fixture(scope="module")
def head_file(tmp_path_factory):
    """The head of the audit trail lives as long as the journeys' database, not as long as a test."""
    return tmp_path_factory.mktemp("audit") / "head.log"


@pytest.fixture
def owner(look, settings, head_file):
    settings.AUDIT_HEAD_FILE = head_file
    person = graduate(account=UserFactory(language=look.language))
    tell()  # what is past is past
    return person


def tell():
    sealing.seal(now=timezone.now())
    telling.tell_all(timezone.now())


def newest_mail(person):
    return Message.objects.filter(to=person.account.email).latest("pk").body_text


def test_owner_hears_that_the_office_changed_the_record(reader, owner, university):
    contact = Contact(person=owner, kind="email", value="office-said@example.org", source="staff")
    contacts.add(contact, by=university.people["clerk"])
    tell()
    assert "office-said@example.org" in newest_mail(owner)

    me = reader(owner.account)
    me.visit("accounts:overview")
    me.page.locator(".bell").click()
    me.sees("Notices", "added a contact")
    me.page.locator("main .list a").first.click()
    me.inspect()

    assert me.is_at("records:me_history")
    me.visit("accounts:notices")
    assert me.page.locator(".bell b").count() == 0


def test_yearly_question_is_answered_by_one_tap(reader, owner):
    yearly._ask(owner, timezone.now())
    guest = reader()
    guest.open(re.search(r"https?://[^/]+(/\S+)", newest_mail(owner))[1])

    assert name_of(owner) not in guest.text
    guest.press("All is right")
    guest.sees("Thank you")


def test_card_is_made_shown_and_checked(reader, owner):
    me, guest = reader(owner.account), reader()
    me.visit("records:me_card")
    me.press("Make my card")
    me.sees(name_of(owner))
    checked = me.page.locator("main a[href*='/verify/']").get_attribute("href")

    guest.open(checked)
    guest.sees("This card is valid", name_of(owner))
    me.press("Give the card a new number")
    guest.open(checked, status=404)
    guest.sees("This card is not valid")
