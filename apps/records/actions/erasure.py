"""Being forgotten: asked for, slept on for a week, taken back or held, then done in one transaction."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import privacy, rows
from apps.records import emails
from apps.records.actions import search
from apps.records.actions.downloads import subject_of
from apps.records.models import ErasureRequest, Person

logger = logging.getLogger(__name__)

GRACE = timedelta(days=7)
State = ErasureRequest.State
OPEN = [State.ASKED, State.HELD]


class WorksInTheOffice(Exception):
    """An account of staff is closed by an administrator first: others may depend on it."""

    message = _("Your account works in the office. Ask an administrator to close its office part first.")


class AskedAlready(Exception):
    """There is an open request."""

    message = _("You have asked for this already.")


class NotOpen(Exception):
    """The request was taken back, held, let go or done in the meantime."""

    message = _("This request is no longer open in that way. Look at it again.")


@transaction.atomic
def ask(person: Person | None, *, by: User, language: str) -> ErasureRequest:
    """Somebody asks that everything about them be erased in a week. Raises WorksInTheOffice or AskedAlready."""
    if by.is_staff:
        raise WorksInTheOffice
    if open_request(by) is not None:
        raise AskedAlready
    now = timezone.now()
    request = ErasureRequest(person=person, account=by, asked_at=now, due_at=now + GRACE, language=language)
    rows.create(request, by=by, action="records.ask_erasure", subject_id=person.pk if person else None)
    emails.send_erasure_asked(request)
    return request


@transaction.atomic
def take_back(request: ErasureRequest, *, by: User) -> None:
    """Nothing is erased. Raises NotOpen."""
    values = {"state": State.CANCELLED, "ended_at": timezone.now()}
    _change(request, values, "records.take_back_erasure", was=OPEN, by=by)
    emails.send_erasure_taken_back(request)


@transaction.atomic
def hold(request: ErasureRequest, *, by: User, reason: str) -> None:
    """The office keeps the data for a claim of law and tells the person why. Raises NotOpen."""
    values = {"state": State.HELD, "hold_reason": reason, "held_by": by}
    _change(request, values, "records.hold_erasure", was=[State.ASKED], by=by, reason=reason)
    emails.send_erasure_held(request)


@transaction.atomic
def let_go(request: ErasureRequest, *, by: User, reason: str) -> None:
    """The claim is settled: the request goes on, with three days at least in which to take it back. Raises NotOpen."""
    due_at = max(request.due_at, timezone.now() + timedelta(days=3))
    values = {"state": State.ASKED, "due_at": due_at}
    _change(request, values, "records.let_erasure_go", was=[State.HELD], by=by, reason=reason)
    emails.send_erasure_asked(request)


def erase_due(now: datetime) -> int:
    """Does what is due; how many requests that was."""
    due = ErasureRequest.objects.filter(state=State.ASKED, due_at__lte=now).order_by("due_at")
    return sum(_carried_out(key, now) for key in list(due.values_list("pk", flat=True)))


@transaction.atomic
def carry_out(key: int, *, now: datetime) -> bool:
    """Erases what every app lets go of, closes the account, takes the values out of the history; all of it or nothing.
    The record is the one that the account has now: the office may have taken a wrong one from it meanwhile. False
    where the request is not due, or done already."""
    due = ErasureRequest.objects.select_for_update(of=("self",)).filter(pk=key, state=State.ASKED, due_at__lte=now)
    request = due.filter(account__is_staff=False).select_related("account").first()
    if request is None or request.account is None:
        return False
    subject = subject_of(request.account)
    to, name = emails.address_of(request)
    what = {part: count for part, count in privacy.erase(subject).items() if count}
    values = {"state": State.DONE, "ended_at": now, "outcome": what, "person_id": subject.person_id}
    rows.change(request, values, by=None, action="records.erase_person", subject_id=subject.person_id)
    if subject.person_id is not None:
        search.refresh([subject.person_id])
    emails.send_erasure_done(request, to=to, name=name)
    return True


def _carried_out(key: int, now: datetime) -> bool:
    """One that fails keeps nobody else waiting; the next run tries it again."""
    try:
        return carry_out(key, now=now)
    except Exception:
        logger.exception("request to erase %s could not be carried out", key)
        return False


def open_request(account: User) -> ErasureRequest | None:
    return ErasureRequest.objects.filter(account=account, state__in=OPEN).first()


def _change(
    request: ErasureRequest, values: dict[str, Any], action: str, *, was: list[State], by: User, reason: str = ""
) -> None:
    if request.state not in was:
        raise NotOpen
    try:
        rows.change(request, values, by=by, action=action, subject_id=request.person_id, reason=reason)
    except rows.Stale as error:
        raise NotOpen from error
