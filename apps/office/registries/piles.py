"""The piles of work on the dashboard and beside the pages, each with its count."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

<<<<<<<< HEAD:apps/office/registries/piles.py
from apps.chapters.models import Decision, GroupLetter, Matter, Post, PostReport
from apps.chapters.querysets.complaints import complaints_for_office
from apps.chapters.rules import CARE, MODERATE
from apps.core.models import Job
from apps.core.registries import Worklist
from apps.directory.models import AbuseReport, DeathReport, LostSuggestion, UnusualReading
from apps.directory.rules import ACT_ON_TIPS, DECIDE_ABUSE
from apps.duplicates.models import Pair
from apps.duplicates.rules import DECIDE
from apps.imports.models import ImportRow
from apps.imports.rules import IMPORT, may_import
from apps.mailings.models import Message
from apps.office.querysets import about_people_of, cases_of
from apps.office.rules import VIEW_MAIL
from apps.payments import rules as payments
from apps.payments.models import PaymentRequest
========
from apps.accounts.rules import INVITE_STAFF
from apps.chapters.rules import CARE, MODERATE
from apps.chapters.rules import VIEW as VIEW_GROUPS
from apps.core.admin import OfficePage, office_pages
from apps.core.registries import Worklist, audit_verbs, role_permissions, worklists
from apps.directory.models import AbuseReport, DeathReport, LostSuggestion, UnusualReading
from apps.directory.rules import ACT_ON_TIPS, DECIDE_ABUSE
from apps.duplicates.rules import DECIDE, MERGE
from apps.events import rules as events
from apps.imports.rules import IMPORT
from apps.office.registries import piles
from apps.office.rules import PERMISSIONS, VIEW_AUDIT, VIEW_MAIL, VIEW_REFERENCE, VIEW_REPORTS
from apps.payments import rules as payments
from apps.quality import rules as quality
>>>>>>>> 6f5d603b4e85795be4fde30643d919f300552b64:apps/office/registries/__init__.py
from apps.records import rules


def piles() -> dict[str, Worklist]:
    return {**_worklists(), **_told_by_alumni(), **_money()}


def _worklists() -> dict[str, Worklist]:
    return {
        "follow_ups": Worklist(
            *(_("Follow-ups of mine that are due"), "phone", rules.VIEW, piles.due_follow_ups),
            *(_url("office:follow_ups"), _("people who wait to hear from you")),
        ),
        "claims": Worklist(
            *(_("Claims to decide"), "user-check", rules.DECIDE_CLAIMS, piles.open_claims),
            *(_url("office:claims"), _("people who say which record is theirs")),
        ),
        "held": Worklist(
            *(_("Changes to decide"), "scale", rules.DECIDE_HELD, piles.held_changes),
            *(_url("office:held_changes"), _("from sources less trusted than what is recorded")),
        ),
        "duplicates": Worklist(
            *(_("Duplicates to decide"), "users", DECIDE, piles.open_pairs),
            *(_url("office:duplicates"), _("records that may be of one person")),
        ),
        "deaths": Worklist(
            *(_("Deaths to confirm"), "badge-check", rules.VIEW, piles.unconfirmed_deaths),
            *(_url("office:deaths"), _("one source so far; a second must confirm")),
        ),
        "erasures": Worklist(
            *(_("Requests to be erased"), "trash-2", rules.HANDLE_PRIVACY, piles.open_erasures),
            *(_url("office:pdpa"), _("each is carried out when its day comes")),
        ),
        "import_rows": Worklist(
            *(_("Rows of files to decide"), "file-up", IMPORT, piles.held_rows),
            *(_url("office:import_held"), _("who is meant is not certain, or they contradict the registry")),
        ),
        "jobs": Worklist(
            *(_("Jobs of mine at work or failed"), "hourglass", "", piles.jobs),
            *(_url("office:jobs"), _("exports and letters of the last seven days")),
        ),
        "mail": Worklist(
            *(_("Mail in trouble"), "mail", VIEW_MAIL, piles.troubled_mail),
            *(_troubled_mail_url, _("could not be sent, or nobody knows whether it was")),
        ),
    }


def _told_by_alumni() -> dict[str, Worklist]:
    return {
        "suggestions": Worklist(
            *(_("Suggestions about the lost"), "hand-helping", ACT_ON_TIPS, piles.waiting(LostSuggestion)),
            *(_url("office:suggestions"), _("classmates who know how to reach somebody")),
        ),
        "death_reports": Worklist(
            *(_("Word of deaths"), "mail", ACT_ON_TIPS, piles.waiting(DeathReport)),
            *(_url("office:death_reports"), _("from alumni; two sources are needed")),
        ),
        "abuse": Worklist(
            *(_("Reports of abuse"), "flag", DECIDE_ABUSE, piles.waiting(AbuseReport)),
            *(_url("office:abuse_reports"), _("alumni who ask you to look")),
        ),
        "matters": Worklist(
            *(_("Requests of groups"), "message-square", CARE, piles.matters_of_groups),
            *(_url("office:groups"), _("asked of the office, not answered yet")),
        ),
        "group_posts": Worklist(
            *(_("Posts of groups"), "newspaper", MODERATE, piles.posts_of_groups),
            *(_url("office:group_posts"), _("posts, reports and appeals that wait")),
        ),
        "readings": Worklist(
            *(_("Unusual reading"), "eye", DECIDE_ABUSE, piles.waiting(UnusualReading)),
            *(_url("office:readings"), _("accounts that met a limit of the directory")),
        ),
    }


def _money() -> dict[str, Worklist]:
    return {
        "slips": Worklist(
            *(_("Slips to look at"), "receipt", payments.CONFIRM, piles.waiting_slips),
            *(_url("payments:desk"), _("people who say that they have paid")),
        ),
        "refunds": Worklist(
            *(_("Refunds to pay out"), "receipt", payments.REFUND, piles.due_refunds),
            *(lambda _request: f"{reverse('payments:desk')}?pile=refunds", _("money that goes back to its payers")),
        ),
    }


def _url(name: str) -> Callable[[HttpRequest], str]:
    """Asked anew each time: the address depends on the reader's language."""
    return lambda _request: reverse(name)


def _troubled_mail_url(request: HttpRequest) -> str:
    return f"{reverse('admin:mailings_message_changelist')}?state__in=failed,unconfirmed"
