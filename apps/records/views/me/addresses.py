"""My postal addresses."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.records.actions import own
from apps.records.actions.facts import Outcome
from apps.records.forms.me.contacts import AddressForm, address_initial
from apps.records.models import Address
from apps.records.views.me.own import carried_out, done, own_person, show, version_of

PAGE = "records:me_contacts"


@policy.on_record
def add(request: SignedInRequest) -> HttpResponse:
    """An address; the one of its kind until now is no longer used."""
    person = own_person(request)
    form = AddressForm(request.POST or None)

    def save() -> None:
        own.add(Address(person=person, **form.changes()), by=request.user)

    if request.method == "POST" and carried_out(request, form, save, now=dict):
        return redirect(PAGE)
    return show(request, "address", {"form": form})


@policy.on_record
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """An address as it is, to be mended."""
    address = _own(request, pk)
    form = AddressForm(request.POST or None, initial=address_initial(address))

    def save() -> Outcome:
        return own.change(address, form.changes(), by=request.user, expected_version=form.cleaned_data["version"] or 0)

    def now() -> dict[str, Any]:
        return address_initial(_own(request, pk))

    if request.method == "POST" and carried_out(request, form, save, now=now):
        return redirect(PAGE)
    return show(request, "address", {"form": form, "address": address})


@require_POST
@policy.on_record
def retire(request: SignedInRequest, pk: int) -> HttpResponse:
    """I live there no longer."""
    address, version = _own(request, pk), version_of(request)
    return done(request, lambda: own.retire(address, by=request.user, expected_version=version), PAGE)


def _own(request: SignedInRequest, pk: int) -> Address:
    return get_object_or_404(Address, pk=pk, person__account=request.user)
