"""What came back: bounces, complaints, replies."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core.privacy import Basis, Expiry, Part, Table
from apps.mailings.models import InboxItem, Return


def old_returns(before: datetime) -> QuerySet[Return]:
    return Return.objects.filter(at__lt=before)


def old_replies(before: datetime) -> QuerySet[InboxItem]:
    return InboxItem.objects.filter(at__lt=before)


RETURNS = Part(
    order=52,
    label=_("Mail that came back, and your replies"),
    purpose=_("So that we stop writing to addresses that do not work, and answer what you ask."),
    basis=Basis.LEGITIMATE,
    kept_for=_("a year; replies two years"),
    erased=_("your replies, and what came back from your addresses"),
    tables=(
        Table(
            "mailings.return",
            ("kind", "recipient", "code", "reason", "at"),
            owner="message__person",
            withheld=("digest",),
        ),
        Table(
            "mailings.inboxitem",
            ("sender_key", "mailing", "from_name", "from_address", "subject", "text", "state", "at", "answered_at"),
            withheld=("answered_by", "digest", "message_id"),
        ),
    ),
    expiries=(
        Expiry(_("mail that came back"), 365, old_returns),
        Expiry(_("replies to mailings"), 2 * 365, old_replies),
    ),
)
