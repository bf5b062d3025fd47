"""A code by mail or text message shows that an address or a number is mine."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.records.actions import codes
from apps.records.forms.me.contacts import CodeForm, shown
from apps.records.models import Contact
from apps.records.views.me.own import show

REFUSED = {
    codes.Answer.WRONG: _("This is not the code that we sent. Look at the newest message; you have five tries."),
    codes.Answer.OVER: _("This code is over. Ask for a new one."),
}


@require_POST
@policy.on_record
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sends a code to an address or a mobile number of mine."""
    contact = _own(request, pk)
    try:
        codes.send(contact, by=request.user)
    except (codes.TooManyCodes, codes.CannotBeSent) as refusal:
        messages.error(request, refusal.message)
        return redirect("records:me_contacts")
    return redirect("records:me_code", pk)


@policy.on_record
def enter(request: SignedInRequest, pk: int) -> HttpResponse:
    """Takes the code."""
    contact = _own(request, pk)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = codes.confirm(contact, form.cleaned_data["code"], by=request.user)
        if answer is codes.Answer.RIGHT:
            messages.success(request, _("Thank you: now we know that this is yours."))
            return redirect("records:me_contacts")
        form.add_error("code", REFUSED[answer])
    return show(request, "code", {"form": form, "contact": contact, "shown": shown(contact)})


def _own(request: SignedInRequest, pk: int) -> Contact:
    fitting = Contact.objects.filter(kind__in=codes.kinds(), status=Contact.Status.LIVE)
    return get_object_or_404(fitting, pk=pk, person__account=request.user)
