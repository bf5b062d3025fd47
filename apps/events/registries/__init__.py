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
from apps.core.registries.mailings import perhaps_written
from apps.events import audiences, emails, rules
from apps.events.actions import groups as moving
from apps.events.actions import paying, restored, telling
from apps.events.actions.after import papers
from apps.events.actions.door import keepers
from apps.events.lib.states import SEEN
from apps.events.models import Announcement, CoHost, Event, Registration, Submission
from apps.events.querysets import groups, reporting
from apps.events.querysets.office import waiting_for_office
from apps.events.querysets.trust import judged_events
from apps.events.reports import history, panels, tickets

from .verbs import MAKING_VERBS, VERBS


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
    perhaps_written.add("events", restored.pass_over)
    judged_things.add("events", judged_events)
    notices.add(telling.DECIDED, _decided)
    notices.add(telling.MESSAGE_DECIDED, _message_decided)
    notices.add(telling.HOST_ASKED, _host_asked)
    notices.add(telling.HOST_ANSWERED, _host_answered)
    notices.add(telling.HOST_ENDED, _host_ended)
    notices.add(telling.HEAD_ASKED, _head_asked)
    notices.add(telling.CALLED_OFF, _called_off)
    notices.add(telling.TO_APPROVE, _to_approve)
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
    return NoticeText(said, _page_for_others(event), "calendar-days")


def _page_for_others(event: Event) -> str:
    """Whoever does not hold it (any more) may see its page only where everybody does."""
    is_open = event.audience == Event.Audience.PUBLIC and event.state in SEEN
    return reverse("events:show", args=[event.slug]) if is_open else reverse("events:mine_to_run")


def _to_approve(params: dict[str, Any]) -> NoticeText:
    event = Event.objects.filter(pk=params["event"]).first()
    if event is None:
        return NoticeText(gettext("An event that is no longer kept"), reverse("events:index"), "calendar")
    said = gettext("Somebody waits for your answer: %(title)s") % {"title": event.title}
    return NoticeText(said, reverse("events:requests", args=[event.slug]), "user-plus")


def _called_off(params: dict[str, Any]) -> NoticeText:
    event = Event.objects.filter(pk=params["event"]).first()
    if event is None:
        return NoticeText(gettext("An event that is no longer kept"), reverse("events:index"), "calendar")
    said = gettext("An event that your group holds too is cancelled: %(title)s") % {"title": event.title}
    return NoticeText(said, _page_for_others(event), "calendar-days")
