"""Entering the registrar's head-counts: a newer one of the same year takes the place of the older, which stays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.actions import audit, rows
from apps.core.models import AuditBatch
from apps.quality.models import HeadCount, HeadCountCell
from apps.records.models import Campus, Faculty, Institution

ENTER, REPLACE = "quality.enter_head_count", "quality.replace_head_count"


class Place(NamedTuple):
    """Of whom a number tells: faculty and campus by their keys, the level by its code; empty where it is not told
    apart."""

    faculty: int | None = None
    campus: int | None = None
    level: str = ""


@dataclass(frozen=True)
class Counted:
    """The head-count of one year as somebody has typed it or a file says it."""

    graduation_year_be: int
    cells: Sequence[tuple[Place, int]]
    by_faculty: bool = False
    by_campus: bool = False
    by_level: bool = False

    @property
    def total(self) -> int:
        return sum(number for _place, number in self.cells)


class Overtaken(Exception):
    """Somebody else entered a head-count of the year since the form was opened."""

    message = gettext_lazy("Somebody else has entered a head-count of this year in the meantime. Look at it first.")


@transaction.atomic
def enter(
    counted: Counted,
    *,
    counts: str,
    counted_on: date,
    document: str,
    by: AbstractBaseUser | None,
    expected_edition: int | None = None,
    batch: AuditBatch | None = None,
    origin: str = "",
) -> HeadCount:
    """Keeps the head-count of a year; the one in force until now becomes history. Raises Overtaken where that is not
    the edition that the caller saw, ValidationError where something is refused."""
    institution = Institution.objects.served()
    editions = HeadCount.objects.filter(
        institution=institution, graduation_year_be=counted.graduation_year_be, counts=counts
    )
    newest = editions.select_for_update().order_by("-edition").first()
    edition = newest.edition if newest else 0
    if expected_edition is not None and expected_edition != edition:
        raise Overtaken
    _check_places(counted)
    if newest is not None and newest.replaced_at is None:
        rows.change(newest, {"replaced_at": timezone.now()}, by=by, action=REPLACE, batch=batch, origin=origin)
    head_count = HeadCount(
        institution=institution,
        graduation_year_be=counted.graduation_year_be,
        counts=counts,
        edition=edition + 1,
        counted_on=counted_on,
        document=document,
        by_faculty=counted.by_faculty,
        by_campus=counted.by_campus,
        by_level=counted.by_level,
        total=counted.total,
    )
    _save(head_count, counted, by=by, batch=batch, origin=origin)
    return head_count


@transaction.atomic
def enter_all(
    all_counted: Iterable[Counted], *, counts: str, counted_on: date, document: str, by: AbstractBaseUser, origin: str
) -> list[HeadCount]:
    """The head-counts of a file, all or none."""
    batch = audit.begin_batch(action=ENTER, by=by, note=origin)
    about = {"counts": counts, "counted_on": counted_on, "document": document}
    return [enter(counted, by=by, batch=batch, origin=origin, **about) for counted in all_counted]  # type: ignore[arg-type] # each its own


def _save(
    head_count: HeadCount, counted: Counted, *, by: AbstractBaseUser | None, batch: AuditBatch | None, origin: str
) -> None:
    """One entry of the audit trail tells the whole count: hundreds of numbers of one document are one thing."""
    head_count.full_clean()
    head_count.save(force_insert=True)
    HeadCountCell.objects.bulk_create(
        HeadCountCell(
            head_count=head_count, faculty_id=place.faculty, campus_id=place.campus, level=place.level, number=number
        )
        for place, number in counted.cells
    )
    faculties, campuses = _codes(counted)
    told = [
        [faculties.get(place.faculty, ""), campuses.get(place.campus, ""), place.level, number]
        for place, number in counted.cells
    ]
    values = audit.values_of(head_count) | {"cells": told}
    entry = audit.Change(
        audit.table_of(head_count), str(head_count.pk), head_count.version, None, values, None, origin
    )
    audit.write([entry], action=ENTER, by=by, batch=batch)


def _codes(counted: Counted) -> tuple[dict[int | None, str], dict[int | None, str]]:
    faculties = Faculty.objects.filter(pk__in={place.faculty for place, _number in counted.cells if place.faculty})
    campuses = Campus.objects.filter(pk__in={place.campus for place, _number in counted.cells if place.campus})
    return dict(faculties.values_list("pk", "code")), dict(campuses.values_list("pk", "code"))


def _check_places(counted: Counted) -> None:
    places = [place for place, _number in counted.cells]
    if not places:
        raise ValidationError(_("There is no number in it."))
    if len(set(places)) < len(places):
        raise ValidationError(_("A faculty, campus and level is there twice."))
    for place in places:
        if (bool(place.faculty), bool(place.campus), bool(place.level)) != (
            counted.by_faculty,
            counted.by_campus,
            counted.by_level,
        ):
            raise ValidationError(_("Every number must tell apart the same things: faculty, campus, level."))
