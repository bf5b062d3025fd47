"""What mail providers tell by webhook (anymail's tracking events), in our words."""

import hashlib
import logging
from typing import Any

from django.utils import timezone

from apps.mailings.actions import addresses, returns
from apps.mailings.lib.bounces import Kind
from apps.mailings.models import Message

logger = logging.getLogger(__name__)

# A provider's "bounced" is final unless it says that the mailbox was full or the like.
HARD_REASONS = {"invalid", "bounced", "blocked"}
KINDS = {
    "bounced": Kind.HARD,
    "failed": Kind.SOFT,
    "rejected": Kind.SOFT,
    "deferred": None,  # is still being tried
    "complained": Kind.COMPLAINT,
    "unsubscribed": None,  # the provider's own list; ours is asked at each sending
}


class Events:
    """Stands where anymail's views send a signal: what they tell becomes an action at once."""

    def send(self, *, event: Any, esp_name: str, **_more: Any) -> None:
        follow(event, esp_name)


def follow(event: Any, esp_name: str) -> None:
    message = _message(event)
    address = (message.to if message and message.to else event.recipient or "").lower()
    at = event.timestamp or timezone.now()
    if event.event_type == "delivered":
        if message is not None and address:
            addresses.arrived(address, at=at)
        return
    kind = KINDS.get(event.event_type)
    if kind is None or message is None:
        return
    if kind is Kind.HARD and event.reject_reason not in {None, *HARD_REASONS}:
        kind = Kind.SOFT
    words = str(event.mta_response or event.description or event.reject_reason or event.event_type)
    known = f"{esp_name}:{event.event_id or event.message_id}:{event.event_type}:{address}:{event.timestamp}"
    returns.told_by_provider(
        kind=kind, address=address, code="", words=words, message=message,
        digest=hashlib.sha256(known.encode()).hexdigest(), at=at,
    )  # fmt: skip


def _message(event: Any) -> Message | None:
    """By the number that the provider gave the message when it took it."""
    if not event.message_id:
        return None
    return Message.objects.filter(provider_id=event.message_id).order_by("-pk").first()
