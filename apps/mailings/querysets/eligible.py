"""Who may get a mailing, at which address, and why not: one condition, asked of a whole audience when its list is
closed, of its size while the mailing is written, and of one person at the moment of sending."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Now

from apps.accounts.models import User
from apps.core.registries import MailWriter, mail_senders
from apps.mailings.models import AddressState, LeftOut, Mailing, Message, Preference, Topic, TopicStop
from apps.records.models import Consent, Contact, DoNotContact, ErasureRequest, Person, Restriction
from apps.records.querysets.wishes import BY_MAIL, wants_nothing_by

# Whose newest word about the purpose is "no" gets no mail about the topic. Who never said anything is written to: the
# university may go on telling those whom it taught, as long as each mail shows the way out (PDPA s. 95).
CONSENTS = {
    Topic.NEWS: Consent.Purpose.NEWS,
    Topic.EVENTS: Consent.Purpose.EVENTS,
    Topic.GIVING: Consent.Purpose.GIVING,
    Topic.SURVEY: Consent.Purpose.SURVEYS,
    Topic.CHAPTER: Consent.Purpose.CHAPTERS,
}
ON_ITS_WAY = (Message.State.SENDING, Message.State.SENT, Message.State.UNCONFIRMED)
LATELY = {Preference.Frequency.WEEKLY: timedelta(days=7), Preference.Frequency.MONTHLY: timedelta(days=30)}


@dataclass(frozen=True)
class Kind:
    """What a mailing is, as far as it decides who may get it. Without a topic it is a service. `author`: its writer's
    account, whom some readers want to hear nothing of."""

    topic: str
    sender_key: str
    on: date
    author: User | None = None

    @classmethod
    def of(cls, mailing: Mailing, on: date) -> "Kind":
        return cls(mailing.topic, mailing.sender_key, on, mailing.author)

    @property
    def is_service(self) -> bool:
        return not self.topic


def with_reason(people: QuerySet[Person], kind: Kind) -> QuerySet[Any]:
    """Adds `mail_address` ("" for none), `mail_language` and `left_out`: the first reason that fits, what weighs most
    first; "" where the mailing may go to them."""
    whens = [When(obstacle, then=Value(reason)) for reason, obstacle in _obstacles(kind)]
    whens.append(When(mail_address="", then=_why_no_address()))
    found = with_address(people, kind).annotate(mail_language=Coalesce(F("account__language"), F("language")))
    judged: QuerySet[Any] = found.annotate(left_out=Case(*whens, default=Value(""), output_field=CharField()))
    return judged


def with_address(people: QuerySet[Person], kind: Kind) -> QuerySet[Any]:
    """Adds `mail_address`: the one at which a mailing reaches them, "" for none."""
    address = Coalesce(_account_address(kind), _contact_address(kind), Value(""), output_field=CharField())
    return people.annotate(mail_address=address)


def reached(people: QuerySet[Person], kind: Kind) -> QuerySet[Any]:
    """Those of the people to whom the mailing may go now, without the reasons why the others are left out."""
    return with_address(people, kind).exclude(_any(_obstacles(kind))).exclude(mail_address="")


def reached_at(people: QuerySet[Person], kind: Kind, address: Any) -> QuerySet[Any]:
    """The same at just this address: what is asked at each message."""
    return with_address(people, kind).exclude(_any(_obstacles(kind))).filter(mail_address=address)


def _obstacles(kind: Kind) -> list[tuple[str, Q]]:
    """What keeps a mailing from people, whatever their addresses are."""
    always: list[tuple[str, Q]] = [
        (LeftOut.ERASED, _has(ErasureRequest.objects.filter(state=ErasureRequest.State.DONE))),
        (LeftOut.DECEASED, Q(death__confirmed_at__isnull=False)),
        (LeftOut.HIDDEN, _has(Restriction.objects.filter(ended_at__isnull=True))),
        (LeftOut.UNDER_REVIEW, _under_review()),
        (LeftOut.DO_NOT_CONTACT, wants_nothing_by(BY_MAIL, kind.on)),
        *_avoided(kind),
    ]
    if kind.is_service:
        return always
    return [
        *always,
        (LeftOut.OPTED_OUT, Q(mail_preference__left_all_at__isnull=False) | _has(_stops(kind))),
        (LeftOut.NO_CONSENT, _refuses_purpose(kind)),
        (LeftOut.PREFERS_LATER, Q(mail_preference__paused_until__gt=kind.on)),
        (LeftOut.TOO_OFTEN, _had_enough()),
    ]


def _avoided(kind: Kind) -> list[tuple[str, Q]]:
    """Whoever wants nothing from this sender, or from its writer. They are counted like all who were opted out: a list
    without them would tell a leader, who knows the members, that one of them is missing."""
    writer = MailWriter(kind.author, kind.sender_key)
    avoids = mail_senders[writer.kind].avoids if writer.kind in mail_senders else None
    return [(LeftOut.OPTED_OUT, Q(Exists(avoids(writer).filter(pk=OuterRef("pk")))))] if avoids else []


def _any(obstacles: list[tuple[str, Q]]) -> Q:
    found = Q()
    for _reason, obstacle in obstacles:
        found |= obstacle
    return found


def _why_no_address() -> Case:
    return Case(
        When(_has_address_that(Q(complaint_at__isnull=False)), then=Value(LeftOut.COMPLAINED)),
        When(_has_bounced() | _has_address_that(_comes_back()), then=Value(LeftOut.BOUNCED)),
        default=Value(LeftOut.NO_ADDRESS),
        output_field=CharField(),
    )


def _has(rows: QuerySet[Any]) -> Q:
    return Q(Exists(rows.filter(person=OuterRef("pk"))))


def _under_review() -> Q:
    """A death that one source tells of, an erasure that somebody asked for: to write now would be a blunder."""
    waiting = (ErasureRequest.State.ASKED, ErasureRequest.State.HELD)
    reported = Q(death__first_at__isnull=False)
    return reported | _has(ErasureRequest.objects.filter(state__in=waiting))


def _stops(kind: Kind) -> QuerySet[TopicStop]:
    return TopicStop.objects.filter(Q(topic=kind.topic) | Q(sender_key=kind.sender_key))


def _refuses_purpose(kind: Kind) -> Q:
    purpose = CONSENTS.get(Topic(kind.topic))
    return Q(pk__isnull=True) if purpose is None else Q(Exists(_newest_word(purpose, is_given=False)))


def _newest_word(purpose: str, *, is_given: bool) -> QuerySet[Consent]:
    """The newest word about a purpose, if this is what it says."""
    mine = Consent.objects.filter(person=OuterRef("pk"), purpose=purpose, is_given=is_given)
    later = Consent.objects.filter(person=OuterRef("person"), purpose=purpose).filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    )
    return mine.filter(~Exists(later))


def _account_address(kind: Kind) -> Case:
    return Case(When(~_is_unusable("account__email", kind), account__is_active=True, then=F("account__email")))


def _contact_address(kind: Kind) -> Subquery:
    """The best address of the registry. A group reaches those who have no account only if they agreed to that."""
    contacts = Contact.objects.filter(person=OuterRef("pk"), kind=Contact.Kind.EMAIL, status=Contact.Status.LIVE)
    if kind.topic == Topic.CHAPTER:
        agreed = Consent.objects.filter(purpose=Consent.Purpose.CHAPTERS, is_given=True, person=OuterRef("person"))
        contacts = contacts.filter(Exists(agreed))
    best = contacts.filter(~_is_unusable("value", kind)).order_by(
        "-is_primary", F("confirmed_at").desc(nulls_last=True), "pk"
    )
    return Subquery(best.values("value")[:1])


def _is_unusable(name: str, kind: Kind) -> Q:
    complaint = Q() if kind.is_service else Q(complaint_at__isnull=False)
    return Q(Exists(AddressState.objects.filter(_comes_back() | complaint, address=OuterRef(name))))


def _comes_back() -> Q:
    return Q(hard_at__isnull=False) | Q(held_until__gt=Now())


def _has_bounced() -> Q:
    return _has(Contact.objects.filter(kind=Contact.Kind.EMAIL, status=Contact.Status.BOUNCED))


def _has_address_that(says: Q) -> Q:
    """Whether one of their addresses, in the registry or of the account, is known to do that."""
    of_contact = AddressState.objects.filter(says, address=OuterRef("value"))
    of_account = AddressState.objects.filter(says, address=OuterRef("account__email"))
    contacts = Contact.objects.filter(kind=Contact.Kind.EMAIL, status=Contact.Status.LIVE).filter(Exists(of_contact))
    return _has(contacts) | Q(Exists(of_account))


def _had_enough() -> Q:
    """What somebody asked for, and what the office promises to everybody (settings.MAILINGS_A_WEEK)."""
    enough = Q()
    for frequency, span in LATELY.items():
        enough |= Q(mail_preference__frequency=frequency) & Q(Exists(_lately(span)))
    most = settings.MAILINGS_A_WEEK
    return enough | Q(Exists(_lately(timedelta(days=7))[most - 1 : most]))


def _lately(span: timedelta) -> QuerySet[Message]:
    return Message.objects.filter(
        person=OuterRef("pk"), state__in=ON_ITS_WAY, claimed_at__gt=Now() - span, mailing__topic__gt=""
    )


def by_line(people: QuerySet[Person], kind: Kind) -> QuerySet[Any]:
    """Those whom mail cannot reach and LINE may: they said yes to what the mailing is about, and nothing else speaks
    against it. Adds `line_id`."""
    purpose = CONSENTS.get(Topic(kind.topic)) if kind.topic else None
    if purpose is None:
        return people.annotate(line_id=Value(""), left_out=Value("")).none()
    lines = Contact.objects.filter(person=OuterRef("pk"), kind=Contact.Kind.LINE, status=Contact.Status.LIVE)
    judged: QuerySet[Any] = with_reason(people, kind)
    found: QuerySet[Any] = judged.filter(
        ~wants_nothing_by([DoNotContact.Channel.LINE], kind.on),
        Exists(_newest_word(purpose, is_given=True)),
        left_out__in=[LeftOut.NO_ADDRESS, LeftOut.BOUNCED],
    )
    best = lines.order_by("-is_primary", F("confirmed_at").desc(nulls_last=True), "pk").values("value")[:1]
    with_line: QuerySet[Any] = found.annotate(line_id=Subquery(best)).filter(line_id__isnull=False)
    return with_line
