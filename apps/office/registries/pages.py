"""The office's pages, in the order of the navigation."""

from django.utils.translation import gettext_lazy as _

from apps.accounts.rules import INVITE_STAFF
from apps.chapters.rules import MODERATE
from apps.chapters.rules import VIEW as VIEW_GROUPS
from apps.core.admin import OfficePage
from apps.directory.rules import ACT_ON_TIPS, DECIDE_ABUSE
from apps.duplicates.rules import DECIDE, MERGE
from apps.events import rules as events
from apps.imports.rules import IMPORT
from apps.mailings import rules as mailings
from apps.office.rules import VIEW_AUDIT, VIEW_MAIL, VIEW_REFERENCE, VIEW_REPORTS
from apps.payments import rules as payments
from apps.quality import rules as quality
from apps.records import rules

PAGES = {
    "dashboard": OfficePage(_("Overview"), "layout-dashboard", "office:dashboard"),
    "alumni": OfficePage(
        *(_("Alumni"), "users", "office:alumni", rules.VIEW),
        covers=("office:person_*", "office:person", "office:selection*", "office:fact_*"),
    ),
    "follow_ups": OfficePage(_("Follow-ups"), "phone", "office:follow_ups", rules.VIEW, worklists=("follow_ups",)),
    "claims": OfficePage(
        *(_("Claims"), "user-check", "office:claims", rules.DECIDE_CLAIMS),
        covers=("office:claim",),
        worklists=("claims",),
    ),
    "held": OfficePage(
        *(_("Changes to decide"), "scale", "office:held_changes", rules.DECIDE_HELD),
        covers=("office:held_change",),
        worklists=("held",),
    ),
    "duplicates": OfficePage(
        *(_("Duplicates"), "users", "office:duplicates", DECIDE),
        covers=("office:duplicate", "office:duplicates_*"),
        worklists=("duplicates",),
    ),
    "deaths": OfficePage(_("Deaths to confirm"), "badge-check", "office:deaths", rules.VIEW, worklists=("deaths",)),
    "suggestions": OfficePage(
        *(_("Suggestions about the lost"), "hand-helping", "office:suggestions", ACT_ON_TIPS),
        covers=("office:suggestion",),
        worklists=("suggestions",),
    ),
    "death_reports": OfficePage(
        *(_("Word of deaths"), "mail", "office:death_reports", ACT_ON_TIPS),
        covers=("office:death_report",),
        worklists=("death_reports",),
    ),
    "abuse": OfficePage(
        *(_("Reports of abuse"), "flag", "office:abuse_reports", DECIDE_ABUSE),
        covers=("office:abuse_report", "office:suspension*"),
        worklists=("abuse",),
    ),
    "readings": OfficePage(
        *(_("Unusual reading"), "eye", "office:readings", DECIDE_ABUSE),
        covers=("office:unusual_reading",),
        worklists=("readings",),
    ),
    "groups": OfficePage(
        *(_("Alumni groups"), "network", "office:groups", VIEW_GROUPS),
        covers=(
            *("office:group", "office:group_found", "office:group_care", "office:group_matter"),
            *("office:group_position", "office:group_merge*", "office:group_unmerge", "office:group_report"),
        ),
        worklists=("matters",),
    ),
    "group_posts": OfficePage(
        *(_("Posts of groups"), "newspaper", "office:group_posts", MODERATE),
        covers=(
            *("office:group_post", "office:group_posts*", "office:group_post_report", "office:group_appeal"),
            *("office:group_hold*", "office:group_letter", "office:group_complaint", "office:group_introduction"),
        ),
        worklists=("group_posts",),
    ),
    "events": OfficePage(
        *(_("Events"), "calendar-days", "events:office", events.VIEW),
        covers=("events:office_*", "admin:events_*"),
        worklists=("events", "event_reports"),
    ),
    "merges": OfficePage(
        *(_("Merged records"), "merge", "office:merges", MERGE),
        covers=("office:merge", "office:merge_*", "office:person_merge"),
    ),
    "imports": OfficePage(
        *(_("Files in"), "file-up", "office:imports", IMPORT),
        covers=("office:import", "office:import_*"),
        worklists=("import_rows",),
    ),
    "payments": OfficePage(
        *(_("Payments"), "receipt", "payments:desk", payments.VIEW),
        covers=("payments:desk_*", "admin:payments_*"),
        worklists=("slips", "refunds"),
    ),
    "lists": OfficePage(_("Saved lists"), "list", "office:saved_lists", rules.VIEW, covers=("office:saved_list*",)),
    "mailings": OfficePage(
        *(_("Mailings"), "send", "mailings:office", mailings.WRITE),
        covers=("mailings:office_*",),
        worklists=("mailings", "restored"),
    ),
    "mail": OfficePage(
        *(_("Mail"), "mail", "admin:mailings_message_changelist", VIEW_MAIL),
        covers=("admin:mailings_*",),
        worklists=("mail",),
    ),
    "jobs": OfficePage(_("Jobs"), "hourglass", "office:jobs", covers=("office:job",), worklists=("jobs",)),
    "reports": OfficePage(_("Reports"), "chart-column", "office:reports", VIEW_REPORTS, covers=("office:report_*",)),
    "reconciliation": OfficePage(
        *(_("Head-counts"), "graduation-cap", "quality:reconciliation", quality.VIEW_COUNTS),
        covers=("quality:year", "quality:enter", "quality:file"),
    ),
    "quality": OfficePage(
        *(_("Data quality"), "badge-check", "quality:index", quality.VIEW_QUALITY),
        covers=("quality:trend",),
    ),
    "reference": OfficePage(
        _("Reference data"), "database", "office:reference", VIEW_REFERENCE, covers=("admin:records_*",)
    ),
    "staff": OfficePage(_("Staff"), "key-round", "office:staff", INVITE_STAFF, covers=("office:staff_*",)),
    "pdpa": OfficePage(
        *(_("Personal data"), "scroll-text", "office:pdpa", rules.HANDLE_PRIVACY),
        covers=("office:erasure",),
        worklists=("erasures",),
    ),
    "audit": OfficePage(_("Audit log"), "shield-check", "office:audit", VIEW_AUDIT, covers=("office:audit_csv",)),
}
