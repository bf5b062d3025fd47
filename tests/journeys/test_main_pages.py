"""The pages on which most of the work is done, ten of the office and ten of the alumni, at each width, in each
language, light and dark. Two of the eight looks every page has in test_every_page already."""

import pytest

from apps.records.models import HeldChange, Person
from tests.architecture.addresses import addresses

from .looks import ALL, OPPOSITES, Look

PAGES = {
    "home": ("nobody", "home:index"),
    "demo": ("nobody", "home:demo"),
    "sign in": ("nobody", "account_login"),
    "dashboard": ("administrator", "office:dashboard"),
    "people": ("clerk", "office:alumni"),
    "person": ("clerk", "office:person"),
    "held change": ("clerk", "office:held_change"),
    "cohorts": ("clerk", "office:report_cohorts"),
    "staff": ("administrator", "office:staff"),
    "audit log": ("administrator", "office:audit"),
    "claim": ("nobody", "records:claim"),
    "my page": ("keeper", "home:me"),
    "about me": ("keeper", "records:me_profile"),
    "contacts": ("keeper", "records:me_contacts"),
    "who sees me": ("keeper", "records:me_visibility"),
    "alumni card": ("keeper", "records:me_card"),
    "privacy": ("keeper", "records:me_privacy"),
    "notices": ("keeper", "accounts:notices"),
    "directory": ("reader of the letter", "directory:index"),
    "a fellow": ("reader of the letter", "directory:person"),
}


pytestmark = pytest.mark.looks


@pytest.fixture
def somebody(university):
    """A graduate of whom much is known."""
    known = Person.objects.filter(employments__isnull=False, contact_log__isnull=False, addresses__isnull=False)
    return known.order_by("pk").first()


@pytest.fixture
def arguments(somebody):
    return {
        "person": {"public_id": somebody.public_id},
        "held change": {"pk": HeldChange.objects.filter(state="open").first().pk},
    }


@pytest.fixture(params=["th", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def named():
    return {address.name: address for address in addresses() if address.is_named}


def all_looks(reader, *, but=()):
    """The page that is open, in the other looks of its language too."""
    for look in ALL:
        if look.language == reader.look.language and look not in but:
            reader.look = look
            reader.page.set_viewport_size(look.size)
            reader.page.emulate_media(color_scheme=look.theme)
            reader.inspect(reader.status, again=True)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_sound_in_every_look(name, language, seat, arguments, *, named, university, settings):
    who, address = PAGES[name]
    settings.DEMO = name == "demo"
    reader = seat(who, Look(1280, language, "light"))

    given = arguments[name] if name in arguments else university.arguments(named[address])
    reader.page.goto(reader.address(address, **given))

    all_looks(reader, but=OPPOSITES)


def test_form_with_errors_is_sound_in_every_look(language, seat, somebody):
    reader = seat("clerk", Look(1280, language, "light"))
    reader.page.goto(reader.address("office:fact_add", public_id=somebody.public_id, kind="contacts"))
    with reader.page.expect_navigation():
        reader.page.get_by_role("button", name=reader.say("Save the changes")).click()

    all_looks(reader)
    assert reader.status == 422
