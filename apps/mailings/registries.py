"""What the mail ledger puts into the core's registries."""

from django.utils.translation import gettext_lazy as _

from apps.accounts.rules import COMMUNICATIONS
from apps.core.registries import audit_verbs, role_permissions
from apps.mailings import audiences
from apps.mailings.rules import APPROVE, SEND, VIEW_MAIL, WRITE

_VERBS = {
    "stop": _("stopped mailings"),
    "take_up_again": _("took up mailings again"),
    "leave_all": _("left all mailings"),
    "come_back": _("wants mailings again"),
    "pause_mail": _("paused mailings"),
    "set_frequency": _("said how often mailings may come"),
}


def register() -> None:
    role_permissions.add("mailings", (COMMUNICATIONS, (VIEW_MAIL, WRITE, APPROVE, SEND)))
    for name, verb in _VERBS.items():
        audit_verbs.add(f"mailings.{name}", verb)
    audit_verbs.add("mailings.settle_message", _("settled what became of a mail"))
    audiences.register()
