"""What the office puts into the core's registries: its pages in the order of the navigation."""

from django.utils.translation import gettext_lazy as _

from apps.core.admin import OfficePage, office_pages

PAGES = {
    "dashboard": OfficePage(_("Overview"), "layout-dashboard", "office:dashboard"),
    "jobs": OfficePage(_("Jobs"), "clock", "office:jobs", covers=("office:job",), worklists=("jobs",)),
    "reports": OfficePage(
        _("Reports"), "chart-column", "office:reports", "records.view_person", covers=("office:report_*",)
    ),
    "reference": OfficePage(
        _("Reference data"), "graduation-cap", "office:reference", "records.view_faculty", covers=("admin:*",)
    ),
    "staff": OfficePage(_("Staff"), "key-round", "office:staff", "accounts.invite_staff", covers=("office:staff_*",)),
    "audit": OfficePage(_("Audit log"), "shield-check", "office:audit", "core.view_auditentry"),
}


def register_pages() -> None:
    for key, page in PAGES.items():
        office_pages.add(key, page)
