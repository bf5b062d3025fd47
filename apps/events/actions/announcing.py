"""The organisers write to those who come, wait or came: one message, one mail for each address."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events import emails
from apps.events.models import Announcement, Event
from apps.events.querysets.addressees import Addressees, addressees

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
    """Writes the message to the ledger, once for each who gets it, in the transaction that notes that it was sent: a
    second press sends nothing twice. Raises Nobody, SentAlready, TooMany, ValidationError."""
    event = Event.objects.select_for_update(no_key=True).get(pk=announcement.event_id)
    now = timezone.now()
    today = Announcement.objects.filter(event=event, sent_at__gt=now - DAY)
    same = {name: getattr(announcement, name) for name in ("subject", "text", "audience")}
    if today.filter(**same).exists():
        raise SentAlready
    if today.count() >= MOST_A_DAY:
        raise TooMany
    found = addressees(event, announcement.audience, timezone.localdate())
    if not found.number:
        raise Nobody
    announcement.by, announcement.sent_at, announcement.recipients = by, now, found.number
    rows.create(announcement, by=by, action="events.write_message")
    for language, addresses in found.by_language.items():
        emails.send_announcement(announcement, language=language, addresses=addresses)
    return found
