"""The office's pages for two records of one person."""

import pytest
from django.urls import reverse

from apps.duplicates.actions import merging
from apps.duplicates.models import Merge
from apps.records.actions import search
from apps.records.actions.claims import linking
from apps.records.models import Disclosure, Person
from tests.duplicates import twins as pairs
from tests.factories import CampusFactory, ClaimFactory, ContactFactory, FacultyFactory, GraduateFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins():
    return pairs.build()


@pytest.fixture
def office(twins, client_for):
    return client_for(twins.clerk)


def page(twins):
    return reverse("office:merge", args=[twins.kept.public_id, twins.gone.public_id])


def sent(office, twins, **more):
    stamp = office.get(page(twins)).context["compared"].stamp
    return {"stamp": stamp, "merge": "1", "sure": "on", "reason": "she rang"} | more


def lines(response):
    return {line.label: line for group in response.context["compared"].groups for line in group.lines}


def test_both_records_stand_side_by_side_with_what_is_chosen(office, twins, language):
    shown = office.get(page(twins))

    [ours, theirs] = [lines(shown)[key] for key in _labels(shown)]
    assert (ours.ours[0].text, theirs.theirs[0].is_chosen) == ("หญิง" if language == "th" else "Female", True)
    assert pairs.NATIONAL_ID not in shown.content.decode()
    assert Disclosure.objects.filter(to=twins.clerk, person=twins.gone.pk, kind="record").exists()


def _labels(shown):
    groups = shown.context["compared"].groups
    return [groups[0].lines[1].label, groups[1].lines[-2].label if len(groups[1].lines) > 1 else ""]


def test_conflicts_must_be_looked_at(office, twins):
    answer = office.post(page(twins), sent(office, twins, sure=""))

    assert (answer.status_code, Merge.objects.count()) == (422, 0)


def test_choices_are_kept_while_looking_at_the_result(office, twins):
    ours = twins.kept.names.get(is_current=True)

    shown = office.post(page(twins), {"choice:records.personname@current": str(ours.pk), "look": "1"})

    names = shown.context["compared"].result.names
    assert [name.pk for name in names if name.is_current] == [ours.pk]
    assert Merge.objects.count() == 0


def test_press_makes_one_record_and_a_second_press_leads_to_it(office, twins):
    data = sent(office, twins)
    first = office.post(page(twins), data)
    second = office.post(page(twins), data)

    merge = Merge.objects.get()
    assert first.url == second.url == reverse("office:merge_done", args=[merge.public_id])
    assert office.get(first.url).status_code == 200


def test_record_that_went_elsewhere_is_followed(office, twins):
    third = PersonFactory()
    merging.merge(third, twins.gone, by=twins.clerk, choices={})

    assert office.get(page(twins)).url == reverse("office:merge", args=[twins.kept.public_id, third.public_id])


def test_record_that_changed_meanwhile_is_shown_anew(office, twins):
    data = sent(office, twins)
    ContactFactory(person=twins.gone, value="new@example.org")

    answer = office.post(page(twins), data)

    assert answer.status_code == 422
    assert "new@example.org" in answer.content.decode()
    assert answer.context["compared"].stamp != data["stamp"]


def test_merge_is_found_and_taken_back(office, twins):
    merge = merging.merge(twins.kept, twins.gone, by=twins.clerk, choices={})
    undo = reverse("office:merge_undo", args=[merge.public_id])

    assert "รักเรียน" in office.get(reverse("office:merges"), {"q": "รักเรียน"}).content.decode()
    assert office.get(reverse("office:merges"), {"q": "ไม่มีใคร"}).context["page"].paginator.count == 0
    assert office.post(undo, {"reason": ""}).status_code == 422
    assert office.post(undo, {"reason": "two people"}).status_code == 302
    assert Person.objects.filter(pk=twins.gone.pk).exists()
    assert office.get(undo).status_code == 200


def test_other_record_is_found_by_name_or_address(office, twins):
    choose = reverse("office:person_merge", args=[twins.kept.public_id])

    found = office.get(choose, {"q": "รักเรียน"}).context["matches"]
    straight = office.get(choose, {"q": reverse("office:person", args=[twins.gone.public_id])})

    assert [str(match.public_id) for match in found] == [str(twins.gone.public_id)]
    assert straight.url == page(twins)


def test_claim_leads_to_the_merge_of_two_likely_records(staff, client_for):
    one = GraduateFactory(name__first_th="สุดา", name__last_th="ใจดี")
    other = GraduateFactory(name__first_th="สุดา", name__last_th="ใจดี")
    search.refresh([one.pk, other.pk])
    claim = ClaimFactory(name="สุดา ใจดี")
    case = reverse("office:claim", args=[claim.public_id])

    shown = client_for(staff("records")).get(case, {"with": str(one.public_id)}).content.decode()

    assert reverse("office:merge", args=[one.public_id, other.public_id]) in shown


# ---- who may


@pytest.mark.parametrize("role", ["events", "communications", "giving", "reports"])
def test_only_those_who_keep_records_may(staff, client_for, twins, role):
    assert client_for(staff(role)).get(page(twins)).status_code == 403


def test_clerk_of_a_campus_must_see_both(staff, client_for):
    here, elsewhere = CampusFactory(), CampusFactory()
    mine, other = (GraduateFactory(degree__faculty=FacultyFactory(campus=campus)) for campus in (here, elsewhere))
    address = reverse("office:merge", args=[mine.public_id, other.public_id])

    assert client_for(staff("records", campus=here)).get(address).status_code == 404


def test_nobody_is_merged_with_themself(office, twins):
    address = reverse("office:merge", args=[twins.kept.public_id, twins.kept.public_id])

    assert office.get(address).status_code == 404


# ---- where old links lead


def test_old_links_lead_to_the_record_that_stayed(office, twins, client):
    card = twins.kept.profile.card_code
    token = linking.objection_token(twins.gone)
    merging.merge(twins.kept, twins.gone, by=twins.clerk, choices={})

    old = reverse("office:person", args=[twins.gone.public_id])
    assert office.get(old).url == reverse("office:person", args=[twins.kept.public_id])
    public = client.get(reverse("directory:public", args=[twins.gone.public_id]))
    assert public.url.endswith(f"{twins.kept.public_id}/")
    assert client.get(reverse("records:claim_object", args=[token])).status_code == 200
    assert Merge.objects.get().card_code == card


def test_history_of_the_other_record_is_read_too(office, twins):
    search.refresh([twins.gone.pk])
    merging.merge(twins.kept, twins.gone, by=twins.clerk, choices={})

    history = office.get(reverse("office:person_history", args=[twins.kept.public_id]))

    assert {told.entry.subject_id for told in history.context["history"]} == {twins.kept.pk, twins.gone.pk}


def test_strangers_links_lead_nowhere(office):
    assert office.get(reverse("office:person", args=[PersonFactory.build().public_id])).status_code == 404
