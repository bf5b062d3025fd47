"""Of what people were reminded."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core.privacy import Basis, Expiry, Merging, Part, Table
from apps.mailings.models import Reminder


def same_reminder(one: Reminder, other: Reminder) -> bool:
    keys = [(row.rule, row.person_id, row.thing, row.due_on) for row in (one, other)]
    return keys[0] == keys[1]


def old_reminders(before: datetime) -> QuerySet[Reminder]:
    return Reminder.objects.filter(noted_at__lt=before)


REMINDED = Part(
    order=53,
    label=_("Of what we reminded you"),
    purpose=_("So that you are reminded of a thing once, and not again."),
    basis=Basis.LEGITIMATE,
    kept_for=_("three years"),
    erased=_("of what we reminded you"),
    tables=(
        Table(
            "mailings.reminder",
            ("rule", "due_on", "state", "noted_at"),
            withheld=("thing",),
            merging=Merging(criteria=((_("older"), lambda row: -row.pk),), alike=same_reminder),
        ),
    ),
    expiries=(Expiry(_("reminders"), 3 * 365, old_reminders),),
)
