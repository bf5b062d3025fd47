"""Groups, as those may see them who look."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from apps.records.models import Address, Degree

if TYPE_CHECKING:
    from apps.chapters.models import Chapter  # noqa: F401 - a name for the type checker
    from apps.records.models import Person

GROUNDS = ("faculty", "campus", "province", "country", "cohort")


class ChapterQuerySet(models.QuerySet["Chapter"]):
    """The groups that the university knows."""

    def public(self) -> Self:
        """Those that everybody may know of: recognised by the university, or suspended for now."""
        return self.filter(status__in=["recognised", "suspended"])

    def living(self) -> Self:
        """Those that take members."""
        return self.filter(status="recognised")

    def with_ground(self) -> Self:
        return self.select_related("parent", *GROUNDS)

    def with_area(self) -> Self:
        """With the further provinces for which each is there."""
        return self.with_ground().prefetch_related("served_provinces__province")

    def with_counts(self) -> Self:
        """`members`: how many members each has, whoever they are."""
        from apps.chapters.models import Membership  # noqa: PLC0415 - the models import this module

        counted = (
            Membership.objects.filter(chapter=OuterRef("pk"), state="member")
            .order_by()
            .values("chapter")
            .annotate(number=Count("pk"))
            .values("number")
        )
        return self.annotate(members=Coalesce(Subquery(counted), 0))

    def named(self, words: str) -> Self:
        """Those whose name, today's or an older one, holds these words."""
        names = Q(name_th__icontains=words) | Q(name_en__icontains=words)
        old = Q(names__name_th__icontains=words) | Q(names__name_en__icontains=words)
        return self.filter(names | old).distinct()

    def fitting(self, person_id: int) -> Self:
        """Those whose ground is among what the records say of this person: the faculties, campuses and class of their
        degrees, and where they live. The university's association fits every graduate."""
        from apps.chapters.models import ServedProvince  # noqa: PLC0415 - the models import this module

        degrees = Degree.objects.filter(person=person_id, status="conferred")
        homes = Address.objects.filter(person=person_id, status="live", kind="current")
        served: models.QuerySet[ServedProvince] = ServedProvince.objects.filter(
            province__in=homes.exclude(province=None).values("province")
        )
        fits = (
            Q(faculty__in=degrees.exclude(faculty=None).values("faculty"))
            | Q(campus__in=degrees.exclude(campus=None).values("campus"))
            | Q(cohort__in=degrees.filter(is_first=True).exclude(cohort=None).values("cohort"))
            | Q(province__in=homes.exclude(province=None).values("province"))
            | Q(pk__in=served.values("chapter"))
            | Q(kind="abroad", country__in=homes.exclude(country="TH").values("country"))
            | Q(kind="association", institution__in=degrees.filter(is_first=True).values("institution"))
        )
        return self.filter(fits)

    def proposed_to(self, person: "Person") -> Self:
        """Those that fit the person, who is in none of them, has not asked, and never said no."""
        from apps.chapters.models import Membership  # noqa: PLC0415 - the models import this module

        known: models.QuerySet[Membership] = Membership.objects.filter(person=person).exclude(state="withdrawn")
        fitting = self.living().exclude(joining="invited").fitting(person.pk)
        return fitting.exclude(pk__in=known.values("chapter"))
