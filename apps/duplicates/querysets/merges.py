"""Merges, as the office looks for them and as other apps ask where a record went."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet

from apps.duplicates.models import Merge, MergedRow
from apps.records.models import Person


def standing() -> QuerySet[Merge]:
    """Those that nobody took back."""
    return Merge.objects.filter(undone_at__isnull=True)


def seen_by(viewer: Any) -> QuerySet[Merge]:
    """Those whose record the viewer may see, the newest first."""
    merges = Merge.objects.select_related("kept", "by", "undone_by")
    return merges.filter(kept__in=Person.objects.visible_to(viewer)).order_by("-at", "-pk")


def search(merges: QuerySet[Merge], text: str) -> QuerySet[Merge]:
    """By a name of either record, of today or of then."""
    found = Q(kept_name__icontains=text) | Q(gone_name__icontains=text)
    for name in ("first_th", "last_th", "first_en", "last_en"):
        found |= Q(**{f"kept__names__{name}__icontains": text})
    return merges.filter(found).distinct()


def successor_of(public_id: UUID) -> UUID | None:
    """The record in which one lives on that is not there any more."""
    found = standing().filter(gone_public_id=public_id).values_list("kept__public_id", flat=True)
    return found.first()


def folded_into(table: str, public_id: UUID) -> UUID | None:
    """The row that says the same as one that is not there any more, through as many merges as there were."""
    folded = MergedRow.objects.filter(table=table, merge__undone_at__isnull=True).exclude(into="")
    row, model = folded.filter(before__public_id=str(public_id)).first(), apps.get_model(table)
    while row is not None:
        if found := model._base_manager.filter(pk=row.into).first():
            return UUID(str(found.public_id))
        row = folded.filter(key=row.into, merge__gt=row.merge_id).first()
    return None


def may_return(person_id: int, photo: str) -> bool:
    """Would a photo come back that the person has no more, if a merge of theirs were taken back?"""
    rows = MergedRow.objects.filter(table="records.profile", merge__kept=person_id, merge__undone_at__isnull=True)
    images = rows.filter(before__photo=photo).values_list("before", "after")
    return any(before and (after or {}).get("photo") != photo for before, after in images)


def card_holder(code: str) -> int | None:
    """Who has the record whose alumni card had this number before it was merged."""
    return standing().filter(card_code=code).values_list("kept", flat=True).first()


def forerunners_of(person_id: int) -> list[int]:
    """The keys of the records that became part of this one; a chain of merges has moved them all here."""
    return list(standing().filter(kept=person_id).values_list("gone_key", flat=True))
