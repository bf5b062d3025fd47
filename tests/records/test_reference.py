import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from apps.core.models import AuditBatch, AuditEntry
from apps.records.actions import reference
from apps.records.models import (
    Campus,
    CampusName,
    Cohort,
    Country,
    DegreeTitle,
    Faculty,
    FacultyName,
    Institution,
    Programme,
    Province,
)

pytestmark = pytest.mark.django_db
TRACKED = [Cohort, Institution, Campus, CampusName, Faculty, FacultyName, DegreeTitle, Programme]


@pytest.fixture
def loaded():
    return reference.load()


def test_load_brings_places_and_the_university(loaded):
    tables = (Province, Country, Institution, Campus, Faculty, DegreeTitle)

    assert [table.objects.count() for table in tables] == [77, 249, 1, 5, 38, 38]
    assert Province.objects.get(code="90").name_th == "สงขลา"
    assert Country.objects.get(code="TH").name_th == "ไทย"


def test_load_writes_down_what_it_added(loaded):
    rows = sum(table.objects.count() for table in TRACKED)

    assert AuditEntry.objects.filter(batch__action=reference.ACTION, before__isnull=True, version=1).count() == rows
    assert AuditBatch.objects.count() == 1


def test_second_load_changes_nothing(loaded):
    before = _versions()

    again = reference.load()

    assert (again.added, again.changed) == ({}, {})
    assert _versions() == before
    assert AuditBatch.objects.count() == 1


def test_load_with_overwrite_changes_nothing_where_nothing_differs(loaded):
    before = _versions()

    reference.load(overwrite=True)

    assert _versions() == before


def test_what_the_office_changed_survives_a_load(loaded):
    Faculty.objects.filter(code="ENG").update(name_th="คณะวิศวกรรม", founded_be=2511)
    FacultyName.objects.filter(faculty__code="ENG").update(name_th="คณะวิศวกรรม")
    Programme.objects.filter(faculty__code="LAW").update(name_th="กฎหมาย")
    Programme.objects.filter(faculty__code="ENG").first().delete()

    reference.load()

    assert Faculty.objects.get(code="ENG").name_th == "คณะวิศวกรรม"
    assert [name.name_th for name in FacultyName.objects.filter(faculty__code="ENG")] == ["คณะวิศวกรรม"]
    assert [programme.name_th for programme in Programme.objects.filter(faculty__code="LAW")] == ["กฎหมาย"]
    assert Programme.objects.filter(faculty__code="ENG").count() == 9


def test_overwrite_brings_the_file_s_values_back_and_says_so(loaded):
    Faculty.objects.filter(code="ENG").update(name_th="คณะวิศวกรรม")
    Province.objects.filter(code="90").update(name_th="สงขล")

    again = reference.load(overwrite=True)

    faculty = Faculty.objects.get(code="ENG")
    assert (faculty.name_th, faculty.version) == ("คณะวิศวกรรมศาสตร์", 2)
    assert again.changed == {"records.faculty": 1, "records.province": 1}
    assert AuditEntry.objects.get(table="records.faculty", version=2).before == {"name_th": "คณะวิศวกรรม"}


def test_campuses_and_faculties_have_dated_names(loaded):
    phuket = CampusName.objects.filter(campus__code="PKT").order_by("valid_to")
    humanities = FacultyName.objects.filter(faculty__code="HSS").order_by("valid_from")

    assert {(name.kind, name.name_th) for name in phuket} == {
        ("education_area", "เขตการศึกษาภูเก็ต"),
        ("campus", "วิทยาเขตภูเก็ต"),
    }
    assert [str(name.valid_to) for name in humanities] == ["1975-03-16", "None"]
    assert Faculty.objects.get(code="HSS").name_th == "คณะมนุษยศาสตร์และสังคมศาสตร์"


def test_classes_lead_from_the_first_to_the_newest_year_that_is_over(loaded):
    classes = Cohort.objects.filter(institution__code="PSU").order_by("number")

    assert [(each.number, each.graduation_year_be) for each in classes[:35]] == [(n, 2513 + n) for n in range(1, 36)]
    assert [each.number for each in classes] == list(range(1, classes.count() + 1))
    assert classes.count() >= 55


def test_command_loads_the_roles_too(capsys):
    call_command("load_reference")

    assert Group.objects.count() == 6
    assert capsys.readouterr().out.endswith("Reference data of PSU is loaded.\n")


def test_command_knows_no_other_university():
    with pytest.raises(CommandError, match=r"fixtures/institutions/atlantis\.json"):
        call_command("load_reference", institution="ATLANTIS")


def _versions():
    return [list(table.objects.order_by("pk").values_list("pk", "version", "updated_at")) for table in TRACKED]
