"""One person: the page for fellow alumni, the contact card, and the page for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.directory import exports
from apps.directory.actions import reading
from apps.directory.lib import vcard
from apps.directory.models import Conversation
from apps.directory.querysets import reach
from apps.directory.views.budget import guarded
from apps.records import policy as visibility
from apps.records.models import Person
from apps.records.querysets.successors import successor_of
from apps.records.reports import ProfileSheet, profile_sheet


@policy.alumni
@require_safe
@guarded
def person(request: SignedInRequest, viewer: Person, public_id: str) -> HttpResponse:
    """What the reader may see of somebody; their own page as other alumni see it."""
    try:
        found, sheet = open_sheet(request, viewer, public_id)
    except Http404:
        return to_successor("directory:person", public_id)
    is_own = found.pk == viewer.pk
    conversation = None if is_own else Conversation.objects.between(viewer, found).first()
    context = {"person": found, "sheet": sheet, "is_own": is_own, "conversation": conversation}
    return render(request, "directory/person.html", context)


@policy.alumni
@require_safe
@guarded
def card(request: SignedInRequest, viewer: Person, public_id: str) -> HttpResponse:
    """The same as a contact card; who took it away is written down."""
    found, sheet = open_sheet(request, viewer, public_id)
    if sheet.name is None:
        raise Http404
    written = exports.contact_card(sheet)
    if found.pk != viewer.pk:
        reading.download_card(found, account=request.user, what=exports.fields_of(written))
    response = HttpResponse(vcard.write(written), content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.public_id}.vcf"'
    return response


@policy.public
@require_safe
def public(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the person has opened to everybody. Search engines are asked to leave it alone."""
    found = Person.objects.filter(public_id=public_id).first()
    if found is None:
        return to_successor("directory:public", public_id)
    sheet = profile_sheet(found, visibility.STRANGER)
    if not sheet.is_listed:
        raise Http404
    response = render(request, "directory/public.html", {"sheet": sheet})
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def to_successor(page: str, public_id: str) -> HttpResponse:
    """The same page of the record that this one became part of. Http404 where there is none."""
    lives_on = successor_of(public_id)
    if lives_on is None:
        raise Http404
    return redirect(page, lives_on)


def open_sheet(request: SignedInRequest, viewer: Person, public_id: str) -> tuple[Person, ProfileSheet]:
    """The person and what the reader sees of them. Http404 alike for nobody, for who is not in the directory and for
    who has blocked the reader; reading is counted."""
    found, sheet = find(viewer, public_id)
    if found.pk != viewer.pk:
        reading.open_profile(found, account=request.user)
    return found, sheet


def find(viewer: Person, public_id: str) -> tuple[Person, ProfileSheet]:
    """The same without counting, for the small pages about somebody whose page is open already."""
    found = get_object_or_404(Person, public_id=public_id)
    if found.pk == viewer.pk:
        return found, profile_sheet(found, visibility.ALUMNUS)
    sheet = profile_sheet(found, visibility.reader_of(viewer, found, is_alumnus=True))
    if not sheet.is_listed or reach.has_blocked(found, viewer):
        raise Http404
    return found, sheet
