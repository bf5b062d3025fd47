import re

import pytest
from django.urls import reverse

from apps.directory.models import Block
from apps.records.actions import search
from apps.records.models import Profile
from tests.factories import ContactFactory, DegreeFactory, FacultyFactory

pytestmark = pytest.mark.django_db
INDEX = "/directory/"


def found(response):
    return [str(line) for line in response.context["lines"]]


def test_index_finds_by_a_part_of_the_name(pair):
    response = pair.browser.get(INDEX, {"q": "เลิศ"})

    assert found(response) == ["ชูใจ เลิศล้ำ"]


def test_index_is_in_thai_order(pair, alumnus):
    alumnus(first_th="เก่ง", last_th="กล้า")

    assert found(pair.browser.get(INDEX)) == ["เก่ง กล้า", "ชูใจ เลิศล้ำ", "มานี มีนา"]


def test_index_is_for_alumni_only(client_for, staff):
    response = client_for(staff("administrator")).get(INDEX)

    assert response.url == reverse("records:claim")


def test_index_without_a_result_offers_the_widest_search(pair, alumnus, class_of):
    alumnus(degree__graduation_year_be=2530, degree__entry_year_be=2526)
    cohort = class_of(2530)

    response = pair.browser.get(INDEX, {"q": "มานี", "cohort": cohort.pk})

    wider = response.context["wider"]
    assert (found(response), wider.without, wider.total, wider.url) == ([], "“มานี”", 2, f"cohort={cohort.pk}")


@pytest.mark.parametrize(("typed", "is_said"), [("ฮฮฮ", True), ("ฮฮฮฮฮฮ", False), ("555", False)])
def test_index_says_that_short_words_are_not_guessed_at(pair, typed, is_said):
    response = pair.browser.get(INDEX, {"q": typed})

    assert response.context["is_too_short"] == is_said


def test_index_refuses_years_in_the_wrong_order_and_keeps_them(pair):
    response = pair.browser.get(INDEX, {"year_from": "2560", "year_to": "2550"})

    assert (response.status_code, response.context["form"].errors.keys()) == (200, {"year_to"})


def test_index_shows_nobody_who_has_blocked_the_reader(pair):
    Block.objects.create(person=pair.other, blocked=pair.me)

    response = pair.browser.get(INDEX, {"q": "ชูใจ"})

    assert (found(response), response.context["total"]) == ([], 0)


def test_index_survives_hostile_words(pair):
    response = pair.browser.get(INDEX, {"q": "'\"><script>alert(1)</script>\x00%", "province": "'", "page": "x"})

    assert (response.status_code, b"<script>alert" in response.content) == (200, False)


def test_index_shows_what_narrows_it_and_the_way_out(pair, class_of):
    cohort = class_of(2530)

    response = pair.browser.get(INDEX, {"q": "ชู", "cohort": cohort.pk, "province": ""})

    assert [(chip.words, chip.url) for chip in response.context["chips"]] == [(str(cohort), "q=%E0%B8%8A%E0%B8%B9")]


@pytest.mark.parametrize("address", [INDEX, "/directory/map/", "/directory/cohorts/2548/"])
def test_page_costs_the_same_for_one_and_for_many(pair, alumnus, cost_of, address):
    before = cost_of(pair.browser, address)
    for _ in range(40):
        alumnus()

    assert cost_of(pair.browser, address) == before


def test_page_takes_few_queries(pair, cost_of):
    assert cost_of(pair.browser, INDEX) <= 12


def test_cohort_lists_the_class_and_says_whether_it_is_mine(pair):
    mine = pair.browser.get("/directory/cohorts/2548/")
    others = pair.browser.get("/directory/cohorts/2530/")

    assert (found(mine), mine.context["is_mine"]) == (["มานี มีนา"], True)
    assert (found(others), others.context["is_mine"]) == (["ชูใจ เลิศล้ำ"], False)


def test_cohort_that_never_was_is_not_found(pair):
    assert pair.browser.get("/directory/cohorts/2499/").status_code == 404


def test_faculty_lists_everybody_with_a_degree_of_it(pair, alumnus):
    faculty = FacultyFactory(code="99")
    second = alumnus(first_th="ปิติ", last_th="พิทักษ์")
    DegreeFactory(person=second, faculty=faculty, is_first=False, graduation_year_be=2555)

    response = pair.browser.get("/directory/faculties/99/")

    assert found(response) == ["ปิติ พิทักษ์"]


def test_classes_tell_nothing_of_who_is_lost(pair, alumnus):
    lost = alumnus(account=False, first_th="หลบลี้", last_th="ไปนาน")
    Profile.objects.create(person=lost, in_directory=False)
    ContactFactory(person=lost)
    search.refresh([lost.pk])

    response = pair.browser.get("/directory/cohorts/2548/")

    assert ("หลบลี้" in response.content.decode(), response.context["total"]) == (False, 1)


def test_map_leads_to_the_same_search_in_a_province(pair):
    response = pair.browser.get("/directory/map/", {"q": "มานี", "province": "90"})

    assert response.context["asked"] == "q=%E0%B8%A1%E0%B8%B2%E0%B8%99%E0%B8%B5"
    assert 'href="#map-end"' in response.content.decode()


def test_index_hands_htmx_its_part_alone(pair):
    part = pair.browser.get(INDEX, {"q": "ชูใจ"}, headers={"HX-Request": "true"}).content.decode()

    assert part.lstrip().startswith("<title>ชูใจ")
    assert ('id="people"' in part, "เลิศล้ำ" in part, "<header" in part, "<html" in part) == (
        True,
        True,
        False,
        False,
    )


def test_index_is_whole_for_who_goes_back(pair):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    assert "<html" in pair.browser.get(INDEX, headers=headers).content.decode()


def test_every_choice_of_the_index_has_a_place_to_return_to(pair):
    """htmx gives the focus back by id."""
    page = pair.browser.get(INDEX).content.decode()

    ids = re.findall(r'<a class="facet-choice" id="([^"]+)"', page)
    assert page.count('class="facet-choice"') == len(set(ids)) > 0


@pytest.mark.parametrize("address", [INDEX, "/directory/map/"])
def test_words_that_are_too_long_are_not_carried_by_every_link(pair, address):
    """Only the way to the other language and the way back from another colour name the whole address."""
    response = pair.browser.get(address, {"q": "ก" * 3000})

    assert response.status_code == 200
    assert response.content.decode().count("%E0%B8%81" * 3000) == 2
