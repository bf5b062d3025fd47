"""What the registrar of the demonstration counts: the same as is recorded, but for a few planted differences."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from apps.accounts.models import User
from apps.core.demo import Refused
from apps.core.registries import personas
from apps.quality.actions import headcounts
from apps.quality.actions.headcounts import Counted, Place
from apps.quality.models import HeadCount, Snapshot
from apps.quality.querysets.degrees import by_year
from apps.quality.querysets.degrees import counted as degrees_counted

from . import figures, slips

PEOPLE, DEGREES = HeadCount.Counts.PEOPLE, HeadCount.Counts.DEGREES
DOCUMENT = "รายงานจำนวนผู้สำเร็จการศึกษา ปีการศึกษา {year}"
FIRST_DRAFT = "ยอดเบื้องต้นก่อนพิธีพระราชทานปริญญาบัตร"
YEARS_OF_DEGREES = 5  # newest years of which the registrar also counted degrees
Say = Callable[[str], None]


@transaction.atomic
def seed(*, graduates: int | None, seed: int, say: Say) -> None:
    """Head-counts of every year, slips in some records, and half a year of figures."""
    years = sorted(by_year())
    if not years or HeadCount.objects.exists() or Snapshot.objects.exists():
        return
    clerk = _clerk()
    say("Head-counts of the registrar, and how good the records are")
    for year in years:
        _people(year, years, clerk)
    for year in years[-YEARS_OF_DEGREES:]:
        number = by_year()[year][1] + (1 if year == years[-2] else 0)
        _enter(Counted(year, [(Place(), number)]), DEGREES, clerk)
    slips.plant(clerk)
    figures.seed()


def _people(year: int, years: list[int], clerk: User) -> None:
    """By faculty, campus and level. One year has two more than are recorded, another two fewer; in a third, two
    bachelors were taken for masters."""
    found = degrees_counted(PEOPLE).filter(graduation_year_be=year).order_by("faculty__code", "campus", "level")
    numbers: dict[Place, int] = {}
    for place in found.values_list("faculty", "campus", "level"):
        numbers[Place(*place)] = numbers.get(Place(*place), 0) + 1
    if year == years[-1]:
        first = Counted(year, list(numbers.items()), by_faculty=True, by_campus=True, by_level=True)
        _enter(first, PEOPLE, clerk, document=FIRST_DRAFT, counted_on=date(year - 543 + 1, 3, 31))
    largest = max(numbers, key=lambda place: (numbers[place], place))
    if year == years[-8:][0]:
        numbers[largest] += 2
    if year == years[-4:][0]:
        numbers[largest] = max(numbers[largest] - 2, 0)
    if year == years[-2:][0] and largest.level == "bachelor":
        moved = min(2, numbers[largest])
        master = largest._replace(level="master")
        numbers[largest] -= moved
        numbers[master] = numbers.get(master, 0) + moved
    cells = [(place, number) for place, number in numbers.items() if number]
    _enter(Counted(year, cells, by_faculty=True, by_campus=True, by_level=True), PEOPLE, clerk)


def _enter(counted: Counted, counts: str, clerk: User, *, document: str = "", counted_on: date | None = None) -> None:
    headcounts.enter(
        counted,
        counts=counts,
        counted_on=counted_on or date(counted.graduation_year_be - 543 + 1, 9, 30),
        document=document or DOCUMENT.format(year=counted.graduation_year_be),
        by=clerk,
    )


def _clerk() -> User:
    emails = [persona.email for persona in personas.entries() if persona.kind == "staff"]
    clerk = User.objects.filter(email__in=emails, groups__name="records", campus_scopes__isnull=True).first()
    if clerk is None:
        raise Refused("The demonstration has no records clerk.")
    return clerk
