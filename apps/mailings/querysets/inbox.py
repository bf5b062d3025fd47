"""Answers to mailings, for whoever reads a sender's inbox."""

from django.db.models import QuerySet

from apps.mailings.models import InboxItem


def of_sender(sender_key: str, *, only_new: bool = False) -> QuerySet[InboxItem]:
    """The newest first."""
    found = InboxItem.objects.filter(sender_key=sender_key).select_related("mailing", "person", "answered_by")
    return (found.filter(state=InboxItem.State.NEW) if only_new else found).order_by("-at", "-pk")


def waiting(sender_key: str) -> int:
    return InboxItem.objects.filter(sender_key=sender_key, state=InboxItem.State.NEW).count()
