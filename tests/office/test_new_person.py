import pytest
from django.urls import reverse

from apps.records.actions.search import refresh
from apps.records.models import Cohort, Degree, Person, PersonName
from tests.factories import (
    CampusFactory,
    ContactFactory,
    DegreeTitleFactory,
    FacultyFactory,
    GraduateFactory,
    StaffFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(staff, client_for):
    return client_for(staff("records"))


def enter(office, **data):
    return office.post(reverse("office:person_new"), {"source": "staff"} | data)


def test_new_person_tells_title_and_names_apart(office):
    GraduateFactory(name__first_th="สมชาย")
    title = DegreeTitleFactory()

    enter(
        office,
        name_th="น.ส.สุดา ณ สงขลา",
        student_id="4410002",
        title=title.pk,
        graduation_year_be="2548",
        email="SUDA@Example.ORG",
        mobile="0812345678",
    )

    name = PersonName.objects.get(first_th="สุดา")
    assert (name.title_th, name.last_th) == ("นางสาว", "ณ สงขลา")
    assert Degree.objects.get(student_id="4410002").cohort.number == 35
    assert sorted(name.person.contacts.values_list("value", flat=True)) == ["+66812345678", "SUDA@example.org"]


def test_new_person_of_a_year_before_the_first_class_is_asked_back(office):
    GraduateFactory()

    response = enter(office, name_th="สุดา ณ สงขลา", title=DegreeTitleFactory().pk, graduation_year_be="2513")

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["graduation_year_be"])


def test_new_person_is_known_without_tone_marks(office):
    person = GraduateFactory(name__first_th="สุดา", name__last_th="แก้วคง")
    GraduateFactory(name__first_th="สุดา", name__last_th="แก้วคงมั่น")
    refresh([each.pk for each in Person.objects.all()])

    response = enter(office, name_th="นางสาวสุดา แกวคง")

    [(likeness, is_visible)] = response.context["likely"]
    assert (likeness.person, is_visible, len(likeness.reasons)) == (person, True, 1)


def test_new_person_shows_who_may_be_the_same_before_saving(office):
    GraduateFactory(name__first_th="สุดา", name__last_th="ใจดี")

    response = enter(office, name_th="นางสาวสุดา ใจดี")

    assert (response.status_code, len(response.context["likely"]), Person.objects.count()) == (422, 1, 1)


def test_new_person_is_entered_when_it_is_somebody_else(office):
    GraduateFactory(name__first_th="สุดา", name__last_th="ใจดี")

    enter(office, name_th="นางสาวสุดา ใจดี", somebody_else="on")

    assert PersonName.objects.filter(first_th="สุดา", last_th="ใจดี").count() == 2


def test_new_person_with_a_shared_family_address_is_only_a_hint(office):
    ContactFactory(value="family@example.org")

    response = enter(office, name_th="สุดา ใจเย็น", email="family@example.org")

    assert len(response.context["likely"]) == 1
    assert enter(office, name_th="สุดา ใจเย็น", email="family@example.org", somebody_else="on").status_code == 302


def test_new_person_of_another_campus_is_hinted_at_but_not_named(client_for):
    hidden = GraduateFactory(name__first_th="สุดา", name__last_th="ใจดี")
    office = client_for(StaffFactory(role="records", campus=CampusFactory()))

    content = enter(office, name_th="สุดา ใจดี").content.decode()

    assert str(hidden.public_id) not in content


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "name_th"),
        ({"name_th": "สุดา", "graduation_year_be": "2548"}, "title"),
        ({"name_th": "สุดา", "birth_date": "31/2/2549"}, "birth_date"),
        ({"name_th": "สุดา", "email": "ไม่ใช่"}, "email"),
        ({"name_th": "สุดา", "mobile": "123"}, "mobile"),
        ({"name_th": "ก" * 300}, "name_th"),
    ],
)
def test_new_person_says_what_is_missing_and_saves_nothing(office, data, field):
    response = enter(office, **data)

    assert (response.status_code, field in response.context["form"].errors) == (422, True)
    assert Person.objects.count() == 0


def test_new_person_with_an_endless_name_is_told_so_where_it_was_typed(office):
    response = enter(office, name_th="ก" * 200 + " ใจดี", name_en="A " + "b" * 200)

    assert (response.status_code, Person.objects.count()) == (422, 0)
    assert list(response.context["form"].errors) == ["name_th", "name_en"]


def test_new_person_of_a_campus_is_one_whom_its_clerk_will_see(staff, client_for):
    here, there = FacultyFactory(), FacultyFactory()
    office, title = client_for(staff("records", campus=here.campus)), DegreeTitleFactory()

    refused = [enter(office, name_th="สุดา ใจดี", title=title.pk, faculty=key) for key in ("", there.pk)]
    entered = enter(office, name_th="สุดา ใจดี", title=title.pk, faculty=here.pk, graduation_year_be="2548")

    assert [list(page.context["form"].errors) for page in refused] == [["faculty"], ["faculty"]]
    assert office.get(entered.url).status_code == 200


def test_new_person_graduated_in_no_year_to_come(office):
    response = enter(office, name_th="สุดา ใจดี", title=DegreeTitleFactory().pk, graduation_year_be="2690")

    assert (list(response.context["form"].errors), Cohort.objects.count()) == (["graduation_year_be"], 0)


def test_new_person_has_the_student_id_in_its_one_form(office):
    GraduateFactory(degree__student_id="4410002")

    response = enter(office, name_th="สุดา ใจดี", student_id="๔๔-1000 2", title=DegreeTitleFactory().pk)

    assert [str(reason) for each, _seen in response.context["likely"] for reason in each.reasons] != []
