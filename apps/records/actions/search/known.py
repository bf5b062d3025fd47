"""What is known of people, as far as lists and searches use it; each fact that is not for everybody's eyes with its
audience."""

from dataclasses import dataclass, field
from typing import NamedTuple

from apps.records.lib.search_text import NameParts
from apps.records.models import Address
from apps.records.policy import Standing

__all__ = ["Known", "NameParts", "Named", "Offer", "Place", "Post"]

_HOME_FIRST = [Address.Kind.CURRENT, Address.Kind.REGISTERED, Address.Kind.WORK]


class Named(NamedTuple):
    audience: str
    parts: NameParts


class Place(NamedTuple):
    """An address in use: its kind, province and country."""

    audience: str
    kind: str
    province_id: str | None
    country_id: str | None


class Post(NamedTuple):
    """What somebody does or did; `words`: employer, position, field of work."""

    audience: str
    is_current: bool
    words: tuple[str, ...]
    sector: str
    province_id: str | None
    country_id: str | None


class Offer(NamedTuple):
    audience: str
    kind: str


@dataclass(slots=True)
class Known:
    """One person."""

    person_id: int
    has_current_name: bool = False
    names: list[Named] = field(default_factory=list)  # the one in use first, if there is one
    student_ids: list[str] = field(default_factory=list)
    cohort_id: int | None = None
    degree_audience: str = ""  # of the first degree
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    handles: list[str] = field(default_factory=list)
    has_live_contact: bool = False
    places: list[Place] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)  # the newest first
    offers: list[Offer] = field(default_factory=list)
    standing: Standing = field(default_factory=Standing)
    wants_silence: bool = False

    @property
    def province_id(self) -> str | None:
        if not self.places:
            return None
        return next((place.province_id for place in self.homes if place.province_id), None)

    @property
    def homes(self) -> list[Place]:
        """The places, the one first where somebody lives now."""
        if len(self.places) < 2:
            return self.places
        return sorted(self.places, key=lambda place: _HOME_FIRST.index(Address.Kind(place.kind)))

    @property
    def is_reachable(self) -> bool:
        is_silent = self.standing.is_deceased or self.standing.is_left_alone or self.wants_silence
        return (self.has_live_contact or bool(self.places)) and not is_silent
