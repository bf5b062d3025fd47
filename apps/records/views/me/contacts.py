"""How I can be reached: everything on one page, mended in place and saved at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.records.actions import codes, own
from apps.records.actions.own import Edit
from apps.records.forms.me.contacts import ContactForm, blank_forms, shown
from apps.records.models import Address, Contact, Person
from apps.records.views.me.own import SAVED, done, own_person, tell_now, version_of

PAGE = "records:me_contacts"


@policy.on_record
def index(request: SignedInRequest) -> HttpResponse:
    """Contacts in use, a line for each kind that is missing, addresses; what is no longer used is folded away."""
    person = own_person(request)
    data = request.POST or None
    known = [ContactForm(data, contact=contact) for contact in _live(person)]
    new = blank_forms(person, data)
    if data and _saved(request, known, new):
        return redirect(PAGE)
    forms = [*known, *new]
    context = {
        "known": known,
        **_sorted_out(new, {form.contact.kind for form in known}),
        "refused": [form for form in forms if form.errors],
        "addresses": Address.objects.filter(person=person, status=Address.Status.LIVE).select_related(
            "province", "country"
        ),
        "former": Contact.objects.filter(person=person).exclude(status=Contact.Status.LIVE).order_by("-updated_at"),
        "kinds_with_several": _with_several(known),
        "kinds_with_codes": codes.kinds(),
    }
    return render(request, "records/me/contacts.html", context, status=422 if context["refused"] else 200)


@require_POST
@policy.on_record
def prefer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The contact of its kind to use first."""
    contact, version = _own(request, pk), version_of(request)
    return done(request, lambda: own.prefer(contact, by=request.user, expected_version=version), PAGE)


@require_POST
@policy.on_record
def retire(request: SignedInRequest, pk: int) -> HttpResponse:
    """I no longer use it."""
    contact, version = _own(request, pk), version_of(request)
    return done(request, lambda: own.retire(contact, by=request.user, expected_version=version), PAGE)


def _saved(request: SignedInRequest, known: list[ContactForm], new: list[ContactForm]) -> bool:
    if [form for form in (*known, *new) if not form.is_valid()]:
        return False
    edits = [Edit(form.contact, form.changes(), form.cleaned_data["version"]) for form in known if form.has_changed()]
    added = [contact for form in new if (contact := form.new_contact())]
    try:
        changed = own.change_many(edits, new=added, by=request.user)
    except rows.Stale as stale:
        _say_stale(request, known, stale)
        return False
    except ValidationError as error:
        refuse(next(form for form in (*known, *new) if form.has_changed()), error, {"__all__": "value"})
        return False
    messages.success(request, SAVED if changed else _("Nothing was different, so nothing was changed."))
    return True


def _say_stale(request: SignedInRequest, known: list[ContactForm], stale: rows.Stale) -> None:
    """At each contact that is no longer what the reader saw."""
    fresh = {contact.pk: contact for contact in Contact.objects.filter(person__account=request.user)}
    for form in known:
        contact = fresh.get(form.contact.pk)
        if contact and contact.version != form.cleaned_data["version"]:
            refuse(form, stale)
            tell_now(form, {"value": shown(contact), "audience": contact.audience, "version": contact.version})


def _live(person: Person) -> list[Contact]:
    live = Contact.objects.filter(person=person, status__in=[Contact.Status.LIVE, Contact.Status.BOUNCED])
    order = {kind: place for place, kind in enumerate(Contact.Kind)}
    return sorted(live, key=lambda contact: (order[Contact.Kind(contact.kind)], not contact.is_primary, contact.pk))


def _sorted_out(new: list[ContactForm], there: set[str]) -> dict[str, Any]:
    """The ways that nearly everybody has and this person has not told stand open; the others are folded away."""
    usual = {Contact.Kind.EMAIL, Contact.Kind.MOBILE, Contact.Kind.LINE} - there
    return {
        "missing": [form for form in new if form.contact.kind in usual],
        "more": [form for form in new if form.contact.kind not in usual],
    }


def _with_several(known: list[ContactForm]) -> set[str]:
    kinds = [form.contact.kind for form in known]
    return {kind for kind in kinds if kinds.count(kind) > 1}


def _own(request: SignedInRequest, pk: int) -> Contact:
    return get_object_or_404(Contact, pk=pk, person__account=request.user)
