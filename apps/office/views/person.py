"""One person: everything known at a glance, and the changes to the person as a whole."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.core import policy, registries
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.core.reports import tell
from apps.duplicates.actions import scanning
from apps.office.forms.person import NationalIdForm, PersonForm, ReasonForm
from apps.office.reports import person_history, person_sheet
from apps.records import rules
from apps.records.actions import disclosures, people
from apps.records.models import Disclosure, Person
from apps.records.querysets.successors import successor_of

HISTORY_PAGE = 50


@policy.staff(rules.VIEW)
def page(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Everything known about a person, and how old it is."""
    try:
        person = _opened(request, public_id)
    except Http404:
        lives_on = successor_of(public_id)
        if lives_on is None:
            raise
        messages.info(request, _("The record that you asked for was merged into this one."))
        return redirect("office:person", public_id=lives_on)
    panels = [panel for _key, make in registries.person_panels if (panel := make(request, person)) is not None]
    context = {"sheet": person_sheet(person, request.user), "person": person, "panels": panels}
    return render(request, "office/person.html", context)


@policy.staff(rules.VIEW)
def history(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Every change of the record, the newest first."""
    person = _opened(request, public_id)
    before = request.GET.get("before", "")
    entries = person_history(person)
    if before.isascii() and before.isdigit():
        entries = entries.filter(pk__lt=int(before[:18]))
    shown = list(entries[: HISTORY_PAGE + 1])
    older = shown[HISTORY_PAGE - 1].pk if len(shown) > HISTORY_PAGE else None
    context = {"person": person, "history": tell(shown[:HISTORY_PAGE]), "older": older}
    return render(request, "office/person_history.html", context)


@policy.staff(rules.CHANGE)
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Gender, birth date, nationality, home province, language, note."""
    person = _person(request, public_id)
    form = PersonForm(request.POST or None, instance=copy(person), initial={"version": person.version})
    if request.method == "POST" and form.is_valid():
        try:
            people.change(person, form.changes(), by=request.user, expected_version=form.cleaned_data["version"])
        except (ValidationError, rows.Stale) as error:
            refuse(form, error, row=person)
        else:
            scanning.look_again_soon(person.pk)
            messages.success(request, _("Saved."))
            return redirect("office:person", public_id=person.public_id)
    status = 422 if form.errors else 200
    context = {"person": person, "form": form, "title": _("Personal details")}
    return render(request, "office/person_form.html", context, status=status)


@policy.staff(rules.OPEN_SENSITIVE)
def national_id(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Sets or takes out the national id; what is there is not shown."""
    person = _person(request, public_id)
    form = NationalIdForm(request.POST or None, initial={"version": person.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            people.set_national_id(
                person,
                data["national_id"],
                by=request.user,
                reason=data["reason"],
                expected_version=data["version"],
            )
        except (ValidationError, rows.Stale) as error:
            refuse(form, error, row=person)
        else:
            messages.success(request, _("Saved."))
            return redirect("office:person", public_id=person.public_id)
    status = 422 if form.errors else 200
    context = {"person": person, "form": form, "title": _("National id")}
    return render(request, "office/person_form.html", context, status=status)


@require_POST
@policy.staff(rules.OPEN_SENSITIVE)
def open_sensitive(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Shows the national id in clear, once, after a reason; the audit log notes who looked and why."""
    person = _person(request, public_id)
    form = ReasonForm(request.POST)
    value = ""
    if form.is_valid():
        value = people.open_sensitive(person, "national_id", by=request.user, reason=form.cleaned_data["reason"])
    context = {"sheet": person_sheet(person, request.user), "person": person, "reason_form": form, "opened": value}
    return render(request, "office/person.html", context, status=422 if form.errors else 200)


def _opened(request: SignedInRequest, public_id: str) -> Person:
    """The person, whose list of readings says that this member of staff opened the record today."""
    person = _person(request, public_id)
    disclosures.note_once_a_day(person, to=request.user, kind=Disclosure.Kind.RECORD)
    return person


def _person(request: SignedInRequest, public_id: str) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.user).with_display(), public_id=public_id)
