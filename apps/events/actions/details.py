"""Who comes with a registration, what they need, and what they answered to the organisers' questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from apps.accounts.models import User
from apps.core.actions import rows
from apps.events.actions import traces
from apps.events.models import Answer, Attendee, Registration


@dataclass(frozen=True)
class Guest:
    """What is written down of one attendee, in the order of the seats."""

    name: str
    dietary: str = ""
    access_needs: str = ""


@dataclass(frozen=True)
class Details:
    """What the form asks."""

    guests: Sequence[Guest]
    answers: Mapping[int, str] = field(default_factory=dict)  # by the question's key; "" is no answer
    note: str = ""


@transaction.atomic
def write(registration: Registration, details: Details, *, by: User | None) -> bool:
    """Writes down what differs; True where anything did."""
    about = registration.person_id
    changed = False
    attendees = list(registration.attendees.order_by("position"))
    for attendee, guest in zip(attendees, details.guests, strict=False):
        told = {"name": guest.name, "dietary": guest.dietary, "access_needs": guest.access_needs}
        had_needs = has_needs(attendee)
        changed |= rows.change(attendee, told, by=by, action="events.name_attendee", subject_id=about)
        if had_needs and not has_needs(attendee):
            traces.erase(Attendee, [attendee.pk], reason="what was taken back is erased")
    changed |= _answer(registration, details.answers, by=by)
    noted = {"note": details.note}
    return rows.change(registration, noted, by=by, action="events.note", subject_id=about) or changed


def has_needs(attendee: Attendee) -> bool:
    return bool(attendee.dietary or attendee.access_needs)


def _answer(registration: Registration, answers: Mapping[int, str], *, by: User | None) -> bool:
    about, changed = registration.person_id, False
    given = {answer.question_id: answer for answer in registration.answers.all()}
    for question in registration.event.questions.all():
        value, answer = answers.get(question.pk, ""), given.get(question.pk)
        if answer is None and value:
            new = Answer(registration=registration, question=question, value=value)
            rows.create(new, by=by, action="events.answer", subject_id=about)
            changed = True
        elif answer is not None and not value:
            traces.remove(answer, by=by, action="events.take_back_answer", subject_id=about)
            changed = True
        elif answer is not None:
            changed |= rows.change(answer, {"value": value}, by=by, action="events.answer", subject_id=about)
    return changed
