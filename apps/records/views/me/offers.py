"""What I am ready to do for students, fellow alumni and the university."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.records.actions import offers
from apps.records.forms.me.offers import OfferForm
from apps.records.models import HelpOffer, Person
from apps.records.views.me.own import SAVED, own_person, tell_now


@policy.on_record
def index(request: SignedInRequest) -> HttpResponse:
    """Each kind of help with a tick, a word and an audience; saved at once."""
    person = own_person(request)
    forms = _forms(person, request.POST or None)
    if request.method == "POST" and _saved(request, person, forms):
        return redirect("records:me_offers")
    refused = [form for form in forms if form.errors]
    return render(
        request, "records/me/offers.html", {"forms": forms, "refused": refused}, status=422 if refused else 200
    )


def _forms(person: Person, data: object = None) -> list[OfferForm]:
    there = {offer.kind: offer for offer in HelpOffer.objects.filter(person=person)}
    return [OfferForm(data, kind=kind, offer=there.get(kind)) for kind in HelpOffer.Kind]


def _saved(request: SignedInRequest, person: Person, forms: list[OfferForm]) -> bool:
    if [form for form in forms if not form.is_valid()]:
        return False
    try:
        changed = offers.keep(person, [form.wish() for form in forms], by=request.user)
    except rows.Stale as stale:
        for form, fresh in zip(forms, _forms(person), strict=True):
            if form.cleaned_data["version"] != fresh.initial.get("version", 0):
                refuse(form, stale)
                tell_now(form, {"version": 0, "note": "", **fresh.initial})
        return False
    messages.success(request, SAVED if changed else _("Nothing was different, so nothing was changed."))
    return True
