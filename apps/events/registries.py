"""What events tell the apps below them: what their changes are called, what the roles may do."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from apps.core.registries import (
    NoticeText,
    audit_verbs,
    chapter_panels,
    desk_panels,
    front_panels,
    merge_refusals,
    notices,
    role_permissions,
)
from apps.events import rules
from apps.events.actions import telling
from apps.events.models import CoHost, Registration, Submission
from apps.events.reports import panels

VERBS = {
    "events.check_in": gettext_lazy("let somebody in at an event"),
    "events.undo_check_in": gettext_lazy("took back that somebody was let in"),
    "events.walk_in": gettext_lazy("let somebody in who had not registered"),
    "events.let_in_beyond": gettext_lazy("let in more people than there were seats"),
    "events.hold": gettext_lazy("began to register for an event"),
}


# Making and publishing.
MAKING_VERBS = {
    "events.write": gettext_lazy("began an event"),
    "events.change": gettext_lazy("changed an event"),
    "events.discard": gettext_lazy("threw the draft of an event away"),
    "events.add_tickettype": gettext_lazy("added a kind of ticket"),
    "events.change_tickettype": gettext_lazy("changed a kind of ticket"),
    "events.remove_tickettype": gettext_lazy("removed a kind of ticket"),
    "events.add_question": gettext_lazy("added a question to an event"),
    "events.change_question": gettext_lazy("changed a question of an event"),
    "events.remove_question": gettext_lazy("removed a question of an event"),
    "events.begin_series": gettext_lazy("began a series of events"),
    "events.declare_neutral": gettext_lazy("declared an event to be politically neutral"),
    "events.send": gettext_lazy("sent an event to be published"),
    "events.take_back": gettext_lazy("took an event back from the office"),
    "events.approved": gettext_lazy("published an event"),
    "events.refused": gettext_lazy("did not publish an event"),
    "events.removed": gettext_lazy("took an event off the pages"),
    "events.appeal": gettext_lazy("appealed a decision on an event"),
    "events.restored": gettext_lazy("published an event after an appeal"),
    "events.kept": gettext_lazy("let a decision on an event stand after an appeal"),
    "events.complain": gettext_lazy("reported an event"),
    "events.decide_complaint": gettext_lazy("decided on the report of an event"),
    "events.ask_host": gettext_lazy("asked a group to hold an event too"),
    "events.accept_hosting": gettext_lazy("agreed to hold an event too"),
    "events.decline_hosting": gettext_lazy("declined to hold an event too"),
    "events.end_hosting": gettext_lazy("ended that a group holds an event too"),
    "events.call_off": gettext_lazy("cancelled an event"),
    "events.make_calendar_key": gettext_lazy("made a secret address of a calendar"),
    "events.revoke_calendar_key": gettext_lazy("revoked a secret address of a calendar"),
    "events.import_file": gettext_lazy("took a file of events in"),
}


def register() -> None:
    for action, verb in {**VERBS, **MAKING_VERBS}.items():
        audit_verbs.add(action, verb)
    notices.add(telling.DECIDED, _decided)
    notices.add(telling.HOST_ASKED, _host_asked)
    notices.add(telling.HOST_ANSWERED, _host_answered)
    chapter_panels.add("events", panels.of_group)
    desk_panels.add("events", panels.on_desk)
    front_panels.add("events", panels.on_front)
    for role, permissions in rules.PERMISSIONS.items():
        role_permissions.add(f"events-{role}", (role, permissions))
    merge_refusals.add("events", _registered_twice)


def _registered_twice(one: int, other: int) -> str:
    """A seat for each of the two records: folding the rows would lose one from the count."""
    events = Registration.objects.open().filter(person=one).values("event")
    twice = Registration.objects.open().filter(person=other, event__in=events).select_related("event").first()
    if twice is None:
        return ""
    text = gettext("Both records are registered for “%(event)s”. Cancel one of the two registrations first.")
    return text % {"event": twice.event.title}


def _decided(params: dict[str, Any]) -> NoticeText:
    row = Submission.objects.select_related("event").filter(pk=params["submission"]).first()
    if row is None:
        return NoticeText(gettext("The office has decided on an event of yours"), reverse("events:mine_to_run"))
    outcome = row.get_answer_display() if row.answer else row.get_outcome_display()
    words = gettext("The office has decided on your event “%(title)s”: %(outcome)s")
    url = reverse("events:desk", args=[row.event.slug])
    return NoticeText(words % {"title": row.event.title, "outcome": outcome}, url, "calendar-days")


def _host_asked(params: dict[str, Any]) -> NoticeText:
    row = CoHost.objects.select_related("event", "chapter").filter(pk=params["co_host"]).first()
    if row is None:
        return NoticeText(gettext("A group is no longer asked to hold an event"), reverse("events:mine_to_run"))
    words = gettext("%(group)s is asked to hold an event too: %(title)s")
    said = words % {"group": row.chapter.name, "title": row.event.title}
    return NoticeText(said, reverse("events:host_answer", args=[row.pk]), "calendar-days")


def _host_answered(params: dict[str, Any]) -> NoticeText:
    row = CoHost.objects.select_related("event", "chapter").filter(pk=params["co_host"]).first()
    if row is None:
        return NoticeText(gettext("A group no longer holds an event with yours"), reverse("events:mine_to_run"))
    words = (
        gettext("%(group)s holds your event too: %(title)s")
        if row.state == CoHost.State.ACCEPTED
        else gettext("%(group)s does not hold your event: %(title)s")
    )
    said = words % {"group": row.chapter.name, "title": row.event.title}
    return NoticeText(said, reverse("events:hosts", args=[row.event.slug]), "calendar-days")
