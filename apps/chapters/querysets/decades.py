"""When the members of a group graduated, in figures that single nobody out."""

from dataclasses import dataclass

from django.db.models import Count

from apps.chapters.models import Chapter, Membership
from apps.records.models import Degree

FEWEST = 5  # fewer than that are counted with their neighbours
BARS = 6


@dataclass(frozen=True)
class Decade:
    """Members who graduated from one year (B.E.) to another, both included."""

    since: int
    until: int
    number: int


def decades_of(chapter: Chapter) -> list[Decade]:
    """The oldest first, in one query; none where there are too few to be told apart."""
    members = Membership.objects.held().filter(chapter=chapter).values("person")
    first = Degree.objects.filter(is_first=True, status=Degree.Status.CONFERRED, person__in=members)
    found = first.exclude(graduation_year_be=None).order_by().values_list("graduation_year_be")
    by_decade: dict[int, int] = {}
    for year, number in found.annotate(number=Count("pk")):
        since = year - (year - 1) % 10
        by_decade[since] = by_decade.get(since, 0) + number
    decades = [Decade(since, since + 9, number) for since, number in sorted(by_decade.items())]
    while len(decades) > 1 and (len(decades) > BARS or min(each.number for each in decades) < FEWEST):
        few = 0 if len(decades) > BARS else min(range(len(decades)), key=lambda place: decades[place].number)
        _fold(decades, few)
    return decades if len(decades) > 1 else []


def _fold(decades: list[Decade], place: int) -> None:
    """Makes one of the decade at this place and the next one, or of the last two."""
    one, other = decades[min(place, len(decades) - 2) :][:2]
    at = decades.index(one)
    decades[at : at + 2] = [Decade(one.since, other.until, one.number + other.number)]
