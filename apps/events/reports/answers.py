"""What people said when they registered: to the organisers all of it, to one another what a question promises."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from apps.events.models import Answer, Attendee, Event, Question, Registration
from apps.events.querysets.companions import companions
from apps.events.reports.door import name_of

State = Registration.State
SEATED = (State.CONFIRMED, State.PAYING, State.ASKED)  # whoever may still come, and has filled in the form
MOST = 500  # answers in words on one page; the file has all of them
COUNTED = (Question.Kind.CHOICE, Question.Kind.YES_NO)


@dataclass(frozen=True)
class Said:
    """One answer with the name of whoever gave it ("": who does not show it to whoever reads it)."""

    name: str
    value: str
    registration_id: int


@dataclass(frozen=True)
class Asked:
    """A question with its answers: counted where one chose, each by itself where one wrote."""

    question: Question
    answered: int
    counts: list[tuple[str, int]]
    said: list[Said]
    total: int | None = None  # of numbers


@dataclass(frozen=True)
class Need:
    """What one attendee eats and how they move."""

    name: str
    dietary: str
    access_needs: str
    registration_id: int


def asked_of(event: Event) -> list[Asked]:
    """Every question as its organisers read it."""
    names = _names(event)
    given: dict[int, list[Said]] = {}
    rows = Answer.objects.filter(registration__event=event, registration__state__in=SEATED)
    for row in rows.order_by("registration__number"):
        said = Said(names.get(row.registration_id, ""), row.value, row.registration_id)
        given.setdefault(row.question_id, []).append(said)
    return [_asked(question, given.get(question.pk, [])) for question in event.questions.all()]


def needs_of(event: Event) -> list[Need]:
    """Of whoever has any; nothing once they are erased."""
    people = _attendees(event).exclude(dietary="", access_needs="")
    return [
        Need(name_of(each), str(each.dietary), str(each.access_needs), each.registration_id)
        for each in people
        if each.dietary or each.access_needs
    ]


def notes_of(event: Event) -> list[Said]:
    """The words to the organisers."""
    names = _names(event)
    rows = Registration.objects.filter(event=event, state__in=SEATED).exclude(note="").order_by("number")
    return [Said(names.get(row.pk, ""), row.note, row.pk) for row in rows]


def shared_with(registration: Registration) -> list[Asked]:
    """What whoever is registered reads of the others: the questions that say so, by the names that they show."""
    event = registration.event
    questions = event.questions.filter(readers=Question.Readers.ATTENDEES)
    rows = Answer.objects.filter(question__in=questions, registration__state=State.CONFIRMED)
    found = list(rows.exclude(registration=registration).select_related("registration").order_by("-pk")[:MOST])
    shown = companions(event, {row.registration.person_id for row in found if row.registration.person_id})
    given: dict[int, list[Said]] = {}
    for row in found:
        face = shown.get(row.registration.person_id or 0)
        said = Said(face.name.full if face else "", row.value, row.registration_id)
        given.setdefault(row.question_id, []).append(said)
    return [_asked(question, given[question.pk]) for question in questions if question.pk in given]


def _asked(question: Question, said: list[Said]) -> Asked:
    if question.kind not in COUNTED:
        is_number = question.kind == Question.Kind.NUMBER
        total = sum(int(each.value) for each in said if each.value.isdecimal()) if is_number else None
        return Asked(question, len(said), [], said[:MOST], total)
    counts = Counter(each.value for each in said)
    options = question.options if question.kind == Question.Kind.CHOICE else ["yes", "no"]
    words = {"yes": _("Yes"), "no": _("No")} if question.kind == Question.Kind.YES_NO else {}
    known = [*options, *(value for value in counts if value not in options)]  # an option that is no longer offered
    return Asked(question, len(said), [(words.get(each, each), counts[each]) for each in known], [])


def _attendees(event: Event) -> QuerySet[Attendee]:
    rows = Attendee.objects.filter(registration__event=event, registration__state__in=SEATED)
    return rows.order_by("registration__number", "position")


def _names(event: Event) -> dict[int, str]:
    return {each.registration_id: name_of(each) for each in _attendees(event) if each.position == 1}
