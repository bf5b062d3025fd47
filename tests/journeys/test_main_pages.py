"""The ten pages on which most of the work is done, at each width, in each language, light and dark."""

import pytest

from apps.records.models import HeldChange, Person

from .looks import ALL, Look

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


def all_looks(reader):
    """The page that is open, in the other looks of its language too."""
    for look in ALL:
        if look.language == reader.look.language:
            reader.look = look
            reader.page.set_viewport_size(look.size)
            reader.page.emulate_media(color_scheme=look.theme)
            reader.inspect(reader.status, again=True)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_sound_in_every_look(name, language, seat, arguments, settings):
    who, address = PAGES[name]
    settings.DEMO = name == "demo"
    reader = seat(who, Look(1280, language, "light"))

    reader.page.goto(reader.address(address, **arguments.get(name, {})))

    all_looks(reader)


def test_form_with_errors_is_sound_in_every_look(language, seat, somebody):
    reader = seat("clerk", Look(1280, language, "light"))
    reader.page.goto(reader.address("office:fact_add", public_id=somebody.public_id, kind="contacts"))
    with reader.page.expect_navigation():
        reader.page.get_by_role("button", name=reader.say("Save the changes")).click()

    all_looks(reader)
    assert reader.status == 422
