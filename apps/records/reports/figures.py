"""Figures of the registry: counted at once, kept until a search row changes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from apps.records.models import Cohort, Degree, Person, Province, SearchRow
from apps.records.querysets import counts

Report = TypeVar("Report")
Scope = Iterable[int] | None  # campuses to which the reader is limited; None: the whole university
_REACHABLE = Q(is_reachable=True)
_DECEASED = Q(is_deceased=True)
_LOST = ~_REACHABLE & ~_DECEASED


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The registry in figures. Graduates are people, each counted once, whatever the number of their degrees; those
    who are reachable, lost and deceased add up to them."""

    graduates: int
    reachable: int
    lost: int
    deceased: int
    degrees: int
    with_account: int

    @property
    def reachable_percent(self) -> int:
        """Of the living."""
        living = self.reachable + self.lost
        return round(100 * self.reachable / living) if living else 0


@dataclass(frozen=True, slots=True)
class CohortFigures:
    """A graduating class and what became of it."""

    number: int
    graduation_year_be: int
    reachable: int
    lost: int
    deceased: int

    @property
    def total(self) -> int:
        return self.reachable + self.lost + self.deceased


@dataclass(frozen=True, slots=True)
class ProvinceFigures:
    """How many living graduates are known to live in a province."""

    code: str
    name_th: str
    name_en: str
    abbr_th: str
    abbr_en: str
    region: str
    people: int

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name_th


def key_figures(scope: Scope = None) -> KeyFigures:
    return _kept("key-figures", scope, _count_all)


def by_cohort(scope: Scope = None) -> list[CohortFigures]:
    """All graduating classes of this university that have anybody, the oldest first."""
    return _kept("by-cohort", scope, _count_cohorts)


def by_province(scope: Scope = None) -> list[ProvinceFigures]:
    """All provinces, those without anybody too, by code."""
    return _kept("by-province", scope, _count_provinces)


def _kept(name: str, scope: Scope, count: Callable[[tuple[int, ...] | None], Report]) -> Report:
    campuses = None if scope is None else tuple(sorted(scope))
    key = f"{name}:{counts.generation()}:{settings.INSTITUTION}:{campuses}"
    kept: Report | None = cache.get(key)
    if kept is None:
        kept = count(campuses)
        cache.set(key, kept, counts.TTL)
    return kept


def _graduates(campuses: tuple[int, ...] | None) -> QuerySet[SearchRow]:
    rows = SearchRow.objects.filter(tier=SearchRow.Tier.OFFICE, is_graduate=True)
    if campuses is None:
        return rows
    return rows.filter(Exists(Degree.objects.filter(person=OuterRef("person"), campus__in=campuses)))


def _count_all(campuses: tuple[int, ...] | None) -> KeyFigures:
    graduates = _graduates(campuses)
    people = graduates.aggregate(
        graduates=Count("pk"),
        reachable=Count("pk", filter=_REACHABLE),
        lost=Count("pk", filter=_LOST),
        deceased=Count("pk", filter=_DECEASED),
    )
    degrees = Degree.objects.filter(status=Degree.Status.CONFERRED)
    accounts = Person.objects.filter(account__isnull=False)
    if campuses is not None:
        degrees, accounts = degrees.filter(campus__in=campuses), accounts.who_studied_at(campuses)
    return KeyFigures(**people, degrees=degrees.count(), with_account=accounts.count())


def _count_cohorts(campuses: tuple[int, ...] | None) -> list[CohortFigures]:
    counted = _graduates(campuses).filter(cohort__isnull=False).values("cohort_id")
    found = counted.annotate(
        reachable=Count("pk", filter=_REACHABLE),
        lost=Count("pk", filter=_LOST),
        deceased=Count("pk", filter=_DECEASED),
    )
    cohorts = Cohort.objects.in_bulk()
    figures = [
        CohortFigures(cohort.number, cohort.graduation_year_be, row["reachable"], row["lost"], row["deceased"])
        for row in found
        for cohort in [cohorts[row["cohort_id"]]]
    ]
    return sorted(figures, key=lambda each: each.number)


def _count_provinces(campuses: tuple[int, ...] | None) -> list[ProvinceFigures]:
    living = _graduates(campuses).filter(~_DECEASED, province__isnull=False).values("province_id")
    people = dict(living.annotate(people=Count("pk")).values_list("province_id", "people"))
    return [
        ProvinceFigures(
            code=province.code,
            name_th=province.name_th,
            name_en=province.name_en,
            abbr_th=province.abbr_th,
            abbr_en=province.abbr_en,
            region=province.region,
            people=people.get(province.code, 0),
        )
        for province in Province.objects.order_by("code")
    ]
