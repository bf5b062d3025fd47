"""The piles of work on the dashboard and beside the pages, each with its count."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.chapters.querysets import waiting
from apps.chapters.rules import CARE, MODERATE
from apps.core.models import Job
from apps.core.registries import Worklist
from apps.directory.models import AbuseReport, DeathReport, LostSuggestion, UnusualReading
from apps.directory.rules import ACT_ON_TIPS, DECIDE_ABUSE
from apps.duplicates.models import Pair
from apps.duplicates.rules import DECIDE
from apps.imports.models import ImportRow
from apps.imports.rules import IMPORT, may_import
from apps.mailings import rules as mailings
from apps.mailings.models import Mailing, Message
from apps.mailings.querysets import marks
from apps.office.querysets import about_people_of, cases_of
from apps.office.rules import VIEW_MAIL
from apps.payments import rules as payments
from apps.payments.models import PaymentRequest
from apps.records import rules
from apps.records.actions import erasure
from apps.records.models import Claim, ContactLogEntry, Death, ErasureRequest, HeldChange

RECENT = timedelta(days=7)  # how long a failure stays on the dashboard


def piles() -> dict[str, Worklist]:
    return {**_worklists(), **_told_by_alumni(), **_money()}


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
            *(_("Requests of groups"), "message-square", CARE, _matters_of_groups),
            *(lambda _request: f"{reverse('office:groups')}?wrong=asked", _("asked of the office, not answered yet")),
        ),
        "group_posts": Worklist(
            *(_("Posts of groups"), "newspaper", MODERATE, _posts_of_groups),
            *(_url("office:group_posts"), _("posts, reports and appeals that wait")),
        ),
        "mailings": Worklist(
            *(_("Mailings to decide"), "send", mailings.APPROVE, _waiting_mailings),
            *(lambda _request: f"{reverse('mailings:office')}?pile=waiting", _("a second person lets them go out")),
        ),
        "restored": Worklist(
            *(_("A restored backup"), "send", mailings.SEND, _held_mail),
            *(_url("mailings:office_restored"), _("mail that waits until somebody confirms it")),
            is_rare=True,
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


def _waiting_mailings(_request: HttpRequest) -> int:
    return Mailing.objects.filter(state=Mailing.State.WAITING).count()


def _held_mail(_request: HttpRequest) -> int:
    """Also where nothing waits yet: no mailing starts until it is confirmed."""
    mark = marks.held()
    return max(marks.waiting(mark), 1) if mark else 0


def _url(name: str) -> Callable[[HttpRequest], str]:
    """Asked anew each time: the address depends on the reader's language."""
    return lambda _request: reverse(name)


def _waiting(kind: type[Model]) -> Callable[[HttpRequest], int]:
    return lambda request: cases_of(request.user, kind).filter(outcome="").count()


def _matters_of_groups(_request: HttpRequest) -> int:
    return waiting.asked_of_the_office()


def _posts_of_groups(_request: HttpRequest) -> int:
    return waiting.to_be_moderated(timezone.now())


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
    mine = Job.objects.filter(by=request.user.pk, created_at__gte=timezone.now() - RECENT)
    return mine.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING, Job.State.FAILED]).count()


def _troubled_mail(request: HttpRequest) -> int:
    return Message.objects.filter(state__in=[Message.State.FAILED, Message.State.UNCONFIRMED]).count()


def _troubled_mail_url(request: HttpRequest) -> str:
    return f"{reverse('admin:mailings_message_changelist')}?state__in=failed,unconfirmed"
