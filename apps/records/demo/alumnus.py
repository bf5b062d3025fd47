"""One invented graduate while their rows are being written."""

from dataclasses import dataclass, field

from apps.records.actions.search.known import Offer, Place, Post
from apps.records.lib.search_text import NameParts

from .faculties import FacultyPlan


@dataclass(slots=True)
class Alumnus:
    """What the rows of one graduate have in common."""

    id: int
    serial: int  # counted from 0 in the order of the classes: their row in the registrar's file
    cohort: int
    year: int  # academic year of graduation, B.E.
    faculty: FacultyPlan
    level: str
    entry: int  # B.E.
    gender: str
    born: int  # B.E.
    home: str  # province
    country: str  # nationality
    malay: bool
    keen: bool  # keeps their own record up to date, and lets others see it
    title: tuple[str, str] = ("", "")
    names: list[NameParts] = field(default_factory=list)  # the one in use first
    name_audience: str = ""  # of all of them
    degree_audience: str = ""
    student_ids: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    handles: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)  # addresses in use
    posts: list[Post] = field(default_factory=list)  # the newest first
    offers: list[Offer] = field(default_factory=list)
    has_live_contact: bool = False
    is_deceased: bool = False
    wants_silence: bool = False

    @property
    def province(self) -> str | None:
        """Where they live."""
        return next((place.province_id for place in self.places), None)

    @property
    def is_thai(self) -> bool:
        return self.country == "TH"

    @property
    def row_in_file(self) -> str:
        return f"registrar-2549.csv:{self.serial + 2}"
