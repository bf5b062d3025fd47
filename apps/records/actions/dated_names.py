"""Keeps the name under which a campus or faculty is listed equal to the newest of its dated names."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from apps.core.actions import rows
from apps.records.models import Campus, CampusName, Faculty, FacultyName

ADD, CHANGE = "records.add_reference", "records.change_reference"
Named = Campus | Faculty


@transaction.atomic
def settle(owner: Named, *, by: AbstractBaseUser) -> bool:
    """The newest dated name becomes the name of today; True when that is a change."""
    names = owner.names.all()
    newest = max(names, key=lambda name: (name.valid_from is not None, name.valid_from or 0, name.pk), default=None)
    if newest is None:
        return False
    values = {"name_th": newest.name_th, "name_en": newest.name_en}
    return rows.change(type(owner).objects.get(pk=owner.pk), values, by=by, action=CHANGE)


@transaction.atomic
def begin(owner: Named, *, by: AbstractBaseUser) -> None:
    """A new campus or faculty gets its first dated name, open at both ends."""
    first: CampusName | FacultyName
    if isinstance(owner, Campus):
        first = CampusName(campus=owner, name_th=owner.name_th, name_en=owner.name_en)
    else:
        first = FacultyName(faculty=owner, name_th=owner.name_th, name_en=owner.name_en)
    rows.create(first, by=by, action=ADD)
