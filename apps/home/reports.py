"""What the portal says of the university in front: figures of its alumni, its colours, its letterhead."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.core.registries import Letterhead
from apps.records.models import Degree
from apps.records.reports import ProvinceFigures, by_province, current_institution

KEPT_FOR = 600  # seconds; nobody counts the graduates on the home page
FEW = 5  # so many people at least stand behind each number that everybody may see


@dataclass(frozen=True)
class Figures:
    """How many graduates the registry knows, in how many graduating classes, and where they live: a province that is
    home to fewer than FEW counts as nobody's."""

    graduates: int
    cohorts: int
    provinces: tuple[ProvinceFigures, ...] = ()

    @property
    def homes(self) -> int:
        """In how many provinces a few live at least."""
        return sum(each.people > 0 for each in self.provinces)


def figures() -> Figures:
    """The figures as they were at most ten minutes ago."""
    kept: Figures | None = cache.get_or_set(f"home.figures.{settings.INSTITUTION}", _count, KEPT_FOR)
    return kept or _count()


def letterhead() -> Letterhead:
    """In whose name messages go out, in the active language."""
    row = current_institution()
    if row is None:
        return Letterhead(portal=_("Alumni portal"), university="", office="", contact="")
    english = get_language() == "en"
    return Letterhead(
        portal=_("%(university)s Alumni") % {"university": (english and row.abbr_en) or row.abbr_th},
        university=row.name,
        office=(english and row.office_name_en) or row.office_name_th,
        contact=" · ".join(filter(None, (row.office_phone, row.office_email))),
    )


def _count() -> Figures:
    first_degrees = Degree.objects.filter(is_first=True)  # one a graduate: it decides the cohort
    counted = first_degrees.aggregate(graduates=Count("pk"), cohorts=Count("cohort", distinct=True))
    return Figures(**counted, provinces=tuple(map(_told, by_province())))


def _told(province: ProvinceFigures) -> ProvinceFigures:
    return province if province.people >= FEW else replace(province, people=0)
