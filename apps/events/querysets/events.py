"""Events, as those may see them who look."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters.models import Membership, OfficerTerm
from apps.events.lib.states import SEEN
from apps.records import policy
from apps.records.models import Degree

if TYPE_CHECKING:
    from apps.events.models import Event  # noqa: F401 - a name for the type checker

Viewer = User | AbstractBaseUser | AnonymousUser


class EventQuerySet(models.QuerySet["Event"]):
    """Events of groups and of the office."""

    def public(self) -> Self:
        """Those of which everybody may know: published ones, and cancelled ones that had been."""
        return self.filter(state__in=SEEN)

    def visible_to(self, viewer: Viewer) -> Self:
        """Those that this reader may know of, wherever they are shown: a list, a count, a month, the map, a page, a
        feed. Nobody else decides it."""
        seen = self.filter(state__in=SEEN)
        if not isinstance(viewer, User) or not viewer.is_active:
            return seen.filter(audience="public")
        return seen.filter(for_whom(viewer) | _concerned(viewer))

    def organised_by(self, viewer: Viewer) -> Self:
        """Those that this reader may change today, whatever their state."""
        from apps.events import rules  # noqa: PLC0415 - it knows the models, which import this module

        if not isinstance(viewer, User) or not viewer.is_active:
            return self.none()
        if rules.of_office(viewer, rules.CARE):
            return self
        return self.filter(chapter__in=led_by(viewer))

    def upcoming(self, now: datetime) -> Self:
        """Those that are not over, the next one first."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def soonest_first(self, now: datetime) -> Self:
        """What is not over yet, the next one first; then what was, the latest first."""
        ahead = models.Case(models.When(ends_at__gte=now, then="starts_at"))
        return self.alias(ahead=ahead).order_by(models.F("ahead").asc(nulls_last=True), "-starts_at", "-pk")

    def with_hosts(self) -> Self:
        return self.select_related("chapter", "province", "cohort", "faculty", "payee")

    def held_by(self, chapter_id: int) -> Self:
        """Of the group, alone or with others."""
        from apps.events.models import CoHost  # noqa: PLC0415 - the models import this module

        joined = CoHost.objects.filter(chapter=chapter_id, state="accepted").values("event")
        return self.filter(Q(chapter=chapter_id) | Q(pk__in=joined))


def for_whom(viewer: User) -> Q:
    """The condition on events that are for this reader, by what the records and groups say of them."""
    mine = Q(audience="public")
    if policy.is_alumnus(viewer):
        mine |= Q(audience="alumni")
    degrees = Degree.objects.filter(person__account=viewer, status=Degree.Status.CONFERRED)
    groups = Membership.objects.held().filter(person__account=viewer).values("chapter")
    mine |= Q(audience="cohort", cohort__in=degrees.exclude(cohort=None).values("cohort"))
    mine |= Q(audience="faculty", faculty__in=degrees.exclude(faculty=None).values("faculty"))
    return mine | (Q(audience="chapter") & (Q(chapter__in=groups) | _hosted_with(groups)))


def led_by(viewer: User) -> "models.QuerySet[Any]":
    """The groups in whose name this reader may hold events today."""
    from apps.chapters.rules import POWERS, Power  # noqa: PLC0415 - it imports the models

    roles = [role for role, powers in POWERS.items() if Power.PUBLISH in powers]
    running = OfficerTerm.objects.filter(person__account=viewer).running(timezone.localdate())
    return running.filter(seat__position__role__in=roles, seat__position__chapter__status="recognised").values(
        "seat__position__chapter"
    )


def may_post(viewer: Viewer) -> bool:
    """May this reader hold events in anybody's name today?"""
    from apps.events import rules  # noqa: PLC0415 - it knows the models, which import this module

    if not isinstance(viewer, User) or not viewer.is_active:
        return False
    return rules.of_office(viewer, rules.CARE) or led_by(viewer).exists()


def _concerned(viewer: User) -> Q:
    """Whoever has something to do with an event sees it, for whomever it is: who organises it or holds it too, keeps
    its door, is registered, or looks after all events in the office."""
    from apps.events import rules  # noqa: PLC0415 - it knows the models, which import this module
    from apps.events.models import DoorKeeper, Registration  # noqa: PLC0415

    if rules.of_office(viewer, rules.VIEW):
        return Q(pk__isnull=False)
    led = led_by(viewer)
    doors = DoorKeeper.objects.filter(person__account=viewer, until__gte=timezone.localdate())
    mine = Registration.objects.of(viewer).open().filter(event=OuterRef("pk"))
    return Q(chapter__in=led) | _hosted_with(led) | Q(pk__in=doors.values("event")) | Q(Exists(mine))


def _hosted_with(chapters: "models.QuerySet[Any]") -> Q:
    from apps.events.models import CoHost  # noqa: PLC0415 - the models import this module

    return Q(pk__in=CoHost.objects.filter(state="accepted", chapter__in=chapters).values("event"))
