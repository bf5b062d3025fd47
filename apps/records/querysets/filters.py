"""What a list of people may be narrowed by: the office's, and that of the directory, which knows fewer things."""

from dataclasses import dataclass, fields

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where somebody stands towards the university."""

    EVERYONE = "", _("Everyone")
    GRADUATE = "graduate", _("Graduates")
    STUDENT = "student", _("Students")
    DECEASED = "deceased", _("Deceased")


class Reach(models.TextChoices):
    """Whether the office has any way to reach somebody who is alive and wants to hear from it."""

    ANY = "", _("Reachable or not")
    REACHABLE = "reachable", _("Reachable")
    LOST = "lost", _("Lost")


class Without(models.TextChoices):
    """What the degree that is asked about lacks."""

    NOTHING = "", _("Complete or not")
    FACULTY = "faculty", _("Without a faculty")
    CAMPUS = "campus", _("Without a campus")
    BOTH = "both", _("Without faculty and campus")


ANY_OFFER = "any"  # whoever offers any help at all
# What the office alone can ask, since the directory tells it of nobody; and what only the directory's rows hold.
_OFFICES = frozenset(
    {"status", "honorary", "reach", "gender", "has_account", "saved_list", "without", "is_first", "finding"}
)
_DIRECTORYS = frozenset({"country", "sector", "offers"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFilters:
    """What a list of people is narrowed by; everything at its default is everybody. Keys of rows, codes of choices.

    What is said about study (faculty, campus, level, cohort, years, and graduate or student) must be true of one and
    the same degree: "master's, engineering" finds no bachelor of engineering with a master's in law. A cohort is that
    of the first degree, since everybody belongs to one only."""

    text: str = ""
    faculty: int | None = None
    campus: int | None = None
    level: str = ""
    cohort: int | None = None
    year_from: int | None = None  # academic year of graduation, B.E.
    year_to: int | None = None
    honorary: bool | None = None
    status: str = Status.EVERYONE
    province: str = ""  # where they live now
    country: str = ""
    sector: str = ""  # Employment.Sector of the post they hold
    offers: str = ""  # HelpOffer.Kind, or ANY_OFFER
    reach: str = Reach.ANY
    gender: str = ""
    has_account: bool | None = None
    saved_list: int | None = None  # a hand-picked list
    without: str = Without.NOTHING
    is_first: bool | None = None  # a first degree, or a further one that was conferred too
    finding: str = ""  # the key of something that looks wrong: registries.findings

    def __bool__(self) -> bool:
        """Is anything narrowed at all?"""
        return any(getattr(self, field.name) != field.default for field in fields(self))

    def check(self, *, is_office: bool) -> None:
        """Raises ValueError where something is asked that these readers' rows do not tell."""
        strange = _DIRECTORYS if is_office else _OFFICES
        asked = sorted(
            field.name
            for field in fields(self)
            if field.name in strange and getattr(self, field.name) != field.default
        )
        if asked:
            raise ValueError(f"{'the office' if is_office else 'the directory'} cannot ask: {', '.join(asked)}")

    @property
    def asks_about_a_degree(self) -> bool:
        """Is anything said about study that a person's own row does not tell?"""
        return bool(
            self.faculty
            or self.campus
            or self.level
            or self.year_from is not None
            or self.year_to is not None
            or self.honorary
            or self.without
            or self.is_first is not None
            or self.status == Status.STUDENT
        )
