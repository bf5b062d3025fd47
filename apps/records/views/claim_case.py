"""A claim that the office decides on, from the claimant's side; and the links of our mails."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from apps.accounts.actions import AccountClosed, SignInFirst
from apps.accounts.models import User
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.records.actions import claims
from apps.records.forms.claim import WordsForm
from apps.records.models import Claim
from apps.records.views.entering import enter

# What the claimant may do at which state.
DEEDS = {Claim.State.ASKED: claims.answer, Claim.State.REFUSED: claims.appeal}


@policy.public
@never_cache
def status(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How a claim stands: what was typed, what the office says, an answer or an appeal. Nothing of any record."""
    shown = Claim.objects.exclude(state=Claim.State.CODE).exclude(kind=Claim.Kind.OBJECT)
    claim = get_object_or_404(shown, public_id=public_id)
    deed = DEEDS.get(Claim.State(claim.state)) if not (claim.appeal and claim.state == Claim.State.REFUSED) else None
    form = WordsForm(request.POST or None)
    if request.method == "POST" and deed and form.is_valid():
        try:
            deed(claim, form.cleaned_data["text"], by=_account(request))
        except (claims.NotNow, rows.Stale) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The office has it. You hear from us within 1 working day."))
            return redirect("records:claim_status", public_id=public_id)
    context = {"claim": claim, "form": form, "may_speak": deed is not None}
    return render(request, "records/claim_status.html", context, status=422 if form.errors else 200)


@policy.public
@never_cache
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The claimant does not want it any more: asked once, then done."""
    claim = get_object_or_404(Claim.objects.exclude(kind=Claim.Kind.OBJECT), public_id=public_id)
    if request.method == "POST":
        try:
            claims.withdraw(claim, by=_account(request))
        except (claims.NotNow, rows.Stale) as error:
            messages.info(request, str(error.message))
        return redirect("records:claim_status", public_id=public_id)
    return render(request, "records/claim_withdraw.html", {"claim": claim})


@policy.public
@never_cache
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The link that the office mailed: one press, and the record is theirs."""
    try:
        claim = claims.opened_link(token)
        if request.method == "POST":
            return enter(request, claims.join(claim, account=_account(request)))
    except claims.LinkOver:
        return render(request, "records/claim_link_over.html", status=410)
    except SignInFirst as error:
        messages.info(request, str(error.message))
        return redirect_to_login(request.path)
    except (claims.HasOtherRecord, claims.Disputed, AccountClosed, rows.Stale) as error:
        messages.error(request, str(error.message))
        return redirect("records:claim_join", token=token)
    except claims.TooEarly:
        return redirect("records:claim_join", token=token)
    return render(request, "records/claim_join.html", {"claim": claim, "until": claims.waits_until(claim)})


@policy.public
@never_cache
def object_to(request: HttpRequest, token: str) -> HttpResponse:
    """The link to say: that was not me."""
    person = claims.opened_objection(token)
    if person is None:
        return render(request, "records/claim_link_over.html", status=410)
    if request.method == "POST":
        claims.object_to(person)
        return render(request, "records/claim_objected.html")
    return render(request, "records/claim_object.html")


def _account(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
