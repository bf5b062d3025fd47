"""Keeping somebody away, and asking the office to look."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.directory.actions import abuse, blocks
from apps.directory.actions.refusals import TooManyTips
from apps.directory.forms.letters import AbuseForm
from apps.directory.models import Block, Conversation, Letter
from apps.directory.querysets.conversations import names_in, open_names, side_of
from apps.directory.views.budget import own_record
from apps.directory.views.people import find
from apps.records.models import Person


@policy.alumni
def block(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Says what blocking does, then does it."""
    viewer = own_record(request)
    other, name = _other(viewer, public_id)
    if request.method == "POST":
        try:
            blocks.block(viewer, other, by=request.user)
        except ValidationError:
            messages.info(request, _("You have blocked them already."))
        else:
            messages.success(request, _("Blocked. They can neither open your page nor write to you."))
        return redirect("directory:blocks")
    return render(request, "directory/block.html", {"other": other, "name": name})


@policy.alumni
@require_safe
def blocked(request: SignedInRequest) -> HttpResponse:
    """Whom the reader has blocked."""
    viewer = own_record(request)
    found = list(Block.objects.filter(person=viewer).order_by("-pk"))
    names = open_names([each.blocked_id for each in found], viewer)
    context = {"rows": [(each, names[each.blocked_id]) for each in found]}
    return render(request, "directory/blocks.html", context)


@policy.alumni
@require_POST
def unblock(request: SignedInRequest, pk: int) -> HttpResponse:
    """They may open the page and write again."""
    row = get_object_or_404(Block, pk=pk, person=own_record(request))
    try:
        blocks.unblock(row, by=request.user)
    except rows.Stale as stale:
        messages.info(request, str(stale.message))
    else:
        messages.success(request, _("They can open your page and write to you again."))
    return redirect("directory:blocks")


@policy.alumni
def report_person(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Asks the office to look at somebody's page."""
    viewer = own_record(request)
    other, name = _other(viewer, public_id)
    return _report(request, viewer, other, name, letter=None)


@policy.alumni
def report_letter(request: SignedInRequest, public_id: str, pk: int) -> HttpResponse:
    """Asks the office to look at a letter that the reader got: that one is opened to it, no other."""
    viewer = own_record(request)
    found = get_object_or_404(Conversation.objects.for_inbox(viewer), public_id=public_id)
    letter = get_object_or_404(Letter.objects.exclude(writer=viewer), pk=pk, conversation=found)
    side = side_of(found, viewer)
    return _report(request, viewer, side.other, names_in([side], viewer)[side.other.pk], letter=letter)


def _report(
    request: SignedInRequest, viewer: Person, other: Person, name: str, *, letter: Letter | None
) -> HttpResponse:
    form = AbuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            abuse.report(viewer, person=other, letter=letter, by=request.user, **form.cleaned_data)
        except (TooManyTips, ValidationError) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Thank you. The office looks at it; they do not learn who told us."))
            return redirect("directory:inbox" if letter else "directory:index")
    context = {"form": form, "other": other, "name": name, "letter": letter}
    return render(request, "directory/report.html", context, status=422 if form.errors else 200)


def _other(viewer: Person, public_id: str) -> tuple[Person, str]:
    """Somebody whose page the reader can open, or with whom they have a conversation."""
    met = get_object_or_404(Person, public_id=public_id)
    conversation = Conversation.objects.for_inbox(viewer).between(viewer, met).first()
    if conversation is not None:
        return met, names_in([side_of(conversation, viewer)], viewer)[met.pk]
    other, sheet = find(viewer, public_id)
    if other.pk == viewer.pk:
        raise Http404
    return other, sheet.name.full if sheet.name else ""
