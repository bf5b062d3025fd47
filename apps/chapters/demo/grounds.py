"""Which groups there are: those of the grounds on which the most graduates stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Model, QuerySet
from django.utils.text import slugify

from apps.chapters.models import Chapter
from apps.records.models import Address, Campus, Cohort, Country, Degree, Faculty, Institution, Province

FACULTIES, PROVINCES, COHORTS = 6, 8, 4
Kind = Chapter.Kind


@dataclass(frozen=True)
class Ground:
    """A group to be: its names, and who may belong to it."""

    kind: Kind
    slug: str
    name_th: str
    name_en: str
    people: "QuerySet[Any]"  # rows with a person_id
    on: dict[str, Model] = field(default_factory=dict)
    most: int = 400


def grounds(institution: Institution) -> Iterator[Ground]:
    yield from _faculties(institution)
    yield from _campuses(institution)
    yield from _provinces(institution)
    yield from _abroad(institution)
    yield from _cohorts(institution)


def first_degrees(institution: Institution) -> QuerySet[Degree]:
    return Degree.objects.filter(institution=institution, is_first=True)


def _faculties(institution: Institution) -> Iterator[Ground]:
    degrees = Degree.objects.filter(institution=institution, status="conferred")
    for key in _largest(degrees, "faculty", FACULTIES):
        faculty = Faculty.objects.get(pk=key)
        yield Ground(
            Kind.FACULTY,
            f"faculty-{slugify(faculty.code)}",
            f"ชมรมศิษย์เก่า{faculty.name_th} {institution.abbr_th}",
            f"{institution.abbr_en} Alumni, {faculty.name_en}",
            degrees.filter(faculty=faculty),
            {"faculty": faculty},
        )


def _campuses(institution: Institution) -> Iterator[Ground]:
    degrees = Degree.objects.filter(institution=institution, status="conferred")
    for campus in Campus.objects.filter(institution=institution).order_by("code"):
        yield Ground(
            Kind.CAMPUS,
            f"campus-{slugify(campus.code)}",
            f"ชมรมศิษย์เก่า {institution.abbr_th} {campus.name_th}",
            f"{institution.abbr_en} Alumni, {campus.name_en}",
            degrees.filter(campus=campus),
            {"campus": campus},
            300,
        )


def _provinces(institution: Institution) -> Iterator[Ground]:
    homes = Address.objects.filter(status="live", kind="current")
    for code in _largest(homes.exclude(province=None), "province", PROVINCES):
        province = Province.objects.get(pk=code)
        yield Ground(
            Kind.PROVINCE,
            slugify(province.name_en),
            f"ชมรมศิษย์เก่า {institution.abbr_th} จังหวัด{province.name_th}".replace("จังหวัดกรุงเทพ", "กรุงเทพ"),
            f"{institution.abbr_en} Alumni in {province.name_en}",
            homes.filter(province=province),
            {"province": province},
        )


def _abroad(institution: Institution) -> Iterator[Ground]:
    homes = Address.objects.filter(status="live", kind="current").exclude(country="TH")
    for code in _largest(homes, "country", 1):
        country = Country.objects.get(pk=code)
        yield Ground(
            Kind.ABROAD,
            slugify(country.name_en),
            f"ชมรมศิษย์เก่า {institution.abbr_th} ใน{country.name_th}",
            f"{institution.abbr_en} Alumni in {country.name_en}",
            homes.filter(country=country),
            {"country": country},
            60,
        )


def _cohorts(institution: Institution) -> Iterator[Ground]:
    classes = Cohort.objects.filter(institution=institution, degrees__isnull=False).distinct()
    numbers = list(classes.order_by("number").values_list("number", flat=True))
    for number in numbers[:: max(1, len(numbers) // COHORTS)][:COHORTS]:
        cohort = classes.get(number=number)
        yield Ground(
            Kind.COHORT,
            f"class-{cohort.graduation_year_be}",
            f"ชมรมศิษย์เก่า {institution.abbr_th} รุ่นที่ {number}",
            f"{institution.abbr_en} Alumni, class {number}",
            first_degrees(institution).filter(cohort=cohort),
            {"cohort": cohort},
            200,
        )


def _largest(rows: "QuerySet[Any]", ground: str, most: int) -> list[Any]:
    """The keys of the grounds on which the most people stand."""
    counted = rows.exclude(**{ground: None}).order_by().values(ground).annotate(people=Count("pk"))
    return list(counted.order_by("-people", ground).values_list(ground, flat=True)[:most])
