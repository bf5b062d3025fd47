"""What the mail ledger keeps of people, entered in the register of personal data (`core.privacy`)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from apps.core import registries
from apps.core.privacy import Basis, Expiry, Part, Row, Subject, Table, plain
from apps.mailings.models import Message
from apps.mailings.querysets import MessageQuerySet

FIELDS = ("to", "purpose", "subject", "body_text", "state", "created_at", "sent_at", "body_erased_at")


def old_messages(before: datetime) -> MessageQuerySet:
    return Message.objects.filter(created_at__lt=before).exclude(
        state__in=[Message.State.QUEUED, Message.State.SENDING]
    )


def tell_message(message: Message, subject: Subject) -> Row:
    """The text of a security mail opens a door: whoever holds the file must not get in by it."""
    row = {name: plain(message, name, subject) for name in FIELDS}
    return row | ({"body_text": ""} if message.purpose == Message.Purpose.SECURITY else {})


MAIL = Part(
    order=50,
    label=_("Mail that we sent you"),
    purpose=_("So that each mail goes out once, and we can say what became of it."),
    basis=Basis.LEGITIMATE,
    kept_for=_("a year; the text of sign-in codes a day"),
    erased=_("every mail to you but the last one, which tells you that this is done"),
    tables=(
        Table(
            "mailings.message",
            FIELDS,
            owner="user",
            withheld=(
                *("body_html", "from_email", "headers", "message_id", "priority", "attempts", "not_before"),
                *("claimed_at", "error"),
            ),
            rows=Message.objects.sent_to,
            tell=tell_message,
        ),
    ),
    expiries=(Expiry(_("mail"), 365, old_messages),),
)


def register() -> None:
    registries.privacy.add("mailings.messages", MAIL)
