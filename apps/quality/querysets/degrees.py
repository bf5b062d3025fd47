"""The degrees that a head-count counts."""

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from apps.quality.models import HeadCount
from apps.records.models import Degree

Scope = tuple[int, ...] | None  # campuses to which the reader is limited; None: the whole university
_FIRST = Q(is_first=True)


def by_study(scope: Scope = None) -> QuerySet[Degree]:
    """Every degree that this university conferred by study; honorary ones are in no head-count."""
    found = Degree.objects.filter(status=Degree.Status.CONFERRED, institution__code=settings.INSTITUTION)
    found = found.exclude(level="honorary").order_by()
    return found if scope is None else found.filter(campus__in=scope)


def counted(counts: str, scope: Scope = None) -> QuerySet[Degree]:
    """Those that count: each person once, by the first degree, or all of them."""
    return by_study(scope).filter(_FIRST) if counts == HeadCount.Counts.PEOPLE else by_study(scope)


def by_year(scope: Scope = None) -> dict[int, tuple[int, int]]:
    """How many people and how many degrees each year has."""
    years = by_study(scope).values_list("graduation_year_be")
    found = years.annotate(people=Count("pk", filter=_FIRST), degrees=Count("pk"))
    return {year: (people, degrees) for year, people, degrees in found if year is not None}
