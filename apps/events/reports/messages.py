"""Who gets a message of the organisers and who does not, in words; and what became of one by the ledger of mails."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from apps.events.emails import occasion_of
from apps.events.models import Announcement
from apps.events.querysets.addressees import NO_ADDRESS, SILENT, TWICE, UNWILLING, Addressees
from apps.mailings.models import Message

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

REASONS: dict[str, "_StrPromise"] = {
    NO_ADDRESS: _("have no e-mail address here"),
    UNWILLING: _("do not want to be written to"),
    SILENT: _("cannot be written to any more"),
    TWICE: _("get it at an address that gets it already"),
}


def left_out(found: Addressees) -> Sequence[tuple[int, "_StrPromise"]]:
    """How many, and why, the most first."""
    return [(number, REASONS[reason]) for reason, number in found.left_out.most_common()]


def became(announcement: Announcement) -> Sequence[tuple["_StrPromise | str", int]]:
    """How many of its mails are in which state; none for one that is older than the ledger's memory."""
    mails = Message.objects.filter(occasion=occasion_of(announcement))
    numbers = dict(mails.order_by().values_list("state").annotate(number=Count("pk")))
    return [(state.label, numbers[state.value]) for state in Message.State if state.value in numbers]
