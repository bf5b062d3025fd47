"""Whether mail waits because a backup was restored."""

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
