"""An event in the words of schema.org, as search engines read it from a page."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

# A page must not end where a text in it says so; the same signs that Django's json_script escapes.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
ONLINE, OFFLINE, MIXED = "Online", "Offline", "Mixed"


@dataclass(frozen=True)
class Offer:
    """A kind of ticket that one can have."""

    name: str
    satang: int
    is_sold_out: bool


@dataclass(frozen=True)
class Told:
    """What everybody may know of an event."""

    name: str
    url: str
    starts: datetime
    ends: datetime
    organiser: str
    organiser_url: str
    text: str = ""
    picture: str = ""
    place: str = ""
    address: str = ""
    region: str = ""
    position: tuple[float, float] | None = None
    is_online: bool = False
    is_cancelled: bool = False
    offers: Sequence[Offer] = ()
    language: str = "th"

    @property
    def mode(self) -> str:
        if not self.is_online:
            return OFFLINE
        return MIXED if self.place else ONLINE


def described(told: Told) -> dict[str, Any]:
    """The event as a dictionary, without what is not known."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": told.name,
        "url": told.url,
        "startDate": told.starts.isoformat(timespec="minutes"),
        "endDate": told.ends.isoformat(timespec="minutes"),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if told.is_cancelled else 'Scheduled'}",
        "eventAttendanceMode": f"https://schema.org/{told.mode}EventAttendanceMode",
        "location": _locations(told),
        "inLanguage": told.language,
        "organizer": {"@type": "Organization", "name": told.organiser, "url": told.organiser_url},
        "description": told.text,
        "image": [told.picture] if told.picture else [],
        "offers": [_offer(each, told.url) for each in told.offers],
    }
    return {name: value for name, value in found.items() if value not in ("", [])}


def script_text(data: object) -> str:
    """As it may stand between the tags of a page."""
    return json.dumps(data, ensure_ascii=False).translate(_ESCAPES)


def _locations(told: Told) -> Any:
    places: list[dict[str, Any]] = []
    if told.place:
        address = {"@type": "PostalAddress", "streetAddress": told.address, "addressRegion": told.region}
        known = {name: value for name, value in address.items() if value}
        place: dict[str, Any] = {"@type": "Place", "name": told.place, "address": {**known, "addressCountry": "TH"}}
        if not told.region:
            place["address"] = told.address or told.place
        if told.position:
            latitude, longitude = told.position
            place["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
        places.append(place)
    if told.is_online:
        places.append({"@type": "VirtualLocation", "url": told.url})
    return places[0] if len(places) == 1 else places


def _offer(offer: Offer, url: str) -> dict[str, Any]:
    return {
        "@type": "Offer",
        "name": offer.name,
        "price": str(Decimal(offer.satang) / 100),
        "priceCurrency": "THB",
        "availability": f"https://schema.org/{'SoldOut' if offer.is_sold_out else 'InStock'}",
        "url": url,
    }
