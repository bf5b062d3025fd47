"""Whoever comes without having registered: takes a seat if there is one. Where there is none, whoever may decide lets
them in all the same, and the event has a seat more from then on."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events.lib import codes
from apps.events.models import Attendee, Event, Registration
from apps.records.models import Person


class Full(Exception):
    """No seat is left."""

    message = _("All seats are taken.")


@transaction.atomic
def seat(event: Event, *, name: str, person: Person | None, beyond: bool, by: User) -> Attendee:
    """A registration of one, made at the door. Raises Full; ValidationError where the person is registered already."""
    held = Event.objects.select_for_update().get(pk=event.pk)
    if held.seats is not None and held.taken >= held.seats:
        if not beyond:
            raise Full
        rows.change(held, {"seats": held.taken + 1}, by=by, action="events.let_in_beyond")
    Event.objects.filter(pk=held.pk).update(taken=F("taken") + 1, drawn=F("drawn") + 1)
    now = timezone.now()
    registration = Registration(
        event=held,
        person=person,
        account=person.account if person else None,
        state=Registration.State.CONFIRMED,
        number=held.drawn + 1,
        source=Registration.Source.DOOR,
        language=get_language() or "th",
        code=codes.new(),
        confirmed_at=now,
    )
    subject = person.pk if person else None
    rows.create(registration, by=by, action="events.walk_in", subject_id=subject)
    attendee = Attendee(registration=registration, position=1, name=name, code=codes.new())
    return rows.create(attendee, by=by, action="events.walk_in", subject_id=subject)
