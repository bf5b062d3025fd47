"""The mailings of a group, as its members have them."""

from django.db.models import QuerySet

from apps.chapters.audiences import sender_key
from apps.chapters.models import Chapter, LetterStop
from apps.mailings.models import Mailing, Message, TopicStop
from apps.records.models import Person

ARRIVED = (Message.State.SENT, Message.State.UNCONFIRMED, Message.State.SENDING)


def received(chapter: Chapter, person: Person) -> QuerySet[Mailing]:
    """Those of the group that went to this person."""
    mine = Message.objects.filter(person=person, mailing__isnull=False, state__in=ARRIVED)
    return Mailing.objects.filter(sender_key=sender_key(chapter), pk__in=mine.values("mailing"))


def has_stopped(chapter: Chapter, person: Person) -> bool:
    """Wants no letters of this group, said here or by the link in one."""
    if LetterStop.objects.filter(chapter=chapter, person=person).exists():
        return True
    return TopicStop.objects.filter(person=person, sender_key=sender_key(chapter)).exists()
