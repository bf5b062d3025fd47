"""How much waits on each pile of the office's dashboard, of what this member of staff may see."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from apps.chapters.querysets.waiting import asked_of_the_office, to_be_moderated
from apps.core.models import Job
from apps.duplicates.models import Pair
from apps.imports.models import ImportRow
from apps.imports.rules import may_import
from apps.mailings.models import Message
from apps.office.querysets import about_people_of, cases_of
from apps.payments.models import PaymentRequest
from apps.records.actions import erasure
from apps.records.models import Claim, ContactLogEntry, Death, ErasureRequest, HeldChange

RECENT = timedelta(days=7)  # how long a failure stays on the dashboard


def waiting(kind: type[Model]) -> Callable[[HttpRequest], int]:
    return lambda request: cases_of(request.user, kind).filter(outcome="").count()


def matters_of_groups(_request: HttpRequest) -> int:
    return asked_of_the_office()


def posts_of_groups(_request: HttpRequest) -> int:
    return to_be_moderated(timezone.now())


def due_follow_ups(request: HttpRequest) -> int:
    due = ContactLogEntry.objects.due(timezone.localdate()).filter(follow_up_by=request.user.pk)
    return about_people_of(request.user, due).count()


def open_claims(request: HttpRequest) -> int:
    return cases_of(request.user, Claim).filter(state=Claim.State.OPEN).count()


def held_changes(request: HttpRequest) -> int:
    return about_people_of(request.user, HeldChange.objects.open()).count()


def held_rows(request: HttpRequest) -> int:
    return ImportRow.objects.waiting().count() if may_import(request.user) else 0


def open_pairs(request: HttpRequest) -> int:
    return Pair.objects.visible_to(request.user).open().count()


def unconfirmed_deaths(request: HttpRequest) -> int:
    return about_people_of(request.user, Death.objects.waiting_for_second_source()).count()


def open_erasures(request: HttpRequest) -> int:
    return about_people_of(request.user, ErasureRequest.objects.filter(state__in=erasure.OPEN)).count()


def waiting_slips(request: HttpRequest) -> int:
    return PaymentRequest.objects.visible_to(request.user).waiting().count()


def due_refunds(request: HttpRequest) -> int:
    return PaymentRequest.objects.visible_to(request.user).with_refunds_due().count()


def jobs(request: HttpRequest) -> int:
    mine = Job.objects.filter(by=request.user.pk, created_at__gte=timezone.now() - RECENT)
    return mine.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING, Job.State.FAILED]).count()


def troubled_mail(request: HttpRequest) -> int:
    return Message.objects.filter(state__in=[Message.State.FAILED, Message.State.UNCONFIRMED]).count()
