"""What somebody said about the mail that they want, and whose token a link carries."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language

from apps.core import registries
from apps.duplicates.models import Merge
from apps.mailings.models import Mailing, Preference, Topic, TopicStop
from apps.mailings.querysets.eligible import CONSENTS
from apps.records.models import Consent, ErasureRequest, Person


@dataclass(frozen=True)
class TopicWish:
    """A topic as the page shows it. `refused`: a consent was taken back, which only its owner gives again."""

    key: str
    label: str
    stopped_at: datetime | None
    refused_at: datetime | None

    @property
    def is_wanted(self) -> bool:
        return self.stopped_at is None and self.refused_at is None


@dataclass(frozen=True)
class SenderStop:
    key: str
    name: str
    at: datetime


@dataclass(frozen=True)
class Wishes:
    frequency: str
    paused_until: date | None
    left_all_at: datetime | None
    topics: list[TopicWish]
    senders: list[SenderStop]

    @property
    def is_paused(self) -> bool:
        return self.paused_until is not None and self.paused_until > timezone.localdate()


def person_of(person_id: int) -> Person | None:
    """Whom a link means today: the record into which theirs was merged, nobody after an erasure."""
    for _turn in range(10):
        person = Person.objects.filter(pk=person_id).first()
        if person is not None:
            gone = ErasureRequest.objects.filter(person=person, state=ErasureRequest.State.DONE)
            return None if gone.exists() else person
        kept = Merge.objects.filter(gone_key=person_id, undone_at__isnull=True).values_list("kept_id", flat=True)
        following = kept.first()
        if following is None:
            return None
        person_id = following
    return None


def mailing_of(mailing_id: int | None) -> Mailing | None:
    return Mailing.objects.filter(pk=mailing_id).first() if mailing_id is not None else None


def wishes_of(person: Person) -> Wishes:
    said = Preference.objects.filter(person=person).first() or Preference(person=person)
    stops = {(row.topic, row.sender_key): row.at for row in TopicStop.objects.filter(person=person)}
    refused = _refused(person)
    topics = [
        TopicWish(topic.value, str(topic.label), stops.get((topic.value, "")), refused.get(_purpose(topic)))
        for topic in Topic
    ]
    senders = [SenderStop(key, sender_name(key), at) for (topic, key), at in stops.items() if not topic]
    return Wishes(said.frequency, said.paused_until, said.left_all_at, topics, sorted(senders, key=lambda s: s.name))


def sender_name(key: str) -> str:
    """The name of a sender, in the active language; its key where nobody knows it any more."""
    entry = key.partition(":")[0]
    known = entry in registries.mail_senders
    return (registries.mail_senders[entry].name(key, get_language() or "th") if known else "") or key


def _purpose(topic: Topic) -> str:
    purpose = CONSENTS.get(topic)
    return purpose.value if purpose else ""


def _refused(person: Person) -> dict[str, datetime]:
    """Purposes whose newest word is "no"."""
    newest: dict[str, Consent] = {}
    for word in Consent.objects.filter(person=person).order_by("at", "pk"):
        newest[word.purpose] = word
    return {purpose: word.at for purpose, word in newest.items() if not word.is_given}
