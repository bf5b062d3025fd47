"""What we keep of somebody and what they may do about it: the way to each of these pages."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.records.actions import erasure
from apps.records.models import Restriction
from apps.records.policy import person_of
from apps.records.querysets import disclosures
from apps.records.views.me.own import own_person


@policy.signed_in
@require_safe
def show(request: SignedInRequest) -> HttpResponse:
    """The overview; who has no record yet has their account's data all the same."""
    person = person_of(request.user)
    context = {
        "person": person,
        "erasure": erasure.open_request(request.user),
        "restriction": Restriction.objects.filter(person=person, ended_at__isnull=True).first() if person else None,
    }
    return render(request, "records/privacy/overview.html", context)


@policy.on_record
@require_safe
def who(request: SignedInRequest) -> HttpResponse:
    """Who opened sensitive fields or exported the reader's data, when and why."""
    return render(request, "records/privacy/who.html", {"readings": disclosures.of_person(own_person(request))})
