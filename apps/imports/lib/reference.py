"""What the university calls its own things: handed in by the caller as plain values, so that this room needs no
database and a child process can be given them."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class FacultyEntry:
    """`names`: every name and abbreviation that it has or had, Thai and English, as written."""

    code: str
    campus: str
    names: tuple[str, ...]
    founded_be: int | None = None
    closed_be: int | None = None
    first_intake_be: int | None = None
    student_id_digits: str = ""


@dataclass(frozen=True)
class CampusEntry:
    code: str
    names: tuple[str, ...]
    student_id_digit: str = ""


@dataclass(frozen=True)
class DegreeEntry:
    """`names`: abbreviations and full names, Thai and English."""

    abbr_th: str
    level: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class ProgrammeEntry:
    faculty: str
    degree: str
    name_th: str
    name_en: str = ""


@dataclass(frozen=True)
class PlaceEntry:
    """A province or a country: `names` with abbreviations and other spellings."""

    code: str
    names: tuple[str, ...]
    postcode_prefixes: tuple[str, ...] = ()


@dataclass(frozen=True)
class IdPattern:
    """How student ids look (a regular expression for the whole id) for entry years from … to …; None: open."""

    pattern: str
    entry_from_be: int | None = None
    entry_to_be: int | None = None


@dataclass(frozen=True)
class Reference:
    """Everything that a reader of files looks words up in. `names`: the university's own (also former)
    names. `given_names`: first names on record, folded; may be empty."""

    this_year_be: int
    founded_be: int = 2400
    cohort_base_be: int = 2400
    names: tuple[str, ...] = ()
    student_ids: tuple[IdPattern, ...] = ()
    faculties: tuple[FacultyEntry, ...] = ()
    campuses: tuple[CampusEntry, ...] = ()
    degrees: tuple[DegreeEntry, ...] = ()
    programmes: tuple[ProgrammeEntry, ...] = ()
    provinces: tuple[PlaceEntry, ...] = ()
    countries: tuple[PlaceEntry, ...] = ()
    given_names: frozenset[str] = field(default_factory=frozenset)

    def to_json(self) -> str:
        return json.dumps(asdict(self) | {"given_names": sorted(self.given_names)}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Reference":
        plain: dict[str, Any] = json.loads(text)
        kinds = {
            "student_ids": IdPattern,
            "faculties": FacultyEntry,
            "campuses": CampusEntry,
            "degrees": DegreeEntry,
            "programmes": ProgrammeEntry,
            "provinces": PlaceEntry,
            "countries": PlaceEntry,
        }
        for name, kind in kinds.items():
            plain[name] = tuple(kind(**_tuples(entry)) for entry in plain[name])
        return cls(**_tuples(plain) | {"given_names": frozenset(plain["given_names"])})


def _tuples(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in plain.items()}
