"""Reference data taken in from a file, row by row: what the office's own pages write when somebody types it."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from apps.core.actions import rows
from apps.core.models import AuditBatch, Tracked
from apps.records.actions import dated_names
from apps.records.models import Campus, CampusName, Cohort, Faculty, FacultyName

ADD, CHANGE = "records.add_reference", "records.change_reference"


@transaction.atomic
def add(row: Tracked, *, by: AbstractBaseUser, batch: AuditBatch, origin: str) -> None:
    """A new row. A campus or faculty begins its first dated name; a cohort's number follows from its year."""
    if isinstance(row, Cohort) and row.graduation_year_be:
        row.number = row.graduation_year_be - row.institution.cohort_base_be
    rows.create(row, by=by, action=ADD, batch=batch, origin=origin)
    if isinstance(row, Campus | Faculty):
        dated_names.begin(row, by=by)
    _settle(row, by)


@transaction.atomic
def change(row: Tracked, values: Mapping[str, Any], *, by: AbstractBaseUser, batch: AuditBatch, origin: str) -> None:
    """Sets the given values. The name of a campus or faculty follows from its dated names and is changed there."""
    if isinstance(row, Campus | Faculty):
        stored = type(row).objects.get(pk=row.pk)
        if any(name in values and values[name] != getattr(stored, name) for name in ("name_th", "name_en")):
            raise ValidationError(_("Its name follows from its dated names. Change it in the file of names."))
    rows.change(row, values, by=by, action=CHANGE, batch=batch, origin=origin)
    _settle(row, by)


def _settle(row: Tracked, by: AbstractBaseUser) -> None:
    if isinstance(row, CampusName):
        dated_names.settle(row.campus, by=by)
    if isinstance(row, FacultyName):
        dated_names.settle(row.faculty, by=by)
