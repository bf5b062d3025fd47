"""The organisers write to those who come, wait or came: one message, one mail for each address."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events import emails
from apps.events.actions import moderation, publishing, telling
from apps.events.models import Announcement, Event
from apps.events.querysets.addressees import Addressees, addressees

State = Announcement.State
MOST_A_DAY = 5  # of one event
DAY = timedelta(days=1)


class Nobody(Exception):
    """No one would get it."""

    message = _("Nobody would get this message. Choose others.")


class TooMany(Exception):
    """More than anybody wants to read of one event in a day."""

    message = _("Five messages a day are enough for one event. Write again tomorrow.")


class SentAlready(Exception):
    """The very same message went out today."""

    message = _("This very message was sent already. Look at the list below.")


REFUSALS = (Nobody, SentAlready, TooMany)


@transaction.atomic
def send(announcement: Announcement, *, by: User) -> Addressees:
    """Whoever sends it declares by that that it is politically neutral. It goes out at once where an event of theirs
    would, else the office looks at it first. A second press sends nothing twice. Raises Nobody, SentAlready, TooMany,
    ValidationError."""
    event = Event.objects.select_for_update(no_key=True).get(pk=announcement.event_id)
    now = timezone.now()
    today = Announcement.objects.filter(event=event, created_at__gt=now - DAY)
    same = {name: getattr(announcement, name) for name in ("subject", "text", "audience")}
    if today.filter(**same).exclude(state=State.REFUSED).exists():
        raise SentAlready
    if today.count() >= MOST_A_DAY:
        raise TooMany
    found = addressees(event, announcement.audience, timezone.localdate())
    if not found.number:
        raise Nobody
    announcement.by, announcement.declared_at, announcement.state = by, now, State.WAITING
    if publishing.goes_out_by_itself(event.chapter, by=by):
        announcement.state, announcement.sent_at, announcement.recipients = State.SENT, now, found.number
    rows.create(announcement, by=by, action="events.write_message")
    if announcement.state == State.SENT:
        _mail(announcement, found)
    return found


@transaction.atomic
def decide(announcement: Announcement, *, goes_out: bool, objection: str = "", remark: str = "", by: User) -> None:
    """The office lets it go, to whoever is registered by now, or says why not. Raises OwnMatter, Decided,
    ValidationError."""
    moderation.check_impartial(announcement.event, by, announcement.by)
    if announcement.state != State.WAITING:
        raise moderation.Decided
    now, found = timezone.now(), addressees(announcement.event, announcement.audience, timezone.localdate())
    values: dict[str, Any] = {"decided_by": by, "decided_at": now}
    if goes_out:
        values |= {"state": State.SENT, "sent_at": now, "recipients": found.number}
    else:
        values |= {"state": State.REFUSED, "objection": objection, "remark": remark}
    try:
        rows.change(announcement, values, by=by, action="events.decide_message", reason=remark)
    except rows.Stale as stale:
        raise moderation.Decided from stale
    if goes_out:
        _mail(announcement, found)
    telling.message_decided(announcement)


def _mail(announcement: Announcement, found: Addressees) -> None:
    """Into the ledger, once for each who gets it, in the transaction that notes that it is sent."""
    for language, addresses in found.by_language.items():
        emails.send_announcement(announcement, language=language, addresses=addresses)
