import pytest

from apps.core.actions import rows
from apps.records.actions import offers, profiles
from apps.records.actions.offers import Wish
from apps.records.models import HelpOffer, Profile, SearchRow
from tests.factories import GraduateFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return GraduateFactory(account=UserFactory())


def test_first_change_begins_the_profile(person):
    assert profiles.of(person).version == 0

    profiles.change(person, {"about": "x"}, by=person.account, expected_version=0)

    assert Profile.objects.get(person=person).about == "x"


def test_second_first_change_is_stale(person):
    profiles.change(person, {"about": "x"}, by=person.account, expected_version=0)

    with pytest.raises(rows.Stale):
        profiles.change(person, {"about": "y"}, by=person.account, expected_version=0)


def test_two_first_changes_at_once_make_one_profile(together):
    person = GraduateFactory(account=UserFactory())

    def change(number):
        profiles.change(person, {"about": str(number)}, by=person.account, expected_version=0)

    failed = [result for result in together(change, 2) if result is not None]
    assert (len(failed), Profile.objects.count()) == (1, 1)


def test_who_leaves_the_directory_has_no_row_for_alumni_to_find(person):
    profiles.change(person, {"in_directory": False}, by=person.account)

    assert not SearchRow.objects.filter(person=person, tier="alumni").exists()


def test_stale_offer_leaves_all_offers(person):
    HelpOffer.objects.create(person=person, kind="mentor", version=2)
    wishes = [Wish("talk", True, "", "alumni", 0), Wish("mentor", False, "", "alumni", 1)]

    with pytest.raises(rows.Stale):
        offers.keep(person, wishes, by=person.account)

    assert list(HelpOffer.objects.values_list("kind", flat=True)) == ["mentor"]
