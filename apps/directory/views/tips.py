"""Telling the office in confidence: how somebody lost can be reached, that somebody has died. The answer is the same
whoever it is about, on record or not."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.directory.actions import tips
from apps.directory.actions.refusals import TooManyTips
from apps.directory.forms.tips import DeathForm, LostForm
from apps.directory.views.budget import own_record
from apps.directory.views.people import find


@policy.alumni
def lost(request: SignedInRequest) -> HttpResponse:
    """“I know how to reach somebody.”"""
    form = LostForm(request.POST or None, initial={"year_be": request.GET.get("year", "")[:4]})
    if request.method == "POST" and form.is_valid():
        try:
            tips.suggest(own_record(request), by=request.user, **form.cleaned_data)
        except TooManyTips as refusal:
            refuse(form, refusal)
        else:
            messages.success(
                request,
                _("Thank you. If the office has no contact, it writes to them; whether to answer is up to them."),
            )
            return redirect("directory:index")
    return render(request, "directory/lost.html", {"form": form}, status=422 if form.errors else 200)


@policy.alumni
def death(request: SignedInRequest) -> HttpResponse:
    """Word of the death of anybody."""
    form = DeathForm(request.POST or None)
    return _death_page(request, form, public_id=None)


@policy.alumni
def death_of(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Word of a death, said on the person's own page."""
    form = DeathForm(request.POST or None, is_known=True)
    return _death_page(request, form, public_id=public_id)


def _death_page(request: SignedInRequest, form: DeathForm, *, public_id: str | None) -> HttpResponse:
    viewer = own_record(request)
    person, sheet = find(viewer, public_id) if public_id else (None, None)
    if person is not None and person.pk == viewer.pk:
        raise Http404
    name = sheet.name.full if sheet and sheet.name else ""
    if request.method == "POST" and form.is_valid():
        told = {"name": name, "year_be": None} | form.cleaned_data
        try:
            tips.report_death(viewer, by=request.user, person=person, **told)
        except TooManyTips as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Thank you. The office makes sure before anything changes."))
            return redirect("directory:index")
    context = {"form": form, "person": person, "name": name}
    return render(request, "directory/death.html", context, status=422 if form.errors else 200)
