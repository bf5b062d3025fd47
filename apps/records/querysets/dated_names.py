"""What campuses and faculties were called when; two names of one of them never hold on the same day."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from apps.records.models import CampusName, FacultyName


def overlapping(
    name: CampusName | FacultyName, *, start: date | None, end: date | None
) -> QuerySet[CampusName] | QuerySet[FacultyName]:
    """The other names of the same campus or faculty that hold on any day from `start` to `end` (None: open)."""
    if isinstance(name, CampusName):
        others = CampusName.objects.filter(campus=name.campus_id).exclude(pk=name.pk)
        return others.filter(_within(start, end))
    return FacultyName.objects.filter(faculty=name.faculty_id).exclude(pk=name.pk).filter(_within(start, end))


def validate_no_overlap(name: CampusName | FacultyName) -> None:
    """Says at the field what the database would refuse. Raises ValidationError."""
    other = overlapping(name, start=name.valid_from, end=name.valid_to).first()
    if other is not None:
        field = "valid_from" if name.valid_from is not None else "valid_to"
        message = _("In this time it was called “%(name)s”.") % {"name": other.name}
        raise ValidationError({field: ValidationError(message, code="overlap")})


def _within(start: date | None, end: date | None) -> Q:
    condition = Q()
    if end is not None:
        condition &= Q(valid_from__isnull=True) | Q(valid_from__lte=end)
    if start is not None:
        condition &= Q(valid_to__isnull=True) | Q(valid_to__gte=start)
    return condition
