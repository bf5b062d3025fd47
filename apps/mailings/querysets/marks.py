"""Whether mail waits because a backup was restored."""

from apps.mailings.models import Mark, Message


def held() -> Mark | None:
    return Mark.objects.filter(held_to__isnull=False).first()


def waiting(mark: Mark) -> int:
    """How many messages that concerns."""
    return Message.objects.filter(pk__lte=mark.held_to or 0, state=Message.State.QUEUED).count()
