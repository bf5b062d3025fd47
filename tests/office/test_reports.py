import pytest
from django.urls import reverse

from apps.records.actions.search import refresh
from tests.factories import (
    AddressFactory,
    CampusFactory,
    CohortFactory,
    FacultyFactory,
    GraduateFactory,
    ProvinceFactory,
)

HOSTILE = "=HYPERLINK(1)"


@pytest.fixture
def reader(staff, client_for):
    return client_for(staff("reports"))


def graduate(**fields):
    person = GraduateFactory(**fields)
    refresh([person.pk])
    return person


def body(response):
    return b"".join(response.streaming_content).decode()


def test_cohorts_are_listed_with_their_sums(reader):
    graduate(degree__graduation_year_be=2548)
    graduate(degree__graduation_year_be=2549)

    response = reader.get(reverse("office:report_cohorts"))

    assert [row[0].graduation_year_be for row in response.context["rows"]] == [2548, 2549]
    assert response.context["sums"]["total"] == 2


def test_cohorts_lead_to_their_people_for_those_who_may_see_them(staff, client_for, reader):
    graduate()
    cohort = CohortFactory()
    link = f"{reverse('office:alumni')}?status=graduate&amp;cohort={cohort.pk}"

    assert link in client_for(staff("records")).get(reverse("office:report_cohorts")).content.decode()
    assert link not in reader.get(reverse("office:report_cohorts")).content.decode()


def test_cohorts_as_a_file(reader, language):
    graduate(degree__graduation_year_be=2548)

    response = reader.get(reverse("office:report_cohorts_csv"))

    assert response["Content-Disposition"] == 'attachment; filename="graduates-by-cohort.csv"'
    assert body(response).startswith({"th": "\ufeffรุ่น,", "en": "\ufeffcohort,"}[language])
    assert body(reader.get(reverse("office:report_cohorts_csv"))).endswith("\r\n35,2548,1,0,1,0\r\n")


def test_provinces_come_with_the_most_first(reader):
    ProvinceFactory(code="94", name_th="ปัตตานี")
    AddressFactory(person=graduate(), province=ProvinceFactory(code="90"))
    person = graduate()
    AddressFactory(person=person, province=ProvinceFactory(code="90"))
    refresh([person.pk])

    rows = reader.get(reverse("office:report_provinces")).context["rows"]

    assert [row.code for row in rows] == ["90", "94"]


def test_provinces_as_a_file_hold_no_formula(reader):
    ProvinceFactory(code="90", name_th=HOSTILE)

    lines = body(reader.get(reverse("office:report_provinces_csv"))).splitlines()

    assert lines[1].startswith(f"90,'{HOSTILE},")


def test_figures_are_those_of_the_readers_campuses(staff, client_for):
    here, there = CampusFactory(), CampusFactory()
    graduate(degree__faculty=FacultyFactory(campus=here))
    graduate(degree__faculty=FacultyFactory(campus=there))
    client = client_for(staff("reports", campus=here))

    assert client.get(reverse("office:report_cohorts")).context["sums"]["total"] == 1
    assert body(client.get(reverse("office:report_cohorts_csv"))).splitlines()[1] == "35,2548,1,0,1,0"


def test_reports_cost_the_same_for_one_and_many(reader, cost_of):
    graduate(degree__graduation_year_be=2546)
    costs = [cost_of(reader, reverse("office:report_cohorts"))]
    for year in range(2547, 2562):
        graduate(degree__graduation_year_be=year)

    costs.append(cost_of(reader, reverse("office:report_cohorts")))

    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    "name", ["reports", "report_cohorts", "report_cohorts_csv", "report_provinces", "report_provinces_csv"]
)
def test_reports_are_closed_to_staff_without_a_role(staff, client_for, name):
    assert client_for(staff()).get(reverse(f"office:{name}")).status_code == 403
