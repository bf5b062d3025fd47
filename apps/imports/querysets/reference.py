"""What the university calls its own things, as a reader of files and a planner of changes need it."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from django.utils import timezone

from apps.core.lib.text import fold
from apps.imports.lib.reference import (
    CampusEntry,
    DegreeEntry,
    FacultyEntry,
    IdPattern,
    PlaceEntry,
    ProgrammeEntry,
    Reference,
)
from apps.records.models import (
    Campus,
    CampusName,
    Cohort,
    Country,
    DegreeTitle,
    Faculty,
    FacultyName,
    Institution,
    PersonName,
    Programme,
    Province,
)

MOST_GIVEN_NAMES = 50_000


@dataclass
class Known:
    """The registry's own things: `reference` for the reader in words, the rest for the writer by key."""

    institution: Institution
    reference: Reference
    faculties: dict[str, tuple[int, int]] = field(default_factory=dict)  # code → key, key of its campus
    campuses: dict[str, int] = field(default_factory=dict)
    titles: dict[str, tuple[int, str]] = field(default_factory=dict)  # abbreviation → key, level
    programmes: dict[tuple[int, int, str], int] = field(default_factory=dict)  # faculty, title, name → key
    cohorts: dict[int, int] = field(default_factory=dict)  # year → key
    courses: dict[tuple[Any, ...], dict[str, Any]] = field(default_factory=dict)  # those of `studies.degree_of`

    @property
    def fingerprint(self) -> str:
        """Changes whenever the office changes what files are read by. First names do not count: they are a hint."""
        return hashlib.sha256(replace(self.reference, given_names=frozenset()).to_json().encode()).hexdigest()


def reference_now(*, with_given_names: bool = True) -> Known:
    institution = Institution.objects.served()
    faculties = list(Faculty.objects.filter(institution=institution).select_related("campus").order_by("pk"))
    campuses = list(Campus.objects.filter(institution=institution).order_by("pk"))
    titles = list(DegreeTitle.objects.order_by("pk"))
    programmes = list(Programme.objects.filter(faculty__institution=institution).order_by("pk"))
    by_key = {faculty.pk: faculty.code for faculty in faculties}
    title_by_key = {title.pk: title.abbr_th for title in titles}
    reference = Reference(
        this_year_be=timezone.localdate().year + 543,
        founded_be=institution.founded_be,
        cohort_base_be=institution.cohort_base_be,
        names=_names(institution.name_th, institution.name_en, *_former(institution)),
        student_ids=tuple(map(_pattern, institution.student_id_patterns)),
        faculties=_faculties(faculties),
        campuses=_campuses(campuses),
        degrees=tuple(
            DegreeEntry(each.abbr_th, each.level, _names(each.abbr_th, each.abbr_en, each.name_th, each.name_en))
            for each in titles
        ),
        programmes=tuple(
            ProgrammeEntry(by_key[each.faculty_id], title_by_key[each.title_id], each.name_th, each.name_en)
            for each in programmes
        ),
        provinces=_provinces(),
        countries=tuple(
            PlaceEntry(each.code, _names(each.name_th, each.name_en)) for each in Country.objects.order_by("code")
        ),
        given_names=_given_names() if with_given_names else frozenset(),
    )
    return Known(
        institution,
        reference,
        {each.code: (each.pk, each.campus_id) for each in faculties},
        {each.code: each.pk for each in campuses},
        {each.abbr_th: (each.pk, each.level) for each in titles},
        {(each.faculty_id, each.title_id, each.name_th): each.pk for each in programmes},
        dict(Cohort.objects.filter(institution=institution).values_list("graduation_year_be", "pk")),
    )


def _faculties(faculties: list[Faculty]) -> tuple[FacultyEntry, ...]:
    named: dict[int, list[str]] = defaultdict(list)
    for faculty_id, *names in FacultyName.objects.values_list("faculty_id", "name_th", "name_en", "abbr_th"):
        named[faculty_id] += names
    return tuple(
        FacultyEntry(
            each.code,
            each.campus.code,
            _names(each.name_th, each.name_en, *named[each.pk]),
            each.founded_be,
            each.closed_be,
            each.first_intake_be,
            each.student_id_digits,
        )
        for each in faculties
    )


def _campuses(campuses: list[Campus]) -> tuple[CampusEntry, ...]:
    named: dict[int, list[str]] = defaultdict(list)
    for campus_id, *names in CampusName.objects.values_list("campus_id", "name_th", "name_en"):
        named[campus_id] += names
    return tuple(
        CampusEntry(each.code, _names(each.name_th, each.name_en, *named[each.pk]), each.student_id_digit)
        for each in campuses
    )


def _provinces() -> tuple[PlaceEntry, ...]:
    return tuple(
        PlaceEntry(
            each.code,
            _names(each.name_th, each.name_en, each.abbr_th, each.abbr_en),
            tuple(each.postcode_prefixes),
        )
        for each in Province.objects.order_by("code")
    )


def _former(institution: Institution) -> list[str]:
    """Former names stand there as texts or as {"name_th", "name_en"}."""
    found: list[str] = []
    for each in institution.former_names:
        found += [each.get("name_th", ""), each.get("name_en", "")] if isinstance(each, dict) else [each]
    return found


def _names(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))


def _pattern(given: object) -> IdPattern:
    """Either a regular expression alone or one with the entry years for which it holds."""
    if isinstance(given, dict):
        return IdPattern(str(given["pattern"]), given.get("entry_from_be"), given.get("entry_to_be"))
    return IdPattern(str(given))


def _given_names() -> frozenset[str]:
    found = PersonName.objects.values_list("first_th", "first_en").distinct()[:MOST_GIVEN_NAMES]
    return frozenset(map(fold, filter(None, chain.from_iterable(found))))
