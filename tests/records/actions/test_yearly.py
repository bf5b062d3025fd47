from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from apps.accounts.models import Notice
from apps.accounts.reports import tell_notices
from apps.core.registries.mailings import reminder_rules
from apps.mailings.actions import reminding
from apps.records.actions import care, profiles, yearly
from apps.records.models import Contact, Death, ErasureRequest, Profile, Restriction
from tests.factories import ContactFactory, GraduateFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
LONG_AGO = NOW - timedelta(days=800)
YEAR_AGO = NOW - timedelta(days=366)


def ask_some(now):
    """As the engine does it, which reminds by any rule."""
    return reminding.run(now)


def alumnus(**account):
    return GraduateFactory(account=UserFactory(**{"joined_at": LONG_AGO} | account))


def asked(mailoutbox):
    return [mail.to[0] for mail in mailoutbox]


def test_who_joined_long_ago_is_asked_by_mail_and_bell(mailoutbox, language):
    person = alumnus(language=language)

    assert ask_some(NOW) == 1

    assert asked(mailoutbox) == [person.account.email]
    assert len(tell_notices(Notice.objects.filter(account=person.account))) == 1
    assert Profile.objects.get(person=person).asked_at == NOW


def test_link_in_the_mail_is_the_persons(mailoutbox):
    person = alumnus()

    ask_some(NOW)

    [token] = [
        line.rpartition("/confirm/")[2].strip("/") for line in mailoutbox[0].body.split() if "/confirm/" in line
    ]
    assert yearly.opened_link(token) == person


def test_nobody_is_asked_twice_in_a_year(mailoutbox):
    alumnus()
    ask_some(NOW)

    assert ask_some(NOW + timedelta(days=364)) == 0
    assert ask_some(NOW + timedelta(days=366)) == 1


@pytest.mark.parametrize(
    ("confirmed", "asked_at", "expected"),
    [(NOW - timedelta(days=300), None, 0), (YEAR_AGO, None, 1), (YEAR_AGO, YEAR_AGO, 1), (None, NOW, 0)],
)
def test_a_year_counts_from_the_last_word(confirmed, asked_at, expected):
    Profile.objects.create(person=alumnus(), confirmed_at=confirmed, asked_at=asked_at)

    assert ask_some(NOW) == expected


def test_who_has_just_joined_is_left_in_peace():
    alumnus(joined_at=NOW - timedelta(days=30))

    assert ask_some(NOW) == 0


def test_who_has_no_account_or_a_closed_one_is_not_asked():
    GraduateFactory()
    alumnus(is_active=False)

    assert ask_some(NOW) == 0


@pytest.mark.parametrize("why", ["email", "all", "restricted", "leaving", "deceased"])
def test_who_is_not_to_be_written_to_is_not_asked(staff, why):
    person = alumnus()
    if why == "restricted":
        Restriction.objects.create(person=person)
    elif why == "leaving":
        ErasureRequest.objects.create(person=person, due_at=NOW)
    elif why == "deceased":
        sources = {"first_source": "family", "second_source": "news", "second_evidence": "b", "confirmed_at": NOW}
        Death.objects.create(person=person, first_evidence="a", first_at=NOW, **sources)
    else:
        today = timezone.localdate()
        care.ask_not_to_contact(person, channel=why, since=today, until=None, reason="", by=staff("records"))

    assert ask_some(NOW) == 0


def test_who_wants_no_telephone_call_is_asked_by_mail(staff):
    person = alumnus()
    today = timezone.localdate()
    care.ask_not_to_contact(person, channel="phone", since=today, until=None, reason="", by=staff("records"))

    assert ask_some(NOW) == 1


def test_account_without_an_address_is_asked_under_the_bell(mailoutbox):
    person = alumnus(email=None)

    ask_some(NOW)

    assert (asked(mailoutbox), Notice.objects.filter(account=person.account).count()) == ([], 1)


def test_so_many_a_day_and_who_waited_longest_first(monkeypatch, mailoutbox):
    few = replace(reminder_rules["records.yearly"], a_day=2)
    monkeypatch.setitem(reminder_rules._entries, "records.yearly", few)
    late, early = alumnus(joined_at=YEAR_AGO), alumnus()
    before = alumnus()
    Profile.objects.create(person=before, asked_at=YEAR_AGO)

    days = [NOW, NOW, NOW + timedelta(days=1), NOW + timedelta(days=2)]

    assert [ask_some(day) for day in days] == [2, 0, 1, 0]
    assert asked(mailoutbox) == [each.account.email for each in (early, late, before)]


def test_confirming_notes_the_profile_and_the_persons_own_live_contacts():
    person = alumnus()
    own = ContactFactory(person=person, source="self")
    ContactFactory(person=person, source="registrar")
    ContactFactory(person=person, source="self", status="retired")

    yearly.confirm(person, by=person.account)

    assert profiles.of(person).confirmed_at is not None
    assert list(Contact.objects.filter(confirmed_at__isnull=False, confirmed_by="self")) == [own]


def test_link_ends_after_two_months(time_machine):
    time_machine.move_to(NOW)
    person = alumnus()
    token = yearly.link_token(person)
    assert yearly.opened_link(token) == person

    time_machine.shift(timedelta(days=61))

    with pytest.raises(yearly.LinkOver):
        yearly.opened_link(token)


def test_link_ends_when_another_account_has_the_record():
    person = alumnus()
    token = yearly.link_token(person)
    person.account = UserFactory()
    person.save()

    with pytest.raises(yearly.LinkOver):
        yearly.opened_link(token)
