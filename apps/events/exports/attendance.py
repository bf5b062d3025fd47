"""Who came, as a file for the organisers: names as people wrote them when they registered, what they answered to the
organisers' questions, and how they can be reached only where they have agreed that the groups may know it."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.core.lib import csv_files
from apps.events.models import Answer, Event, Question
from apps.events.reports.attendance import lines
from apps.records.querysets.reaching import reach_for_groups


@dataclass(frozen=True)
class Taken:
    """A file, and whose data is in it."""

    content: bytes
    person_ids: list[int]


def attendance_file(event: Event, *, mark: str) -> Taken:
    """A line for each attendee; `mark` stands in each."""
    found = lines(event)
    questions = list(Question.objects.filter(event=event))
    said = _answers(event)
    people = sorted({each.attendee.registration.person_id for each in found if each.attendee.registration.person_id})
    reach = reach_for_groups(people)
    rows = []
    for each in found:
        registration = each.attendee.registration
        is_first = each.attendee.position == 1
        rows.append(
            [
                registration.number,
                each.name,
                _("guest") if each.attendee.is_guest else "",
                each.attendee.ticket.name if each.attendee.ticket else "",
                timezone.localtime(each.at).strftime("%Y-%m-%d %H:%M") if each.at else "",
                *(reach.get(registration.person_id or 0, ["", ""]) if is_first else ["", ""]),
                *(said.get((registration.pk, question.pk), "") if is_first else "" for question in questions),
                mark,
            ]
        )
    heads = [
        *(_("Number"), _("Name"), _("Guest"), _("Ticket"), _("Let in"), _("E-mail"), _("Mobile phone")),
        *(question.label for question in questions),
        _("Taken by"),
    ]
    return Taken("".join(csv_files.lines(heads, rows)).encode(), people)


def _answers(event: Event) -> dict[tuple[int, int], str]:
    rows = Answer.objects.filter(registration__event=event)
    return {(row.registration_id, row.question_id): row.value for row in rows}
