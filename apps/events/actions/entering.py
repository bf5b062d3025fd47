"""The organisers register somebody who told them so by telephone or in a chat."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.events.actions import applying, paying, registering
from apps.events.actions.applying import Applicant, Place
from apps.events.actions.details import Details, Guest, write
from apps.events.actions.refusals import Full, NotOpen, NotPayable
from apps.events.models import Event, Registration, TicketType
from apps.records.models import Person

State = Registration.State


class CannotPay(Exception):
    """Whoever has no account could not open the page on which one pays."""

    message = _("They have no account here, so they could not pay for this ticket. Take the money at the door.")


@transaction.atomic
def enter(
    event: Event, person: Person | None, name: str, *, ticket: TicketType | None, guests: Sequence[str], by: User
) -> Registration:
    """A seat each for them and their guests, or a place in the queue as for everybody: nobody passes it. They get the
    same mails as if they had registered themself, and can cancel. Of somebody from outside (None) there is the name
    alone: no mail would reach them in the queue, so they get a seat or none. Raises NotOpen, NotPayable, CannotPay,
    Full, RegisteredAlready, TooMany."""
    now = timezone.now()
    if event.state != Event.State.PUBLISHED or not event.takes_registrations or event.starts_at <= now:
        raise NotOpen
    if ticket is not None and ticket.price_satang:
        if event.payee_id is None:
            raise NotPayable
        if person is None or person.account is None:
            raise CannotPay
    places = [Place(ticket) for _seat in (name, *guests)]
    registering.check_fits(event, [place.ticket for place in places])
    account = person.account if person else None
    language = account.language if account else person.language if person else settings.LANGUAGE_CODE
    made = applying.take(
        event,
        Applicant(person, account, name, language),
        places,
        by=by,
        state=State.FILLING,
        source=Registration.Source.ORGANISER,
        lapses_at=min(event.starts_at, now + timedelta(minutes=event.hold_minutes)),
    )
    if person is None and made.state == State.WAITING:
        raise Full
    write(made, Details([Guest(each) for each in (name, *guests)]), by=by)
    if made.state == State.FILLING:
        state = State.PAYING if paying.owed(made) else State.CONFIRMED
        registering.settle(made, by=by, action="events.enter", to=state)
    return made
