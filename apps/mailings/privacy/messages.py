"""The messages of the ledger."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from apps.core.privacy import Basis, Expiry, Merging, Part, Row, Subject, Table, plain
from apps.mailings.actions.erasing import erase_messages
from apps.mailings.models import Message
from apps.mailings.querysets import MessageQuerySet

FIELDS = (
    *("to", "purpose", "subject", "body_text", "mailing", "language", "state", "reason"),
    *("created_at", "sent_at", "body_erased_at"),
)


def old_messages(before: datetime) -> MessageQuerySet:
    return Message.objects.filter(created_at__lt=before).exclude(
        state__in=[Message.State.QUEUED, Message.State.SENDING]
    )


def tell_message(message: Message, subject: Subject) -> Row:
    """The text of a security mail opens a door: whoever holds the file must not get in by it. A mailing is told by
    its name."""
    row = {name: plain(message, name, subject) for name in FIELDS}
    row["mailing"] = message.mailing.title if message.mailing else None
    return row | ({"body_text": ""} if message.purpose == Message.Purpose.SECURITY else {})


def of_a_mailing(message: Message) -> int | None:
    return message.mailing_id


# Of two messages of one mailing to one person one keeps them; the other stays in the ledger and is not sent any more.
MESSAGES = Merging(
    criteria=(
        (_("already on its way"), lambda row: row.state not in {Message.State.QUEUED, Message.State.LEFT_OUT}),
        (_("was tried already"), lambda row: row.message_id is not None),  # by the number that this person's has
        (_("waits to be sent"), lambda row: row.state == Message.State.QUEUED),
        (_("older"), lambda row: -row.pk),
    ),
    place=of_a_mailing,
    leaves={"person_id": None},
)

MAIL = Part(
    order=50,
    label=_("Mail that we sent you"),
    purpose=_("So that each mail goes out once, and we can say what became of it."),
    basis=Basis.LEGITIMATE,
    kept_for=_("a year; the text of sign-in codes a day"),
    erased=_("every mail to you but the last one, which tells you that this is done"),
    stays=_("that a mailing had a reader, without your name and address"),
    erase=erase_messages,
    tables=(
        Table(
            "mailings.message",
            FIELDS,
            owner="user",
            moves=("person",),
            withheld=(
                *(
                    "person",
                    "domain",
                    "channel",
                    "occasion",
                    "provider_id",
                    "body_html",
                    "from_email",
                    "headers",
                    "message_id",
                ),
                *("priority", "attempts", "not_before", "claimed_at", "claimed_by", "error"),
            ),
            rows=Message.objects.sent_to,
            tell=tell_message,
            merging=MESSAGES,
        ),
    ),
    expiries=(Expiry(_("mail"), 365, old_messages),),
)
