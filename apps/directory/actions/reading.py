"""Who reads in the directory is written down, and slowed when it is more than anybody would read who looks for
friends: reading the whole directory page by page must be neither quick nor unnoticed."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import rows
from apps.directory import rules
from apps.directory.actions import abuse, cases
from apps.directory.models import Suspension, UnusualReading
from apps.directory.querysets import reach
from apps.records.actions import disclosures
from apps.records.models import Disclosure, Person


class Closed(Exception):
    """The office keeps the directory closed for the reader."""

    def __init__(self, suspension: Suspension | None) -> None:
        super().__init__(suspension)
        self.suspension = suspension


class TooMuch(Exception):
    """The budget is used up; it fills again at `again_at`."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__(again_at)
        self.again_at = again_at


def come_in(viewer: Person) -> frozenset[int]:
    """Who has blocked the reader, which is noted at their record for the lists too (`blocked_by`). Raises Closed."""
    door = reach.door_of(viewer)
    if door.is_closed:
        raise Closed(reach.suspension_of(viewer, Suspension.What.DIRECTORY))
    viewer.blocked_by = door.blocked_by  # type: ignore[attr-defined] # for the lists
    return door.blocked_by


def open_profile(person: Person, *, account: User) -> None:
    """Notes that the account opened the person's page, once a day. Raises TooMuch where it has opened too many."""
    now = timezone.now()
    opened = Disclosure.objects.filter(to=account, kind=Disclosure.Kind.PROFILE)
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if opened.filter(person=person, at__gte=midnight).exists():
        return
    for span, limit in rules.PROFILES.items():
        times = list(opened.filter(at__gt=now - span).order_by("-at").values_list("at", flat=True)[:limit])
        if len(times) == limit:
            _refuse(account, UnusualReading.Kind.PROFILES, limit, again_at=times[-1] + span)
    disclosures.note(person, to=account, kind=Disclosure.Kind.PROFILE)


def download_card(person: Person, *, account: User, what: str) -> None:
    """Notes that the account took the person's contact card away."""
    disclosures.note(person, to=account, kind=Disclosure.Kind.VCARD, what=what[:200])


def turn_page(account: User) -> None:
    """Counts a page of a list. Raises TooMuch. The counters live in the cache: they slow, they prove nothing."""
    now = timezone.now()
    windows = {span: _window(account, span, now) for span in rules.PAGES}
    kept = cache.get_many([key for key, _ends_at in windows.values()])
    seen = {key: kept.get(key, 0) + 1 for key, _ends_at in windows.values()}
    cache.set_many(seen, int(max(windows).total_seconds()))  # all at once; a key holds for its own window only
    for span, (key, ends_at) in windows.items():
        if seen[key] > rules.PAGES[span]:
            _refuse(account, UnusualReading.Kind.PAGES, seen[key], again_at=ends_at)


@transaction.atomic
def note(reading: UnusualReading, *, by: User, remark: str) -> None:
    """The office has looked at it. Raises AlreadyDecided."""
    _decide(reading, UnusualReading.Outcome.NOTED, by=by, remark=remark)


@transaction.atomic
def close_directory(reading: UnusualReading, *, person: Person, days: int | None, by: User, remark: str) -> None:
    """Closes the directory for the reader for so many days (None: until it is lifted). Raises AlreadyDecided."""
    _decide(reading, UnusualReading.Outcome.SUSPENDED, by=by, remark=remark)
    abuse.suspend(person, Suspension.What.DIRECTORY, days=days, reason=remark, by=by)


def _decide(reading: UnusualReading, outcome: UnusualReading.Outcome, *, by: User, remark: str) -> None:
    cases.decide(reading, outcome, by=by, action="directory.decide_reading", subject_id=None, remark=remark)


def _refuse(account: User, kind: UnusualReading.Kind, seen: int, *, again_at: datetime) -> None:
    today = timezone.localdate()
    if not UnusualReading.objects.filter(account=account, kind=kind, read_on=today).exists():
        with transaction.atomic():
            row = UnusualReading(account=account, kind=kind, read_on=today, seen=seen)
            rows.create(row, by=None, action="directory.notice_reading")
    raise TooMuch(again_at)


def _window(account: User, span: timedelta, now: datetime) -> tuple[str, datetime]:
    seconds = int(span.total_seconds())
    number = int(now.timestamp()) // seconds
    ends_at = datetime.fromtimestamp((number + 1) * seconds, tz=now.tzinfo)
    return f"directory-pages:{account.pk}:{seconds}:{number}", ends_at
