"""The mailings of a group, as its members have them."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from apps.accounts.models import User
from apps.chapters.audiences import sender_key
from apps.chapters.models import Chapter, Membership
from apps.mailings.models import Mailing, Message, Topic, TopicStop
from apps.mailings.querysets import eligible
from apps.records.models import Person

ARRIVED = (Message.State.SENT, Message.State.UNCONFIRMED, Message.State.SENDING)


def received(chapter: Chapter, person: Person) -> QuerySet[Mailing]:
    """Those of the group that went to this person."""
    mine = Message.objects.filter(person=person, mailing__isnull=False, state__in=ARRIVED)
    return Mailing.objects.filter(sender_key=sender_key(chapter), pk__in=mine.values("mailing"))


def has_stopped(chapter: Chapter, person: Person) -> bool:
    """Wants no letters of this group, said here or by the link in one."""
    return TopicStop.objects.filter(person=person, sender_key=sender_key(chapter)).exists()


def reached(chapter: Chapter, topic: Topic, on: date, by: User | None) -> QuerySet[Any]:
    """Members to whom a letter of the group may go and a mailing about the topic too: adds `mail_address`. `by`:
    whoever writes, from whom somebody may want to hear nothing."""
    members = Membership.objects.held().filter(chapter=chapter, person=OuterRef("pk"))
    about, letters = (eligible.Kind(each, sender_key(chapter), on, by) for each in (topic, Topic.CHAPTER))
    willing = eligible.reached(Person.objects.filter(Exists(members)), about)
    return eligible.reached(Person.objects.filter(pk__in=willing.values("pk")), letters)
