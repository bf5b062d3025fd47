"""What search engines are told of an event."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from apps.events.lib.linked_data import Offer, Told, described, script_text

BANGKOK = ZoneInfo("Asia/Bangkok")


def told(**more):
    known = {
        "name": "งานคืนสู่เหย้า",
        "url": "https://alumni.example/events/a/",
        "starts": datetime(2026, 9, 12, 17, tzinfo=BANGKOK),
        "ends": datetime(2026, 9, 12, 22, tzinfo=BANGKOK),
        "organiser": "ชมรมศิษย์เก่า",
        "organiser_url": "https://alumni.example/chapters/a/",
    }
    return Told(**known | more)


def test_a_place_with_all_that_is_known_of_it():
    found = described(told(place="หอประชุม", address="ถ.กาญจนวณิชย์", region="สงขลา", position=(7.0, 100.5)))
    assert found["startDate"] == "2026-09-12T17:00+07:00"
    assert found["eventAttendanceMode"].endswith("OfflineEventAttendanceMode")
    assert found["location"]["address"]["addressRegion"] == "สงขลา"
    assert found["location"]["geo"]["longitude"] == 100.5


def test_online_only_and_both():
    assert described(told(is_online=True))["location"]["@type"] == "VirtualLocation"
    both = described(told(is_online=True, place="หอประชุม"))
    assert [each["@type"] for each in both["location"]] == ["Place", "VirtualLocation"]
    assert both["eventAttendanceMode"].endswith("MixedEventAttendanceMode")


@pytest.mark.parametrize(("is_cancelled", "status"), [(True, "EventCancelled"), (False, "EventScheduled")])
def test_a_cancelled_one_says_so(is_cancelled, status):
    assert described(told(is_cancelled=is_cancelled))["eventStatus"] == f"https://schema.org/{status}"


def test_tickets_are_offers_in_baht():
    offers = [Offer("โต๊ะรุ่น", 80_000, False), Offer("ฟรี", 0, True)]
    found = described(told(offers=offers))["offers"]
    assert [(each["price"], each["priceCurrency"], each["availability"][-7:]) for each in found] == [
        ("800", "THB", "InStock"),
        ("0", "THB", "SoldOut"),
    ]


def test_what_is_not_known_is_left_out():
    assert {"description", "image", "offers"}.isdisjoint(described(told()))


def test_no_text_ends_the_script():
    written = script_text(described(told(name="</script><script>alert(1)</script>&")))
    assert "<" not in written
    assert json.loads(written)["name"] == "</script><script>alert(1)</script>&"
