"""The registrar's head-counts: entered, replaced, compared with what is recorded, and led down to the people."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.urls import reverse

from apps.core.models import AuditEntry
from apps.core.registries import Shortage, Suspects, suspects
from apps.core.reports import tell
from apps.office.forms.search import SearchForm
from apps.quality.actions import headcounts
from apps.quality.actions.headcounts import Counted, Overtaken, Place
from apps.quality.models import HeadCount
from apps.quality.reports import reconciliation
from apps.quality.reports.suspects import with_suspects
from apps.records.actions import search
from apps.records.models import Degree
from apps.records.querysets.page import people_page
from tests.factories import (
    CampusFactory,
    CohortFactory,
    DegreeFactory,
    FacultyFactory,
    GraduateFactory,
    InstitutionFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db
PEOPLE, DEGREES = HeadCount.Counts.PEOPLE, HeadCount.Counts.DEGREES


@pytest.fixture
def here():
    return FacultyFactory(campus=CampusFactory())


@pytest.fixture
def user(staff):
    return staff("records")


def graduates(faculty, number, **degree):
    people = GraduateFactory.create_batch(
        number, **{f"degree__{k}": v for k, v in {"faculty": faculty, **degree}.items()}
    )
    search.refresh([person.pk for person in people])
    return people


def place(faculty, level="bachelor"):
    return Place(faculty.pk, faculty.campus_id, level)


def count(user, cells, *, year=2548, counts=PEOPLE, apart=True, **more):
    counted = Counted(year, cells, by_faculty=apart, by_campus=apart, by_level=apart)
    about = {"counted_on": date(2006, 9, 30), "document": "letter 1"} | more
    return headcounts.enter(counted, counts=counts, by=user, **about)


def found_by(query, user):
    """How many people the office's list shows under these filters."""
    form = SearchForm(QueryDict(query), viewer=user)
    filters = form.filters()
    assert not form.errors
    return people_page(filters).total


def test_equal_is_said_where_every_number_is_equal(here, user):
    graduates(here, 3)
    count(user, [(place(here), 3)])

    years = reconciliation.years()

    assert (years.people.ours, years.people.registrar, years.differing) == (3, 3, [])
    assert years.lines[0].people.is_equal


def test_equal_sums_of_different_numbers_are_not_equal(here, user):
    graduates(here, 3)
    count(user, [(place(here), 2), (place(here, "master"), 1)])

    line = reconciliation.years().lines[0]

    assert (line.people.difference, line.people.differing, line.people.is_equal) == (0, 2, False)
    assert reconciliation.years().differing == [line]


def test_people_and_degrees_are_counted_in_two_ways(here, user):
    person = graduates(here, 1, graduation_year_be=2545)[0]
    DegreeFactory(person=person, faculty=here, level="master", is_first=False, graduation_year_be=2548)
    DegreeFactory(person=PersonFactory(), faculty=here, level="honorary", is_first=False, graduation_year_be=2548)

    lines = {line.year: line for line in reconciliation.years().lines}

    assert (lines[2545].people.ours, lines[2545].degrees.ours) == (1, 1)
    assert (lines[2548].people.ours, lines[2548].degrees.ours) == (0, 1)


@pytest.mark.parametrize("counts", [PEOPLE, DEGREES])
def test_each_number_leads_to_just_those_people(here, user, counts):
    other = FacultyFactory(campus=CampusFactory())
    graduates(here, 2)
    graduates(here, 1, level="master")
    graduates(other, 1)
    graduates(here, 1, graduation_year_be=2547)
    nowhere = graduates(here, 1)[0]
    Degree.objects.filter(person=nowhere).update(faculty=None)
    lost = graduates(other, 1)[0]
    Degree.objects.filter(person=lost).update(faculty=None, campus=None)
    twice = graduates(here, 1)[0]
    DegreeFactory(person=twice, faculty=other, level="master", is_first=False)
    search.refresh([twice.pk, lost.pk, nowhere.pk])
    count(user, [(place(here), 5)], counts=counts)

    sheet = reconciliation.year_sheet(2548, counts)

    assert len(sheet.lines) >= 5
    for line in sheet.lines:
        assert (line.query, found_by(line.query, user)) == (line.query, line.people)
    assert found_by(sheet.query, user) == len({*Degree.objects.filter(graduation_year_be=2548).values_list("person")})


def test_shortage_names_who_may_be_missing(here, user):
    graduates(here, 1)
    elsewhere = graduates(here, 1, graduation_year_be=2545)[0]
    DegreeFactory(person=elsewhere, faculty=here, is_first=False)
    student = PersonFactory()
    DegreeFactory(
        person=student, faculty=here, status="studying", is_first=False, cohort=None, graduation_year_be=None
    )
    nowhere = graduates(here, 1)[0]
    Degree.objects.filter(person=nowhere).update(faculty=None)
    search.refresh([elsewhere.pk, student.pk, nowhere.pk])
    count(user, [(place(here), 9)])

    sheet = with_suspects(reconciliation.year_sheet(2548, PEOPLE), None, lambda query: query, "held")

    line = next(line for line in sheet.lines if line.compared.registrar == 9)
    assert [each.number for each in line.suspects] == [1, 1, 1]
    assert [found_by(each.url, user) for each in line.suspects] == [1, 1, 1]


def test_other_apps_name_suspects_too(here, user, monkeypatch):
    def held(shortages):
        return {each: Suspects(4, "held rows", "/imports/") for each in shortages if each.level == "bachelor"}

    monkeypatch.setitem(suspects._entries, "test", held)
    count(user, [(place(here), 2), (place(here, "master"), 2)])

    sheet = with_suspects(reconciliation.year_sheet(2548, PEOPLE), None, lambda query: query, "")

    told = {line.place.level: [each.number for each in line.suspects] for line in sheet.lines}
    assert told == {"bachelor": [4], "master": []}
    assert Shortage(2548) == Shortage(2548)


def test_newer_head_count_takes_the_place_and_the_older_stays(here, user):
    count(user, [(place(here), 3)])
    newer = count(user, [(Place(), 5)], apart=False, document="letter 2", expected_edition=1)

    first, second = HeadCount.objects.order_by("edition")
    assert (first.replaced_at is None, second.replaced_at, second.edition, newer.total) == (False, None, 2, 5)
    assert first.cells.get().number == 3
    assert {entry.action for entry in AuditEntry.objects.all()} == {headcounts.ENTER, headcounts.REPLACE}


def test_head_count_entered_by_somebody_else_meanwhile_is_not_overtaken(here, user):
    count(user, [(place(here), 3)])

    with pytest.raises(Overtaken):
        count(user, [(place(here), 4)], expected_edition=0)

    assert HeadCount.objects.get().total == 3


def test_history_tells_every_number(here, user):
    count(user, [(place(here), 3)])

    told = tell(AuditEntry.objects.filter(action=headcounts.ENTER))[0]

    assert f"{here.code} {here.campus.code} bachelor: 3" in [line.after for line in told.lines]


@pytest.mark.parametrize(
    ("cells", "apart"),
    [([], True), ([(Place(), 3)], True), ([(Place(), 1), (Place(), 2)], False), ([(Place(level="master"), 1)], False)],
)
def test_uneven_numbers_are_refused(user, cells, apart):
    InstitutionFactory()

    with pytest.raises(ValidationError):
        count(user, cells, apart=apart)


def test_database_keeps_one_head_count_in_force(here, user):
    kept = count(user, [(place(here), 3)])
    kept.pk, kept.edition = None, 2

    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save(force_insert=True)


def test_reader_of_one_campus_compares_that_campus(here, staff, client_for, user):
    other = FacultyFactory(campus=CampusFactory())
    graduates(here, 2)
    graduates(other, 5)
    count(user, [(place(here), 2), (place(other), 6)])

    page = client_for(staff("records", campus=here.campus)).get(reverse("quality:year", args=[2548]))

    assert [line.compared.registrar for line in page.context["sheet"].lines] == [2]
    assert page.context["sheet"].total.is_equal


def test_head_count_without_campuses_says_nothing_to_a_reader_of_one(here, staff, client_for, user):
    graduates(here, 2)
    count(user, [(Place(), 3)], apart=False)
    reader = client_for(staff("records", campus=here.campus))

    assert not reader.get(reverse("quality:year", args=[2548])).context["sheet"].is_comparable
    assert reader.get(reverse("quality:reconciliation")).context["years"].people.registrar is None


def test_pages_cost_the_same_for_few_and_many(here, user, clerk, cost_of):
    graduates(here, 1)
    count(user, [(place(here), 2)])
    urls = [reverse("quality:reconciliation"), reverse("quality:year", args=[2548])]
    few = [cost_of(clerk, url) for url in urls]

    for _number in range(3):
        faculty = FacultyFactory(campus=here.campus)
        graduates(faculty, 2)
        graduates(faculty, 1, graduation_year_be=2547, level="master")
    cells = [(place(row), 9) for row in type(here).objects.all()]
    count(user, cells)
    count(user, cells, year=2547)

    assert [cost_of(clerk, url) for url in urls] == few


def test_files_of_the_figures(here, user, clerk):
    graduates(here, 2)
    count(user, [(place(here), 3)])

    years = b"".join(clerk.get(reverse("quality:reconciliation_csv"))).decode()
    year = b"".join(clerk.get(reverse("quality:year_csv", args=[2548]))).decode()

    assert "2548,35,3,2,-1,,2," in years
    assert "bachelor,3,2,-1" in year


@pytest.mark.parametrize(("role", "status"), [("reports", 200), ("giving", 403)])
def test_who_reads_head_counts(staff, client_for, role, status):
    CohortFactory()

    assert client_for(staff(role)).get(reverse("quality:reconciliation")).status_code == status
