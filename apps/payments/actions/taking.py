"""Taking the list of refunds away as a file: with a reason, in the log, and on the list of each person concerned."""

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import audit
from apps.payments.exports import Taken, refunds_file
from apps.payments.models import PaymentRequest
from apps.records.actions import disclosures
from apps.records.models import Disclosure


@transaction.atomic
def take_refunds(*, is_paid: bool, text: str, reason: str, by: User) -> Taken:
    """The file, of the requests that match `text` where there is one, once everybody in it can see that it was taken,
    by whom and why."""
    seen = PaymentRequest.objects.visible_to(by)
    if text:
        seen = seen.matching(text)
    taken = refunds_file(seen, is_paid=is_paid, mark=f"{by} {timezone.localtime():%Y-%m-%d %H:%M}")
    kind = Disclosure.Kind.EXPORT
    disclosures.note_many(taken.person_ids, to=by, kind=kind, what="payments refunds", reason=reason)
    done = audit.Change("payments.refund", "", 1, None, {"refunds": taken.refunds, "paid": is_paid, "filter": text})
    audit.write([done], action="payments.take_refunds", by=by, reason=reason)
    return taken
