"""The figures with which the home page introduces the university's alumni."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache

from apps.records.models import Cohort, Graduate

KEPT_FOR = 600  # seconds; nobody counts the graduates on the home page


@dataclass(frozen=True)
class Figures:
    """How many graduates the registry knows, and in how many graduating classes."""

    graduates: int
    cohorts: int


def figures() -> Figures:
    """The figures as they were at most ten minutes ago."""
    kept: Figures = cache.get_or_set(f"home.figures.{settings.INSTITUTION}", _count, KEPT_FOR)
    return kept


def _count() -> Figures:
    return Figures(
        graduates=Graduate.objects.count(),
        cohorts=Cohort.objects.filter(institution__code=settings.INSTITUTION).count(),
    )
