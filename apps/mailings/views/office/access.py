"""Which mailing a page is about, and what its reader is to it."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from apps.accounts.rules import SignedInRequest
from apps.mailings import rules
from apps.mailings.models import Mailing


def mailing_of(request: SignedInRequest, public_id: UUID) -> Mailing:
    """One that this member of staff may look at."""
    found: Mailing = get_object_or_404(
        Mailing.objects.select_related("author", "approved_by", "declared_neutral_by"), public_id=public_id
    )
    if not rules.may_look(request.user, found):
        raise Http404
    return found


def own_draft(request: SignedInRequest, public_id: UUID) -> Mailing:
    """One that this member of staff may change now."""
    found = mailing_of(request, public_id)
    if not rules.may_change(request.user, found) or not found.is_editable:
        raise Http404
    return found
