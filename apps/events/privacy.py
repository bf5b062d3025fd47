"""What events keep of people, entered in the register of personal data (`core.privacy`)."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core import registries
from apps.core.privacy import Basis, Expiry, Merging, Part, Row, Subject, Table
from apps.events.actions import forgetting
from apps.events.models import (
    Answer,
    Attendee,
    CheckIn,
    Complaint,
    DoorKeeper,
    Draft,
    EventLetter,
    Feedback,
    Invitation,
    Registration,
)

YEAR = 365
OF_REGISTRATION = "registration__person"


def registrations_of(subject: Subject) -> QuerySet[Registration]:
    """Of the person, or of their account."""
    mine = Q(account=subject.account_id) if subject.account_id else Q(pk=None)
    if subject.person_id:
        mine |= Q(person=subject.person_id)
    return Registration.objects.filter(mine)


def attendees_of(subject: Subject) -> QuerySet[Attendee]:
    return Attendee.objects.filter(registration__in=registrations_of(subject))


def answers_of(subject: Subject) -> QuerySet[Answer]:
    return Answer.objects.filter(registration__in=registrations_of(subject))


def letters_of(subject: Subject) -> QuerySet[EventLetter]:
    return EventLetter.objects.filter(registration__in=registrations_of(subject))


def check_ins_of(subject: Subject) -> QuerySet[CheckIn]:
    return CheckIn.objects.filter(attendee__registration__in=registrations_of(subject))


def feedback_of(subject: Subject) -> QuerySet[Feedback]:
    return Feedback.objects.filter(registration__in=registrations_of(subject))


def invitations_of(subject: Subject) -> QuerySet[Invitation]:
    mine = Q(account=subject.account_id) if subject.account_id else Q(pk=None)
    if subject.person_id:
        mine |= Q(person=subject.person_id)
    return Invitation.objects.filter(mine)


def came_to_nothing(before: datetime) -> QuerySet[Registration]:
    """Cancelled, refused or lapsed long ago, and nothing was paid."""
    return Registration.objects.filter(ended_at__lt=before, payment=None)


def guests_of_the_past(before: datetime) -> QuerySet[Attendee]:
    past = Attendee.objects.filter(is_guest=True, registration__event__ends_at__lt=before)
    return past.exclude(name="")


def notes_of_the_past(before: datetime) -> QuerySet[Registration]:
    return Registration.objects.filter(event__ends_at__lt=before).exclude(note="")


def old_invitations(before: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(event__ends_at__lt=before)


def same_event(one: Invitation, other: Invitation) -> bool:
    return one.event_id == other.event_id


def newest_reply(stays: Invitation, goes: Invitation) -> Row:
    if stays.replied_at is None and goes.replied_at is not None:
        return {"reply": goes.reply, "replied_at": goes.replied_at}
    return {}


def same_door(one: DoorKeeper, other: DoorKeeper) -> bool:
    return one.event_id == other.event_id


def longest(stays: DoorKeeper, goes: DoorKeeper) -> Row:
    return {"until": max(stays.until, goes.until)}


def old_complaints(before: datetime) -> QuerySet[Complaint]:
    return Complaint.objects.filter(decided_at__lt=before)


def same_complaint(one: Complaint, other: Complaint) -> bool:
    return (one.by_id, one.event_id) == (other.by_id, other.event_id)


def old_drafts(before: datetime) -> QuerySet[Draft]:
    return Draft.objects.filter(updated_at__lt=before)


_OLDER = ((_("older"), lambda row: -row.pk),)
INVITATIONS = Merging(criteria=_OLDER, alike=same_event, takes=newest_reply)
COMPLAINED = Merging(criteria=_OLDER, alike=same_complaint)
DOORS = Merging(criteria=_OLDER, alike=same_door, takes=longest)


def _table(model: str, *fields: str, **more: Any) -> Table:
    return Table(f"events.{model}", fields, **more)


REGISTRATIONS = Part(
    order=36,
    label=_("The events for which you registered"),
    purpose=_("So that there is a seat for you, the organisers know who comes, and you get what was promised."),
    basis=Basis.CONTRACT,
    kept_for=_(
        "as the event's history; food and access needs until a day after it; answers as long as the question says; "
        "guests' names and words to the organisers, and what came to nothing, for a year"
    ),
    erased=_("registrations to come are cancelled; names, needs, answers, feedback and invitations are deleted"),
    stays=_("that a seat was taken and used, without saying by whom"),
    erase=forgetting.forget,
    tables=(
        _table(
            *("registration", "public_id", "event", "state", "number", "seats", "source", "language", "code"),
            *("lapses_at", "confirmed_at", "payment", "note", "reason", "ended_at", "ended_by", "link_ends_at"),
            "forgotten_at",
            withheld=("account", "taken_over_from"),
            rows=registrations_of,
            moves=("account",),
        ),
        _table(
            *("attendee", "registration", "position", "ticket", "price_satang", "name", "is_guest", "code"),
            *("lapses_at", "paid_at_door_satang", "dietary", "access_needs", "needs_erased_at"),
            owner=OF_REGISTRATION,
            rows=attendees_of,
            follows=("registration",),
        ),
        _table(
            *("answer", "registration", "question", "value"),
            owner=OF_REGISTRATION,
            rows=answers_of,
            follows=("registration",),
        ),
        _table(
            *("eventletter", "registration", "kind", "sequence", "noted_at", "written_at", "failed_at"),
            owner=OF_REGISTRATION,
            rows=letters_of,
            follows=("registration",),
        ),
        _table(
            *("checkin", "attendee", "at", "by", "device", "offline", "is_double", "undone_at", "undone_by"),
            owner="attendee__registration__person",
            withheld=("client_id",),
            rows=check_ins_of,
            follows=("attendee",),
        ),
        _table(
            *("feedback", "registration", "stars", "liked", "better", "may_quote"),
            owner=OF_REGISTRATION,
            rows=feedback_of,
            follows=("registration",),
        ),
        _table(
            *("invitation", "event", "sent_at", "reply", "replied_at"),
            withheld=("account", "serial"),
            rows=invitations_of,
            moves=("account",),
            merging=INVITATIONS,
        ),
    ),
    expiries=(
        Expiry(_("registrations that came to nothing"), YEAR, came_to_nothing),
        Expiry(_("names of guests at events"), YEAR, guests_of_the_past, forgetting.forget_guests),
        Expiry(_("words to the organisers of events"), YEAR, notes_of_the_past, forgetting.forget_notes),
        Expiry(_("invitations to events"), YEAR, old_invitations),
    ),
)
ORGANISING = Part(
    order=62,
    label=_("What you do for events"),
    purpose=_("So that it is known who sent an event to be published, wrote to those who come and kept the door."),
    basis=Basis.LEGITIMATE,
    kept_for=_("as long as the event is kept; drafts for a year"),
    erased=_("that you keep a door, and your drafts"),
    stays=_("what was sent and written in the name of the organisers, without you"),
    erase=forgetting.forget_organiser,
    tables=(
        _table("doorkeeper", "event", "until", merging=DOORS),
        _table(
            *("submission", "event", "declared_at", "outcome", "is_held", "objection", "remark", "decided_at"),
            *("appeal", "appealed_at", "answer", "answer_remark", "answered_at"),
            owner="by",
            withheld=("decided_by", "appealed_by", "answered_by"),
        ),
        _table("draft", "chapter", "title", "typed", owner="account"),
        _table(
            *("announcement", "event", "subject", "text", "audience", "declared_at", "state", "objection", "remark"),
            *("decided_at", "sent_at", "recipients"),
            owner="by",
            withheld=("decided_by",),
        ),
        _table(
            *("eventreport", "event", "numbers", "text", "sent_at", "read_at"),
            owner="sent_by",
            withheld=("read_by",),
        ),
    ),
    expiries=(Expiry(_("drafts of events"), YEAR, old_drafts),),
)
COMPLAINTS = Part(
    order=35,
    label=_("What you report about events"),
    purpose=_("So that the office looks at an event that misuses the portal."),
    basis=Basis.LEGITIMATE,
    kept_for=_("two years after the decision"),
    erased=_("all of them"),
    tables=(
        _table(
            *("complaint", "objection", "note", "outcome", "decided_at"),
            owner="by",
            withheld=("event", "decided_by", "remark"),
            merging=COMPLAINED,
        ),
    ),
    expiries=(Expiry(_("reports about events"), 2 * YEAR, old_complaints),),
)
CALENDARS = Part(
    order=37,
    label=_("Addresses of your calendar"),
    purpose=_("So that your calendar program finds the events for which you are registered."),
    basis=Basis.CONTRACT,
    kept_for=_("until you revoke them"),
    erased=_("all of them"),
    tables=(_table("calendarkey", "label", "last_used_at", "revoked_at", owner="account", withheld=("digest",)),),
)


def register() -> None:
    registries.privacy.add("events.registrations", REGISTRATIONS)
    registries.privacy.add("events.organising", ORGANISING)
    registries.privacy.add("events.complaints", COMPLAINTS)
    registries.privacy.add("events.calendars", CALENDARS)
