"""Whom the organisers of an event may invite by mail: the members of the groups that hold it."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.chapters.models import Membership
from apps.events.models import CoHost, Event, Invitation, Registration
from apps.records.models import Contact, Person
from apps.records.querysets.wishes import not_to_be_mailed


def invitees(event: Event, on: date) -> QuerySet[Person]:
    """Members with an address who want mails, have not been invited and are not registered. Those of a cohort's or a
    faculty's event are those of its groups whom it is for."""
    hosts = CoHost.objects.filter(event=event, state=CoHost.State.ACCEPTED).values("chapter")
    members = Membership.objects.held().filter(Q(chapter=event.chapter_id) | Q(chapter__in=hosts))
    live = Contact.objects.filter(person=OuterRef("pk"), kind=Contact.Kind.EMAIL, status=Contact.Status.LIVE)
    asked = Invitation.objects.filter(event=event, person=OuterRef("pk")).exclude(sent_at=None, reply="")
    coming = Registration.objects.open().filter(event=event, person=OuterRef("pk"))
    found = Person.objects.filter(Exists(members.filter(person=OuterRef("pk"))))
    found = found.filter(Exists(live) | Q(account__email__isnull=False, account__is_active=True))
    found = found.exclude(not_to_be_mailed(on)).exclude(Exists(asked)).exclude(Exists(coming))
    if event.audience == Event.Audience.COHORT:
        found = found.filter(degrees__cohort=event.cohort_id)
    elif event.audience == Event.Audience.FACULTY:
        found = found.filter(degrees__faculty=event.faculty_id)
    return found.order_by("pk").distinct()
