"""To whom a letter of a group goes, and to whom it does not and why: in a fixed number of queries."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from apps.accounts.models import User
from apps.chapters.audiences import sender_key
from apps.chapters.models import Due, GroupLetter, LetterRecipient, Membership, OfficerTerm
from apps.directory.models import Block
from apps.mailings.models import TopicStop
from apps.records.models import Consent, Contact, Death, DoNotContact, Person, Restriction
from apps.records.querysets.consents import agreed

LeftOut = LetterRecipient.LeftOut
# What the writer learns: who has died, asked for silence or blocked somebody is nobody's business.
UNREACHABLE = (LeftOut.SILENT, LeftOut.BLOCKED, LeftOut.NO_ADDRESS)


@dataclass(frozen=True)
class Recipient:
    """A member, the address that the portal uses, or why it uses none."""

    person_id: int
    address: str = ""
    language: str = "th"
    left_out: str = ""


@dataclass(frozen=True)
class Audience:
    """How many get a letter, and of the others how many for which reason, as its writer may know it."""

    written_to: int
    stopped: int
    no_mail: int
    unreachable: int

    @property
    def left_out(self) -> int:
        return self.stopped + self.no_mail + self.unreachable


def members_of(letter: GroupLetter, day: date) -> "QuerySet[Membership]":
    """Whom the letter means, reachable or not."""
    held = Membership.objects.held().filter(chapter=letter.chapter_id)
    if letter.to == GroupLetter.To.OFFICERS:
        terms = OfficerTerm.objects.of(letter.chapter).running(day)
        return held.filter(person__in=terms.values("person"))
    if letter.to == GroupLetter.To.UNPAID:
        this_year = Q(year_be=day.year + 543) | Q(year_be=None)
        paid = Due.objects.filter(this_year, chapter=letter.chapter_id)
        free = [Membership.Rank.LIFE, Membership.Rank.HONORARY]
        return held.exclude(rank__in=free).exclude(person__in=paid.values("person"))
    return held


def recipients(letter: GroupLetter, day: date, among: Collection[int] | None = None) -> list[Recipient]:
    """Each member whom the letter means (`among`: of these people only), as things stand now."""
    found = members_of(letter, day).order_by("pk")
    keys = list((found if among is None else found.filter(person__in=among)).values_list("person_id", flat=True))
    reasons = _reasons(letter, keys, day)
    addresses = _addresses([key for key in keys if key not in reasons])
    return [_recipient(key, reasons, addresses) for key in keys]


def audience_of(letter: GroupLetter, day: date) -> Audience:
    """Before it is sent: as things stand now."""
    return _counted(Counter(each.left_out for each in recipients(letter, day)))


def _counted(found: "Counter[str]") -> Audience:
    return Audience(
        written_to=found[""],
        stopped=found[LeftOut.STOPPED],
        no_mail=found[LeftOut.NO_MAIL],
        unreachable=sum(found[reason] for reason in UNREACHABLE),
    )


def _recipient(key: int, reasons: dict[int, str], addresses: dict[int, tuple[str, str]]) -> Recipient:
    if key in reasons:
        return Recipient(key, left_out=reasons[key])
    if key not in addresses:
        return Recipient(key, left_out=LeftOut.NO_ADDRESS)
    return Recipient(key, *addresses[key])


def _reasons(letter: GroupLetter, keys: list[int], day: date) -> dict[int, str]:
    """The first that fits: what weighs most stands first."""
    mail = [DoNotContact.Channel.ALL, DoNotContact.Channel.EMAIL]
    wishes = DoNotContact.objects.filter(person__in=keys, since__lte=day, channel__in=mail)
    found: dict[int, str] = {}
    for reason, people in (
        (LeftOut.SILENT, Death.objects.filter(person__in=keys, confirmed_at__isnull=False)),
        (LeftOut.SILENT, Restriction.objects.filter(person__in=keys, ended_at__isnull=True)),
        (LeftOut.NO_MAIL, wishes.filter(Q(until__isnull=True) | Q(until__gte=day))),
        (LeftOut.STOPPED, TopicStop.objects.filter(sender_key=sender_key(letter.chapter), person__in=keys)),
        (LeftOut.BLOCKED, Block.objects.filter(blocked=letter.author_id, person__in=keys)),
    ):
        for key in people.values_list("person_id", flat=True):
            found.setdefault(key, reason)
    return found


def _addresses(keys: list[int]) -> dict[int, tuple[str, str]]:
    """The address of the account; of those who have none, that of the registry where they have agreed that their
    groups may reach them by it."""
    accounts = User.objects.filter(person__in=keys, is_active=True)
    found = {
        key: (address, language)
        for key, address, language in accounts.values_list("person", "email", "language")
        if address
    }
    claimed = set(Person.objects.filter(pk__in=keys, account__isnull=False).values_list("pk", flat=True))
    others = [key for key in keys if key not in claimed]
    willing = dict(agreed(Consent.Purpose.CHAPTERS, others).values_list("pk", "language"))
    live = Contact.objects.filter(person__in=willing, kind=Contact.Kind.EMAIL, status=Contact.Status.LIVE)
    for contact in live.order_by("is_primary", "confirmed_at", "-pk"):  # the best one comes last
        found[contact.person_id] = (contact.value, willing[contact.person_id])
    return found
