import pytest
from django.urls import reverse

from apps.records.models import Contact, Degree, HeldChange, PersonName, Programme, Source
from tests.factories import (
    ContactFactory,
    CountryFactory,
    DegreeTitleFactory,
    FacultyFactory,
    GraduateFactory,
    InstitutionFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(staff, client_for):
    return client_for(staff("records"))


@pytest.fixture
def person():
    return PersonFactory(name__first_th="อารี", name__last_th="ใจดี")


def url(name, person, *args):
    return reverse(f"office:{name}", args=[person.public_id, *args])


CONTACT = {"kind": "mobile", "value": "๐๘๑-๒๓๔ ๕๖๗๘", "status": "live", "audience": "office", "source": "self"}


def test_add_contact_keeps_it_in_its_one_form(office, person):
    office.post(url("fact_add", person, "contacts"), CONTACT)

    assert list(person.contacts.values_list("value", "source")) == [("+66812345678", "self")]


@pytest.mark.parametrize(
    ("kind", "value"),
    [("mobile", "12"), ("email", "ไม่ใช่อีเมล"), ("email", "a@b@c"), ("mobile", ""), ("email", "x" * 300)],
)
def test_add_contact_says_what_fits_and_keeps_what_was_typed(office, person, kind, value):
    response = office.post(
        url("fact_add", person, "contacts"), CONTACT | {"kind": kind, "value": value, "label": "บ้าน"}
    )

    assert (response.status_code, "value" in response.context["form"].errors) == (422, True)
    assert "บ้าน" in response.content.decode()
    assert Contact.objects.count() == 0


def test_add_contact_twice_says_so(office, person):
    office.post(url("fact_add", person, "contacts"), CONTACT)

    response = office.post(url("fact_add", person, "contacts"), CONTACT)

    assert (response.status_code, person.contacts.count()) == (422, 1)


def test_change_of_what_the_person_said_is_held_and_said_so(office, person):
    contact = ContactFactory(person=person, value="a@example.org", source=Source.SELF)
    data = CONTACT | {"kind": "email", "value": "b@example.org", "source": "staff", "version": contact.version}

    office.post(url("fact_change", person, "contacts", contact.pk), data)

    contact.refresh_from_db()
    assert (contact.value, HeldChange.objects.count()) == ("a@example.org", 1)


def test_change_from_a_stale_page_is_refused(office, person):
    contact = ContactFactory(person=person, source=Source.STAFF, version=5)
    data = CONTACT | {"kind": "email", "value": "b@example.org", "version": 4}

    response = office.post(url("fact_change", person, "contacts", contact.pk), data)

    contact.refresh_from_db()
    assert (response.status_code, contact.value == "b@example.org") == (422, False)


def test_change_of_a_fact_of_somebody_else_is_not_found(office, person):
    other = ContactFactory()

    assert office.get(url("fact_change", person, "contacts", other.pk)).status_code == 404


def test_confirm_notes_the_day(office, person):
    contact = ContactFactory(person=person)

    office.post(url("fact_confirm", person, "contacts", contact.pk))

    contact.refresh_from_db()
    assert (contact.confirmed_by, contact.confirmed_at is not None) == ("self", True)


def test_remove_asks_for_a_reason(office, person):
    contact = ContactFactory(person=person)

    refused = office.post(url("fact_remove", person, "contacts", contact.pk), {"version": contact.version})
    office.post(url("fact_remove", person, "contacts", contact.pk), {"version": contact.version, "reason": "ของคนอื่น"})

    assert (refused.status_code, Contact.objects.count()) == (422, 0)


def test_rename_makes_the_old_name_a_former_one(office, person):
    data = {
        "first_th": "อารี",
        "last_th": "รักไทย",
        "audience": "office",
        "source": "self",
        "reason": "marriage",
        "since": "มี.ค. 2549",
        "version": person.names.get().version,
    }

    office.post(url("person_rename", person), data)

    former = PersonName.objects.get(person=person, is_current=False)
    assert (former.last_th, str(former.valid_to)) == ("ใจดี", "2006-03")


DEGREE = {"status": "conferred", "level": "bachelor", "audience": "office", "source": "staff"}


def test_add_degree_reads_thai_digits_and_sets_the_cohort(office, person):
    GraduateFactory()  # brings the institution
    data = DEGREE | {"student_id": "๔๔๑๐๐๐๑", "graduation_year_be": "๒๕๔๘", "entry_year_be": "2544"}

    office.post(url("fact_add", person, "degrees"), data)

    degree = Degree.objects.get(person=person)
    assert (degree.student_id, degree.cohort.number, degree.is_first) == ("4410001", 35, True)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"graduation_year_be": ""}, "__all__"),
        ({"graduation_year_be": "2548", "entry_year_be": "2549"}, "__all__"),
        ({"graduation_year_be": "48"}, "graduation_year_be"),
        ({"graduation_year_be": "2548", "gpa": "5"}, "__all__"),
        ({"graduation_year_be": "2548", "level": "nonsense"}, "level"),
    ],
)
def test_add_degree_refuses_nonsense_in_words(office, person, wrong, field):
    GraduateFactory()

    response = office.post(url("fact_add", person, "degrees"), DEGREE | wrong)

    assert (response.status_code, field in response.context["form"].errors) == (422, True)


def test_degree_before_the_first_class_says_which_that_is(office, person):
    GraduateFactory()

    response = office.post(url("fact_add", person, "degrees"), DEGREE | {"graduation_year_be": "2513"})

    errors = response.context["form"].errors
    assert (response.status_code, list(errors), "2514" in errors["graduation_year_be"][0]) == (
        422,
        ["graduation_year_be"],
        True,
    )


@pytest.mark.parametrize("honest", [{"level": "honorary"}, {"status": "left"}])
def test_degree_before_the_first_class_may_be_one_of_no_class(office, person, honest):
    GraduateFactory()

    office.post(url("fact_add", person, "degrees"), DEGREE | {"graduation_year_be": "2513"} | honest)

    assert Degree.objects.get(person=person).cohort is None


def test_add_degree_refuses_a_programme_of_another_faculty(office, person):
    one, other = FacultyFactory(), FacultyFactory()
    programme = Programme.objects.create(faculty=other, title=DegreeTitleFactory(), name_th="ฟิสิกส์")
    data = DEGREE | {"graduation_year_be": "2548", "faculty": one.pk, "programme": programme.pk}

    response = office.post(url("fact_add", person, "degrees"), data)

    assert "programme" in response.context["form"].errors


def test_unknown_kind_is_not_found(office, person):
    assert office.get(url("fact_add", person, "secrets")).status_code == 404


def test_remove_of_the_last_degree_at_a_campus_leads_its_clerk_to_the_list(staff, client_for):
    person = GraduateFactory()
    degree = person.degrees.get()
    office = client_for(staff("records", campus=degree.campus))

    response = office.post(
        url("fact_remove", person, "degrees", degree.pk), {"reason": "a namesake's", "version": degree.version}
    )

    assert response.url == reverse("office:alumni")


@pytest.mark.parametrize(("typed", "kept"), [("๔๔-1000 2", "4410002"), ("B441/0002", "B4410002"), ("-", "")])
def test_degree_keeps_the_student_id_in_its_one_form(office, person, typed, kept):
    InstitutionFactory()
    degree = {"student_id": typed, "status": "studying", "level": "bachelor", "audience": "office", "source": "staff"}

    office.post(url("fact_add", person, "degrees"), degree)

    assert Degree.objects.get().student_id == kept


def test_work_that_has_ended_is_not_held_now(office, person):
    CountryFactory()
    work = {"position": "ครู", "country": "TH", "is_current": "on", "valid_to": "2560", "audience": "office"}

    response = office.post(url("fact_add", person, "work"), work | {"source": "staff"})

    assert list(response.context["form"].errors) == ["is_current"]


def test_degree_takes_the_day_on_which_it_was_conferred_and_shows_it_again(office):
    degree = GraduateFactory().degrees.get()
    page = url("fact_change", degree.person, "degrees", degree.pk)
    names = ("student_id", "status", "level", "entry_year_be", "graduation_year_be", "audience", "source", "version")
    typed = {name: getattr(degree, name) for name in names} | {"conferred_on": "๒๐ ก.ย. ๒๕๔๙"}

    office.post(page, typed | {"faculty": degree.faculty_id, "campus": degree.campus_id, "title": degree.title_id})

    degree.refresh_from_db()
    assert str(degree.conferred_on) == "2006-09-20"
    assert "2549" in office.get(page).context["form"]["conferred_on"].as_widget()


def test_degree_says_which_day_it_does_not_know(office, person):
    InstitutionFactory()
    degree = {"status": "studying", "level": "bachelor", "audience": "office", "source": "staff"}

    response = office.post(url("fact_add", person, "degrees"), degree | {"conferred_on": "31/2/2549"})

    assert list(response.context["form"].errors) == ["conferred_on"]
