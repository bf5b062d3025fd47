import pytest
from django.urls import reverse

from apps.duplicates.models import Pair
from tests.factories import CampusFactory, FacultyFactory, GraduateFactory, PairFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client_for):
    return client_for(StaffFactory(role="records"))


def test_the_pile_shows_the_likeliest_first(office):
    look, certain = PairFactory(score=45), PairFactory(score=80, grade="certain")

    everything = office.get(reverse("office:duplicates"))
    sure = office.get(reverse("office:duplicates"), {"grade": "certain"})

    assert [pair for pair, _ in everything.context["pairs"]] == [certain, look]
    assert [pair for pair, _ in sure.context["pairs"]] == [certain]


def test_the_pile_needs_the_same_queries_for_many(office, django_assert_max_num_queries):
    for _ in range(6):
        PairFactory()

    with django_assert_max_num_queries(45):
        office.get(reverse("office:duplicates"))


def test_not_the_same_opens_the_next_pair(office):
    pair, following = PairFactory(score=80), PairFactory(score=45)

    response = office.post(reverse("office:duplicate", args=[pair.pk]), {"decision": "not_same", "reason": "twins"})

    pair.refresh_from_db()
    assert response.url == reverse("office:duplicate", args=[following.pk])
    assert (pair.state, pair.reason) == ("not_same", "twins")


def test_not_the_same_needs_a_reason(office):
    pair = PairFactory()

    response = office.post(reverse("office:duplicate", args=[pair.pk]), {"decision": "not_same"})

    assert response.status_code == 422
    assert Pair.objects.open().count() == 1


def test_later_puts_the_pair_at_the_end(office):
    first, second = PairFactory(score=80), PairFactory(score=45)

    office.post(reverse("office:duplicate", args=[first.pk]), {"decision": "later"})

    assert list(Pair.objects.open().in_order()) == [second, first]


def test_a_remembered_decision_is_taken_back(office):
    pair = PairFactory()
    office.post(reverse("office:duplicate", args=[pair.pk]), {"decision": "not_same", "reason": "twins"})
    listed = office.get(reverse("office:duplicates_remembered")).context["page"].object_list

    office.post(reverse("office:duplicate_take_back", args=[pair.pk]))

    assert list(listed) == [pair]
    assert Pair.objects.open().count() == 1


def test_a_clerk_of_one_campus_sees_pairs_of_which_both_are_theirs(client_for):
    here = CampusFactory()
    faculty = FacultyFactory(campus=here)
    both = PairFactory(person_a__degree__faculty=faculty, person_b__degree__faculty=faculty)
    one = PairFactory(person_a__degree__faculty=faculty)
    clerk = client_for(StaffFactory(role="records", campus=here))

    listed = clerk.get(reverse("office:duplicates")).context["pairs"]

    assert [pair for pair, _ in listed] == [both]
    assert clerk.get(reverse("office:duplicate", args=[one.pk])).status_code == 404


def test_a_person_page_says_who_may_be_the_same(office):
    pair = PairFactory()

    page = office.get(reverse("office:person", args=[pair.person_a.public_id])).content.decode()

    assert reverse("office:duplicate", args=[pair.pk]) in page
    alone = office.get(reverse("office:person", args=[GraduateFactory().public_id])).content.decode()
    assert reverse("office:duplicate", args=[pair.pk]) not in alone


def test_a_search_is_a_job(office):
    response = office.post(reverse("office:duplicates_scan"))

    assert "/jobs/" in response.url
