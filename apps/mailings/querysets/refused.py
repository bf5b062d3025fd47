"""What a second person did not let go out, as the trail tells it: its writer makes a draft of it again, or throws it
away."""

from datetime import datetime

from django.db.models import Max

from apps.core.actions.audit import table_of
from apps.core.models import AuditEntry
from apps.mailings.models import Mailing

APPROVE, REFUSE = "mailings.approve", "mailings.refuse"


def was_refused(mailing: Mailing) -> bool:
    """Was that the last decision about it?"""
    decided = AuditEntry.objects.filter(table=table_of(mailing), key=str(mailing.pk), action__in=(APPROVE, REFUSE))
    return decided.order_by("-pk").values_list("action", flat=True).first() == REFUSE


def last_refused(person_id: int) -> datetime | None:
    """When this leader's letter was last refused, whatever became of it."""
    refused = AuditEntry.objects.filter(subject_id=person_id, action=REFUSE)
    last: datetime | None = refused.aggregate(last=Max("at"))["last"]
    return last
