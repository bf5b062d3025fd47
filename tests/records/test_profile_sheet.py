"""One person as each reader may see them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from apps.core.lib.dates import PartialDate
from apps.records.models import Death, Restriction
from apps.records.policy import ALUMNUS, FELLOW, OWNER, STRANGER
from apps.records.reports import profile_sheet
from tests.factories import (
    AddressFactory,
    ContactFactory,
    DegreeFactory,
    EmploymentFactory,
    GraduateFactory,
    HelpOfferFactory,
    PersonFactory,
    PersonNameFactory,
    ProfileFactory,
    ProvinceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return GraduateFactory(name__first_th="อารี", name__last_th="ใจดี", name__audience="everyone", name__nickname="ปู")


def labels(person):
    """What each reader sees of contacts that are labelled with their audience."""
    return {
        reader.name: [contact.label for contact in profile_sheet(person, reader).contacts]
        for reader in (STRANGER, ALUMNUS, FELLOW, OWNER)
    }


def test_each_reader_sees_the_facts_that_are_open_to_them(person):
    for audience in ("office", "fellows", "alumni", "everyone"):
        ContactFactory(person=person, audience=audience, label=audience)

    assert labels(person) == {
        "public": ["everyone"],
        "alumni": ["alumni", "everyone"],
        "fellow": ["fellows", "alumni", "everyone"],
        "owner": ["office", "fellows", "alumni", "everyone"],
    }


def test_sheet_holds_names_studies_work_and_offers(person):
    PersonNameFactory(person=person, first_th="อารี", last_th="เดิม", is_current=False)
    EmploymentFactory(person=person, is_current=False, employer="เก่า", audience="alumni", valid_from="2010")
    EmploymentFactory(person=person, province=ProvinceFactory(), sector="01", audience="alumni")
    HelpOfferFactory(person=person, kind="talk", note="ด้านบัญชี")
    HelpOfferFactory(person=person, kind="mentor")

    sheet = profile_sheet(person, ALUMNUS)

    assert (sheet.name.titled, sheet.name.nickname, sheet.former_names[0].full) == ("นางสาวอารี ใจดี", "ปู", "อารี เดิม")
    assert (sheet.degree.year, sheet.degree.cohort, sheet.degree.abbreviation) == (2548, 35, "วท.บ.")
    assert [post.employer for post in sheet.posts] == ["บริษัทตัวอย่าง จำกัด", "เก่า"]
    assert (sheet.current_post.get_sector_display(), sheet.place) == ("ราชการ", "สงขลา")
    assert [(offer.kind, offer.note) for offer in sheet.offers] == [("mentor", ""), ("talk", "ด้านบัญชี")]


def test_names_follow_the_language(person):
    with translation.override("en"):
        sheet = profile_sheet(person, ALUMNUS)

        assert sheet.name.titled == f"Ms Aree {person.names.get().last_en}"
        assert (sheet.degree.faculty, sheet.degree.abbreviation) == (person.degrees.get().faculty.name_en, "B.Sc.")


def test_address_is_written_as_on_an_envelope_and_says_where_somebody_lives(person):
    AddressFactory(person=person, audience="alumni")
    AddressFactory(person=person, kind="registered", status="retired", audience="alumni")

    (address,) = profile_sheet(person, ALUMNUS).addresses

    assert address.lines == ["1/1 หมู่ที่ 2", "ตำบลคอหงส์ อำเภอหาดใหญ่", "จังหวัดสงขลา 90110"]
    assert profile_sheet(person, ALUMNUS).place == "สงขลา"


def test_profile_and_birth_have_audiences_of_their_own(person):
    person.birth_date, person.birth_date_source, person.home_province = "2520-04-13", "registrar", ProvinceFactory()
    person.save()
    ProfileFactory(
        person=person,
        about="ครู",
        about_audience="everyone",
        interests=["ว่ายน้ำ"],
        photo="photos/a.jpg",
        birth_date_audience="fellows",
        home_province_audience="alumni",
    )

    def seen(reader):
        sheet = profile_sheet(person, reader)
        return sheet.about, sheet.interests, sheet.photo, sheet.home_province, sheet.birth_date

    assert seen(STRANGER) == ("ครู", [], "", "", None)
    assert seen(ALUMNUS) == ("ครู", ["ว่ายน้ำ"], "photos/a.jpg", "สงขลา", None)
    assert seen(FELLOW)[4] == PartialDate.from_iso("2520-04-13")


def test_birth_and_home_are_hidden_where_there_is_no_profile(person):
    person.birth_date, person.birth_date_source, person.home_province = "2520-04-13", "registrar", ProvinceFactory()
    person.save()

    assert profile_sheet(person, FELLOW).birth_date is None
    assert profile_sheet(person, FELLOW).home_province == ""
    assert profile_sheet(person, OWNER).home_province == "สงขลา"


def test_others_see_conferred_degrees_and_contacts_in_use(person):
    missed = {"status": "left", "graduation_year_be": None, "cohort": None, "is_first": False}
    DegreeFactory(person=person, audience="everyone", **missed)
    ContactFactory(person=person, audience="everyone", status="retired")

    assert [len(profile_sheet(person, reader).degrees) for reader in (FELLOW, OWNER)] == [1, 2]
    assert profile_sheet(person, FELLOW).contacts == []


def test_what_is_hidden_leaves_a_trace_only_where_everybody_has_something(person):
    assert not profile_sheet(person, ALUMNUS).hides_work
    EmploymentFactory(person=person)
    ContactFactory(person=person)
    person.degrees.update(audience="office")

    sheet = profile_sheet(person, ALUMNUS)

    assert (sheet.hides_work, sheet.hides_contacts, sheet.hides_education) == (True, True, True)
    assert (sheet.posts, sheet.contacts, sheet.degrees) == ([], [], [])


def test_nothing_is_hidden_from_the_owner_nor_where_something_is_shown(person):
    EmploymentFactory(person=person)
    EmploymentFactory(person=person, audience="alumni")
    ContactFactory(person=person)

    shown, own = profile_sheet(person, ALUMNUS), profile_sheet(person, OWNER)

    assert (shown.hides_work, shown.hides_education) == (False, False)
    assert (own.hides_work, own.hides_contacts, own.hides_education) == (False, False, False)


def hide_the_name(person):
    person.names.update(audience="office")


def leave_the_directory(person):
    ProfileFactory(person=person, in_directory=False)


def restrict(person):
    Restriction.objects.create(person=person)


def die(person):
    Death.objects.create(
        person_id=person.pk,
        first_source="family",
        first_evidence="call",
        first_at=timezone.now(),
        second_source="news",
        second_evidence="page 3",
        confirmed_at=timezone.now(),
    )


@pytest.mark.parametrize("change", [hide_the_name, leave_the_directory, restrict, die])
def test_who_has_no_page_shows_nothing_to_anybody_else(person, change):
    ContactFactory(person=person, audience="everyone")
    ProfileFactory(person=person, about="x") if change is not leave_the_directory else None
    change(person)

    sheet = profile_sheet(person, FELLOW)

    assert (sheet.is_listed, sheet.name, sheet.contacts, sheet.degrees, sheet.about) == (False, None, [], [], "")
    assert profile_sheet(person, OWNER).is_listed


def test_who_is_no_graduate_has_no_page():
    assert not profile_sheet(PersonFactory(name__audience="everyone"), FELLOW).is_listed


def test_sheet_takes_the_same_queries_for_few_facts_and_for_many(person):
    def queries():
        with CaptureQueriesContext(connection) as found:
            profile_sheet(person, FELLOW)
        return len(found)

    before = queries()
    for _ in range(3):
        EmploymentFactory(person=person, audience="alumni", province=ProvinceFactory())
        ContactFactory(person=person, audience="alumni")
        PersonNameFactory(person=person, is_current=False)
        DegreeFactory(person=person, is_first=False)
    AddressFactory(person=person, audience="alumni")
    HelpOfferFactory(person=person)

    assert (before, queries()) == (9, 9)
