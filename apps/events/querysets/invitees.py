"""Whom the organisers of an event may invite by mail: the members of the groups that hold it."""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from apps.accounts.models import User
from apps.chapters.models import Chapter, Membership
from apps.chapters.querysets.mailings import has_stopped, reached
from apps.events.models import CoHost, Event, Invitation, Registration
from apps.mailings.models import Topic
from apps.mailings.querysets import eligible
from apps.records.models import Person


def invitees(event: Event, on: date, by: User | None) -> QuerySet[Any]:
    """Members who have not been invited and are not registered, as far as mail of their group and mail about events
    may go to them; adds `mail_address` and `mail_language`. Those of a cohort's or a faculty's event are those of its
    groups whom it is for. `by`: whoever invites, from whom somebody may want to hear nothing."""
    asked = Invitation.objects.filter(event=event, person=OuterRef("pk")).exclude(sent_at=None, reply="")
    coming = Registration.objects.open().filter(event=event, person=OuterRef("pk"))
    willing = Q(pk__in=[])
    for host in _hosts(event):
        willing |= Q(pk__in=reached(host, Topic.EVENTS, on, by).values("pk"))
    found: QuerySet[Any] = Person.objects.filter(willing).exclude(Exists(asked)).exclude(Exists(coming))
    if event.audience == Event.Audience.COHORT:
        found = found.filter(degrees__cohort=event.cohort_id)
    elif event.audience == Event.Audience.FACULTY:
        found = found.filter(degrees__faculty=event.faculty_id)
    found = eligible.with_address(found, eligible.Kind(Topic.CHAPTER, "", on))
    spoken = Coalesce(F("account__language"), F("language"))
    invited: QuerySet[Any] = found.annotate(mail_language=spoken).order_by("pk").distinct()
    return invited


def host_of(event: Event, person: Person) -> Chapter | None:
    """The group as whose member somebody is invited: the event's own before the others, none whose letters they
    stopped."""
    mine = set(Membership.objects.held().filter(person=person).values_list("chapter", flat=True))
    return next((each for each in _hosts(event) if each.pk in mine and not has_stopped(each, person)), None)


def _hosts(event: Event) -> list[Chapter]:
    rows = CoHost.objects.filter(event=event, state=CoHost.State.ACCEPTED).select_related("chapter").order_by("pk")
    return [*([event.chapter] if event.chapter else []), *(row.chapter for row in rows)]
