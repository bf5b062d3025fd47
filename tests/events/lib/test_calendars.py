"""The calendar file as other programs read it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest

from apps.events.lib.calendars import Entry, calendar

BANGKOK, BERLIN = ZoneInfo("Asia/Bangkok"), ZoneInfo("Europe/Berlin")


def entry(**more):
    told = {
        "uid": "7d@alumni.example",
        "sequence": 3,
        "starts": datetime(2026, 9, 12, 17, tzinfo=BANGKOK),
        "ends": datetime(2026, 9, 12, 22, tzinfo=BANGKOK),
        "changed": datetime(2026, 8, 1, 10, tzinfo=BANGKOK),
        "title": "งานคืนสู่เหย้า; 40 ปี, ทุกรุ่น",
    }
    return Entry(**told | more)


def read(written):
    [event] = icalendar.Calendar.from_ical(written).walk("VEVENT")
    return event


def test_a_time_is_told_in_its_zone_and_the_zone_is_explained():
    written = calendar([entry()])
    assert b"DTSTART;TZID=Asia/Bangkok:20260912T170000" in written
    [zone] = icalendar.Calendar.from_ical(written).walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Bangkok"
    assert b"TZOFFSETTO:+0700" in written


def test_each_zone_is_explained_once():
    abroad = {"starts": datetime(2026, 9, 12, 17, tzinfo=BERLIN), "ends": datetime(2026, 9, 12, 19, tzinfo=BERLIN)}
    written = calendar([entry(), entry(uid="2"), entry(uid="3", **abroad), entry(uid="4", **abroad)])
    assert sorted(zone["TZID"] for zone in icalendar.Calendar.from_ical(written).walk("VTIMEZONE")) == [
        "Asia/Bangkok",
        "Europe/Berlin",
    ]


def test_an_entry_is_recognised_and_newer_than_before():
    event = read(calendar([entry()]))
    assert (event["UID"], event["SEQUENCE"]) == ("7d@alumni.example", 3)
    assert event["DTSTAMP"].dt == datetime(2026, 8, 1, 3, tzinfo=UTC)


@pytest.mark.parametrize(("is_cancelled", "status"), [(True, "CANCELLED"), (False, "CONFIRMED")])
def test_a_cancelled_entry_says_so(is_cancelled, status):
    assert read(calendar([entry(is_cancelled=is_cancelled)]))["STATUS"] == status


def test_thai_text_with_every_special_sign_comes_back_whole():
    text = "บรรทัดหนึ่ง, สอง; สาม\\สี่\nบรรทัดสอง “ใหม่” 😀" + "ยาวมาก" * 60
    event = read(calendar([entry(text=text, place="หอประชุม, หาดใหญ่")]))
    assert str(event["SUMMARY"]) == "งานคืนสู่เหย้า; 40 ปี, ทุกรุ่น"
    assert str(event["DESCRIPTION"]) == text
    assert str(event["LOCATION"]) == "หอประชุม, หาดใหญ่"


def test_lines_are_folded_between_letters_and_not_longer_than_75_octets():
    lines = calendar([entry(text="ก้" * 300)]).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines if line)


def test_a_feed_has_a_name_and_a_file_of_one_entry_has_none():
    assert b"X-WR-CALNAME:" not in calendar([entry()])
    feed = calendar([], name="กิจกรรม", url="https://alumni.example/calendar/public.ics")
    assert "X-WR-CALNAME:กิจกรรม".encode() in feed
    assert b"X-PUBLISHED-TTL:PT6H" in feed


def test_the_same_entries_are_the_same_text():
    assert calendar([entry()], name="a") == calendar([entry()], name="a")
