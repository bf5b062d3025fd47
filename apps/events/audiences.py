"""What events tell the mailings: who is registered, waits, or came, also in answer to one."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from apps.accounts.models import User
from apps.core.registries import MailAudience, MailWriter, mail_audiences
from apps.core.registries.mailings import MailOutcome, mail_outcomes
from apps.events import rules
from apps.events.models import CheckIn, Event, Registration
from apps.events.querysets import outcomes
from apps.events.reports import days

REGISTERED, CAME, ABSENT = "registered", "came", "absent"
_WORDS = {REGISTERED: gettext_lazy("registered"), CAME: gettext_lazy("came"), ABSENT: gettext_lazy("did not come")}
_REGISTERED_FOR, _CAME_TO = gettext_lazy("Registered for “%(thing)s”"), gettext_lazy("Came to “%(thing)s”")
MOST = 60  # events that can be chosen, the newest first


def register() -> None:
    mail_audiences.add(
        "event_attendees", MailAudience(gettext_lazy("Attendees of events"), _attendees, _choices, _may_ask)
    )
    for key, title, deeds, named in (
        ("event_registered", gettext_lazy("Registered for an event"), outcomes.registered, _REGISTERED_FOR),
        ("event_came", gettext_lazy("Came to an event"), outcomes.came, _CAME_TO),
    ):
        mail_outcomes.add(key, MailOutcome(title, deeds, outcomes.events_at, named))


def _attendees(writer: MailWriter, values: Sequence[str]) -> QuerySet[Any]:
    """Each value is the key of an event and what became of its registrations: "12:came"."""
    wanted = Q(pk__in=[])
    for value in values:
        number, _colon, what = value.partition(":")
        if number.isascii() and number.isdecimal() and len(number) < 19 and what in _WORDS:
            wanted |= Q(event=int(number)) & _became(what)
    mine = Registration.objects.filter(event__in=_events(writer).values("pk"), person__isnull=False)
    return mine.filter(wanted).values("person")


def _became(what: str) -> Q:
    came = Exists(CheckIn.objects.filter(attendee__registration=OuterRef("pk"), undone_at=None))
    confirmed = Q(state=Registration.State.CONFIRMED)
    if what == REGISTERED:
        return confirmed
    return confirmed & (Q(came) if what == CAME else ~Q(came))


def _events(writer: MailWriter) -> QuerySet[Event]:
    """All of the office's for the office; those of their group for its leaders."""
    if writer.kind == "chapter" and writer.part.isdecimal():
        return Event.objects.held_by(int(writer.part))
    account = writer.account
    may = isinstance(account, User) and rules.of_office(account, rules.VIEW)
    return Event.objects.all() if may else Event.objects.none()


def _choices(writer: MailWriter) -> list[tuple[str, str]]:
    """Events that are on or were, each with who is registered; once it has begun also who came and who did not."""
    known = _events(writer).filter(published_at__isnull=False)
    found = []
    for event in known.order_by("-starts_at", "-pk")[:MOST]:
        begun = event.starts_at <= timezone.now()
        for what in (REGISTERED, CAME, ABSENT) if begun else (REGISTERED,):
            words = gettext("%(event)s, %(day)s: %(what)s") % {
                "event": event.title,
                "day": days.in_words(event, "long"),
                "what": _WORDS[what],
            }
            found.append((f"{event.pk}:{what}", words))
    return found


def _may_ask(writer: MailWriter) -> bool:
    return _events(writer).exists()
