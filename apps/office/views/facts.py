"""Adding, changing and removing one fact of one person: names, degrees, contacts, addresses, posts."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.duplicates.actions import scanning
from apps.office.forms.facts import (
    AddressForm,
    ContactForm,
    DegreeForm,
    EmploymentForm,
    FactForm,
    FormerNameForm,
    NameForm,
    RemoveForm,
    RenameForm,
    fact_of,
)
from apps.records import rules
from apps.records.actions import contacts, degrees, facts, names, work
from apps.records.actions.facts import Outcome
from apps.records.models import Address, Contact, Degree, Employment, Institution, Person, PersonName, Source
from apps.records.models.facts import Fact

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Kind:
    """One kind of fact as the person page edits it."""

    model: type[Fact]
    form: type[FactForm]
    title: "_StrPromise"
    add: Callable[..., Any]
    change: Callable[..., Outcome]
    remove: Callable[..., None]
    new_form: type[FactForm] | None = None


KINDS: dict[str, Kind] = {
    "names": Kind(
        PersonName, NameForm, _("Name"), names.add_former, names.correct, names.remove_former, FormerNameForm
    ),
    "degrees": Kind(Degree, DegreeForm, _("Degree"), degrees.add, degrees.change, degrees.remove),
    "contacts": Kind(Contact, ContactForm, _("Contact"), contacts.add, contacts.change, contacts.remove),
    "addresses": Kind(
        Address, AddressForm, _("Address"), contacts.add_address, contacts.change_address, contacts.remove_address
    ),
    "work": Kind(Employment, EmploymentForm, _("Work"), work.add, work.change, work.remove),
}

SAID = {
    Outcome.SAVED: _("Saved."),
    Outcome.UNCHANGED: _("Nothing was different, so nothing was changed."),
    Outcome.HELD: _("This came from a less trusted source than what is recorded. It waits for a decision."),
}


@policy.staff(rules.CHANGE)
def add(request: SignedInRequest, public_id: str, kind: str) -> HttpResponse:
    """A new fact of the given kind."""
    person, what = _person(request, public_id), _kind(kind)
    form_class = what.new_form or what.form
    blank = what.model(person=person)  # type: ignore[misc] # every fact has a person
    if isinstance(blank, Degree):
        blank.institution = Institution.objects.served()
    form = form_class(request.POST or None, instance=copy(blank))
    if request.method == "POST" and form.is_valid():
        try:
            what.add(fact_of(form, blank), by=request.user)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, SAID[Outcome.SAVED])
            return _back(request, person, kind)
    return _render(request, person, kind, form)


@policy.staff(rules.CHANGE)
def change(request: SignedInRequest, public_id: str, kind: str, pk: int) -> HttpResponse:
    """A fact as it is, to be mended."""
    person, what = _person(request, public_id), _kind(kind)
    fact = get_object_or_404(what.model, pk=pk, person=person)
    # A clerk's own word, unless they say whose it is: it must not pass for the word of whoever said so before.
    initial = {"version": fact.version, "source": Source.STAFF}
    form = what.form(request.POST or None, instance=copy(fact), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            outcome = what.change(
                fact,
                form.changes(),
                source=form.cleaned_data["source"],
                expected_version=form.cleaned_data["version"],
                by=request.user,
            )
        except (ValidationError, rows.Stale) as error:
            refuse(form, error, row=fact)
        else:
            messages.success(request, SAID[outcome])
            return _back(request, person, kind)
    return _render(request, person, kind, form, fact)


@policy.staff(rules.CHANGE)
def remove(request: SignedInRequest, public_id: str, kind: str, pk: int) -> HttpResponse:
    """Asks why a fact is wrong, then takes it out."""
    person, what = _person(request, public_id), _kind(kind)
    fact = get_object_or_404(what.model, pk=pk, person=person)
    form = RemoveForm(request.POST or None, initial={"version": fact.version})
    if request.method == "POST" and form.is_valid():
        try:
            what.remove(
                fact,
                by=request.user,
                reason=form.cleaned_data["reason"],
                expected_version=form.cleaned_data["version"],
            )
        except (ValidationError, rows.Stale) as error:
            refuse(form, error, row=fact)
        else:
            messages.success(request, _("Removed. The history of this record keeps what it said."))
            return _back(request, person, kind)
    context = {"person": person, "what": what, "kind": kind, "form": form, "fact": fact}
    return render(request, "office/fact_remove.html", context, status=422 if form.errors else 200)


@require_POST
@policy.staff(rules.CHANGE)
def confirm(request: SignedInRequest, public_id: str, kind: str, pk: int) -> HttpResponse:
    """The person has said that a fact still holds."""
    person, what = _person(request, public_id), _kind(kind)
    fact = get_object_or_404(what.model, pk=pk, person=person)
    try:
        facts.confirm(fact, source=Source.SELF, by=request.user)
    except rows.Stale as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Confirmed today."))
    return _back(request, person, kind)


@policy.staff(rules.CHANGE)
def rename(request: SignedInRequest, public_id: str) -> HttpResponse:
    """A name that the person took; the one until now becomes a former name."""
    person = _person(request, public_id)
    current = PersonName.objects.filter(person=person, is_current=True).first() or PersonName(person=person)
    form = RenameForm(request.POST or None, instance=copy(current), initial={"version": current.version})
    if request.method == "POST" and form.is_valid():
        try:
            names.rename(
                person,
                {name: value for name, value in form.changes().items() if name in names.CARRIED_OVER},
                reason=PersonName.Reason(form.cleaned_data["reason"]),
                since=form.cleaned_data["since"],
                source=form.cleaned_data["source"],
                expected_version=form.cleaned_data["version"],
                by=request.user,
            )
        except (ValidationError, rows.Stale) as error:
            refuse(form, error, row=current)
        else:
            messages.success(request, _("Saved. The former name still finds this person."))
            return _back(request, person, "names")
    return _render(request, person, "names", form)


def _person(request: SignedInRequest, public_id: str) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.user).with_display(), public_id=public_id)


def _kind(kind: str) -> Kind:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _back(request: SignedInRequest, person: Person, kind: str) -> HttpResponse:
    """To the person's page; a clerk of one campus may just have corrected the person out of their sight. With another
    name, degree or contact, the person may look like somebody else."""
    if kind in {"names", "degrees", "contacts"}:
        scanning.look_again_soon(person.pk)
    if not Person.objects.visible_to(request.user).filter(pk=person.pk).exists():
        return redirect("office:alumni")
    response = redirect("office:person", public_id=person.public_id)
    response["Location"] += f"#{kind}"
    return response


def _render(
    request: SignedInRequest, person: Person, kind: str, form: FactForm, fact: Fact | None = None
) -> HttpResponse:
    context = {"person": person, "what": KINDS[kind], "kind": kind, "form": form, "fact": fact}
    return render(request, "office/fact.html", context, status=422 if form.errors else 200)
