"""What people who came think of it: asked once by mail, answered from that mail's link without signing in."""

import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.actions import rows
from apps.core.lib.keyed_hash import keyed_hash
from apps.events.actions import letters
from apps.events.models import CheckIn, Event, EventLetter, Feedback, Registration

ASK_AFTER = timedelta(hours=2)  # the end
ASK_UNTIL = timedelta(days=7)  # nobody is asked later than that
ANSWERED_UNTIL = timedelta(days=60)
SIGNS = 32  # hexadecimal digits of the hash in a link: 128 bits


class Over(Exception):
    """The link is none, or it is too late to answer."""

    message = _("This link opens nothing any more.")


def ask(now: datetime) -> int:
    """Notes the mails that ask how it was; how many. Where the door noted nobody, whoever was registered is asked."""
    over = Event.objects.filter(state=Event.State.PUBLISHED, ends_at__lte=now - ASK_AFTER, ends_at__gt=now - ASK_UNTIL)
    asked = 0
    for event in over:
        due = list(_due(event)[:500])
        letters.note_each(due, EventLetter.Kind.FEEDBACK)
        asked += len(due)
    return asked


def _due(event: Event) -> QuerySet[Registration]:
    confirmed = Registration.objects.confirmed().filter(event=event, account__isnull=False)
    told = EventLetter.objects.filter(registration=OuterRef("pk"), kind=EventLetter.Kind.FEEDBACK)
    entered = CheckIn.objects.filter(attendee__registration=OuterRef("pk"), undone_at=None)
    due = confirmed.exclude(Exists(told))
    was_noted = CheckIn.objects.filter(attendee__registration__event=event, undone_at=None).exists()
    return due.filter(Exists(entered)) if was_noted else due


def token_of(registration: Registration) -> str:
    return f"{registration.pk}-{_hash_of(registration.pk)}"


def opened(token: str) -> Registration:
    """The registration of a link, with its event. Raises Over."""
    key, _dash, digest = token.partition("-")
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        raise Over
    if not hmac.compare_digest(digest.encode(errors="replace"), _hash_of(int(key)).encode()):
        raise Over
    row = Registration.objects.select_related("event__chapter", "account", "person").filter(pk=int(key)).first()
    if row is None or not may_answer(row):
        raise Over
    return row


def may_answer(registration: Registration) -> bool:
    """From the end of the event, for two months."""
    now, ends_at = timezone.now(), registration.event.ends_at
    is_theirs = registration.state == Registration.State.CONFIRMED and registration.forgotten_at is None
    return is_theirs and ends_at <= now <= ends_at + ANSWERED_UNTIL


def give(registration: Registration, *, stars: int, liked: str, better: str, may_quote: bool) -> Feedback:
    """The one answer of a registration; whoever answers again changes it. It is nobody's in the trail: the row of the
    registration tells whose it is as long as they want."""
    given = {"stars": stars, "liked": liked, "better": better, "may_quote": may_quote}
    before = Feedback.objects.filter(registration=registration).first()
    if before is None:
        return rows.create(Feedback(registration=registration, **given), by=None, action="events.give_feedback")
    rows.change(before, given, by=None, action="events.give_feedback")
    return before


def _hash_of(key: int) -> str:
    return keyed_hash(f"events.feedback:{key}", settings.KEYED_HASH_KEY)[:SIGNS]
