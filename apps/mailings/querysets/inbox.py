"""Answers to mailings, for whoever reads a sender's inbox."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.accounts.models import User
from apps.mailings.models import InboxItem
from apps.mailings.rules import OFFICE
from apps.records.models import Person
from apps.records.querysets.people import campuses_of


def of_sender(sender_key: str, *, only_new: bool = False) -> QuerySet[InboxItem]:
    """The newest first."""
    found = InboxItem.objects.filter(sender_key=sender_key).select_related("mailing", "person", "answered_by")
    return (found.filter(state=InboxItem.State.NEW) if only_new else found).order_by("-at", "-pk")


def of_office(viewer: User, *, only_new: bool = False) -> QuerySet[InboxItem]:
    """Answers to the office. Whoever sees the people of some campuses only, sees theirs and those to mailings of their
    own."""
    found = of_sender(OFFICE, only_new=only_new)
    if campuses_of(viewer) is None:
        return found
    people = Person.objects.visible_to(viewer)
    return found.filter(Q(mailing__author=viewer) | Q(Exists(people.filter(pk=OuterRef("person")))))
