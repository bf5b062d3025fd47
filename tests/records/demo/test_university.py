from hashlib import sha256

import phonenumbers
import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F

from apps.core.demo import Refused, build
from apps.core.lib.national_id import parse_national_id
from apps.core.models import AuditBatch
from apps.records.actions import search
from apps.records.actions.reference import institution_file
from apps.records.demo.plan import scaled
from apps.records.demo.university import seed
from apps.records.models import (
    Address,
    Contact,
    Death,
    Degree,
    Employment,
    FamilyLink,
    HeldChange,
    Person,
    PersonName,
    SearchRow,
)
from tests.factories import PersonFactory

from .conftest import GRADUATES

FACTS = {
    Person: "public_id gender birth_date nationality home_province language",
    PersonName: "person__public_id is_current title_th first_th last_th title_en first_en last_en reason valid_to",
    Degree: "person__public_id student_id level title__abbr_th programme__name_th faculty__code campus__code "
    "entry_year_be entry_cohort graduation_year_be conferred_on cohort__number is_first honours gpa",
    Contact: "person__public_id kind value status is_primary source recorded_at confirmed_at audience",
    Address: "person__public_id kind status house_no subdistrict province postcode country foreign_lines source",
    Employment: "person__public_id employer position sector is_current valid_from valid_to",
    Death: "person__public_id died_on first_source second_source confirmed_at",
    FamilyLink: "person__public_id relative__public_id relation",
}


def test_every_class_has_its_number_of_graduates(university):
    counts = Degree.objects.filter(is_first=True).values_list("cohort__number").annotate(Count("person"))
    expected = scaled(institution_file("PSU")["demonstration"]["cohort_counts"], GRADUATES)

    assert dict(counts) == {number: size for number, size in enumerate(expected, start=1) if size}


def test_everybody_is_counted_once(university):
    firsts = Degree.objects.filter(is_first=True)

    assert firsts.count() == firsts.values("person").distinct().count() == GRADUATES
    assert Degree.objects.filter(status="conferred").count() > GRADUATES
    assert Person.objects.exclude(degrees__is_first=True).count() == 1  # the student


def test_search_rows_are_those_that_refresh_would_write(university):
    columns = [field.attname for field in SearchRow._meta.concrete_fields if field.attname != "id"]
    written = list(SearchRow.objects.order_by("person", "tier").values_list(*columns))

    search.refresh(Person.objects.values_list("pk", flat=True))

    assert list(SearchRow.objects.order_by("person", "tier").values_list(*columns)) == written
    assert {row[columns.index("tier")] for row in written} == set(SearchRow.Tier)


@pytest.mark.parametrize("model", FACTS)
def test_rows_are_such_as_the_office_could_enter(university, model):
    for row in model.objects.order_by("pk")[:: max(1, model.objects.count() // 40)]:
        row.full_clean()


def test_nobody_can_be_called_or_written_to(university):
    emails = Contact.objects.filter(kind="email").values_list("value", flat=True)
    mobiles = Contact.objects.filter(kind="mobile").values_list("value", flat=True)

    assert {email.rsplit(".", 2)[-2:][0].split("@")[-1] for email in emails} <= {"example", "alumni"}
    assert not any(phonenumbers.is_valid_number(phonenumbers.parse(number)) for number in mobiles)


def test_national_ids_are_encrypted_and_nobodys(university):
    known = Person.objects.exclude(national_id_hash="")

    assert known.count() > GRADUATES // 5
    assert {parse_national_id(person.national_id)[:7] for person in known} == {"1000000"}


def test_names_before_marriage_end_when_the_new_ones_begin(university):
    married = PersonName.objects.filter(is_current=True, reason="marriage")

    assert married.count() > 10
    assert all(
        PersonName.objects.filter(person=name.person_id, reason="first", valid_to=str(name.valid_from)).exists()
        for name in married
    )


def test_deaths_of_two_sources_are_confirmed(university):
    confirmed = Death.objects.filter(confirmed_at__isnull=False)

    assert not confirmed.filter(first_source=F("second_source")).exists()
    assert SearchRow.objects.filter(is_deceased=True).count() == confirmed.count()


def test_office_has_work_waiting(university):
    assert HeldChange.objects.open().count() > 15
    assert {held.person_id for held in HeldChange.objects.all()} <= set(Person.objects.values_list("pk", flat=True))


def test_facts_of_a_seed_are_the_same_everywhere(university):
    """One sum for both databases and all machines. It changes when the recipe does: then write the new one here."""
    text = "\n".join(
        repr([str(value) for value in row])
        for model, columns in FACTS.items()
        for row in model.objects.filter(**_seeded(model)).order_by("pk").values_list(*columns.split())
    )

    assert sha256(text.encode()).hexdigest()[:16] == "bcf0b2c638fbad17"


def test_second_seeding_changes_nothing(university):
    said, before = [], list(Person.objects.order_by("pk").values_list("pk", "version", "updated_at"))

    seed(graduates=10, seed=1, say=said.append)

    assert said == ["The demonstration university is already here; nothing is changed."]
    assert list(Person.objects.order_by("pk").values_list("pk", "version", "updated_at")) == before


def test_seeding_says_what_it_does(university):
    assert university == [
        "Building 400 graduates in 35 classes",
        "Accounts, conversations, changes that wait",
        "Profiles, portraits, requests",
        "Prince of Songkla University has 400 graduates, all invented.",
    ]


def _seeded(model):
    """Who has an account keeps their record on the day of the seeding."""
    seeded = {"degrees__is_first": True, "account": None}
    return seeded if model is Person else {f"person__{name}": value for name, value in seeded.items()}


@pytest.mark.django_db
def test_seeding_refuses_where_people_are():
    PersonFactory()

    with pytest.raises(Refused):
        seed(graduates=10)


@pytest.mark.django_db
def test_seeding_that_is_cut_off_leaves_nothing():
    def stop(line):
        if line.startswith("Accounts"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seed(graduates=40, say=stop)

    assert (Person.objects.count(), AuditBatch.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_seeding_refuses_outside_of_the_demonstration(settings):
    settings.DEMO = False

    with pytest.raises(Refused):
        build(graduates=10, seed=1, say=print)
    with pytest.raises(CommandError, match="settings of a demonstration"):
        call_command("seed_demo", graduates=10)
