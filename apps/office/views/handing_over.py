"""A record handed over by the office without a claim: at the counter, by a letter; and taken back."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.office.forms.claims import ClaimLetterForm, HandOverForm
from apps.office.forms.person import ReasonForm
from apps.records import rules
from apps.records.actions import claims
from apps.records.models import Person


@policy.staff(rules.DECIDE_CLAIMS)
def counter(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Whoever stands at the counter gets a link at the address that they say."""
    person = _person(request, public_id)
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            claims.hand_over(person, data["email"], by=request.user, reason=data["reason"])
        except (claims.Deceased, claims.NotNow) as error:
            refuse(form, error)
        else:
            told = {"email": data["email"]}
            messages.success(request, _("The link has gone to %(email)s. It is good for 7 days.") % told)
            return redirect("office:person", public_id=public_id)
    return _page(request, person, form, title=_("Hand over to an account"), button=_("Send the link"))


@policy.staff(rules.DECIDE_CLAIMS)
def letter(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A letter (PDF) with a code to the address on file."""
    person = _person(request, public_id)
    form = ClaimLetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            pdf = claims.print_letter(person, number=data["number"], by=request.user, reason=data["reason"])
        except claims.NoLetter as error:
            refuse(form, error)
        else:
            name = f'attachment; filename="letter-{public_id}.pdf"'
            return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": name})
    return _page(request, person, form, title=_("Letter with a code"), button=_("Print the letter"))


@policy.staff(rules.DECIDE_CLAIMS)
def take_back(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Takes the record from the account that has it."""
    person = _person(request, public_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            claims.unlink(person, by=request.user, reason=form.cleaned_data["reason"])
        except (claims.NotLinked, rows.Stale) as error:
            refuse(form, error)
        else:
            messages.success(request, _("The account no longer has this record."))
            return redirect("office:person", public_id=public_id)
    return _page(request, person, form, title=_("Take the record from the account"), button=_("Take it back"))


def _person(request: SignedInRequest, public_id: UUID) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.user).with_display(), public_id=public_id)


def _page(request: SignedInRequest, person: Person, form: forms.Form, *, title: str, button: str) -> HttpResponse:
    context = {"person": person, "form": form, "title": title, "button": button}
    return render(request, "office/person_form.html", context, status=422 if form.errors else 200)
