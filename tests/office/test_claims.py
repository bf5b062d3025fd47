"""The office's pile of claims: one beside the record, decided, and the next one opens by itself."""

import pytest
from django.urls import reverse

from apps.core.lib.dates import PartialDate
from apps.records.actions import claims, search
from apps.records.models import Claim, Degree, Person
from apps.records.querysets.claims import Typed
from tests.factories import (
    AddressFactory,
    CampusFactory,
    ContactFactory,
    DegreeTitleFactory,
    FacultyFactory,
    GraduateFactory,
    PersonNameFactory,
    StaffFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

DETAILS = {"email": "new@example.org", "phone": "+66812345678", "former_name": "", "faculty_text": "", "message": ""}


@pytest.fixture
def clerk(staff):
    return staff("records")


@pytest.fixture
def office(clerk, client_for):
    return client_for(clerk)


def graduate(**fields):
    names = {"name__first_th": "สุดา", "name__last_th": "ใจดี", "name__first_en": "Suda", "name__last_en": "Jaidee"}
    return GraduateFactory(**names | {"birth_date": "1965-03-04", "birth_date_source": "registrar"} | fields)


def case(name="สุดา ใจดี", year_be=2548, born="1965-03-04", kind="mine", account=None, **details):
    words = Typed(name=name, year_be=year_be, birth_date=PartialDate.from_iso(born))
    claimant = claims.Claimant(account=account, browser=f"b{Claim.objects.count()}")
    return claims.open_case(words, DETAILS | details, claimant=claimant, kind=kind)


def page(claim):
    return reverse("office:claim", args=[claim.public_id])


def decision(claim, decision="approve", person=None, **more):
    claim.refresh_from_db()
    chosen = {"person": person.public_id} if person else {}
    return {"decision": decision, "version": claim.version, "reply": ""} | chosen | more


def test_pile_shows_who_waits_and_why(office, language):
    case(name="สุดา ใจดี")

    response = office.get(reverse("office:claims"))

    claim = Claim.objects.get()
    text = response.content.decode()
    assert (str(claim.get_obstacle_display()) in text, response.context["total"]) == (True, 1)


def test_dashboard_counts_the_pile(office):
    case()

    assert office.get(reverse("office:dashboard")).content.decode().count(reverse("office:claims")) >= 2


@pytest.mark.parametrize(
    ("pile", "names"), [("open", ["ก"]), ("asked", ["ข"]), ("closed", ["ค"]), ("nonsense", ["ก"])]
)
def test_pile_is_split_by_whose_turn_it_is(office, clerk, pile, names):
    case(name="ก")
    claims.ask_back(case(name="ข"), "?", by=clerk)
    claims.refuse(case(name="ค"), "x", by=clerk)

    shown = office.get(reverse("office:claims"), {"pile": pile}).context["claims"]
    assert [claim.name for claim, _ in shown] == names


def test_claim_stands_beside_the_record_that_fits(office):
    person = graduate()
    ContactFactory(person=person, value="old@example.org")
    claim = case()

    response = office.get(page(claim))

    assert response.context["record"].person == person
    assert {line.key: line.fits for line in response.context["lines"]} == {
        "name": True,
        "former": None,
        "study": None,
        "year": True,
        "born": True,
        "faculty": None,
        "reach": False,
    }


def test_differences_are_marked(office):
    person = graduate()
    claim = case(born="1966-01-01", year_be=2549)

    lines = office.get(page(claim), {"with": person.public_id}).context["lines"]

    assert [line.key for line in lines if line.fits is False] == ["year", "born"]


@pytest.mark.parametrize(
    ("words", "more"),
    [
        ({"name": "สุดา ใจดี", "born": "1990-01-01"}, {}),
        ({"name": "Suda Jaidee", "born": "1990-01-01"}, {}),
        ({"name": "สุดา นามสกุลใหม่"}, {}),
        ({"name": "สุดา นามสกุลใหม่", "born": "1990-01-01", "former_name": "นางสาวสุดา ใจดี"}, {}),
        ({"name": "ใคร ที่ไหน", "born": "1990-01-01", "email": "old@example.org"}, {}),
        ({"name": "สุดา เก่าแก่", "born": "1990-01-01"}, {"former": "เก่าแก่"}),
    ],
)
def test_likely_records_are_listed(office, words, more):
    person = graduate()
    ContactFactory(person=person, value="old@example.org")
    if more:
        PersonNameFactory(person=person, is_current=False, first_th="สุดา", last_th=more["former"])

    likely = office.get(page(case(**words))).context["likely"]

    assert [each.person.pk for each in likely] == [person.pk]


def test_registry_is_searched_from_the_case(office):
    person = graduate()
    search.refresh([person.pk])

    matches = office.get(page(case(name="ใคร ที่ไหน")), {"q": "สุดา"}).context["matches"]

    assert [match.public_id for match in matches] == [person.public_id]


def test_approve_links_and_opens_the_next(office):
    person, account = graduate(), UserFactory()
    claim, following = case(account=account), case(name="ใคร ที่ไหน")

    response = office.post(page(claim), decision(claim, person=person))

    person.refresh_from_db()
    assert (response.url, person.account) == (page(following), account)


def test_last_decision_leads_back_to_the_pile(office):
    claim = case()

    response = office.post(page(claim), decision(claim, "refuse", reply="ไม่พบ"))

    assert response.url == reverse("office:claims")


@pytest.mark.parametrize("deed", ["ask", "refuse"])
def test_question_and_refusal_need_words(office, deed):
    claim = case()

    response = office.post(page(claim), decision(claim, deed))

    claim.refresh_from_db()
    assert (response.status_code, claim.state) == (422, "open")


def test_approve_needs_a_record(office):
    claim = case()

    assert office.post(page(claim), decision(claim)).status_code == 422


def test_ask_back_waits_for_the_answer(office):
    claim = case()

    office.post(page(claim), decision(claim, "ask", reply="เรียนคณะอะไร"))

    claim.refresh_from_db()
    assert (claim.state, claim.reply) == ("asked", "เรียนคณะอะไร")


def test_second_of_two_clerks_is_told(office, staff, client_for):
    claim, person = case(), graduate()
    stale = decision(claim, person=person)
    office.post(page(claim), decision(claim, "refuse", reply="x"))

    response = client_for(staff("records")).post(page(claim), stale)

    claim.refresh_from_db()
    assert (response.status_code, claim.state) == (422, "refused")


def test_decision_on_a_changed_claim_is_refused(office):
    claim = case()

    response = office.post(page(claim), decision(claim, "refuse", reply="x") | {"version": 99})

    assert response.status_code == 422


@pytest.mark.parametrize("person", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
def test_made_up_record_is_not_taken(office, person):
    claim = case()

    assert office.post(page(claim), decision(claim) | {"person": person}).status_code in {404, 422}
    claim.refresh_from_db()
    assert claim.state == "open"


def test_clerk_of_another_campus_sees_what_is_theirs_or_nobodys(client_for):
    person = graduate()
    about, unmatched = case(), case(name="ใคร ที่ไหน")
    elsewhere = client_for(StaffFactory(role="records", campus=CampusFactory()))

    shown = elsewhere.get(reverse("office:claims")).context["claims"]
    assert [claim for claim, _ in shown] == [unmatched]
    assert elsewhere.get(page(about)).status_code == 404
    assert elsewhere.post(page(unmatched), decision(unmatched, person=person)).status_code == 404


@pytest.mark.parametrize("role", ["events", "giving", "communications", "reports"])
def test_other_roles_see_no_claims(client_for, staff, role):
    assert client_for(staff(role)).get(reverse("office:claims")).status_code == 403


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7|add:7 }}{% load %}",
    "'; DROP TABLE x; --",
    "=1+1",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_harmless(office, text):
    graduate()
    claim = case(name=f"สุดา {text}", former_name=text, faculty_text=text, message=text)
    Claim.objects.update(
        student_id=text[:20], phone=text[:40], reply=text, appeal=text, appealed_at="2026-01-01T00:00Z"
    )

    for url in (reverse("office:claims"), page(claim), reverse("records:claim_status", args=[claim.public_id])):
        found = office.get(url).content.decode()
        assert ("<script>alert" in found, "<img src=x" in found, "1414" in found) == (False, False, False)


def test_person_is_entered_from_a_claim(office, mailoutbox):
    faculty, title = FacultyFactory(), DegreeTitleFactory()
    claim = case(name="นายใหม่ มากมาย", kind="add")
    new = reverse("office:person_new") + f"?claim={claim.public_id}"

    form = office.get(new).context["form"]
    answers = {name: form[name].value() or "" for name in form.fields} | {"title": title.pk, "faculty": faculty.pk}
    answers |= {"birth_date": "4/3/2508", "gender": "", "somebody_else": ""}
    office.post(new, answers)

    claim.refresh_from_db()
    assert (claim.state, claim.person.names.get().full_th, Degree.objects.get().graduation_year_be) == (
        "approved",
        "ใหม่ มากมาย",
        2548,
    )
    assert mailoutbox[-1].to == ["new@example.org"]


def test_nobody_is_entered_from_a_decided_claim(office, clerk):
    claim = case(kind="add")
    claims.refuse(claim, "x", by=clerk)

    assert office.get(reverse("office:person_new") + f"?claim={claim.public_id}").status_code == 404
    assert office.get(reverse("office:person_new") + "?claim=nonsense").status_code == 404
    assert Person.objects.count() == 0


def test_record_is_handed_over_at_the_counter(office, mailoutbox, language):
    person = graduate()
    url = reverse("office:person_hand_over", args=[person.public_id])

    assert office.get(url).status_code == 200
    assert office.post(url, {"email": "here@example.org", "reason": ""}).status_code == 422
    assert office.post(url, {"email": "here@example.org", "reason": "ID card"}).status_code == 302
    assert [mail.to for mail in mailoutbox] == [["here@example.org"]]


def test_letter_with_a_code_is_downloaded(office):
    person = graduate()
    AddressFactory(person=person)
    url = reverse("office:person_claim_letter", args=[person.public_id])

    response = office.post(url, {"number": "12/2569", "reason": "asked by telephone"})

    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")


def test_letter_without_an_address_is_refused(office):
    url = reverse("office:person_claim_letter", args=[graduate().public_id])

    assert office.post(url, {"number": "", "reason": "x"}).status_code == 422


def test_record_is_taken_back(office):
    person = graduate(account=UserFactory())
    url = reverse("office:person_take_back", args=[person.public_id])

    office.post(url, {"reason": "wrong person"})

    person.refresh_from_db()
    assert person.account is None
    assert office.post(url, {"reason": "again"}).status_code == 422


def test_case_costs_the_same_however_many_wait(office, cost_of):
    graduate()
    url = page(case())
    few = cost_of(office, url)
    for number in range(5):
        case(name=f"คน {number}")

    assert cost_of(office, url) == few
