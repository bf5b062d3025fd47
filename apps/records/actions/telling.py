"""People are told what others changed in their records: one notice and one mail for all that happened since the last
time. Read from the audit trail, so that no action can forget it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation

from apps.accounts.actions import notices
from apps.accounts.models import User
from apps.core.models import AuditEntry, AuditSeal
from apps.core.reports import Told
from apps.records import emails
from apps.records.models import Person, ToldSeal
from apps.records.querysets.wishes import not_to_be_mailed
from apps.records.reports import own

NOTICE = "records.record_changed"
SEALS = 20  # at a time: some 20,000 changes
# What is about the record and yet no change of it, or is told in another way.
QUIET_TABLES = {"records.heldchange"}
QUIET_ACTIONS = {"records.open_sensitive", "records.ask_whether_right", "records.begin_profile"}

Changes = Mapping[int, list[AuditEntry]]  # by the person whom they are about


def tell_all(now: datetime) -> None:
    """Tells everything that is sealed and not told yet."""
    while _tell_some(now):
        pass


@transaction.atomic
def _tell_some(now: datetime) -> bool:
    """True when there may be more."""
    told = _told_seal()
    newer = AuditSeal.objects.filter(number__gt=told.number).order_by("number")
    seals = dict(newer.values_list("number", "pk")[:SEALS])
    if not seals:
        return False
    changes = _changes(seals.values())
    people = Person.objects.filter(pk__in=changes, account__is_active=True).select_related("account")
    silent = set(people.filter(not_to_be_mailed(timezone.localdate(now))).values_list("pk", flat=True))
    _tell(people, changes, silent)
    told.number = max(seals)
    told.save(update_fields=["number"])
    return True


def _told_seal() -> ToldSeal:
    """Locked until the transaction ends. The first time, what is past is past."""
    last = AuditSeal.objects.order_by("-number").first()
    first = {"number": last.number if last else 0}
    return ToldSeal.objects.select_for_update().get_or_create(pk=1, defaults=first)[0]


def _changes(seals: Iterable[int]) -> Changes:
    """What was changed by hand: an import, a merge or a seeding is a batch, which tells those concerned itself."""
    found = AuditEntry.objects.filter(seal__in=list(seals), table__in=own.TOLD - QUIET_TABLES, batch__isnull=True)
    changes: defaultdict[int, list[AuditEntry]] = defaultdict(list)
    for entry in found.exclude(action__in=QUIET_ACTIONS).order_by("pk"):
        if entry.subject_id is not None:
            changes[entry.subject_id].append(entry)
    return changes


def _tell(people: Iterable[Person], changes: Changes, silent: set[int]) -> None:
    params = {}
    for person in people:
        account = person.account
        told = _told_to(account, changes[person.pk]) if account else []
        if account is None or not told:
            continue
        params[account.pk] = {"actions": list(dict.fromkeys(each.entry.action for each in told))}
        if account.email and person.pk not in silent:
            emails.send_record_changed(account, told)
    notices.notify_each(NOTICE, params)


def _told_to(account: User, entries: Iterable[AuditEntry]) -> list[Told]:
    """What somebody else did, in the words of the account's language and without the names of staff."""
    with translation.override(account.language):
        return own.tell_owner(entry for entry in entries if entry.by_id != account.pk)
