from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q

if TYPE_CHECKING:
    from apps.accounts.models import User
    from apps.records.models import (  # noqa: F401 - names for the type checker
        ContactLogEntry,
        Death,
        FamilyLink,
        HeldChange,
        Person,
        SavedList,
    )


class FollowUpQuerySet(models.QuerySet["ContactLogEntry"]):
    """Conversations, and what is still to follow from them."""

    def open(self) -> Self:
        return self.filter(follow_up_on__isnull=False, done_at__isnull=True)

    def due(self, today: date) -> Self:
        return self.open().filter(follow_up_on__lte=today)

    def of_owner(self, user: "User") -> Self:
        return self.filter(follow_up_by=user)


class DeathQuerySet(models.QuerySet["Death"]):
    """Reports of deaths."""

    def waiting_for_second_source(self) -> Self:
        return self.filter(confirmed_at__isnull=True)


class HeldChangeQuerySet(models.QuerySet["HeldChange"]):
    """Changes that wait for a decision, and those that were decided."""

    def open(self) -> Self:
        return self.filter(state="open")


class FamilyLinkQuerySet(models.QuerySet["FamilyLink"]):
    """Family links, told from one side and read from both."""

    def of(self, person: "Person") -> Self:
        return self.filter(Q(person=person) | Q(relative=person))

    def with_names(self) -> Self:
        """Both people with the names they use now, in `current_names`."""
        from apps.records.models import PersonName  # noqa: PLC0415 - the models import this module

        current = PersonName.objects.filter(is_current=True)
        return self.select_related("person", "relative").prefetch_related(
            Prefetch("person__names", queryset=current, to_attr="current_names"),
            Prefetch("relative__names", queryset=current, to_attr="current_names"),
        )


class SavedListQuerySet(models.QuerySet["SavedList"]):
    """Lists that the office keeps."""

    def seen_by(self, user: "User") -> Self:
        return self.filter(Q(owner=user) | Q(is_shared=True))

    def with_sizes(self, viewer: "User") -> Self:
        """The number of hand-picked people in `size`, of those whom the viewer may see."""
        from apps.records.models import Degree  # noqa: PLC0415 - the models import this module
        from apps.records.querysets.people import campuses_of  # noqa: PLC0415 - as above

        scope = campuses_of(viewer)
        if scope is None:
            return self.annotate(size=Count("members"))
        studied = Degree.objects.filter(person=OuterRef("members__person"), campus__in=scope)
        return self.annotate(size=Count("members", filter=Exists(studied)))
