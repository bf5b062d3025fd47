"""What was typed is kept as it was typed, until it is an event."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from apps.accounts.models import User
from apps.chapters.models import Chapter
from apps.events.models import Draft

MOST = 20  # of one account; the oldest goes
LONGEST = 12_000  # signs of one box; no box takes more
MOST_BOXES = 400

Typed = Mapping[str, Sequence[str]]


@transaction.atomic
def keep(account: User, chapter: Chapter | None, typed: Typed, *, draft: Draft | None = None) -> Draft:
    """Writes down what stands in the form now. No trail is kept of it: it is nobody else's yet."""
    kept = {name: [each[:LONGEST] for each in values] for name, values in list(typed.items())[:MOST_BOXES]}
    title = next(iter(kept.get("title", [])), "").replace("\0", "")[:150]
    kept = {name: [each.replace("\0", "") for each in values] for name, values in kept.items()}
    if draft is None:
        draft = Draft(account=account)
    draft.chapter, draft.title, draft.typed = chapter, title, kept
    draft.save()
    older = Draft.objects.filter(account=account).order_by("-updated_at", "-pk").values_list("pk", flat=True)
    Draft.objects.filter(pk__in=list(older[MOST:])).delete()
    return draft


def drop(draft: Draft) -> None:
    """It became an event, or is not wanted any more."""
    draft.delete()
