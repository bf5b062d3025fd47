"""What an erasure takes from the events: who somebody was goes, that a seat was taken stays."""

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from apps.core.privacy import Subject
from apps.events.actions import ending, traces
from apps.events.models import Answer, Attendee, DoorKeeper, Draft, Feedback, Invitation, Registration, Submission


@transaction.atomic
def forget(subject: Subject) -> int:
    """Registrations for what is to come end; names, needs, answers and feedback go; the seats of the past stay as
    figures. How many rows it took."""
    mine = Q(account=subject.account_id) if subject.account_id else Q(pk=None)
    if subject.person_id:
        mine |= Q(person=subject.person_id)
    keys = list(Registration.objects.filter(mine).values_list("pk", flat=True))
    now = timezone.now()
    coming = Registration.objects.open().filter(pk__in=keys, event__ends_at__gt=now)
    for registration in coming.select_related("event", "payment"):
        ending.cancel(registration, by=None, is_organiser=True)
    _forget_traces(keys)
    gone: int = Invitation.objects.filter(mine).delete()[0]
    gone += Answer.objects.filter(registration__in=keys).delete()[0]
    gone += Feedback.objects.filter(registration__in=keys).delete()[0]
    gone += Attendee.objects.filter(registration__in=keys).update(
        name="", dietary="", access_needs="", needs_erased_at=now, version=F("version") + 1, updated_at=now
    )
    return gone + Registration.objects.filter(pk__in=keys).update(
        person=None, account=None, note="", forgotten_at=now, version=F("version") + 1, updated_at=now
    )


def _forget_traces(registrations: list[int]) -> None:
    """The trail knows no person of an account without a record, nor of what came before a record was claimed."""
    reason = "erased with the person"
    traces.erase(Registration, registrations, reason=reason)
    for model in (Attendee, Answer, Feedback):
        keys = model._default_manager.filter(registration__in=registrations).values_list("pk", flat=True)
        traces.erase(model, list(keys), reason=reason)


def forget_guests(attendees: QuerySet[Attendee]) -> int:
    """Names of people whom somebody brought: they have nothing here with which to erase themselves."""
    traces.erase(Attendee, list(attendees.values_list("pk", flat=True)), reason="names of guests are kept for a year")
    return attendees.update(name="", version=F("version") + 1, updated_at=timezone.now())


def forget_notes(registrations: QuerySet[Registration]) -> int:
    """What was written to the organisers."""
    keys = list(registrations.values_list("pk", flat=True))
    traces.erase(Registration, keys, reason="words to the organisers are kept for a year")
    return registrations.update(note="", version=F("version") + 1, updated_at=timezone.now())


def forget_organiser(subject: Subject) -> int:
    """Doors that they keep, and their drafts; what was published and written stays with the event."""
    doors = DoorKeeper.objects.filter(person=subject.person_id) if subject.person_id else DoorKeeper.objects.none()
    drafts = Draft.objects.filter(account=subject.account_id) if subject.account_id else Draft.objects.none()
    gone: int = doors.delete()[0] + drafts.delete()[0]
    if subject.account_id:
        Submission.objects.filter(appealed_by=subject.account_id).update(appealed_by=None, appeal="–")
    return gone
