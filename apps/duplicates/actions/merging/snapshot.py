"""Everything that belongs to two records, before and after: what a merge did is the difference."""

from collections.abc import Iterable
from functools import reduce
from hashlib import sha256
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from apps.core import privacy
from apps.core.actions import audit
from apps.core.models import Tracked
from apps.records.models import Person, SearchRow

from .images import Image, Model, Ref, images, images_of

# Rows that come while somebody only looks, and those made from others: they make no screen stale.
NOISE = {"records.disclosure", "records.searchrow", "records.onetimecode"}
Snapshot = dict[Ref, Image]


def take(person_ids: Iterable[int]) -> Snapshot:
    """All rows that belong to these people, and the people."""
    wanted = list(person_ids)
    found = images(Person._base_manager.filter(pk__in=wanted))
    found |= images(SearchRow.objects.filter(person__in=wanted))
    for model, names in privacy.movable(Person).items():
        found |= images(rows_of(model, names, wanted))
    return found


def retake(before: Snapshot, person_id: int) -> Snapshot:
    """The same rows as they are now, and those that have come to a person since."""
    return images_of(before) | take([person_id])


def rows_of(model: Model, names: Iterable[str], person_ids: list[int]) -> QuerySet[Any]:
    """Rows that point at any of these people."""
    conditions = (Q(**{f"{name}__in": person_ids}) for name in names)
    return model._base_manager.filter(reduce(or_, conditions))


def people_in(ref: Ref, image: Image) -> set[int]:
    """The people to whom a row belongs, as its image says."""
    model, key = ref
    if model is Person:
        return {key}
    names = ["person"] if model is SearchRow else privacy.movable(Person).get(model, ())
    return {image[f"{name}_id"] for name in names if image.get(f"{name}_id") is not None}


def stamp(found: Snapshot) -> str:
    """Names what both records say, so that a screen can tell that somebody changed one of them meanwhile."""
    said = sorted(
        [label, str(key), image]
        for (model, key), image in found.items()
        if (label := model._meta.label_lower) not in NOISE
    )
    return sha256(audit.canonical(said).encode()).hexdigest()


def is_tracked(model: Model) -> bool:
    return issubclass(model, Tracked)
