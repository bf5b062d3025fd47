import pytest
from django.urls import reverse

from apps.office.views.lists import PER_PAGE
from apps.records.actions import lists
from apps.records.models import SavedList
from tests.factories import GraduateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(staff):
    return staff("records")


@pytest.fixture
def office(clerk, client_for):
    return client_for(clerk)


def test_lists_shows_mine_and_shared_ones_only(office, clerk, staff):
    other = staff("records")
    lists.create(name="ของฉัน", owner=clerk)
    lists.create(name="ของกลาง", owner=other, is_shared=True)
    lists.create(name="ส่วนตัว", owner=other)

    shown = [saved.name for saved in office.get(reverse("office:saved_lists")).context["page"]]

    assert sorted(shown) == ["ของกลาง", "ของฉัน"]


def test_lists_are_shown_a_page_at_a_time(office, clerk):
    names = [f"list {number:02}" for number in range(PER_PAGE + 2)]
    SavedList.objects.bulk_create(SavedList(name=name, owner=clerk) for name in names)

    pages = [office.get(reverse("office:saved_lists"), {"page": number}).context["page"] for number in (1, 2)]

    assert [[saved.name for saved in page] for page in pages] == [names[:PER_PAGE], names[PER_PAGE:]]


def test_lists_cost_the_same_for_one_and_many(office, clerk, cost_of):
    lists.create(name="ก", owner=clerk)
    for_one = cost_of(office, reverse("office:saved_lists"))

    SavedList.objects.bulk_create(SavedList(name=f"list {number}", owner=clerk) for number in range(PER_PAGE))

    assert cost_of(office, reverse("office:saved_lists")) == for_one


def test_list_opens_as_the_people_page(office, clerk):
    saved = lists.create(name="ก", owner=clerk)

    assert office.get(reverse("office:saved_list", args=[saved.public_id])).url.endswith(f"?list={saved.public_id}")


def test_change_of_a_shared_list_of_a_colleague_is_not_found(office, staff):
    saved = lists.create(name="ก", owner=staff("records"), is_shared=True)

    assert office.get(reverse("office:saved_list_change", args=[saved.public_id])).status_code == 404
    assert office.post(reverse("office:saved_list_delete", args=[saved.public_id])).status_code == 404


def test_change_to_a_name_taken_says_so(office, clerk):
    lists.create(name="ก", owner=clerk)
    saved = lists.create(name="ข", owner=clerk)

    response = office.post(reverse("office:saved_list_change", args=[saved.public_id]), {"name": "ก", "version": 1})

    assert (response.status_code, SavedList.objects.get(pk=saved.pk).name) == (422, "ข")


def test_delete_asks_before_it_deletes(office, clerk):
    saved = lists.create(name="ก", owner=clerk)
    url = reverse("office:saved_list_delete", args=[saved.public_id])

    office.get(url)
    assert SavedList.objects.count() == 1
    office.post(url)
    assert SavedList.objects.count() == 0


def test_lists_count_only_people_whom_the_reader_may_see(staff, client_for):
    here, there = GraduateFactory(), GraduateFactory()
    saved = lists.create(name="ก", owner=staff("records"), is_shared=True)
    lists.add_people(saved, [here.pk, there.pk], by=saved.owner)

    readers = staff("records", campus=here.degrees.get().campus), staff("records")
    pages = [client_for(reader).get(reverse("office:saved_lists")) for reader in readers]

    assert [[each.size for each in page.context["page"]] for page in pages] == [[1], [2]]
