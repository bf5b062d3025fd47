"""What the office puts into the core's registries: its pages in the order of the navigation, the piles of work on the
dashboard, the words of its changes, and what each role may do on its pages."""

from django.utils.translation import gettext_lazy as _

from apps.core.admin import office_pages
from apps.core.registries import audit_verbs, role_permissions, worklists
from apps.office import audiences
from apps.office.registries.pages import PAGES
from apps.office.registries.piles import piles
from apps.office.rules import PERMISSIONS

VERBS = {
    "core.export_audit": _("downloaded the audit log"),
    "core.cancel_job": _("stopped a job"),
    "core.erase_audit_values": _("erased values from the audit log, as the law asks"),
    "core.begin_audit_head": _("began a new audit head"),
}


def register() -> None:
    audiences.register()
    for key, page in PAGES.items():
        office_pages.add(key, page)
    for key, worklist in piles().items():
        worklists.add(key, worklist)
    for action, verb in VERBS.items():
        audit_verbs.add(action, verb)
    for role, permissions in PERMISSIONS.items():
        role_permissions.add(f"office-{role}", (role, permissions))
