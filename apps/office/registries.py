"""What the office puts into the core's registries: its pages in the order of the navigation, the piles of work on the
dashboard, the words of its changes, and what each role may do on its pages."""

from collections.abc import Callable

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.rules import INVITE_STAFF
from apps.chapters.querysets.waiting import asked_of_the_office, to_be_moderated
from apps.chapters.rules import CARE, MODERATE
from apps.chapters.rules import VIEW as VIEW_GROUPS
from apps.core.admin import OfficePage, office_pages
from apps.core.registries import Worklist, audit_verbs, role_permissions, worklists
from apps.directory.models import AbuseReport, DeathReport, LostSuggestion, UnusualReading
from apps.directory.rules import ACT_ON_TIPS, DECIDE_ABUSE
from apps.duplicates.models import Pair
from apps.duplicates.rules import DECIDE, MERGE
from apps.events import rules as events
from apps.imports.models import ImportRow
from apps.imports.rules import IMPORT, may_import
from apps.mailings.models import Message
from apps.office.querysets import about_people_of, cases_of, jobs_to_watch
from apps.office.rules import PERMISSIONS, VIEW_AUDIT, VIEW_MAIL, VIEW_REFERENCE, VIEW_REPORTS
from apps.payments import rules as payments
from apps.payments.models import PaymentRequest
from apps.quality import rules as quality
from apps.records import rules
from apps.records.actions import erasure
from apps.records.models import Claim, ContactLogEntry, Death, ErasureRequest, HeldChange

VERBS = {
    "core.export_audit": _("downloaded the audit log"),
    "core.cancel_job": _("stopped a job"),
    "core.erase_audit_values": _("erased values from the audit log, as the law asks"),
    "core.begin_audit_head": _("began a new audit head"),
}
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
            *("office:group_position", "office:group_merge*", "office:group_report"),
        ),
        worklists=("matters",),
    ),
    "group_posts": OfficePage(
        *(_("Posts of groups"), "newspaper", "office:group_posts", MODERATE),
        covers=(
            *("office:group_post", "office:group_posts*", "office:group_post_report", "office:group_appeal"),
            *("office:group_hold*", "office:group_letter", "office:group_complaint"),
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


def register() -> None:
    for key, page in PAGES.items():
        office_pages.add(key, page)
    for key, worklist in {**_worklists(), **_told_by_alumni(), **_money()}.items():
        worklists.add(key, worklist)
    for action, verb in VERBS.items():
        audit_verbs.add(action, verb)
    for role, permissions in PERMISSIONS.items():
        role_permissions.add(f"office-{role}", (role, permissions))


def _worklists() -> dict[str, Worklist]:
    return {
        "follow_ups": Worklist(
            *(_("Follow-ups of mine that are due"), "phone", rules.VIEW, _due_follow_ups),
            *(_url("office:follow_ups"), _("people who wait to hear from you")),
        ),
        "claims": Worklist(
            *(_("Claims to decide"), "user-check", rules.DECIDE_CLAIMS, _open_claims),
            *(_url("office:claims"), _("people who say which record is theirs")),
        ),
        "held": Worklist(
            *(_("Changes to decide"), "scale", rules.DECIDE_HELD, _held_changes),
            *(_url("office:held_changes"), _("from sources less trusted than what is recorded")),
        ),
        "duplicates": Worklist(
            *(_("Duplicates to decide"), "users", DECIDE, _open_pairs),
            *(_url("office:duplicates"), _("records that may be of one person")),
        ),
        "deaths": Worklist(
            *(_("Deaths to confirm"), "badge-check", rules.VIEW, _unconfirmed_deaths),
            *(_url("office:deaths"), _("one source so far; a second must confirm")),
        ),
        "erasures": Worklist(
            *(_("Requests to be erased"), "trash-2", rules.HANDLE_PRIVACY, _open_erasures),
            *(_url("office:pdpa"), _("each is carried out when its day comes")),
        ),
        "import_rows": Worklist(
            *(_("Rows of files to decide"), "file-up", IMPORT, _held_rows),
            *(_url("office:import_held"), _("who is meant is not certain, or they contradict the registry")),
        ),
        "jobs": Worklist(
            *(_("Jobs of mine at work or failed"), "hourglass", "", _jobs),
            *(_url("office:jobs"), _("exports and letters of the last seven days")),
        ),
        "mail": Worklist(
            *(_("Mail in trouble"), "mail", VIEW_MAIL, _troubled_mail),
            *(_troubled_mail_url, _("could not be sent, or nobody knows whether it was")),
        ),
    }


def _told_by_alumni() -> dict[str, Worklist]:
    return {
        "suggestions": Worklist(
            *(_("Suggestions about the lost"), "hand-helping", ACT_ON_TIPS, _waiting(LostSuggestion)),
            *(_url("office:suggestions"), _("classmates who know how to reach somebody")),
        ),
        "death_reports": Worklist(
            *(_("Word of deaths"), "mail", ACT_ON_TIPS, _waiting(DeathReport)),
            *(_url("office:death_reports"), _("from alumni; two sources are needed")),
        ),
        "abuse": Worklist(
            *(_("Reports of abuse"), "flag", DECIDE_ABUSE, _waiting(AbuseReport)),
            *(_url("office:abuse_reports"), _("alumni who ask you to look")),
        ),
        "matters": Worklist(
            *(_("Requests of groups"), "message-square", CARE, lambda _request: asked_of_the_office()),
            *(_url("office:groups"), _("asked of the office, not answered yet")),
        ),
        "group_posts": Worklist(
            *(_("Posts of groups"), "newspaper", MODERATE, lambda _request: to_be_moderated(timezone.now())),
            *(_url("office:group_posts"), _("posts, reports and appeals that wait")),
        ),
        "readings": Worklist(
            *(_("Unusual reading"), "eye", DECIDE_ABUSE, _waiting(UnusualReading)),
            *(_url("office:readings"), _("accounts that met a limit of the directory")),
        ),
    }


def _money() -> dict[str, Worklist]:
    return {
        "slips": Worklist(
            *(_("Slips to look at"), "receipt", payments.CONFIRM, _waiting_slips),
            *(_url("payments:desk"), _("people who say that they have paid")),
        ),
        "refunds": Worklist(
            *(_("Refunds to pay out"), "receipt", payments.REFUND, _due_refunds),
            *(lambda _request: f"{reverse('payments:desk')}?pile=refunds", _("money that goes back to its payers")),
        ),
    }


def _url(name: str) -> Callable[[HttpRequest], str]:
    """Asked anew each time: the address depends on the reader's language."""
    return lambda _request: reverse(name)


def _waiting(kind: type[Model]) -> Callable[[HttpRequest], int]:
    return lambda request: cases_of(request.user, kind).filter(outcome="").count()


def _due_follow_ups(request: HttpRequest) -> int:
    due = ContactLogEntry.objects.due(timezone.localdate()).filter(follow_up_by=request.user.pk)
    return about_people_of(request.user, due).count()


def _open_claims(request: HttpRequest) -> int:
    return cases_of(request.user, Claim).filter(state=Claim.State.OPEN).count()


def _held_changes(request: HttpRequest) -> int:
    return about_people_of(request.user, HeldChange.objects.open()).count()


def _held_rows(request: HttpRequest) -> int:
    return ImportRow.objects.waiting().count() if may_import(request.user) else 0


def _open_pairs(request: HttpRequest) -> int:
    return Pair.objects.visible_to(request.user).open().count()


def _unconfirmed_deaths(request: HttpRequest) -> int:
    return about_people_of(request.user, Death.objects.waiting_for_second_source()).count()


def _open_erasures(request: HttpRequest) -> int:
    return about_people_of(request.user, ErasureRequest.objects.filter(state__in=erasure.OPEN)).count()


def _waiting_slips(request: HttpRequest) -> int:
    return PaymentRequest.objects.visible_to(request.user).waiting().count()


def _due_refunds(request: HttpRequest) -> int:
    return PaymentRequest.objects.visible_to(request.user).with_refunds_due().count()


def _jobs(request: HttpRequest) -> int:
    return jobs_to_watch(request.user, timezone.now()).count()


def _troubled_mail(request: HttpRequest) -> int:
    return Message.objects.filter(state__in=[Message.State.FAILED, Message.State.UNCONFIRMED]).count()


def _troubled_mail_url(request: HttpRequest) -> str:
    return f"{reverse('admin:mailings_message_changelist')}?state__in=failed,unconfirmed"
