"""Claims on which the office decides: each path that the issue names, from both sides."""

from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from apps.accounts.models import Notice
from apps.core.actions import rows
from apps.records.actions import claims
from apps.records.actions.claims import codes, deciding, linking
from apps.records.models import Claim, Contact, Disclosure
from tests.factories import AddressFactory, GraduateFactory, UserFactory

from .people import begin, claimant, has_died, suda, typed

pytestmark = pytest.mark.django_db

REPLY = "new@example.org"
DETAILS = {"email": REPLY, "phone": "", "former_name": "", "faculty_text": "วิศวกรรม", "message": "อาจารย์ที่ปรึกษาคือ …"}


@pytest.fixture
def clerk(staff):
    return staff("records")


def case(details=DETAILS, **fields):
    """A claim that waits for the office."""
    claim = begin(who=fields.pop("who", None), **fields)
    claims.ask_office(claim, details, by=claim.account)
    return claim


def link_in(mail):
    """The token of the mail's link."""
    return next(word for word in mail.body.split() if "/claim/" in word).rstrip("/").rpartition("/")[2]


@pytest.mark.parametrize(
    ("make", "obstacle"),
    [
        (suda, "no_code"),
        (lambda: suda(email=None), "no_contact"),
        (lambda: suda(account=UserFactory()), "taken"),
        (lambda: has_died(suda()), "deceased"),
        (lambda: (suda(), suda()), "several"),
        (lambda: None, "no_match"),
    ],
)
def test_ask_office_opens_a_case_with_the_true_obstacle(make, obstacle):
    make()

    claim = case()

    assert (claim.state, claim.obstacle) == ("open", obstacle)


def test_ask_office_answers_with_the_way_to_the_claims_page(mailoutbox):
    claim = case()

    assert [(mail.to, str(claim.public_id) in mail.body) for mail in mailoutbox] == [([REPLY], True)]


def test_mails_repeat_nothing_that_was_typed(mailoutbox, clerk):
    claim = case(DETAILS | {"message": "buy-my-pills"}, name="Visit Spam-dot-example")
    claims.ask_back(claim, "ask-and-tell", by=clerk)
    claims.answer(claim, "buy-my-pills", by=None)
    claims.refuse(claim, "ask-and-tell", by=clerk)

    text = " ".join(mail.body + mail.alternatives[0].content for mail in mailoutbox)
    assert [word for word in ("buy-my-pills", "Spam-dot", "ask-and-tell") if word in text] == []


def test_ask_office_works_once():
    claim = case()

    with pytest.raises(claims.NotNow):
        claims.ask_office(claim, DETAILS, by=None)


def test_open_case_sends_no_code(mailoutbox):
    suda()

    claim = claims.open_case(typed(), DETAILS, claimant=claimant(), kind=Claim.Kind.RECOVER)

    assert ([mail.to for mail in mailoutbox], claim.state, claim.codes.count()) == ([[REPLY]], "open", 0)


def test_conversation_goes_back_and_forth(clerk):
    claim = case()

    claims.ask_back(claim, "เรียนสาขาอะไร", by=clerk)
    assert (claim.state, Claim.objects.waiting().count()) == ("asked", 0)
    claims.answer(claim, "โยธา", by=None)

    assert (claim.state, claim.message) == ("open", f"{DETAILS['message']}\n\nโยธา")


def test_refused_claim_is_looked_at_once_more(clerk):
    claim = case()
    claims.refuse(claim, "ไม่พบหลักฐาน", by=clerk)

    claims.appeal(claim, "มีใบปริญญา", by=None)
    assert (claim.state, claim.appeal) == ("open", "มีใบปริญญา")

    claims.refuse(claim, "ยังไม่พบ", by=clerk)
    with pytest.raises(claims.NotNow):
        claims.appeal(claim, "อีกครั้ง", by=None)


def test_withdraw_takes_it_off_the_pile(clerk):
    claim = case()

    claims.withdraw(claim, by=None)

    assert (claim.state, Claim.objects.waiting().count()) == ("withdrawn", 0)
    with pytest.raises(claims.NotNow):
        claims.refuse(claim, "x", by=clerk)


def test_approve_links_the_account_that_asked(clerk, mailoutbox):
    person, account = suda(email=None), UserFactory()
    claim = case(who=claimant(account=account))

    claims.approve(claim, person, by=clerk)

    person.refresh_from_db()
    assert (person.account, claim.state, claim.linked_at is not None) == (account, "approved", True)
    assert mailoutbox[-1].to == [REPLY]


def test_approve_without_an_account_mails_a_link_that_opens_one(clerk, mailoutbox):
    person = suda(email=None)
    claim = case()
    claims.approve(claim, person, by=clerk)

    account = claims.join(claims.opened_link(link_in(mailoutbox[-1])), account=None)

    person.refresh_from_db()
    kept = Contact.objects.get(person=person)
    assert (person.account, account.email) == (account, REPLY)
    assert (kept.value, kept.is_primary, kept.confirmed_by) == (REPLY, True, "self")


def test_link_works_once(clerk, mailoutbox):
    person = suda(email=None)
    claims.approve(case(), person, by=clerk)
    token = link_in(mailoutbox[-1])
    claims.join(claims.opened_link(token), account=None)

    with pytest.raises(claims.LinkOver):
        claims.opened_link(token)


TORN, STRANGE = signing.dumps(["x", "y"], salt="records.join_claim")[:-2], signing.dumps("x", salt="other")


# Named by hand: a signature holds the second in which it was made, and both workers must know a test by one name.
@pytest.mark.parametrize("token", ["", "x", "a:b:c", TORN], ids=["nothing", "a letter", "parts", "torn"])
def test_made_up_link_opens_nothing(token):
    with pytest.raises(claims.LinkOver):
        claims.opened_link(token)


def test_link_is_over_after_a_week(clerk, mailoutbox, monkeypatch):
    claims.approve(case(), suda(email=None), by=clerk)
    monkeypatch.setattr("apps.records.actions.claims.joining.LIFETIME", timedelta(0))

    with pytest.raises(claims.LinkOver):
        claims.opened_link(link_in(mailoutbox[-1]))


def test_approve_of_a_deceased_person_is_refused(clerk):
    person = suda()
    has_died(person)
    claim = case()

    with pytest.raises(claims.Deceased):
        claims.approve(claim, person, by=clerk)
    claim.refresh_from_db()
    assert claim.state == "open"


def test_approve_of_a_second_record_for_one_account_is_refused(clerk):
    mine = GraduateFactory(account=UserFactory())
    claim = case(who=claimant(account=mine.account))

    with pytest.raises(claims.HasOtherRecord):
        claims.approve(claim, suda(), by=clerk)


def test_second_of_two_clerks_is_refused(clerk, staff):
    person, claim = suda(email=None), case()
    seen = Claim.objects.get(pk=claim.pk)
    claims.approve(claim, person, by=clerk, expected_version=claim.version)

    with pytest.raises(rows.Stale):
        claims.refuse(seen, "x", by=staff("records"), expected_version=seen.version)


class TestRecovery:
    """Somebody else has the record already: its owner is asked before anything changes."""

    @pytest.fixture
    def owner(self):
        return UserFactory()

    @pytest.fixture
    def person(self, owner):
        return suda(account=owner)

    @pytest.fixture
    def claim(self, clerk, person):
        claim = case()
        claims.approve(claim, person, by=clerk)
        return claim

    def test_owner_hears_of_it_on_every_way(self, claim, owner, mailoutbox):
        assert [mail.to[0] for mail in mailoutbox[-2:]] == ["suda@example.org", REPLY]
        assert Notice.objects.get(account=owner).kind == "records.record_asked_for"

    def test_nothing_changes_for_three_days(self, claim, person, owner):
        with pytest.raises(claims.TooEarly) as refused:
            claims.join(claim, account=None)

        person.refresh_from_db()
        assert (person.account, refused.value.until) == (owner, claim.decided_at + timedelta(days=3))

    def test_after_three_days_it_goes_over(self, claim, person, owner):
        Claim.objects.update(decided_at=timezone.now() - timedelta(days=3, minutes=1))

        account = claims.join(claim, account=None)

        person.refresh_from_db()
        assert (person.account, account.email) == (account, REPLY)
        assert set(Notice.objects.filter(account=owner).values_list("kind", flat=True)) == {
            "records.record_asked_for",
            "records.record_unlinked",
        }

    def test_objection_stops_it(self, claim, person, clerk, mailoutbox):
        person_said = claims.opened_objection(link_in(mailoutbox[-2]))
        objection = claims.object_to(person_said)
        Claim.objects.filter(pk=claim.pk).update(decided_at=timezone.now() - timedelta(days=4))

        with pytest.raises(claims.Disputed):
            claims.join(claim, account=None)
        assert (objection.kind, objection.state, claims.object_to(person)) == ("object", "open", objection)

    def test_objection_upheld_makes_the_link_worthless(self, claim, person, owner, clerk):
        claims.approve(claims.object_to(person), person, by=clerk)

        claim.refresh_from_db()
        person.refresh_from_db()
        assert (claim.state, person.account) == ("refused", None)


def test_objection_after_the_claim_takes_the_record_back(clerk):
    person = suda()
    linking.link(person, UserFactory(), by=None, action="records.claim_record")

    claims.approve(claims.object_to(person), person, by=clerk)

    person.refresh_from_db()
    assert person.account is None


@pytest.mark.parametrize("token", ["", "x", STRANGE], ids=["nothing", "a letter", "strange"])
def test_made_up_objection_is_about_nobody(token):
    assert claims.opened_objection(token) is None


def test_hand_over_at_the_counter_mails_a_link(clerk, mailoutbox):
    person = suda(email=None)

    claims.hand_over(person, REPLY, by=clerk, reason="showed the card")
    account = claims.join(claims.opened_link(link_in(mailoutbox[-1])), account=None)

    person.refresh_from_db()
    assert (person.account, account.email, mailoutbox[0].to) == (account, REPLY, [REPLY])


def test_letter_holds_a_code_that_hands_over_the_record(clerk, monkeypatch):
    person, account = suda(email=None), UserFactory()
    AddressFactory(person=person)
    printed = []
    monkeypatch.setattr("apps.records.exports.post.render", lambda kind, pile, text: printed.append(text) or b"%PDF")

    claims.print_letter(person, number="1/2569", by=clerk, reason="asked by telephone")
    written = next(word for word in printed[0].body.split() if "-" in word and len(word) == 11)
    code = claims.of_letter(written.lower())

    assert claims.redeem(code, account=account) == account
    assert claims.of_letter(written) is None


def test_letter_is_a_pdf(clerk):
    person = suda()
    AddressFactory(person=person)

    assert claims.print_letter(person, number="1", by=clerk, reason="x")[:5] == b"%PDF-"


def test_letter_is_noted_as_handing_over_an_address(clerk):
    person = suda()
    AddressFactory(person=person)

    claims.print_letter(person, number="1", by=clerk, reason="asked by telephone")

    (noted,) = Disclosure.objects.filter(person=person)
    assert (noted.to, noted.kind, noted.reason) == (clerk, Disclosure.Kind.LETTER, "asked by telephone")


def test_letter_without_an_address_says_why(clerk):
    with pytest.raises(claims.NoLetter) as refused:
        claims.print_letter(suda(), number="", by=clerk, reason="x")
    assert refused.value.message


def test_newer_letter_ends_the_older_one(clerk):
    person = suda()
    AddressFactory(person=person)
    first, second = (codes.for_letter(person, person.addresses.get()) for _ in range(2))

    assert (claims.of_letter(first), claims.of_letter(second).person_id) == (None, person.pk)


def test_letter_code_alone_opens_no_account(clerk):
    person = suda()
    AddressFactory(person=person)
    code = claims.of_letter(codes.for_letter(person, person.addresses.get()))

    with pytest.raises(claims.NeedsAccount):
        claims.redeem(code, account=None)


def test_unlink_takes_the_record_back(clerk):
    account = UserFactory()
    person = suda(account=account)

    claims.unlink(person, by=clerk, reason="wrong person")

    person.refresh_from_db()
    assert (person.account, Notice.objects.get(account=account).kind) == (None, "records.record_unlinked")
    with pytest.raises(claims.NotLinked):
        claims.unlink(person, by=clerk, reason="again")


def test_token_is_of_one_decision(clerk):
    claim = Claim(public_id="00000000-0000-4000-8000-000000000000", decided_at=timezone.now())

    assert deciding.token(claim) != deciding.token(Claim(public_id=claim.public_id, decided_at=None))
