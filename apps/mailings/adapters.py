"""What mail providers tell by webhook (anymail's tracking events), in our words."""

import hashlib
import logging
import re
from typing import Any

from django.utils import timezone

from apps.mailings.actions import addresses, returns
from apps.mailings.lib.bounces import Kind, Reason, of_answer
from apps.mailings.models import Message

logger = logging.getLogger(__name__)

# anymail calls all of them "bounced"; the provider's own word says whether it is for ever (SES: "Transient: …",
# Postmark: SoftBounce, Brevo: soft_bounce, SendGrid: blocked).
HARD_REASONS = {"invalid", "bounced"}
_FOR_NOW = re.compile(r"soft|transient|undetermined|temporar|^block", re.IGNORECASE)
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
    if kind is Kind.HARD and not _is_for_ever(event):
        kind = Kind.SOFT
    words = str(event.mta_response or event.description or event.reject_reason or event.event_type)
    known = f"{esp_name}:{event.event_id or event.message_id}:{event.event_type}:{address}:{event.timestamp}"
    returns.told_by_provider(
        kind=kind, address=address, code="", words=words, message=message,
        digest=hashlib.sha256(known.encode()).hexdigest(), at=at,
    )  # fmt: skip


def _is_for_ever(event: Any) -> bool:
    """Only what is true of the address: neither the provider's word nor the mail server's answer may say that the
    mailbox is full, or that the refusal was of us."""
    if event.reject_reason not in {None, *HARD_REASONS}:
        return False
    own = event.esp_event if isinstance(event.esp_event, dict) else {}
    said = [event.description, *(own.get(name) for name in ("Type", "type", "event"))]
    if any(isinstance(word, str) and _FOR_NOW.search(word) for word in said):
        return False
    answer = of_answer(str(event.mta_response or ""))
    return answer.kind is Kind.HARD or answer.reason is Reason.UNDEFINED


def _message(event: Any) -> Message | None:
    """By the number that the provider gave the message when it took it."""
    if not event.message_id:
        return None
    return Message.objects.filter(provider_id=event.message_id).order_by("-pk").first()
