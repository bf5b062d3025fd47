"""What events tell the apps below them: what their changes are called, what the roles may do."""

from django.utils.translation import gettext, gettext_lazy

from apps.core.registries import (
    JobRunner,
    audit_verbs,
    job_runners,
    me_panels,
    merge_refusals,
    person_panels,
    role_permissions,
)
from apps.events import rules
from apps.events.actions.after import papers
from apps.events.models import Registration
from apps.events.reports import history

VERBS = {
    "events.name_door_keeper": gettext_lazy("let somebody keep the door of an event"),
    "events.dismiss_door_keeper": gettext_lazy("let somebody keep the door of an event no more"),
    "events.take_attendance": gettext_lazy("took the list of an event away as a file"),
    "events.write_message": gettext_lazy("wrote to those who come to an event"),
    "events.give_feedback": gettext_lazy("answered how an event was"),
    "events.write_report": gettext_lazy("wrote the report of an event"),
    "events.send_report": gettext_lazy("sent the report of an event"),
    "events.read_report": gettext_lazy("noted that the report of an event was read"),
    "events.check_in": gettext_lazy("let somebody in at an event"),
    "events.undo_check_in": gettext_lazy("took back that somebody was let in"),
    "events.walk_in": gettext_lazy("let somebody in who had not registered"),
    "events.let_in_beyond": gettext_lazy("let in more people than there were seats"),
    "events.hold": gettext_lazy("began to register for an event"),
}


def register() -> None:
    for action, verb in VERBS.items():
        audit_verbs.add(action, verb)
    for role, permissions in rules.PERMISSIONS.items():
        role_permissions.add(f"events-{role}", (role, permissions))
    merge_refusals.add("events", _registered_twice)
    job_runners.add(papers.KIND, JobRunner(papers.run, permission="", in_reach=papers.in_reach))
    me_panels.add("events.visits", history.my_panel)
    person_panels.add("events.visits", history.person_panel)


def _registered_twice(one: int, other: int) -> str:
    """A seat for each of the two records: folding the rows would lose one from the count."""
    events = Registration.objects.open().filter(person=one).values("event")
    twice = Registration.objects.open().filter(person=other, event__in=events).select_related("event").first()
    if twice is None:
        return ""
    text = gettext("Both records are registered for “%(event)s”. Cancel one of the two registrations first.")
    return text % {"event": twice.event.title}
