from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from apps.accounts.actions import AccountClosed, SignInFirst
from apps.accounts.models import Notice, User
from apps.core.models import AuditEntry
from apps.records.actions import claims
from apps.records.models import Contact, OneTimeCode
from tests.factories import ContactFactory, GraduateFactory, SecondFactorFactory, StaffFactory, UserFactory

from .people import EMAIL, begin, claimant, code_in, has_died, newest_code, suda

pytestmark = pytest.mark.django_db


def proven(mailoutbox, **claimed):
    """A claim whose code has come back."""
    claim = begin(**claimed)
    return claim, claims.matches(claim, code_in(mailoutbox[-1]))


def redeemed(mailoutbox, account=None):
    claim, code = proven(mailoutbox)
    return claim, claims.redeem(code, account=account, claim=claim)


def test_begin_sends_a_code_to_the_contact_on_file(mailoutbox):
    suda()

    claim = begin()

    assert [mail.to for mail in mailoutbox] == [[EMAIL]]
    assert code_in(mailoutbox[0]) not in mailoutbox[0].subject
    assert (claim.state, claim.obstacle, len(code_in(mailoutbox[0]))) == ("code", "", 6)


@pytest.mark.parametrize(
    ("make", "obstacle"),
    [
        (GraduateFactory, "no_match"),
        (lambda: (suda(), suda(email="b@example.org")), "several"),
        (lambda: suda(email=None), "no_contact"),
        (lambda: suda(account=UserFactory()), "taken"),
        (lambda: has_died(suda()), "deceased"),
    ],
)
def test_begin_notes_the_obstacle_and_mails_nobody(make, obstacle, mailoutbox):
    make()

    claim = begin()

    assert (claim.obstacle, claim.state, mailoutbox) == (obstacle, "code", [])
    assert newest_code(claim).person_id is None


def test_code_is_kept_as_a_keyed_hash_only(mailoutbox):
    suda()
    claim = begin()

    code = code_in(mailoutbox[0])
    kept = [str(value) for row in OneTimeCode.objects.values() for value in row.values()]
    assert [value for value in kept if value == code] == []
    assert claims.matches(claim, f" {code[:3]} {code[3:]} ") == newest_code(claim)


def test_code_is_good_for_five_tries(mailoutbox):
    suda()
    claim = begin()
    right = code_in(mailoutbox[0])
    wrong = "000000" if right != "000000" else "111111"

    assert [claims.matches(claim, wrong) for _ in range(5)] == [None] * 5
    assert claims.matches(claim, right) is None


def test_code_is_good_for_a_quarter_of_an_hour(mailoutbox):
    suda()
    claim = begin()
    OneTimeCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert claims.matches(claim, code_in(mailoutbox[0])) is None


def test_code_fits_no_other_claim(mailoutbox):
    suda()
    begin()
    other = begin(who=claimant(2), name="ใครก็ไม่รู้ ที่ไหน")

    assert claims.matches(other, code_in(mailoutbox[0])) is None


def test_redeem_opens_an_account_with_the_proven_address(mailoutbox):
    person = suda()

    claim, account = redeemed(mailoutbox)

    person.refresh_from_db()
    address = EmailAddress.objects.get(user=account)
    assert (person.account, account.email, account.has_usable_password()) == (account, EMAIL, False)
    assert (address.email, address.verified, address.primary) == (EMAIL, True, True)
    assert (claim.state, claim.linked_at is not None) == ("approved", True)


def test_redeem_signed_in_links_this_account(mailoutbox):
    person, account = suda(), UserFactory()

    redeemed(mailoutbox, account)

    person.refresh_from_db()
    assert (person.account, User.objects.count()) == (account, 1)


def test_redeem_tells_every_address_on_file_and_the_account(mailoutbox):
    ContactFactory(person=suda(), value="other@example.org")

    _, account = redeemed(mailoutbox)

    assert sorted(mail.to[0] for mail in mailoutbox[1:]) == ["other@example.org", EMAIL]
    assert [notice.kind for notice in Notice.objects.filter(account=account)] == ["records.record_linked"]


def test_redeem_confirms_the_contact_and_writes_the_history(mailoutbox):
    person = suda()

    redeemed(mailoutbox)

    assert Contact.objects.get(person=person).confirmed_by == "self"
    told = set(AuditEntry.objects.filter(subject_id=person.pk).values_list("action", flat=True))
    assert {"records.begin_claim", "records.claim_record", "records.prove_claim"} <= told


def test_redeem_works_once(mailoutbox):
    suda()
    claim, code = proven(mailoutbox)
    claims.redeem(code, account=None, claim=claim)

    with pytest.raises(claims.Taken), transaction.atomic():
        claims.redeem(code, account=UserFactory())
    assert claims.matches(claim, code_in(mailoutbox[0])) is None


def test_redeem_joins_the_account_that_has_the_address(mailoutbox):
    suda()
    owner = UserFactory(email=EMAIL)

    assert redeemed(mailoutbox)[1] == owner


def test_redeem_drops_the_password_of_whoever_never_confirmed_the_address(mailoutbox):
    suda()
    stranger = UserFactory(email=EMAIL, verified=False)

    _, account = redeemed(mailoutbox)

    assert (account, account.has_usable_password()) == (stranger, False)


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: StaffFactory(email=EMAIL), SignInFirst),
        (lambda: SecondFactorFactory(user=UserFactory(email=EMAIL)), SignInFirst),
        (lambda: UserFactory(email=EMAIL, is_active=False), AccountClosed),
        (lambda: GraduateFactory(account=UserFactory(email=EMAIL)), claims.HasOtherRecord),
    ],
)
def test_redeem_that_is_refused_leaves_the_code_good(make, error, mailoutbox):
    person = suda()
    make()
    claim, code = proven(mailoutbox)

    with pytest.raises(error), transaction.atomic():
        claims.redeem(code, account=None, claim=claim)

    person.refresh_from_db()
    assert (person.account, newest_code(claim).used_at) == (None, None)
    assert claims.matches(claim, code_in(mailoutbox[0])) == code


def test_redeem_refuses_a_second_record_of_one_account(mailoutbox):
    suda()
    mine = GraduateFactory(account=UserFactory())
    claim, code = proven(mailoutbox)

    with pytest.raises(claims.HasOtherRecord):
        claims.redeem(code, account=mine.account, claim=claim)


def test_two_at_once_get_one_record(together, mailoutbox):
    person = suda()
    code = proven(mailoutbox)[1]
    accounts = [UserFactory(), UserFactory()]

    results = together(lambda number: claims.redeem(code, account=accounts[number]), 2)

    person.refresh_from_db()
    assert sorted(result == person.account for result in results) == [False, True]


@pytest.fixture
def texts(settings):
    """Text messages are sent by a gateway that takes mail."""
    settings.SMS_TRANSPORT, settings.SMS_GATEWAY = "apps.mailings.backends.SmsByMail", "{number}@sms.example"


def with_mobile(number="+66812345678", **fields):
    person = suda(**fields)
    ContactFactory(person=person, kind="mobile", value=number)
    return person


def test_code_goes_to_a_mobile_where_no_address_works(texts, mailoutbox):
    person = with_mobile(email=None)
    claim = begin()
    [text] = mailoutbox
    code = claims.matches(claim, text.body[:6])

    assert text.to == ["66812345678@sms.example"]
    with pytest.raises(claims.NeedsAccount):
        claims.redeem(code, account=None, claim=claim)
    account = UserFactory()
    assert claims.redeem(code, account=account, claim=claim) == account
    person.refresh_from_db()
    assert person.account == account


def test_address_comes_before_the_mobile(texts, mailoutbox):
    with_mobile()

    begin()

    assert [mail.to for mail in mailoutbox] == [[EMAIL]]


def test_mobile_proves_nothing_where_no_texts_are_sent(mailoutbox):
    with_mobile(email=None)

    assert (begin().obstacle, mailoutbox) == ("no_contact", [])


@pytest.mark.parametrize("number", ["+4915112345678", "+66812345678"])
def test_foreign_and_shared_numbers_take_no_code(texts, mailoutbox, number):
    with_mobile(number, email=None)
    ContactFactory(person=GraduateFactory(), kind="mobile", value="+66812345678")

    assert (begin().obstacle, mailoutbox) == ("no_contact", [])
