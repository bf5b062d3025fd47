"""What events tell the apps below them: what their changes are called, what the roles may do, what is paid for, what
stands under the bell and on one's own page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from apps.chapters.models import Chapter
from apps.core.registries import (
    GroupFigure,
    GroupPart,
    JobRunner,
    NoticeText,
    Panel,
    PaymentPurpose,
    Worklist,
    audit_verbs,
    chapter_panels,
    desk_panels,
    front_panels,
    group_figures,
    group_parts,
    job_runners,
    judged_things,
    me_panels,
    merge_refusals,
    notices,
    payment_purposes,
    person_panels,
    role_permissions,
    worklists,
)
from apps.core.registries.groups import group_signs
from apps.events import audiences, emails, rules
from apps.events.actions import groups as moving
from apps.events.actions import paying, telling
from apps.events.actions.after import papers
from apps.events.actions.door import keepers
from apps.events.lib.states import SEEN
from apps.events.models import Announcement, CoHost, Event, Registration, Submission
from apps.events.querysets import groups, reporting
from apps.events.querysets.office import waiting_for_office
from apps.events.querysets.trust import judged_events
from apps.events.reports import history, panels, tickets

VERBS = {
    "events.begin_album": gettext_lazy("began the album of an event"),
    "events.move_to_group": gettext_lazy("moved an event to the group with which another became one"),
    "events.move_door": gettext_lazy("moved a door keeper's time with the event"),
    "events.name_door_keeper": gettext_lazy("let somebody keep the door of an event"),
    "events.dismiss_door_keeper": gettext_lazy("let somebody keep the door of an event no more"),
    "events.take_attendance": gettext_lazy("took the list of an event away as a file"),
    "events.write_message": gettext_lazy("wrote to those who come to an event"),
    "events.decide_message": gettext_lazy("decided on a message to those who come to an event"),
    "events.give_feedback": gettext_lazy("answered how an event was"),
    "events.write_report": gettext_lazy("wrote the report of an event"),
    "events.send_report": gettext_lazy("sent the report of an event"),
    "events.read_report": gettext_lazy("noted that the report of an event was read"),
    "events.check_in": gettext_lazy("let somebody in at an event"),
    "events.undo_check_in": gettext_lazy("took back that somebody was let in"),
    "events.enter": gettext_lazy("registered somebody for an event who had asked for it"),
    "events.walk_in": gettext_lazy("let somebody in who had not registered"),
    "events.let_in_beyond": gettext_lazy("let in more people than there were seats"),
    "events.hold": gettext_lazy("began to register for an event"),
    "events.register": gettext_lazy("registered for an event"),
    "events.queue": gettext_lazy("joined the queue of an event"),
    "events.extend": gettext_lazy("asked for more time for the form of an event"),
    "events.name_attendee": gettext_lazy("wrote down who comes to an event"),
    "events.add_attendee": gettext_lazy("added a guest"),
    "events.remove_attendee": gettext_lazy("took a guest from the list"),
    "events.hold_guest": gettext_lazy("held the seat of a guest who was added until it is paid"),
    "events.paid_guest": gettext_lazy("gave a guest who was added the seat"),
    "events.lapse_guest": gettext_lazy("gave the seat of a guest on who was not paid for in time"),
    "events.change_ticket": gettext_lazy("chose another ticket"),
    "events.change_registration": gettext_lazy("changed a registration"),
    "events.note": gettext_lazy("wrote a word to the organisers"),
    "events.answer": gettext_lazy("answered a question of the organisers"),
    "events.take_back_answer": gettext_lazy("took back an answer to the organisers"),
    "events.offer": gettext_lazy("offered a free seat to the next in the queue"),
    "events.lapse": gettext_lazy("gave a seat on whose time was over"),
    "events.cancel": gettext_lazy("cancelled a registration"),
    "events.leave_queue": gettext_lazy("left the queue of an event"),
    "events.call_off_registration": gettext_lazy("ended a registration with its event"),
    "events.approve": gettext_lazy("accepted a registration"),
    "events.refuse": gettext_lazy("did not accept a registration"),
    "events.paid": gettext_lazy("confirmed a registration that is paid"),
    "events.unpaid": gettext_lazy("asked again for the payment of a registration"),
    "events.ask_anew": gettext_lazy("asked for another amount for a registration"),
    "events.offer_link": gettext_lazy("made a link for passing a registration on"),
    "events.take_back_link": gettext_lazy("ended a link for passing a registration on"),
    "events.pass_on": gettext_lazy("passed a registration on"),
    "events.take_over": gettext_lazy("took a registration over"),
    "events.invite_members": gettext_lazy("invited the members of a group to an event"),
    "events.send_invitation": gettext_lazy("sent an invitation to an event"),
    "events.invite": gettext_lazy("made somebody's link for an event"),
    "events.reply": gettext_lazy("answered by the link in a mail"),
    "events.revoke_link": gettext_lazy("ended the links in mails about an event"),
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
    "events.ask_head": gettext_lazy("asked the head to send an event out"),
    "events.send": gettext_lazy("sent an event to be published"),
    "events.take_back": gettext_lazy("took an event back from the office"),
    "events.end_hold": gettext_lazy("let an event go that was only held"),
    "events.approved": gettext_lazy("published an event"),
    "events.refused": gettext_lazy("did not publish an event"),
    "events.removed": gettext_lazy("took an event off the pages"),
    "events.appeal": gettext_lazy("appealed a decision on an event"),
    "events.restored": gettext_lazy("published an event after an appeal"),
    "events.kept": gettext_lazy("let a decision on an event stand after an appeal"),
    "events.complain": gettext_lazy("reported an event"),
    "events.look_again": gettext_lazy("had the office look at what changed in an event"),
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


def _waiting(_request: HttpRequest) -> int:
    return waiting_for_office()


WAITING = Worklist(
    *(gettext_lazy("Events of groups"), "calendar-days", rules.MODERATE, _waiting),
    *(lambda _request: reverse("events:office"), gettext_lazy("events, reports and appeals that wait")),
)


def register() -> None:
    for action, verb in {**VERBS, **MAKING_VERBS}.items():
        audit_verbs.add(action, verb)
    audiences.register()
    group_signs.add("events", groups.newest)
    judged_things.add("events", judged_events)
    notices.add(telling.DECIDED, _decided)
    notices.add(telling.MESSAGE_DECIDED, _message_decided)
    notices.add(telling.HOST_ASKED, _host_asked)
    notices.add(telling.HOST_ANSWERED, _host_answered)
    notices.add(telling.HOST_ENDED, _host_ended)
    notices.add(telling.HEAD_ASKED, _head_asked)
    chapter_panels.add("events", panels.of_group)
    desk_panels.add("events", panels.on_desk)
    front_panels.add("events", panels.on_front)
    worklists.add("events", WAITING)
    for role, permissions in rules.PERMISSIONS.items():
        role_permissions.add(f"events-{role}", (role, permissions))
    merge_refusals.add("events", _registered_twice)
    notices.add(emails.NOTICE, _letter)
    me_panels.add("events.mine", _mine)
    purpose = PaymentPurpose(gettext_lazy("Event"), url=_page_of, follow=paying.follow, held_until=tickets.held_until)
    payment_purposes.add(paying.PURPOSE, purpose)
    job_runners.add(papers.KIND, JobRunner(papers.run, permission="", in_reach=papers.in_reach))
    me_panels.add("events.visits", history.my_panel)
    person_panels.add("events.visits", history.person_panel)
    notices.add(keepers.NAMED, _door_keeper)
    worklists.add("event_reports", _reports_to_read())
    group_parts.add("events", GroupPart(gettext_lazy("events"), groups.number_of, moving.move))
    group_figures.add("events.held", GroupFigure(gettext_lazy("events held"), groups.number_held))
    group_figures.add("events.came", GroupFigure(gettext_lazy("people who came to events"), groups.number_who_came))


def _door_keeper(params: dict[str, Any]) -> NoticeText:
    event = Event.objects.filter(pk=params["event"]).first()
    if event is None:
        return NoticeText(gettext("An event that is no longer kept"), reverse("events:index"), "calendar")
    said = gettext("You keep the door of “%(title)s”") % {"title": event.title}
    return NoticeText(said, reverse("events:door", args=[event.slug]), "badge-check")


def _reports_to_read() -> Worklist:
    return Worklist(
        *(gettext_lazy("Reports of events"), "file-text", rules.VIEW, lambda _request: reporting.unread().count()),
        lambda _request: reverse("events:office_reports"),
        gettext_lazy("sent by groups, to be read"),
    )


def _page_of(key: str) -> str:
    """The page of a registration, by its public id; whoever took it over has the same one."""
    found = Registration.objects.filter(public_id=key).select_related("event").first() if key else None
    return reverse("events:mine", args=[found.event.slug]) if found else ""


def _letter(params: dict[str, Any]) -> NoticeText:
    found = Registration.objects.filter(pk=params["registration"]).select_related("event").first()
    if found is None:
        return NoticeText(gettext("A registration that is no longer kept"), reverse("events:my_events"), "ticket")
    words = str(emails.WORDS[params["letter"]][0]) % {"event": found.event.title}
    return NoticeText(words, reverse("events:mine", args=[found.event.slug]), "ticket")


def _mine(request: HttpRequest) -> Panel | None:
    """What is to come, on one's own page."""
    own = Registration.objects.of(request.user).open().filter(event__ends_at__gt=timezone.now())
    rows = tickets.mine(own.order_by("event__starts_at", "pk")[:5])
    return Panel("events/_my_panel.html", rows) if rows else None


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


def _message_decided(params: dict[str, Any]) -> NoticeText:
    row = Announcement.objects.select_related("event").filter(pk=params["message"]).first()
    if row is None:
        return NoticeText(gettext("The office has decided on a message of yours"), reverse("events:mine_to_run"))
    words = gettext("The office has decided on your message “%(subject)s”: %(outcome)s")
    url = reverse("events:desk_message", args=[row.event.slug, row.pk])
    return NoticeText(words % {"subject": row.subject, "outcome": row.get_state_display()}, url, "mail")


def _head_asked(params: dict[str, Any]) -> NoticeText:
    event = Event.objects.filter(pk=params["event"]).first()
    if event is None:
        return NoticeText(gettext("An event that is no longer kept"), reverse("events:mine_to_run"), "calendar-days")
    said = gettext("You are asked to send an event out: %(title)s") % {"title": event.title}
    return NoticeText(said, reverse("events:desk", args=[event.slug]), "calendar-days")


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


def _host_ended(params: dict[str, Any]) -> NoticeText:
    event = Event.objects.filter(pk=params["event"]).first()
    group = Chapter.objects.filter(pk=params["chapter"]).first()
    if event is None or group is None:
        return NoticeText(gettext("A group no longer holds an event with another"), reverse("events:mine_to_run"))
    words = (
        gettext("%(group)s no longer holds an event together with others: %(title)s")
        if params["was"] == CoHost.State.ACCEPTED
        else gettext("%(group)s is no longer asked to hold an event: %(title)s")
    )
    said = words % {"group": group.name, "title": event.title}
    is_open_to_both = event.audience == Event.Audience.PUBLIC and event.state in SEEN
    url = reverse("events:show", args=[event.slug]) if is_open_to_both else reverse("events:mine_to_run")
    return NoticeText(said, url, "calendar-days")
