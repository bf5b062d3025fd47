"""What a run writes: people with all their facts, each with its audit entry, source and place in the search."""

import pytest
from django.db import connection

from apps.core.actions import audit
from apps.core.models import AuditEntry
from apps.core.querysets.entries import one_by_one
from apps.imports.actions import checking, files, planning, running
from apps.imports.actions.writing import ACTIONS
from apps.imports.models import Import
from apps.records.actions import search
from apps.records.models import Address, Contact, Degree, Employment, Person, PersonName, SearchRow

from .conftest import PEOPLE, check, outcomes, run

pytestmark = pytest.mark.django_db
FACTS = (Person, PersonName, Degree, Contact, Address, Employment)


def test_check_writes_nothing_to_the_registry(checked):
    entries = AuditEntry.objects.filter(table__startswith="records.").count()

    new = checked(PEOPLE)

    assert (new.state, outcomes(new)) == ("checked", ["created"] * 3)
    assert not Person.objects.exists()
    assert AuditEntry.objects.filter(table__startswith="records.").count() == entries


def test_run_enters_people_with_their_facts(imported):
    new = imported(PEOPLE)

    assert (new.state, new.message) == ("done", "")
    person = Person.objects.get(names__first_th="สมชาย")
    assert (person.gender, str(person.birth_date), person.national_id) == ("m", "1979-05-14", "1100000000015")
    degree = person.degrees.get()
    assert (degree.student_id, degree.programme.name_th, degree.cohort.number) == ("4010001", "ฟิสิกส์", 31)
    assert (str(degree.gpa), degree.is_first, degree.status) == ("3.50", True, "conferred")
    assert set(person.contacts.values_list("kind", "value")) == {
        ("email", "somchai@example.org"),
        ("mobile", "+66812345678"),
    }
    assert person.addresses.get().province_id == "90"
    assert person.employments.get().employer == "บริษัทตัวอย่าง"


def test_every_row_is_valid_as_the_models_see_it(imported):
    imported(PEOPLE)

    for model in FACTS:
        for row in model.objects.all():
            row.full_clean()


def test_every_fact_names_file_and_row(imported):
    imported(PEOPLE)

    for model in FACTS[1:]:
        for fact in model.objects.all():
            assert (fact.source, fact.source_ref.startswith("graduates.csv, row ")) == ("registrar", True)


def test_every_row_has_the_audit_entry_that_one_by_one_would_give(imported):
    new = imported(PEOPLE)
    entries = {(each.table, each.key): each for each in one_by_one(AuditEntry.objects.filter(batch=new.batch))}

    for model in FACTS:
        for row in model.objects.all():
            entry = entries[audit.table_of(row), str(row.pk)]
            expected = {name: value for name, value in audit.values_of(row).items() if audit.is_said(name, value)}
            for name in ("national_id", "passport_no"):  # a cipher is another each time
                if expected.get(name):
                    expected[name] = entry.after[name]
            assert entry.after == expected
            assert (entry.action, entry.batch_id, entry.version, entry.before) == (
                ACTIONS[entry.table][0],
                new.batch_id,
                1,
                None,
            )
            assert entry.origin.startswith("graduates.csv, row ")
            assert entry.subject_id == (row.pk if model is Person else row.person_id)


def test_each_new_person_is_one_entry_of_the_trail(imported):
    new = imported(PEOPLE)

    entries = AuditEntry.objects.filter(batch=new.batch).exclude(subject_id=None)
    assert list(entries.order_by("pk").values_list("table", "key")) == [
        ("records.person", str(key)) for key in Person.objects.order_by("pk").values_list("pk", flat=True)
    ]
    for entry in entries:
        assert entry.values_digest == audit.digest_of_values(entry.salt, None, entry.after)


def test_search_rows_are_those_that_a_refresh_would_write(imported):
    imported(PEOPLE)
    written = list(SearchRow.objects.order_by("person", "tier").values())

    search.refresh(Person.objects.values_list("pk", flat=True))

    assert written
    assert written == list(SearchRow.objects.order_by("person", "tier").values())


def test_former_name_is_kept(imported):
    imported(PEOPLE)

    former = PersonName.objects.get(is_current=False)
    assert (former.full_th, former.person.names.get(is_current=True).full_th) == ("มาลี เก่าก่อน", "มาลี รักเรียน")


def test_rows_point_at_the_people_whom_they_brought_in(imported):
    new = imported(PEOPLE)

    for row in new.rows.all():
        assert row.person.degrees.get().student_id == row.student_id


def test_first_load_writes_what_a_small_import_would(checked, clerk, monkeypatch):
    """Without indexes and foreign keys while it writes; all of them are there again when it ends."""
    monkeypatch.setattr(running, "FIRST_LOAD", 1)
    new = checked([*PEOPLE, PEOPLE[0] | {"student_id": "4510001", "graduation_year_be": "2550"}])

    new = run(new, clerk)

    assert (new.state, new.message, Person.objects.count(), Degree.objects.count()) == ("done", "", 3, 4)
    assert set(new.rows.values_list("person_id", flat=True)) == set(Person.objects.values_list("pk", flat=True))
    connection.check_constraints()


def test_unknown_rows_are_compared_once_however_many_batches(imported, checked, monkeypatch):
    imported(PEOPLE[:1])
    other = {"student_id": "4510001", "graduation_year_be": "2550"}
    rows = [
        PEOPLE[1],
        PEOPLE[0] | {"gpa": "3.75"},
        PEOPLE[2],
        PEOPLE[0] | {"gpa": "3.75"},
        PEOPLE[1] | other,
        PEOPLE[1],
    ]
    at_once = outcomes(checked(rows))
    compared = []
    look_alike = planning.look_alike
    monkeypatch.setattr(planning, "look_alike", lambda *given: compared.append(given) or look_alike(*given))
    monkeypatch.setattr(checking, "BATCH", 1)

    assert outcomes(checked(rows)) == at_once
    assert len(compared) == 1


def test_same_file_twice_changes_nothing(imported, checked, clerk):
    imported(PEOPLE)
    before = AuditEntry.objects.filter(table__startswith="records.").count()

    again = checked(PEOPLE)

    assert outcomes(again) == ["unchanged"] * 3
    assert run(again, clerk).state == "done"
    assert AuditEntry.objects.filter(table__startswith="records.").count() == before


def test_several_rows_for_one_person_become_several_degrees(imported):
    master = PEOPLE[0] | {
        "student_id": "4510009",
        "degree": "วท.ม.",
        "graduation_year_be": "2548",
        "entry_year_be": "2545",
    }
    master.pop("national_id")

    new = imported([PEOPLE[0], master])

    assert outcomes(new) == ["created", "updated"]
    person = Person.objects.get()
    degrees = person.degrees.order_by("graduation_year_be")
    assert [(each.student_id, each.is_first) for each in degrees] == [("4010001", True), ("4510009", False)]
    assert [row.person_id for row in new.rows.all()] == [person.pk] * 2


def test_changed_cells_change_only_their_rows(imported):
    imported(PEOPLE)
    other = PEOPLE[0] | {"gpa": "3.75", "email": "new@example.org"}

    new = imported([other, *PEOPLE[1:]])

    assert outcomes(new) == ["updated", "unchanged", "unchanged"]
    degree = Degree.objects.get(student_id="4010001")
    assert (str(degree.gpa), degree.version) == ("3.75", 2)
    assert list(Contact.objects.filter(kind="email").order_by("pk").values_list("value", "is_primary")) == [
        ("somchai@example.org", True),
        ("new@example.org", False),
    ]
    entry = AuditEntry.objects.get(batch=new.batch, table="records.degree")
    assert (entry.before["gpa"], entry.after["gpa"], entry.version) == ("3.50", "3.75", 2)
    assert AuditEntry.objects.filter(batch=new.batch).count() == 2


def test_blank_cell_never_erases(imported):
    imported(PEOPLE)
    blank = {name: PEOPLE[0][name] for name in ("first_th", "last_th", "student_id")}

    new = imported([blank])

    assert outcomes(new) == ["unchanged"]


def test_further_degree_of_somebody_known_settles_the_first(imported):
    imported([PEOPLE[0]])
    earlier = PEOPLE[0] | {"student_id": "3610001", "graduation_year_be": "2540", "entry_year_be": "2536"}

    new = imported([earlier])

    assert outcomes(new) == ["updated"]
    degrees = Degree.objects.order_by("graduation_year_be")
    assert [(each.graduation_year_be, each.is_first) for each in degrees] == [(2540, True), (2544, False)]
    assert Person.objects.count() == 1


def test_run_needs_a_check(given, clerk):
    new = given(PEOPLE)

    with pytest.raises(files.WrongState):
        files.run(new, by=clerk)

    assert Import.objects.get().state == "mapped"


def test_check_can_be_repeated(checked, clerk):
    new = checked(PEOPLE)

    again = check(new, clerk)

    assert outcomes(again) == ["created"] * 3


@pytest.mark.parametrize(
    ("until_now", "said"),
    [
        ({"title_th": "นพ."}, {"title_th": "นายแพทย์"}),
        ({"title_th": "นายแพทย์"}, {"title_th": "นพ."}),
        ({"title_en": "Mr."}, {"title_en": "MR"}),
        ({"first_en": "Somchai"}, {"first_en": "SOMCHAI"}),
    ],
)
def test_same_name_spelled_otherwise_is_nothing_new(imported, checked, until_now, said):
    imported([PEOPLE[0] | until_now])

    assert outcomes(checked([PEOPLE[0] | said])) == ["unchanged"]


def test_capitals_are_mended(imported):
    imported([PEOPLE[0] | {"last_en": "JAIDEE"}])

    imported([PEOPLE[0]])

    assert PersonName.objects.get().last_en == "Jaidee"
