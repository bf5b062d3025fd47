"""The claimant's pages: the way from the name to the record, and what strangers may learn from them (nothing)."""

import re
from time import monotonic

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse

from apps.records.actions import claims
from apps.records.actions.claims import codes
from apps.records.models import Claim
from tests.factories import AddressFactory, GraduateFactory, InstitutionFactory, SecondFactorFactory, UserFactory

from .people import EMAIL, claimant, code_in, has_died, suda, typed
from .test_cases import DETAILS, case, link_in

pytestmark = pytest.mark.django_db

NAME = {"name": "น.ส.สุดา ใจดี", "year_be": "2530"}
BIRTH = {"day": "4", "month": "3", "year": "2508"}


def url(name, **arguments):
    return reverse(f"records:{name}", kwargs=arguments)


def claim_by(client, name=NAME, birth=BIRTH):
    """The first two steps; the answer to the second."""
    client.post(url("claim"), name)
    return client.post(url("claim_verify"), birth)


def shown(response):
    """A page without what differs by chance."""
    return re.sub(r'(csrfmiddlewaretoken" value=|nonce=)"[^"]+"', "", response.content.decode())


def test_stranger_with_the_mailbox_comes_to_the_record_in_four_requests(client, language, mailoutbox):
    person = suda()

    assert client.post(url("claim"), NAME).url == url("claim_verify")
    assert client.post(url("claim_verify"), BIRTH).url == url("claim_code")
    response = client.post(url("claim_code"), {"code": code_in(mailoutbox[-1])}, follow=True)

    person.refresh_from_db()
    assert (response.status_code, response.wsgi_request.user) == (200, person.account)
    assert UserSession.objects.filter(user=person.account).count() == 1


@pytest.mark.parametrize(
    "birth", [BIRTH, {"day": "๐๔", "month": "3", "year": "๒๕๐๘"}, BIRTH | {"year": "1965"}, BIRTH | {"year": "08"}]
)
def test_birth_date_is_read_in_either_era(client, birth, mailoutbox):
    suda()

    claim_by(client, birth=birth)

    assert len(mailoutbox) == 1


@pytest.mark.parametrize(
    "birth",
    [
        {"day": ""},
        {"day": "4", "month": "3"},
        BIRTH | {"day": "32"},
        BIRTH | {"month": "13"},
        BIRTH | {"year": "2999"},
        BIRTH | {"day": "31", "month": "2"},
        BIRTH | {"year": "x" * 30},
    ],
)
def test_impossible_birth_date_is_explained(client, birth, mailoutbox):
    suda()

    assert claim_by(client, birth=birth).status_code == 422
    assert (mailoutbox, Claim.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ({"name": ""}, ["name", "year_be"]),
        ({"name": "สุดา ใจดี"}, ["year_be"]),
        ({"year_be": "2530"}, ["name"]),
        ({"name": "...", "year_be": "2530"}, ["name"]),
        ({"name": "สุดา", "year_be": "สองพัน"}, ["year_be"]),
        ({"name": "ก" * 300, "year_be": "2530"}, ["name"]),
    ],
)
def test_incomplete_name_is_explained(client, words, fields):
    response = client.post(url("claim"), words)

    assert (response.status_code, sorted(response.context["form"].errors)) == (422, fields)


def test_home_page_brings_the_name_along(client):
    assert client.get(url("claim"), NAME).url == url("claim_verify")
    assert client.get(url("claim"), {"name": "สุดา ใจดี", "year_be": ""}).context["form"]["name"].value() == "สุดา ใจดี"


def test_student_id_does_instead_of_the_name(client, mailoutbox):
    suda(degree__student_id="2610001")

    claim_by(client, name={"student_id": "๒๖-๑๐๐๐๑"})

    assert len(mailoutbox) == 1


@pytest.mark.parametrize("name", ["claim_verify", "claim_code"])
def test_steps_begin_at_the_beginning(client, name):
    assert client.get(url("claim_verify")).url == url("claim")
    assert client.get(url(name), follow=True).status_code == 200


@pytest.mark.parametrize(
    "make",
    [
        suda,
        lambda: suda(email=None),
        lambda: suda(account=UserFactory()),
        lambda: has_died(suda()),
        lambda: (suda(), suda()),
        lambda: suda(birth_date="1970-01-01"),
    ],
)
def test_every_page_is_the_same_whoever_is_on_record(make, client_for, language):
    InstitutionFactory()
    nobody, somebody = client_for(), client_for()

    def walk(client):
        yield shown(claim_by(client))
        yield shown(client.get(url("claim_code")))
        yield shown(client.post(url("claim_code"), {"code": "000000"}))
        yield shown(client.get(url("claim_help")))

    before = list(walk(nobody))
    make()
    assert list(walk(somebody)) == before


def test_pages_show_nothing_of_the_record(client):
    person = suda(name__nickname="ดา", degree__student_id="2610001")
    AddressFactory(person=person, village="บ้านลับ")

    pages = [claim_by(client), client.get(url("claim_code")), client.get(url("claim_help"))]

    text = "".join(shown(page) for page in pages)
    assert [
        secret for secret in (EMAIL, "example.org", "Suda", "Jaidee", "2610001", "บ้านลับ", "ดา)") if secret in text
    ] == []


def test_nearly_the_same_work_is_done_whoever_is_on_record(client_for, django_assert_max_num_queries):
    """What differs: reading the names of who was born that day, the lock, the mail's row."""
    InstitutionFactory()
    counts = []
    for make in (lambda: None, suda):
        make()
        client = client_for()
        client.post(url("claim"), NAME)
        with django_assert_max_num_queries(40) as queries:
            client.post(url("claim_verify"), BIRTH)
        counts.append(len(queries))

    assert counts[1] - counts[0] <= 5


def test_looking_for_a_record_takes_the_same_time_hit_or_miss(client, monkeypatch):
    monkeypatch.setattr("apps.records.views.claim.LEAST", 0.2)
    taken = []
    for make in (lambda: None, suda):
        make()
        began = monotonic()
        claim_by(client)
        taken.append(monotonic() - began)

    assert min(taken) >= 0.2


def test_wrong_code_keeps_the_page_and_says_what_to_do(client, mailoutbox):
    suda()
    claim_by(client)

    response = client.post(url("claim_code"), {"code": "x"})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["code"])


def test_signed_in_account_gets_the_record(client_for, mailoutbox):
    person, account = suda(), UserFactory()
    client = client_for(account)

    claim_by(client)
    client.post(url("claim_code"), {"code": code_in(mailoutbox[-1])})

    person.refresh_from_db()
    assert person.account == account


def test_account_with_a_record_is_told_so(client_for):
    mine = GraduateFactory(account=UserFactory())

    response = client_for(mine.account).get(url("claim"))

    assert next(each.name for each in response.templates) == "records/claim_have.html"


def test_account_with_a_second_step_signs_in_first(client, mailoutbox):
    suda()
    SecondFactorFactory(user=UserFactory(email=EMAIL))
    claim_by(client)

    response = client.post(url("claim_code"), {"code": code_in(mailoutbox[-1])})

    assert response.url == f"{reverse('account_login')}?next={url('claim_code')}"


def test_too_many_claims_are_answered_with_when_to_come_back(client):
    for number in range(5):
        assert claim_by(client, name=NAME | {"name": f"ใคร {chr(0x0E01 + number)}"}).status_code == 302

    response = claim_by(client)

    assert (response.status_code, 3400 < int(response["Retry-After"]) <= 3600) == (429, True)


def test_claim_without_a_code_becomes_a_case(client, language, mailoutbox):
    claim_by(client)

    response = client.post(url("claim_help"), DETAILS, follow=True)

    claim = Claim.objects.get()
    assert (claim.state, response.redirect_chain[-1][0]) == ("open", url("claim_status", public_id=claim.public_id))


@pytest.mark.parametrize("kind", ["mine", "add", "recover"])
def test_case_can_be_opened_at_once(client, kind):
    client.post(url("claim_help"), DETAILS | NAME | BIRTH | {"kind": kind})

    claim = Claim.objects.get()
    assert (claim.kind, claim.state, claim.year_be, str(claim.birth_date)) == (kind, "open", 2530, "1965-03-04")


@pytest.mark.parametrize("kind", ["object", "nonsense", ""])
def test_case_of_no_kind_is_refused(client, kind):
    assert client.post(url("claim_help"), DETAILS | NAME | BIRTH | {"kind": kind}).status_code == 422


def test_status_page_shows_what_was_typed_and_nothing_of_the_record(client):
    suda(name__nickname="ดาวเหนือ")
    claim = case()

    text = shown(client.get(url("claim_status", public_id=claim.public_id)))

    assert (DETAILS["message"] in text, "ดาวเหนือ" in text, EMAIL in text, claim.get_obstacle_display() in text) == (
        True,
        False,
        False,
        False,
    )


def test_status_page_takes_the_answer_and_the_appeal(client, staff):
    clerk, claim = staff("records"), case()
    page = url("claim_status", public_id=claim.public_id)

    assert client.post(page, {"text": "unasked"}).status_code == 200
    claims.ask_back(claim, "?", by=clerk)
    client.post(page, {"text": "เรียนโยธา"})
    claim.refresh_from_db()
    claims.refuse(claim, "x", by=clerk)
    client.post(page, {"text": "ดูอีกที"})

    claim.refresh_from_db()
    assert (claim.state, claim.message.endswith("เรียนโยธา"), claim.appeal) == ("open", True, "ดูอีกที")


def test_status_page_of_a_claim_that_waits_for_its_code_is_nowhere(client):
    claim = claims.begin(typed(), claimant=claimant())

    assert client.get(url("claim_status", public_id=claim.public_id)).status_code == 404


def test_status_page_of_an_objection_is_nowhere(client):
    claim = claims.object_to(suda())

    assert client.get(url("claim_status", public_id=claim.public_id)).status_code == 404


def test_withdraw_asks_and_does(client):
    claim = case()
    page = url("claim_withdraw", public_id=claim.public_id)

    assert client.get(page).status_code == 200
    assert client.post(page, follow=True).status_code == 200
    claim.refresh_from_db()
    assert claim.state == "withdrawn"


def test_join_page_hands_over_by_one_press(client, staff, language, mailoutbox):
    person = suda(email=None)
    claims.approve(case(), person, by=staff("records"))
    page = url("claim_join", token=link_in(mailoutbox[-1]))

    assert client.get(page).status_code == 200
    response = client.post(page, follow=True)

    person.refresh_from_db()
    assert (response.wsgi_request.user, person.account is not None) == (person.account, True)
    assert client.get(page).status_code == 410


def test_join_page_says_from_when_on_a_taken_record_goes_over(client, staff, mailoutbox):
    person = suda(account=UserFactory())
    claims.approve(case(), person, by=staff("records"))
    page = url("claim_join", token=link_in(mailoutbox[-1]))

    assert client.get(page).context["until"] is not None
    assert client.post(page).url == page
    assert person.account == type(person).objects.get().account


def test_objection_opens_a_case(client, staff, mailoutbox):
    claims.approve(case(), suda(account=UserFactory()), by=staff("records"))
    page = url("claim_object", token=link_in(mailoutbox[-2]))

    assert (client.get(page).status_code, client.post(page).status_code) == (200, 200)
    assert Claim.objects.filter(kind="object", state="open").count() == 1


@pytest.mark.parametrize("name", ["claim_join", "claim_object"])
def test_made_up_links_are_over(client, name):
    assert client.get(url(name, token="made-up")).status_code == 410
    assert client.post(url(name, token="made-up")).status_code == 410


def test_letter_code_is_typed_without_the_steps(client_for, staff):
    person, account = suda(email=None), UserFactory()
    AddressFactory(person=person)
    code = codes.for_letter(person, person.addresses.get())

    assert "next" in client_for().post(url("claim_code"), {"code": code}).url
    client_for(account).post(url("claim_code"), {"code": code})

    person.refresh_from_db()
    assert person.account == account
