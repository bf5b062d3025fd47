"""Slips: what a payer sends as proof of a transfer, kept as a picture of ours that nobody finds by guessing."""

import hashlib
import secrets
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import rows
from apps.payments import emails, rules
from apps.payments.actions import telling
from apps.payments.actions.refusals import AlreadyDecided, AlreadyPaid, NotASlip, NotOpen, SentAlready, TooManySlips
from apps.payments.lib.slip import SlipError, Transfer
from apps.payments.lib.slip import parse as parse_slip
from apps.payments.lib.slip_picture import SlipPicture
from apps.payments.models import Payment, PaymentRequest, Slip


def send(request: PaymentRequest, made: SlipPicture, *, by: User | None) -> Slip:
    """Keeps a slip for the office to look at. Raises NotASlip, NotOpen, SentAlready, TooManySlips, AlreadyPaid, and
    ValidationError where the picture or its transfer was sent for something else."""
    code, transfer = _code_of(made.codes)
    picture = f"slips/{secrets.token_hex(16)}.webp"
    default_storage.save(picture, ContentFile(made.picture))
    slip = Slip(
        request=request,
        picture=picture,
        digest=hashlib.sha256(made.picture).hexdigest(),
        code=code,
        bank=transfer.bank if transfer else "",
        bank_reference=transfer.reference if transfer else "",
        by=by,
    )
    try:
        return _keep(slip, by=by)
    except BaseException:
        default_storage.delete(picture)
        raise


@transaction.atomic
def withdraw(slip: Slip, *, by: User | None) -> None:
    """The payer sent the wrong picture. Raises AlreadyDecided."""
    request = PaymentRequest.objects.select_for_update(no_key=True).get(pk=slip.request_id)
    decide(slip, Slip.State.WITHDRAWN, request=request, by=by, action="payments.withdraw_slip")
    forget_picture(slip)


@transaction.atomic
def refuse(slip: Slip, *, reason: str, by: User, expected_version: int | None = None) -> None:
    """The slip is no proof; its payer reads why and can send another one. Raises AlreadyDecided."""
    request = PaymentRequest.objects.select_for_update(no_key=True).get(pk=slip.request_id)
    decide(
        slip,
        Slip.State.REFUSED,
        request=request,
        by=by,
        action="payments.refuse_slip",
        reason=reason,
        expected_version=expected_version,
    )
    telling.tell(request, "refused", emails.send_refused, reason=reason)


def decide(
    slip: Slip,
    state: Slip.State,
    *,
    request: PaymentRequest,
    by: User | None,
    action: str,
    reason: str = "",
    expected_version: int | None = None,
) -> None:
    """Ends the waiting of a slip whose request is locked. Raises AlreadyDecided."""
    current = Slip.objects.get(pk=slip.pk)
    if current.state != Slip.State.WAITING:
        raise AlreadyDecided
    values = {"state": state, "decided_at": timezone.now(), "decided_by": by, "reason": reason}
    try:
        rows.change(
            slip,
            values,
            by=by,
            action=action,
            subject_id=request.person_id,
            reason=reason,
            expected_version=expected_version,
        )
    except rows.Stale as stale:
        raise AlreadyDecided from stale


def forget_picture(slip: Slip) -> None:
    """The file goes once it is certain that the row has forgotten it. No audit row: the name of a file is no news."""
    if slip.picture:
        transaction.on_commit(partial(default_storage.delete, slip.picture), robust=True)
        Slip.objects.filter(pk=slip.pk).update(picture="")
        slip.picture = ""


def forget_pictures(slips: QuerySet[Slip]) -> int:
    """Those whose time is over (the register of personal data says when); how many."""
    found = list(slips.exclude(picture=""))
    with transaction.atomic():
        for slip in found:
            forget_picture(slip)
    return len(found)


@transaction.atomic
def _keep(slip: Slip, *, by: User | None) -> Slip:
    request = PaymentRequest.objects.select_for_update(no_key=True).get(pk=slip.request_id)
    if request.state != PaymentRequest.State.OPEN:
        raise NotOpen
    waiting = request.slips.filter(state=Slip.State.WAITING)
    same = Q(digest=slip.digest)
    if slip.bank_reference:
        same |= Q(bank_reference__iexact=slip.bank_reference)
    if waiting.filter(same).exists():
        raise SentAlready
    if waiting.count() >= rules.WAITING_SLIPS:
        raise TooManySlips
    paid = Payment.objects.filter(bank_reference__iexact=slip.bank_reference, withdrawn_at=None)
    if slip.bank_reference and paid.exists():
        raise AlreadyPaid
    return rows.create(slip, by=by, action="payments.send_slip", subject_id=request.person_id)


def _code_of(codes: tuple[str, ...]) -> tuple[Slip.Code, Transfer | None]:
    """What the QR codes of a picture say of a transfer. Raises NotASlip where they only ask for one."""
    found, asks = Slip.Code.NONE, False
    for text in codes:
        try:
            return Slip.Code.READ, parse_slip(text)
        except SlipError as error:
            asks = asks or error.code == "promptpay"
            if error.code in {"checksum", "broken"}:
                found = Slip.Code.DAMAGED
    if asks and found is Slip.Code.NONE:
        raise NotASlip
    return found, None
