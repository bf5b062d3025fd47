"""Whose data is kept and otherwise left alone: people who asked for it, and those who were erased."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from apps.records.models import ErasureRequest, Person, Restriction


def left_alone(person: str = "pk") -> Q:
    """The condition on people (or on rows that name one, by `person`) of whom nothing but the office's store may know:
    they are on no page, list, mail or file. What the directory, search rows, files and letters ask."""
    now = Restriction.objects.filter(person=OuterRef(person), ended_at__isnull=True)
    erased = ErasureRequest.objects.filter(person=OuterRef(person), state=ErasureRequest.State.DONE)
    return Q(Exists(now)) | Q(Exists(erased))


def left_alone_among(person_ids: Iterable[int]) -> set[int]:
    """Those of the people who are to be left alone; one query."""
    asked = Person.objects.filter(pk__in=list(person_ids))
    return set(asked.filter(left_alone()).values_list("pk", flat=True))
