"""Whether mail waits because a backup was restored, and what the database's clock says."""

from datetime import date, datetime

from django.db.models.functions import Now
from django.utils import timezone

from apps.mailings.models import Mailing, Mark, Message

NEWEST = 5


def held() -> Mark | None:
    return Mark.objects.filter(held_to__isnull=False).first()


def perhaps_sent() -> list[Mailing]:
    """What was still being written when the backup was made, the newest first: the backup does not know whether it
    was sent since."""
    drafts = Mailing.objects.filter(state__in=Mailing.EDITABLE, is_template=False)
    return list(drafts.order_by("-updated_at")[:NEWEST])


def waiting(mark: Mark) -> int:
    """How many messages that concerns."""
    return Message.objects.filter(pk__lte=mark.held_to or 0, state=Message.State.QUEUED).count()


def database_now() -> datetime:
    """The moment by the clock that all share: a worker's own may be wrong."""
    moment: datetime | None = Mark.objects.annotate(moment=Now()).values_list("moment", flat=True).first()
    return moment or timezone.now()


def database_today() -> date:
    return timezone.localdate(database_now())
