"""The door of an event on a telephone whose network is cut, in a real browser."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from PIL import Image

from apps.core.lib import qr_codes
from apps.events.lib.codes import written
from apps.events.models import CheckIn
from tests.factories import CheckInFactory, DoorKeeperFactory, EventFactory, RegistrationFactory

from .looks import PHONE
from .reader import Reader
from .university import session_cookie

READY = "[data-door][data-shelved=yes]"


@pytest.fixture
def tonight(university):
    """An event with people who are expected, and whoever keeps its door."""
    event = EventFactory(starts_at=timezone.now() - timedelta(minutes=5), seats=20)
    event.keeper = DoorKeeperFactory(event=event).person.account
    event.people = [RegistrationFactory(event=event).attendees.get() for _person in range(4)]
    return event


@pytest.fixture
def open_door(open_context, tonight):
    """`open_door("front")`: the page of the door on a telephone of its own, its list loaded."""
    opened = []

    def stand(name):
        context = open_context(PHONE, tonight.keeper)
        opened.append(context)
        reader = Reader(context, PHONE)
        reader.visit("events:door", slug=tonight.slug)
        reader.page.wait_for_selector(READY)
        reader.page.evaluate("(name) => localStorage.setItem('portal-door-name', name)", name)
        reader.page.locator("[data-device]").evaluate("(box, name) => { box.value = name; }", name)
        return reader

    yield stand
    for context in opened:
        context.close()


def type_code(reader, attendee):
    reader.page.locator("#id_q").fill(written(attendee.code).lower())
    reader.page.keyboard.press("Enter")


def result(reader):
    box = reader.page.locator("[data-result]")
    box.wait_for()
    return box.inner_text()


def rows(attendee):
    return list(CheckIn.objects.filter(attendee=attendee).order_by("pk").values_list("device", "offline", "is_double"))


def test_door_works_without_a_network_and_sends_later(open_door, tonight):
    door = open_door("front")
    first, second = tonight.people[:2]
    door.context.set_offline(True)
    door.page.reload()  # also the page itself comes from the device

    type_code(door, first)

    assert first.name in result(door)
    door.page.reload()
    type_code(door, second)
    assert second.name in result(door)
    banner = door.page.locator("[data-banner]")
    banner.get_by_text("2").wait_for()
    assert not CheckIn.objects.filter(attendee__registration__event=tonight).exists()
    CheckInFactory(attendee=tonight.people[2])  # by another door

    door.context.set_offline(False)

    banner.wait_for(state="hidden")
    assert rows(first) == rows(second) == [("front", True, False)]
    assert door.page.locator("[data-came]").inner_text() == "3"


def test_two_doors_without_network_hear_of_each_other(open_door, tonight):
    front, back, guest = open_door("front"), open_door("back"), tonight.people[0]
    for door in (front, back):
        door.context.set_offline(True)
        type_code(door, guest)
        assert door.say("Let in") in result(door)

    front.context.set_offline(False)
    front.page.locator("[data-banner]").wait_for(state="hidden")
    back.context.set_offline(False)
    back.page.locator("[data-banner]").wait_for(state="hidden")

    doubles = back.page.locator("[data-doubles]")
    doubles.get_by_text(guest.name).wait_for()
    assert "front" in doubles.inner_text()
    assert rows(guest) == [("front", True, False), ("back", True, True)]


def test_second_scan_is_stopped_while_there_is_a_network(open_door, tonight):
    front, back, guest = open_door("front"), open_door("back"), tonight.people[0]
    type_code(front, guest)
    assert front.say("Let in") in result(front)

    type_code(back, guest)

    said = result(back)
    assert back.say("Let in already") in said
    assert "front" in said
    assert rows(guest) == [("front", False, False)]


def test_undone_without_a_network(open_door, tonight):
    door, guest = open_door("front"), tonight.people[0]
    door.context.set_offline(True)
    type_code(door, guest)
    result(door)

    door.page.locator("[data-result-do] button").click()

    door.page.locator("[data-result-title]").get_by_text(door.say("Undone")).wait_for()
    door.page.reload()
    type_code(door, guest)
    assert door.say("Let in already") not in result(door)
    door.page.locator("[data-result-do] button").click()
    door.page.locator("[data-result-title]").get_by_text(door.say("Undone")).wait_for()
    door.context.set_offline(False)
    door.page.locator("[data-banner]").wait_for(state="hidden")
    assert CheckIn.objects.filter(attendee=guest, undone_at=None).count() == 0


def test_scans_outlive_the_session(open_door, tonight, university):
    door, guest = open_door("front"), tonight.people[0]
    door.context.set_offline(True)
    type_code(door, guest)
    result(door)
    [session] = [each["value"] for each in door.context.cookies() if each["name"] == "sessionid"]
    Session.objects.filter(session_key=session).delete()

    door.context.set_offline(False)

    door.page.locator("[data-sign-in]").wait_for()  # and says that the scan waits
    cookie = {"name": "sessionid", "value": session_cookie(tonight.keeper), "url": university.url}
    door.context.add_cookies([cookie])
    door.complaints.clear()  # of the network that was cut
    door.visit("events:door", slug=tonight.slug)
    door.page.wait_for_selector(READY)
    assert rows(guest) == [("front", True, False)]


def test_name_is_found_on_the_device(open_door, tonight):
    door, guest = open_door("front"), tonight.people[2]
    door.context.set_offline(True)

    door.page.locator("#id_q").press_sequentially(guest.name)
    door.page.locator("[data-found] button").first.click()

    assert guest.name in result(door)


def test_looking_for_the_next_one_takes_the_last_answer_away(open_door, tonight):
    door = open_door("front")
    first, second = tonight.people[:2]
    type_code(door, first)
    assert first.name in result(door)

    door.page.locator("#id_q").fill(second.name)

    door.page.locator("[data-found] button").wait_for()
    assert door.page.locator("[data-result]").is_hidden()
    assert door.page.locator("[data-doubles-box]").is_hidden()


def test_walk_in_without_a_network_is_seated_later(open_door, tonight):
    door = open_door("front")
    newest = RegistrationFactory(event=tonight).attendees.get()  # on no device's list
    door.context.route("**/*", lambda route: route.abort())  # and the telephone believes that there is one
    type_code(door, newest)
    assert door.say("Not on the list") in result(door)
    door.unfold("Came without registering")
    door.page.locator("[data-walkin] [name=name]").fill("ลุงชัย")

    door.page.locator("[data-walkin] button").click()

    door.page.locator("[data-result-name]").get_by_text("ลุงชัย").wait_for()
    door.context.unroute("**/*")
    door.page.evaluate("dispatchEvent(new Event('online'))")
    door.page.locator("[data-banner]").wait_for(state="hidden")
    assert tonight.registrations.filter(source="door", attendees__name="ลุงชัย").count() == 1
    assert rows(newest) == []  # whoever kept the door was told nothing else


def test_signing_out_wipes_the_list(open_door, tonight):
    door = open_door("front")

    door.visit("account_logout")
    door.page.locator("main form button").click()
    door.page.wait_for_load_state()

    names = door.page.evaluate("async () => (await indexedDB.databases()).map(({ name }) => name)")
    shelves = door.page.evaluate("() => caches.keys()")
    assert ("portal-door-list" in names, shelves) == (False, [])


def film_of(text, path):
    """A film for the browser's false camera: the QR code of a ticket, held still."""
    still = Image.new("L", (640, 480), 200)
    still.paste(Image.open(BytesIO(qr_codes.png(text))).convert("L"), (180, 100))
    colours = bytes([128]) * (320 * 240 * 2)
    frame = b"FRAME\n" + still.tobytes() + colours
    path.write_bytes(b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n" + frame * 10)
    return path


def test_camera_reads_a_ticket(browser, chromium, tonight, university, tmp_path):
    """By the decoder of ours, since this browser has no reader of its own."""
    guest = tonight.people[0]
    film = film_of(guest.code, tmp_path / "ticket.y4m")
    camera = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
    other = browser.browser_type.launch(
        executable_path=chromium, args=[*camera, f"--use-file-for-fake-video-capture={film}"]
    )
    try:
        context = other.new_context(base_url=university.url, viewport=PHONE.size, locale="th-TH")
        cookie = {"name": "sessionid", "value": session_cookie(tonight.keeper), "url": university.url}
        context.add_cookies([cookie])
        door = Reader(context, PHONE)
        door.visit("events:door", slug=tonight.slug)
        door.page.wait_for_selector(READY)

        door.page.locator("[data-scan]").click()

        assert guest.name in result(door)
        door.page.locator("[data-scan]").click()
        assert rows(guest) == [("", False, False)]
    finally:
        other.close()


def test_picture_of_a_ticket_is_read_without_a_network(open_door, tonight):
    """Where a page may not use the camera; also the decoder is on the device."""
    door, guest = open_door("front"), tonight.people[1]
    picture = qr_codes.png(f"https://portal.example/#{guest.code}")
    door.context.set_offline(True)
    door.page.reload()
    door.page.wait_for_selector("[data-door][data-loaded=yes]")

    file = {"name": "ticket.png", "mimeType": "image/png", "buffer": picture}
    door.page.locator("[data-picture]").set_input_files(file)

    assert guest.name in result(door)


def test_door_works_by_forms_alone(open_context, tonight):
    """Without scripts, as long as there is a network."""
    context = open_context(PHONE, tonight.keeper, scripts=False)
    door, guest = Reader(context, PHONE, scripts=False), tonight.people[3]
    door.visit("events:door", slug=tonight.slug)

    door.page.locator("#id_q").fill(written(guest.code).lower())
    door.press("Look up")
    door.sees(guest.name)
    assert rows(guest) == [("", False, False)]

    door.press("Undo")
    door.sees("Undone")
    assert CheckIn.objects.filter(attendee=guest, undone_at=None).count() == 0

    door.unfold("Came without registering")
    door.fill({"name of whoever comes": "ลุงชัย"})
    door.press("Let in by name")
    door.sees("ลุงชัย")
    context.close()
