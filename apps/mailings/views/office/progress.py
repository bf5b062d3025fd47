"""A mailing on its way: how far it is, and the buttons that pause and stop it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.actions.rows import Stale
from apps.mailings import rules
from apps.mailings.actions import mailings
from apps.mailings.querysets.marks import held
from apps.mailings.reports.progress import REFRESH_MS, progress_of

from .access import mailing_of


@policy.staff(rules.WRITE)
@require_safe
def show(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    mailing = mailing_of(request, public_id)
    progress = progress_of(mailing)
    context = {
        "mailing": mailing,
        "progress": progress,
        "refresh_ms": REFRESH_MS,
        "may_send": request.user.has_perm(rules.SEND) or rules.may_change(request.user, mailing),
        "may_stop": mailing.state in mailings.STOPPABLE,
        "restored": held(),
    }
    return render(request, "mailings/office/progress.html", context)


@policy.staff(rules.WRITE)
@require_POST
def act(request: SignedInRequest, public_id: UUID, deed: str) -> HttpResponse:
    """Workers see it at their next message."""
    mailing = mailing_of(request, public_id)
    if deed not in mailings.DEEDS:
        raise Http404
    if not (request.user.has_perm(rules.SEND) or rules.may_change(request.user, mailing)):
        messages.error(request, _("You may not do this with this mailing."))
        return redirect("mailings:office_progress", mailing.public_id)
    try:
        mailings.DEEDS[deed](mailing, by=request.user)
    except (mailings.NotRunning, Stale) as refusal:
        messages.error(request, str(refusal.message))
    return redirect("mailings:office_progress", mailing.public_id)
