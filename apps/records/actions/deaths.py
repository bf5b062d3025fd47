"""A death counts when two different sources say so: until then nobody stops writing, and nobody sends condolences."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.core.lib.dates import PartialDate
from apps.records.actions import search
from apps.records.models import Death, Person


@transaction.atomic
def report(
    person: Person, *, source: str, evidence: str, died_on: PartialDate | None = None, by: User | None
) -> Death:
    """Notes a first report, or lets a second source confirm the first. Raises ValidationError when the second report
    comes from the same source or the death is already confirmed."""
    death = Death.objects.filter(person=person).first()
    if death is None:
        first = Death(
            person=person, died_on=died_on, first_source=source, first_evidence=evidence, first_at=timezone.now()
        )
        rows.create(first, by=by, action="records.report_death", subject_id=person.pk)
        return first
    if death.is_confirmed:
        raise ValidationError(_("This death is already confirmed by two sources."), code="confirmed")
    rows.change(
        death,
        {
            "second_source": source,
            "second_evidence": evidence,
            "confirmed_at": timezone.now(),
            "died_on": died_on or death.died_on,
        },
        by=by,
        action="records.confirm_death",
        subject_id=person.pk,
    )
    search.refresh([person.pk])
    return death


@transaction.atomic
def withdraw(death: Death, *, by: User, reason: str) -> None:
    """Takes a report back that proved to be wrong."""
    rows.remove(death, by=by, action="records.withdraw_death", subject_id=death.person_id, reason=reason)
    search.refresh([death.person_id])
