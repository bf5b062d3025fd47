"""One mailing before it goes out: how it looks, whom it reaches, what speaks against it, and its way out."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.mailings import rules
from apps.mailings.actions import composing, trying
from apps.mailings.actions.refusals import TO_WRITERS, AlreadyDecided, AskedAnew, NotYours
from apps.mailings.forms.composing import DecideForm, SendForm
from apps.mailings.forms.files import AttachmentForm, PictureForm
from apps.mailings.models import Mailing
from apps.mailings.reports.desk import desk_of, held_words

from .access import mailing_of


@policy.staff(rules.WRITE)
def show(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Everything about it, and the button that sends it."""
    mailing = mailing_of(request, public_id)
    data, typed = _posted(request)
    form = SendForm(data, mailing=mailing, typed=typed)
    if request.method == "POST" and form.is_valid():
        try:
            sent = composing.send(mailing, by=request.user, seen=form.cleaned_data["version"], at=form.moment())
        except (ValidationError, *TO_WRITERS) as refusal:
            refuse(form, refusal, {"scheduled_at": "scheduled_on"}, row=mailing)
        else:
            messages.success(request, _became(sent))
            return redirect("mailings:office_show", mailing.public_id)
    return _desk(request, mailing, form)


@policy.staff(rules.APPROVE)
def decide(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A second person looks at it and decides."""
    mailing = mailing_of(request, public_id)
    if not (mailing.state == Mailing.State.WAITING and rules.may_decide(request.user, mailing)):
        if request.method == "POST":
            is_over = mailing.state != Mailing.State.WAITING
            messages.error(request, str((AlreadyDecided if is_over else NotYours).message))
        return redirect("mailings:office_show", mailing.public_id)
    data, typed = _posted(request)
    form = DecideForm(data, initial={"seen": mailing.version} | typed)
    if request.method == "POST" and form.is_valid():
        said, seen = form.cleaned_data, form.cleaned_data["seen"] or 0
        try:
            if said["decision"] == "approve":
                messages.success(request, _became(composing.approve(mailing, by=request.user, seen=seen)))
            else:
                composing.refuse(mailing, remark=said["remark"], by=request.user, seen=seen)
                messages.success(request, _("Its writer reads why."))
        except AskedAnew as refusal:
            refuse(form, refusal)
            form.data = {
                **request.POST.dict(),
                "seen": mailing.version,
                "decision": "",
            }  # what is shown is the new one
        except (ValidationError, *TO_WRITERS) as refusal:
            refuse(form, refusal)
        else:
            return redirect("mailings:office_show", mailing.public_id)
    return _desk(request, mailing, form, decides=True)


@policy.staff(rules.WRITE)
@require_POST
def try_out(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """To myself alone, in each language in which there is a text."""
    mailing = mailing_of(request, public_id)
    number = trying.send_to_self(mailing, by=request.user)
    if number:
        messages.success(request, _("Sent to you alone, at %s. Look into your mail.") % request.user.email)
    else:
        messages.info(request, _("There is nothing to send yet: put right what stands below first."))
    return redirect("mailings:office_show", mailing.public_id)


@policy.staff(rules.WRITE)
@require_POST
def withdraw(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Back to a draft."""
    mailing = mailing_of(request, public_id)
    try:
        composing.withdraw(mailing, by=request.user)
    except TO_WRITERS as refusal:
        messages.info(request, str(refusal.message))
    else:
        messages.success(request, _("Taken back. It is a draft again."))
    return redirect("mailings:office_show", mailing.public_id)


def _posted(request: SignedInRequest) -> tuple[QueryDict | None, dict[str, Any]]:
    """What is to be done; or, where only the preview's button was pressed, what was typed until then."""
    if request.POST.get("do") == "look":
        return None, request.POST.dict()
    return request.POST or None, {}


def _desk(request: SignedInRequest, mailing: Mailing, form: forms.Form, *, decides: bool = False) -> HttpResponse:
    desk = desk_of(mailing, request.user, request.POST or request.GET, timezone.localdate())
    may_change = rules.may_change(request.user, mailing) and mailing.is_editable
    may_decide = rules.may_decide(request.user, mailing) and mailing.state == Mailing.State.WAITING
    is_sent_from_here = may_change and not mailing.is_template
    context = {
        "mailing": mailing,
        "desk": desk,
        "picture_form": PictureForm(auto_id="id_picture_%s"),
        "attachment_form": AttachmentForm(auto_id="id_document_%s"),
        "may_change": may_change,
        "may_withdraw": rules.may_change(request.user, mailing),
        "may_decide": may_decide,
        "form_id": "decide" if decides and may_decide else "send" if is_sent_from_here else "",
        "form": form,
    }
    return render(request, "mailings/office/show.html", context, status=422 if form.errors else 200)


def _became(mailing: Mailing) -> str:
    return held_words(mailing) or {
        Mailing.State.WAITING: _("Given to a second person. It goes out when they have agreed."),
        Mailing.State.SCHEDULED: _("It goes out by itself at its time."),
    }.get(Mailing.State(mailing.state), _("On its way."))
