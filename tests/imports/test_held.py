"""What waits for a person: doubtful rows are held as a whole, and decided on one by one."""

import pytest

from apps.imports.actions import deciding, forgetting
from apps.imports.models import ImportRow
from apps.records.models import Address, Contact, Degree, Person, PersonName

from .conftest import PEOPLE, codes, outcomes, run, undo
from .dumps import COUNTED, dump

pytestmark = pytest.mark.django_db
SOMCHAI = PEOPLE[0]


def test_same_student_id_with_another_name_is_held(imported, checked):
    imported([SOMCHAI])

    new = checked([SOMCHAI | {"first_th": "วิชัย", "first_en": "Wichai"}])

    assert (outcomes(new), codes(new, 2)) == (["held"], ["another_name"])


def test_same_student_id_with_another_name_in_one_file_is_held(checked):
    other = SOMCHAI | {"first_th": "วิชัย", "first_en": "Wichai", "national_id": "", "birth_date": ""}

    new = checked([SOMCHAI, {name: value for name, value in other.items() if value}])

    assert (outcomes(new), codes(new, 3)) == (["created", "held"], ["another_name_in_file"])


def test_probable_duplicate_is_held(imported, checked):
    imported([SOMCHAI])
    alike = {name: SOMCHAI[name] for name in ("first_th", "last_th", "birth_date", "degree", "faculty")}

    new = checked([alike | {"student_id": "4710001", "graduation_year_be": "2550"}])

    assert (outcomes(new), codes(new, 2)) == (["held"], ["probable_duplicate"])
    assert new.rows.get().person == Person.objects.get()


def test_namesakes_born_on_other_days_are_two_people(imported, checked):
    imported([SOMCHAI])
    other = SOMCHAI | {"student_id": "4710001", "birth_date": "1981-01-01", "graduation_year_be": "2550"}
    for name in ("national_id", "email", "mobile"):
        del other[name]

    assert outcomes(checked([other])) == ["created"]


def test_numbers_of_two_people_are_held(imported, checked):
    imported(PEOPLE)

    new = checked([SOMCHAI | {"student_id": "4010002"}])

    assert codes(new, 2) == ["two_people"]


def test_what_a_person_said_of_themself_is_held(imported, checked):
    imported([SOMCHAI])
    PersonName.objects.update(source="self", last_en="Jaydee")
    Address.objects.update(source="self", house_no="77")

    new = checked([SOMCHAI])

    assert outcomes(new) == ["held"]
    assert codes(new, 2) == ["said_by_person", "said_by_person"]


def test_lower_source_against_higher_is_held(imported, checked):
    imported([SOMCHAI])
    Address.objects.update(source="staff", house_no="77")

    new = checked([SOMCHAI])

    assert codes(new, 2) == ["better_source"]


def test_rejected_rows_say_why(checked):
    new = checked(
        [
            {"student_id": "1", "faculty": "SCI", "degree": "วท.บ.", "graduation_year_be": "2544"},
            {"first_th": "ก", "last_th": "ข"},
            {"first_th": "ก", "last_th": "ค", "student_id": "2", "graduation_year_be": "2544"},
            {"first_th": "ก", "last_th": "ง", "student_id": "3", "degree": "วท.บ."},
            {"first_th": "ก", "last_th": "จ", "student_id": "4", "degree": "วท.บ.", "graduation_year_be": "2510"},
            {"first_th": "ก", "last_th": "ฉ", "problems": [("birth_date", "no_such_day", "reject", "31 ก.พ. 2522")]},
        ]
    )

    assert outcomes(new) == ["rejected"] * 6
    assert [codes(new, number)[0] for number in range(2, 8)] == [
        *("missing_name", "missing_study", "missing_level", "missing_graduation_year", "before_first_class"),
        "no_such_day",
    ]


class TestDecisions:
    @pytest.fixture
    def held(self, imported):
        imported([SOMCHAI])
        PersonName.objects.update(source="self", last_en="Jaydee")
        return imported([SOMCHAI | {"gpa": "3.75"}]).rows.get()

    def test_nothing_of_a_held_row_is_written(self, held):
        assert str(Degree.objects.get().gpa) == "3.50"

    def test_same_takes_everything_over(self, held, clerk):
        deciding.decide(held, "same", by=clerk)

        assert str(Degree.objects.get().gpa) == "3.75"
        assert (PersonName.objects.get().last_en, PersonName.objects.get().source) == ("Jaidee", "registrar")

    def test_rest_leaves_what_is_disputed(self, held, clerk):
        deciding.decide(held, "rest", by=clerk)

        assert str(Degree.objects.get().gpa) == "3.75"
        assert PersonName.objects.get().last_en == "Jaydee"

    def test_drop_writes_nothing(self, held, clerk):
        before = dump()

        deciding.decide(held, "drop", by=clerk)

        assert dump() == before
        assert not ImportRow.objects.waiting().exists()

    def test_what_is_forgotten_waits_no_longer(self, held):
        assert ImportRow.objects.waiting().exists()

        forgetting.forget(held.of)

        assert not ImportRow.objects.waiting().exists()

    def test_nobody_decides_twice(self, held, clerk):
        deciding.decide(held, "drop", by=clerk)

        with pytest.raises(deciding.AlreadyDecided):
            deciding.decide(held, "same", by=clerk)

    def test_new_refuses_a_number_that_is_taken(self, held, clerk):
        with pytest.raises(deciding.CannotBe):
            deciding.decide(held, "new", by=clerk)

        held.refresh_from_db()
        assert held.waits

    def test_decisions_are_undone_with_the_import(self, imported, clerk):
        imported([SOMCHAI])
        before = dump(without=COUNTED)
        alike = {name: SOMCHAI[name] for name in ("first_th", "last_th", "birth_date", "degree", "faculty")}
        alike |= {"student_id": "4710001", "graduation_year_be": "2550"}
        new = imported([alike, SOMCHAI | {"first_th": "วิชัย", "first_en": "Wichai", "gpa": "2.00"}])
        first, second = new.rows.order_by("number")
        deciding.decide(first, "new", by=clerk)
        deciding.decide(second, "same", by=clerk)
        assert Person.objects.count() == 2
        assert set(PersonName.objects.filter(person=second.person_id).values_list("first_th", "is_current")) == {
            ("สมชาย", False),
            ("วิชัย", True),
        }

        undo(new, clerk)

        assert dump(without=COUNTED) == before
        assert set(new.rows.values_list("decision", "decided_by")) == {("", None)}


class TestChapters:
    def test_only_people_who_match_for_certain_are_touched(self, imported):
        imported(PEOPLE)
        rows = [
            {
                "first_th": "สมชาย",
                "last_th": "ใจดี",
                "birth_date": "1979-05-14",
                "email": "c@example.org",
                "gpa": "1.00",
            },
            {"first_th": "มาลี", "last_th": "รักเรียน", "email": "m@example.org"},
            {"first_th": "ไม่มี", "last_th": "ใครรู้", "email": "x@example.org"},
        ]

        new = imported(rows, kind="chapter")

        assert outcomes(new) == ["updated", "held", "held"]
        assert [codes(new, number) for number in (3, 4)] == [["not_certain"], ["nobody_found"]]
        contact = Contact.objects.get(value="c@example.org")
        assert (contact.source, contact.is_primary, contact.person.degrees.get().gpa) == ("chapter", False, 3.5)
        assert Person.objects.count() == 3


def test_run_stops_where_the_registry_has_changed(checked, imported, clerk):
    imported([SOMCHAI])
    new = checked([SOMCHAI | {"gpa": "3.75"}])
    Degree.objects.update(version=2, gpa="3.00")

    new = run(new, clerk)

    assert new.state == "failed"
    assert "2" in new.message
    assert str(Degree.objects.get().gpa) == "3.00"


def test_run_stops_where_somebody_new_meets_a_row(checked, imported, clerk):
    new = checked([SOMCHAI])
    imported([SOMCHAI], name="other.csv")

    new = run(new, clerk)

    assert (new.state, Person.objects.count()) == ("failed", 1)


def test_run_goes_on_where_others_have_changed(checked, imported, clerk):
    new = checked([SOMCHAI])
    imported(PEOPLE[1:], name="other.csv")

    assert run(new, clerk).state == "done"
