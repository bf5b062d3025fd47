"""A reader of calendar files that forgives nothing (RFC 5545, and what programs are known to stumble over)."""

import re
from datetime import datetime, timedelta

LINE = re.compile(
    r"(?P<name>[A-Za-z0-9-]+)"
    r'(?P<params>(?:;[A-Za-z0-9-]+=(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*)(?:,(?:"[^"]*"|[^";:,]*))*)*)'
    r":(?P<value>[^\x00-\x08\x0a-\x1f\x7f]*)"
)
TEXT = {"SUMMARY", "DESCRIPTION", "LOCATION", "CONTACT"}
ONCE = {
    *("UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "URL", "GEO"),
    *("CLASS", "TRANSP", "LAST-MODIFIED", "CREATED", "ORGANIZER", "DURATION", "RRULE", "RECURRENCE-ID"),
}
UTC = re.compile(r"\d{8}T\d{6}Z")
LOCAL = re.compile(r"\d{8}T\d{6}")


def components(content):
    """`[(name, [(property, params, value), …], parents), …]` in the order in which they begin."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    lines = content[:-2].split(b"\r\n")
    assert all(0 < len(line) <= 75 for line in lines)
    for line in lines:
        line.decode()  # no letter is cut in two
    found, open_ones = [], []
    for line in content.replace(b"\r\n ", b"").replace(b"\r\n\t", b"").decode()[:-2].split("\r\n"):
        read = LINE.fullmatch(line)
        assert read, line
        name, value = read["name"].upper(), read["value"]
        if name == "BEGIN":
            found.append((value, [], tuple(each[0] for each in open_ones)))
            open_ones.append(found[-1])
        elif name == "END":
            assert open_ones.pop()[0] == value
        else:
            params = dict(each.split("=", 1) for each in read["params"].split(";")[1:])
            open_ones[-1][1].append((name, params, value))
    assert not open_ones
    return found


def read(content):
    """The entries by their UID, each as a dictionary of its properties. AssertionError for whatever is not right."""
    found = components(content)
    assert [found[0][0], found[0][2]] == ["VCALENDAR", ()]
    head = {name: value for name, _params, value in found[0][1]}
    assert head["VERSION"] == "2.0"
    assert head["PRODID"]
    assert "METHOD" not in head  # a file, no message: a METHOD would ask for an ORGANIZER with an address (RFC 5546)
    zones = _zones(found)
    names = [name for name, _properties, _parents in found]
    assert "VEVENT" not in names[: max((i for i, name in enumerate(names) if name == "VTIMEZONE"), default=0)]
    entries = {}
    for name, properties, _parents in found:
        if name == "VEVENT":
            entry = _entry(properties, zones)
            assert entry["UID"] not in entries
            entries[entry["UID"]] = entry
    return entries


def _zones(found):
    """`{TZID: [(since, offset), …]}`"""
    zones, current = {}, None
    for name, properties, parents in found:
        told = {key: value for key, _params, value in properties}
        if name == "VTIMEZONE":
            current = told["TZID"]
            assert current not in zones
            zones[current] = []
        elif name in {"STANDARD", "DAYLIGHT"}:
            assert parents[-1] == "VTIMEZONE"
            assert {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"} <= set(told)
            since = [
                told["DTSTART"],
                *(each for key, _p, value in properties if key == "RDATE" for each in value.split(",")),
            ]
            zones[current] += [(each, _offset(told["TZOFFSETTO"])) for each in since]
            assert "RRULE" not in told  # what this reader does not count
    assert all(zones.values())
    return zones


def _entry(properties, zones):
    names = [name for name, _params, _value in properties]
    assert not {name for name in ONCE if names.count(name) > 1}
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "STATUS"} <= set(names)
    entry = {name: value for name, _params, value in properties}
    assert UTC.fullmatch(entry["DTSTAMP"])
    assert entry["SEQUENCE"].isdecimal()
    assert entry["STATUS"] in {"CONFIRMED", "CANCELLED"}
    for name, params, value in properties:
        if name in {"DTSTART", "DTEND"}:
            assert LOCAL.fullmatch(value)
            entry[name] = _moment(value, zones[params["TZID"]])
        if name in TEXT:
            assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value)  # a bare one would begin another value
    assert entry["DTSTART"] < entry["DTEND"]
    return entry


def _moment(written, changes):
    """In UTC, by what the file itself says of the zone."""
    ruling = max(((since, offset) for since, offset in changes if since <= written), default=None)
    assert ruling, f"the zone says nothing about {written}"
    return datetime.strptime(written, "%Y%m%dT%H%M%S") - ruling[1]  # noqa: DTZ007 - its zone was just looked up


def _offset(text):
    sign = -1 if text[0] == "-" else 1
    return sign * timedelta(hours=int(text[1:3]), minutes=int(text[3:5]))
