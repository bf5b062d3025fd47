"""What the mail ledger puts into the core's registries."""

from django.utils.translation import gettext_lazy as _

from apps.accounts.rules import COMMUNICATIONS
from apps.core.registries import audit_verbs, role_permissions
from apps.mailings import audiences
from apps.mailings.rules import APPROVE, SEND, VIEW_MAIL, WRITE


def register() -> None:
    role_permissions.add("mailings", (COMMUNICATIONS, (VIEW_MAIL, WRITE, APPROVE, SEND)))
    audit_verbs.add("mailings.settle_message", _("settled what became of a mail"))
    audiences.register()
