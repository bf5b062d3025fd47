import pytest
from django.urls import reverse

from apps.records.actions import search
from tests.factories import DegreeFactory, FacultyFactory, GraduateFactory, PersonNameFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(staff, client_for):
    return client_for(staff("records"))


def shown(response):
    return [str(person) for person in response.context["page"].rows]


def graduate(first, last="ใจดี", **fields):
    person = GraduateFactory(name__first_th=first, name__last_th=last, **fields)
    search.refresh([person.pk])
    return person


def test_alumni_finds_by_part_of_a_name_without_its_tone_marks(office):
    graduate("ก้องเกียรติ")
    graduate("สมชาย")

    assert shown(office.get(reverse("office:alumni"), {"q": "กองเกียร"})) == ["ก้องเกียรติ ใจดี"]


@pytest.mark.parametrize("text", ["นายก้องเกียรติ", "ใจเย็น", "Kongkiat", "4410001", "๔๔๑๐๐๐๑"])
def test_alumni_finds_by_title_former_surname_latin_and_student_id(office, text):
    person = graduate("ก้องเกียรติ", name__first_en="Kongkiat", degree__student_id="4410001")
    PersonNameFactory(person=person, first_th="ก้องเกียรติ", last_th="ใจเย็น", is_current=False)
    search.refresh([person.pk])
    graduate("สมชาย")

    assert shown(office.get(reverse("office:alumni"), {"q": text})) == ["ก้องเกียรติ ใจดี"]


def test_alumni_filters_by_faculty_and_shows_counts(office):
    science = FacultyFactory(name_th="คณะวิทยาศาสตร์")
    graduate("อารี", degree__faculty=science)
    graduate("สมชาย")

    response = office.get(reverse("office:alumni"), {"faculty": science.pk})

    assert shown(response) == ["อารี ใจดี"]
    assert "คณะวิทยาศาสตร์" in response.content.decode()


@pytest.mark.parametrize(
    "params",
    [
        {"year_from": "abc"},
        {"year_from": "2548", "year_to": "2540"},
        {"faculty": "999999999999999999999"},
        {"q": "ก" * 300},
        {"q": "\x00"},
        {"cohort": "x"},
        {"list": "not-a-uuid"},
    ],
)
def test_alumni_says_what_is_wrong_at_the_field_and_still_shows_people(office, params):
    graduate("อารี")

    response = office.get(reverse("office:alumni"), params)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert shown(response) == ["อารี ใจดี"]


@pytest.mark.parametrize("field", ["year_from", "year_to"])
def test_alumni_says_which_class_was_the_first(office, field):
    graduate("อารี")

    response = office.get(reverse("office:alumni"), {field: "2513"})

    assert list(response.context["form"].errors) == [field]
    assert "2514" in response.context["form"].errors[field][0]
    assert shown(response) == ["อารี ใจดี"]


@pytest.mark.parametrize("text", ["'; DROP TABLE", "%", "_", '"', "😀", "\ud800", "(", "* OR *", "a" * 200])
def test_alumni_survives_any_text(office, text):
    assert office.get(reverse("office:alumni"), {"q": text.encode("utf-8", "replace")}).status_code == 200


def test_alumni_shows_inert_what_looks_like_code(office):
    graduate("<script>alert(1)</script>")

    content = office.get(reverse("office:alumni")).content.decode()

    assert "<script>alert" not in content


def test_alumni_asks_the_database_no_more_for_100_than_for_1(office, cost_of):
    for number in range(3):
        graduate(f"อารี{'ก' * number}")
    few = cost_of(office, reverse("office:alumni"))
    for number in range(30):
        graduate(f"สมชาย{'ข' * number}")

    assert cost_of(office, reverse("office:alumni")) == few


def test_alumni_of_a_campus_shows_nobody_of_another(client_for):
    here, there = graduate("อารี"), graduate("สมชาย")
    campus = here.degrees.get().campus
    office = client_for(StaffFactory(role="records", campus=campus))

    response = office.get(reverse("office:alumni"))

    assert (shown(response), response.context["page"].total) == (["อารี ใจดี"], 1)
    assert office.get(reverse("office:person", args=[there.public_id])).status_code == 404


def test_alumni_pages_in_thai_order_to_the_last_and_back(office):
    for first in ["ไก่", "ขวัญ", "กา", "เก่ง", "แก้ว"] * 6:
        DegreeFactory(person=graduate(first), is_first=False)

    first_page = office.get(reverse("office:alumni"))
    last_page = office.get(reverse("office:alumni"), {"page": first_page.context["page"].last})

    assert shown(first_page)[0] == "กา ใจดี"
    assert shown(last_page)[-1] == "ขวัญ ใจดี"
    back = office.get(reverse("office:alumni"), {"page": last_page.context["page"].previous})
    assert shown(back) == shown(first_page)


def test_alumni_takes_a_forged_page_for_the_first(office):
    graduate("อารี")

    assert shown(office.get(reverse("office:alumni"), {"page": "eyJmb3JnZWQi"})) == ["อารี ใจดี"]
