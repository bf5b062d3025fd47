"""Every file and feed before a reader that forgives nothing: Thai text, zones with summer time, what is cancelled."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from apps.events.actions import calendar_keys, cancelling, writing
from tests.events.lib.strict_calendar import read
from tests.factories import (
    AlumnusFactory,
    ChapterFactory,
    EventFactory,
    ProvinceFactory,
    RegistrationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ZONES = ("Asia/Bangkok", "Europe/London", "America/New_York", "Australia/Sydney", "Africa/Cairo")
HOSTILE = 'งาน “กลับบ้าน”, ครั้งที่ 1; C:\\new\nBEGIN:VEVENT\r\nUID:x "ก้ำ" 😀👩‍👩‍👧' + "ก็ดี้" * 40


def only(content):
    [entry] = read(content).values()
    return entry


def in_utc(moment):
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)


@pytest.mark.parametrize("language", ["th", "en"])
def test_hostile_text_stays_text(client, language):
    event = EventFactory(
        title_th=HOSTILE[:150],
        title_en=HOSTILE[:150],
        summary_th=HOSTILE[:300],
        place=HOSTILE[:150],
        address="1, หมู่ 2; ต.คอหงส์",
        province=ProvinceFactory(),
    )

    for path in (reverse("events:ics", args=[event.slug]), "/calendar/public.ics"):
        entry = only(client.get(path, {"lang": language}).content)
        assert "\\n" in entry["SUMMARY"]
        assert (entry["DTSTART"], entry["DTEND"]) == (in_utc(event.starts_at), in_utc(event.ends_at))


@pytest.mark.parametrize(
    "zone", ["Asia/Bangkok", "Europe/London", "America/New_York", "Australia/Sydney", "Africa/Cairo"]
)
@pytest.mark.parametrize("month", [1, 4, 7, 10, 12])
def test_the_file_s_own_zone_says_the_right_moment(client, zone, month):
    starts = datetime(2029, month, 28, 18, 30, tzinfo=ZoneInfo(zone))
    ends = datetime(2029, month, 28, 22, 0, tzinfo=ZoneInfo(zone))
    event = EventFactory(starts_at=starts, ends_at=ends, time_zone=zone)

    entry = only(client.get(reverse("events:ics", args=[event.slug])).content)

    assert (entry["DTSTART"], entry["DTEND"]) == (in_utc(starts), in_utc(ends))


def test_feeds_of_many_zones_and_states_are_whole(client):
    group = ChapterFactory()
    events = [EventFactory(chapter=group, time_zone=zone) for zone in ("Asia/Bangkok", "Asia/Tokyo", "Europe/Paris")]
    gone = EventFactory(chapter=group)
    cancelling.cancel(gone, reason="น้ำท่วม; เลื่อน, ไปก่อน", by=UserFactory())
    person = AlumnusFactory()
    for event in events:
        RegistrationFactory(event=event, person=person)
    secret = calendar_keys.make(person.account, label="x")

    public = read(client.get("/calendar/public.ics").content)
    of_group = read(client.get(f"/calendar/groups/{group.slug}.ics").content)
    mine = read(client.get(reverse("calendars:mine", args=[secret])).content)

    assert (len(public), len(of_group), len(mine)) == (4, 4, 3)
    assert sorted(each["STATUS"] for each in public.values()).count("CANCELLED") == 1
    assert set(mine) < set(public) == set(of_group)


def test_a_change_has_the_same_name_and_a_larger_number(client):
    event = EventFactory()
    path = reverse("events:ics", args=[event.slug])
    before = only(client.get(path).content)
    writing.change(event, {"place": "ลานใหม่"}, by=UserFactory())
    after = only(client.get(path).content)

    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert after["DTSTAMP"] >= before["DTSTAMP"]


def test_what_google_and_outlook_ask_of_a_feed(client):
    EventFactory()
    answer = client.get("/calendar/public.ics")
    text = answer.content.decode()

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert not text.startswith("\ufeff")
    assert "X-WR-TIMEZONE:Asia/Bangkok\r\n" in text
    assert "X-WR-CALNAME:" in text
    assert "CALSCALE:GREGORIAN\r\n" in text
    assert "X-PUBLISHED-TTL:PT6H\r\n" in text
    assert client.head("/calendar/public.ics").status_code == 200


def test_an_empty_feed_is_a_calendar(client):
    assert read(client.get("/calendar/public.ics").content) == {}
