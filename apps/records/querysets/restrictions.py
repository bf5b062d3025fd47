"""Whose data is kept and otherwise left alone: people who asked for it, and those who were erased."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.records.models import ErasureRequest, Restriction


def left_alone(person: str = "pk") -> Q:
    """The condition on people (or on rows that name one, by `person`) of whom nothing but the office's store may know:
    they are on no page, list, mail or file."""
    stopped, erased = _stopped(), _erased()
    return Q(Exists(stopped.filter(person=OuterRef(person)))) | Q(Exists(erased.filter(person=OuterRef(person))))


def left_alone_among(person_ids: Iterable[int] | None = None) -> set[int]:
    """The people who are to be left alone: those among the given ones, or all (they are few)."""
    asked = Q() if person_ids is None else Q(person__in=list(person_ids))
    stopped = _stopped().filter(asked).values_list("person_id", flat=True)
    erased = _erased().filter(asked, person__isnull=False).values_list("person_id", flat=True)
    return {*stopped, *(key for key in erased if key)}


def _stopped() -> QuerySet[Restriction]:
    return Restriction.objects.filter(ended_at__isnull=True)


def _erased() -> QuerySet[ErasureRequest]:
    return ErasureRequest.objects.filter(state=ErasureRequest.State.DONE)
