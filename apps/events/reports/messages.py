"""Who gets a message of the organisers and who does not, in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.events.querysets.addressees import NO_ADDRESS, SILENT, TWICE, UNWILLING, Addressees

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
