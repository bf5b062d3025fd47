import pytest

from apps.records.actions import reference
from apps.records.demo.faculties import open_in, plans
from apps.records.models import Faculty, Institution


@pytest.fixture
def psu(db):
    reference.load()
    return plans(Institution.objects.get(code="PSU"), reference.institution_file("PSU")["demonstration"])


def test_first_classes_are_of_the_first_faculties(psu):
    codes = dict(Faculty.objects.values_list("pk", "code"))

    assert {codes[psu[place].id] for place in open_in(2514, psu).items} == {"ENG", "EDU"}
    assert {codes[psu[place].id] for place in open_in(2516, psu).items} == {"ENG", "EDU", "SCI"}


def test_masters_and_doctorates_come_later(psu):
    engineering = next(
        plan for plan in psu if "วศ.บ." in {course.title for course in plan.courses.get("bachelor", [])}
    )

    assert engineering.levels(2514).items == ["bachelor"]
    assert engineering.levels(2530).items == ["bachelor", "master"]
    assert engineering.levels(2548).items == ["bachelor", "master", "doctoral"]


def test_every_faculty_with_graduates_teaches_something(psu):
    assert all(plan.courses and plan.first_graduates for plan in psu)


def test_share_of_women_moves_from_the_first_class_to_the_last(psu):
    engineering = next(plan for plan in psu if plan.women == (12, 25))

    assert [engineering.women_in(year, 2548) for year in (2514, 2531, 2548)] == pytest.approx([0.12, 0.185, 0.25])
