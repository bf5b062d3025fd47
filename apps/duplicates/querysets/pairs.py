"""Pairs of records that may be of one person."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Prefetch, Q

if TYPE_CHECKING:
    from apps.duplicates.models import Pair


class PairQuerySet(models.QuerySet["Pair"]):
    """Pairs, for whoever decides on them."""

    def open(self) -> Self:
        return self.filter(state="open")

    def not_same(self) -> Self:
        return self.filter(state="not_same")

    def newest_first(self) -> Self:
        return self.order_by("-decided_at", "-pk")

    def decided_after(self, moment: datetime, key: int) -> Self:
        """Those on which was decided later than on the pair of this key, then."""
        return self.filter(Q(decided_at__gt=moment) | Q(decided_at=moment, pk__gt=key))

    def decided_before(self, moment: datetime, key: int) -> Self:
        return self.filter(Q(decided_at__lt=moment) | Q(decided_at=moment, pk__lt=key))

    def of(self, person_id: int) -> Self:
        return self.filter(Q(person_a=person_id) | Q(person_b=person_id))

    def visible_to(self, viewer: AbstractBaseUser | AnonymousUser) -> Self:
        """Those of which the viewer may see both records."""
        from apps.records.models import Person  # noqa: PLC0415 - the models import this module
        from apps.records.querysets.people import campuses_of  # noqa: PLC0415 - likewise

        seen = Person.objects.visible_to(viewer)
        if not isinstance(viewer, AnonymousUser) and campuses_of(viewer) is None:
            return self if seen.exists() else self.none()
        return self.filter(person_a__in=seen.values("pk"), person_b__in=seen.values("pk"))

    def in_order(self) -> Self:
        """What was put off last, else the likeliest first."""
        return self.order_by(F("put_off_at").asc(nulls_first=True), "-score", "pk")

    def after(self, pair: "Pair") -> Self:
        """Those that come after it `in_order`, wherever it stands by now."""
        likelier = Q(score__lt=pair.score) | Q(score=pair.score, pk__gt=pair.pk)
        if pair.put_off_at is None:
            return self.filter(Q(put_off_at__isnull=False) | likelier)
        return self.filter(Q(put_off_at__gt=pair.put_off_at) | Q(put_off_at=pair.put_off_at) & likelier)

    def before(self, pair: "Pair") -> Self:
        """Those that come before it."""
        likelier = Q(score__gt=pair.score) | Q(score=pair.score, pk__lt=pair.pk)
        if pair.put_off_at is None:
            return self.filter(likelier, put_off_at__isnull=True)
        sooner = Q(put_off_at__isnull=True) | Q(put_off_at__lt=pair.put_off_at)
        return self.filter(sooner | Q(put_off_at=pair.put_off_at) & likelier)

    def with_display(self) -> Self:
        """Both people as the queue shows them, in a fixed number of statements."""
        from apps.records.models import Degree, Person  # noqa: PLC0415 - the models import this module

        degrees = Degree.objects.select_related("faculty").order_by("-is_first", "pk")
        people = (
            Person.objects.with_display()
            .select_related("home_province")
            .prefetch_related("contacts", "names", Prefetch("degrees", queryset=degrees))
        )
        return self.select_related("decided_by").prefetch_related(
            Prefetch("person_a", queryset=people), Prefetch("person_b", queryset=people)
        )
