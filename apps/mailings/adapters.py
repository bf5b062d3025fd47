"""What mail providers tell by webhook (anymail's tracking events), in our words."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from apps.mailings.actions import returns
from apps.mailings.lib.bounces import Kind, Reason, Verdict, of_answer
from apps.mailings.models import Message

# Of a mail that is still being tried ("deferred") nothing follows.
TOLD = {
    "delivered": Verdict(Kind.NOT_A_BOUNCE, Reason.DELIVERED),
    "autoresponded": Verdict(Kind.AUTO_REPLY, Reason.OTHER),
    "complained": Verdict(Kind.COMPLAINT, Reason.ABUSE),
    "unsubscribed": Verdict(Kind.COMPLAINT, Reason.UNSUBSCRIBED),
}
NOT_REACHED = {"bounced", "failed", "rejected"}
# anymail calls all of them "bounced"; the provider's own word says whether it is for good (SES: "Transient: …",
# Postmark: SoftBounce, Brevo: soft_bounce, SendGrid: blocked). Beside it may stand what the mail server said.
OF_THE_ADDRESS = {None, "invalid", "bounced"}
_FOR_NOW = re.compile(r"soft|transient|undetermined|temporar|^block", re.IGNORECASE)
_NAMES = ("Type", "type", "event")


class Events:
    """Stands where anymail's views send a signal: what they tell becomes an action at once."""

    def send(self, *, event: Any, esp_name: str, **_more: Any) -> None:
        follow(event, esp_name)


def follow(event: Any, esp_name: str) -> None:
    message, verdict = _message(event), TOLD.get(event.event_type)
    if event.event_type in NOT_REACHED:
        verdict = _not_reached(event)
    if message is None or verdict is None:
        return
    known = f"{esp_name}:{event.event_id or event.message_id}:{event.event_type}:{event.recipient}:{event.timestamp}"
    digest = hashlib.sha256(known.encode()).hexdigest()
    returns.told_by_provider(verdict, message=message, digest=digest, at=event.timestamp or timezone.now())


def _not_reached(event: Any) -> Verdict:
    """By the words of the server that refused it. A provider that did not even try (its own list, its rules) tells of
    the address only where it calls it invalid."""
    words = str(event.mta_response or event.description or event.reject_reason or event.event_type)
    if event.event_type != "bounced" and event.reject_reason != "invalid":
        return Verdict(Kind.SOFT, Reason.POLICY, event.recipient or "", "", words)
    return of_answer(words, for_good=_is_for_good(event), recipient=event.recipient or "")


def _is_for_good(event: Any) -> bool:
    own = event.esp_event if isinstance(event.esp_event, Mapping) else {}
    said = (event.description, *map(own.get, _NAMES))
    return event.reject_reason in OF_THE_ADDRESS and not any(_FOR_NOW.search(str(word)) for word in said if word)


def _message(event: Any) -> Message | None:
    """By the number that the provider gave the message when it took it, or by ours, which some keep."""
    number = event.message_id
    if not number:
        return None
    theirs = Message.objects.filter(provider_id=number).order_by("-pk").first()
    return theirs or Message.objects.filter(message_id=f"<{number.strip('<>')}>").first()
