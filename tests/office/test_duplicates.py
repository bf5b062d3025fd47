import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.duplicates.actions import deciding
from apps.duplicates.models import Merge, Pair
from apps.office.views import duplicates
from tests.factories import (
    CampusFactory,
    ContactFactory,
    FacultyFactory,
    GraduateFactory,
    PairFactory,
    StaffFactory,
)

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


def test_pages_of_the_pile_go_on_from_a_pair_whatever_is_decided_meanwhile(office, monkeypatch):
    monkeypatch.setattr(duplicates, "PER_PAGE", 2)
    put_off = [PairFactory(score=95, put_off_at=timezone.now() - timedelta(days=days)) for days in (3, 1)]
    pile = [*(PairFactory(score=score) for score in (80, 60, 60, 45)), *put_off]

    def page(**where):
        context = office.get(reverse("office:duplicates"), where).context["page"]
        return context.rows, context.has_previous, context.has_next

    assert page() == (pile[:2], False, True)
    clerk = StaffFactory(role="records")
    for pair in pile[:2]:
        deciding.say_not_same(pair, by=clerk)
    assert page(after=pile[1].pk) == (pile[2:4], True, True)
    assert page(after=pile[3].pk) == (pile[4:], True, False)
    assert page(before=pile[4].pk) == (pile[2:4], False, True)
    assert page(before=pile[5].pk) == (pile[3:5], True, True)
    for nowhere in ({"after": pile[5].pk}, {"before": pile[2].pk}, {"after": "x"}, {"after": "9" * 30}):
        assert page(**nowhere) == (pile[2:4], False, True)


def test_pages_of_what_is_not_the_same_go_on_whatever_is_taken_back_meanwhile(office, monkeypatch):
    monkeypatch.setattr(duplicates, "PER_PAGE", 2)
    now, clerk = timezone.now(), StaffFactory(role="records")
    said = {"decided_by": clerk, "reason": "twins", "state": "not_same"}
    pairs = [PairFactory(decided_at=now - timedelta(hours=hours), **said) for hours in (0, 1, 1, 2, 3)]
    pairs[1:3] = pairs[2:0:-1]  # of one moment the newer first

    def page(address=""):
        response = office.get(reverse("office:duplicates_remembered") + address)
        links = re.findall(r'rel="(prev|next)" href="([^"]+)"', response.content.decode())
        return response.context["page"].rows, {rel: link.replace("&amp;", "&") for rel, link in links}

    first, links = page()
    assert (first, [*links]) == (pairs[:2], ["next"])
    deciding.take_back(pairs[1], by=clerk)
    second, links = page(links["next"])
    assert (second, [*links]) == (pairs[2:4], ["prev", "next"])
    assert page(links["next"])[0] == pairs[4:]
    assert page(links["prev"])[0] == pairs[:1]
    for nowhere in (
        "?after=x",
        "?before=.1",
        "?after=2026-13-40T00:00.1",
        "?after=2026-01-01.1",
        f"?after=.{'9' * 30}",
    ):
        assert page(nowhere)[0] == [pairs[0], pairs[2]]


@pytest.mark.parametrize("name", ["office:duplicates", "office:duplicates_remembered"])
def test_a_list_needs_the_same_queries_for_many(office, name):
    said = {"decided_by": StaffFactory(), "decided_at": timezone.now(), "reason": "twins", "state": "not_same"}
    said = said if name.endswith("remembered") else {}

    def queries(pairs):
        for _ in range(pairs):
            ContactFactory(person=PairFactory(**said).person_a)
        with CaptureQueriesContext(connection) as captured:
            office.get(reverse(name))
        return len(captured)

    queries(1)  # what a first page reads and keeps
    assert queries(1) == queries(13)


def test_a_merge_from_the_pile_opens_the_next_pair(office):
    pair, following = PairFactory(score=80), PairFactory(score=45)
    address = office.get(reverse("office:duplicate", args=[pair.pk])).context["merge_url"]
    stamp = office.get(address).context["compared"].stamp

    response = office.post(address, {"stamp": stamp, "merge": "1", "sure": "on"})

    merge = Merge.objects.get()
    assert response.url == reverse("office:duplicate", args=[following.pk]) + f"?merged={merge.public_id}"
    assert reverse("office:merge_undo", args=[merge.public_id]) in office.get(response.url).content.decode()


def test_the_last_merge_leads_back_to_the_pile(office):
    pair = PairFactory()
    address = office.get(reverse("office:duplicate", args=[pair.pk])).context["merge_url"]
    stamp = office.get(address).context["compared"].stamp

    response = office.post(address, {"stamp": stamp, "merge": "1", "sure": "on"})

    assert response.url.startswith(reverse("office:duplicates") + "?merged=")
    assert office.get(response.url).context["total"] == 0


@pytest.mark.parametrize("query", ["merged=x", "said=x", "said=99999999999999999999", "merged=%00&said=-1"])
def test_an_address_that_names_nothing_shows_the_pile(office, query):
    assert office.get(reverse("office:duplicates") + f"?{query}").status_code == 200


def test_not_the_same_opens_the_next_pair(office):
    pair, following = PairFactory(score=80), PairFactory(score=45)

    response = office.post(reverse("office:duplicate", args=[pair.pk]), {"decision": "not_same", "reason": "twins"})

    pair.refresh_from_db()
    assert response.url == reverse("office:duplicate", args=[following.pk]) + f"?said={pair.pk}"
    assert reverse("office:duplicate_take_back", args=[pair.pk]) in office.get(response.url).content.decode()
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
    listed = office.get(reverse("office:duplicates_remembered")).context["page"].rows

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
