"""Telling people what happened in their groups: under the bell, and by mail where an account has an address."""

from typing import Any

from django.utils import timezone

from apps.accounts.actions.notices import notify
from apps.accounts.models import User
from apps.chapters import emails, rules
from apps.chapters.models import Chapter, OfficerTerm
from apps.records.models import Person

# Kinds of notices; their words are in `registries`.
APPROVED, REFUSED, INVITED, REMOVED = "chapters.approved", "chapters.refused", "chapters.invited", "chapters.removed"
NOMINATED, ANSWERED, REQUESTS = "chapters.nominated", "chapters.answered", "chapters.requests"
POST_DECIDED, MATTER = "chapters.post_decided", "chapters.matter"
TERM_ENDS, TERM_ENDS_OFFICE = "chapters.term_ends", "chapters.term_ends_office"
TERM_CUT, PHOTOS_REFUSED = "chapters.term_cut", "chapters.photos_refused"
REPORT_READ, PAGE_CHANGED, CLOSED = "chapters.report_read", "chapters.page_changed", "chapters.closed"
MERGED, UNMERGED, LETTER_DECIDED = "chapters.merged", "chapters.unmerged", "chapters.letter_decided"
INTRODUCTION_DECIDED = "chapters.introduction_decided"
COMPLAINT, COMPLAINT_DECIDED = "chapters.complaint", "chapters.complaint_decided"
TAKEN_DOWN = "chapters.taken_down"


def tell(person: Person, kind: str, chapter: Chapter, **params: Any) -> None:
    """Tells somebody who has an account; the others have nowhere to read it."""
    account = person.account
    if account is None or not account.is_active:
        return
    told = {"chapter": chapter.pk, **params}
    notify(account, kind, **told)
    emails.send_told(account, kind, told)


def tell_leaders(chapter: Chapter, power: rules.Power, kind: str, **params: Any) -> None:
    """Tells those who may act on it now, under the bell alone: they look at the desk."""
    running = OfficerTerm.objects.of(chapter).running(timezone.localdate()).in_order()
    accounts: dict[int, User] = {}
    for term in running.select_related("seat__position", "person__account"):
        if power in rules.powers_of([term]) and term.person.account:
            accounts[term.person.account.pk] = term.person.account
    for account in accounts.values():
        notify(account, kind, chapter=chapter.pk, **params)
