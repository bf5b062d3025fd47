"""Letters between alumni: the first one, the pile, a conversation."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.directory.actions import letters
from apps.directory.actions.refusals import TO_WRITERS
from apps.directory.forms.letters import LetterForm
from apps.directory.models import Block, Conversation, Letter
from apps.directory.querysets.conversations import names_in, side_of
from apps.directory.views.budget import own_record
from apps.directory.views.people import find
from apps.records.models import Person
from apps.records.querysets.successors import folded_into

PER_PAGE = 30


@policy.alumni
def message(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The first letter to somebody; with whom there is a conversation already, it goes on there."""
    viewer = own_record(request)
    person, sheet = find(viewer, public_id)
    if person.pk == viewer.pk:
        raise Http404
    conversation = Conversation.objects.between(viewer, person).first()
    if conversation is not None and request.method != "POST":
        return redirect("directory:conversation", conversation.public_id)
    form = LetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (sent := _send(request, person, form)):
        return redirect("directory:conversation", sent.conversation.public_id)
    context = {"person": person, "sheet": sheet, "form": form}
    return render(request, "directory/message.html", context, status=422 if form.errors else 200)


@policy.alumni
@require_safe
def inbox(request: SignedInRequest) -> HttpResponse:
    """All conversations of the reader, the newest letter first."""
    viewer = own_record(request)
    page = Paginator(Conversation.objects.for_inbox(viewer), PER_PAGE).get_page(request.GET.get("page"))
    sides = [side_of(conversation, viewer) for conversation in page]
    names = names_in(sides, viewer)
    rows = [(side, names[side.other.pk]) for side in sides]
    return render(request, "directory/inbox.html", {"rows": rows, "page": page})


@policy.alumni
def conversation(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One conversation with the box to answer in; what the other wrote counts as read."""
    viewer = own_record(request)
    mine = Conversation.objects.for_inbox(viewer)
    found = mine.filter(public_id=public_id).first()
    if found is None:
        found = get_object_or_404(mine, public_id=folded_into("directory.conversation", public_id))
        return redirect("directory:conversation", found.public_id)
    side = side_of(found, viewer)
    form = LetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _send(request, side.other, form):
        return redirect("directory:conversation", found.public_id)
    letters.open_letters(found, reader=viewer)
    context = _conversation(side, viewer) | {"page": _letters(request, found), "form": form}
    return render(request, "directory/conversation.html", context, status=422 if form.errors else 200)


def _conversation(side: Any, viewer: Person) -> dict[str, Any]:
    return {
        "conversation": side.conversation,
        "other": side.other,
        "other_name": names_in([side], viewer)[side.other.pk],
        "is_blocked": Block.objects.filter(person=viewer, blocked=side.other).exists(),
        "viewer": viewer,
    }


def _letters(request: SignedInRequest, found: Conversation) -> Any:
    """The newest page first; on a page the older letters stand above."""
    newest_first = Letter.objects.filter(conversation=found).order_by("-sent_at", "-pk")
    page = Paginator(newest_first, PER_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)[::-1]
    return page


def _send(request: SignedInRequest, recipient: Person, form: LetterForm) -> Letter | None:
    try:
        sent = letters.write(recipient, text=form.cleaned_data["text"], by=request.user)
    except TO_WRITERS as refusal:
        refuse(form, refusal)
        return None
    messages.success(request, _("Sent. The answer comes here, and to your e-mail."))
    return sent
