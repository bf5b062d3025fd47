"""What a person is called: a correction mends a name, a change of name keeps the old one as a former name."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.core.lib.dates import PartialDate
from apps.records.actions import facts, search
from apps.records.actions.facts import Outcome
from apps.records.models import Person, PersonName

# A new name is a fact of its own: what the old row says about source, dates and reason stays with the old row.
CARRIED_OVER = (
    *("title_th", "first_th", "middle_th", "last_th"),
    *("title_en", "first_en", "middle_en", "last_en"),
    *("nickname", "audience"),
)


@transaction.atomic
def rename(
    person: Person,
    values: Mapping[str, Any],
    *,
    reason: PersonName.Reason,
    since: PartialDate | None,
    source: str,
    by: User | None,
    expected_version: int | None = None,
) -> PersonName:
    """Gives the person a new name from `since` on; the name until now becomes a former one."""
    current = PersonName.objects.filter(person=person, is_current=True).first()
    carried = {}
    if current:
        if expected_version is not None and current.version != expected_version:
            raise rows.Stale
        carried = {name: getattr(current, name) for name in CARRIED_OVER}
        if all(carried.get(name) == value for name, value in values.items()):
            raise ValidationError(_("This is the name already in use."), code="same_name")
        ending = {"is_current": False, "valid_to": since}
        rows.change(current, ending, by=by, action="records.end_name", subject_id=person.pk)
    new = PersonName(person=person, source=source, reason=reason, valid_from=since, **(carried | dict(values)))
    rows.create(new, by=by, action="records.rename", subject_id=person.pk)
    search.refresh([person.pk])
    return new


def correct(
    name: PersonName,
    values: Mapping[str, Any],
    *,
    source: str,
    by: User | None,
    expected_version: int | None = None,
    reason: str = "",
) -> Outcome:
    """Mends a name that was written wrongly; nothing becomes a former name."""
    return facts.change(
        name,
        values,
        source=source,
        by=by,
        action="records.correct_name",
        expected_version=expected_version,
        reason=reason,
    )


@transaction.atomic
def add_former(name: PersonName, *, by: User | None) -> PersonName:
    """Notes a name that the person used to have."""
    name.is_current = False
    facts.add(name, by=by, action="records.add_former_name")
    return name


def remove_former(name: PersonName, *, by: User | None, reason: str, expected_version: int | None = None) -> None:
    """Takes out a former name that the person never had."""
    if name.is_current:
        raise ValidationError(_("The name in use cannot be removed; correct it instead."), code="current_name")
    facts.remove(name, by=by, action="records.remove_name", expected_version=expected_version, reason=reason)
