"""What became of mailings, counted for many of them at once: the ledger, what came back, and what their readers did.

Each reader's time begins when their own message was sent. No reader is watched: what is counted are deeds that the
portal keeps anyway."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Count, DateTimeField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from apps.core.registries.mailings import MailOutcome, mail_outcomes
from apps.mailings.models import InboxItem, Message, Preference, Return, TopicStop

WINDOW = timedelta(days=30)
State = Message.State
CAME_BACK = (Return.Kind.HARD, Return.Kind.SOFT)


@dataclass
class Tally:
    """The counts of one mailing. `did`: by the key of an outcome."""

    states: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    returned: int = 0
    complained: int = 0
    unsubscribed: int = 0
    replied: int = 0
    did: Counter[str] = field(default_factory=Counter)

    @property
    def sent(self) -> int:
        return self.states[State.SENT]


def tallies(mailings: Collection[int]) -> dict[int, Tally]:
    """By the keys of the mailings; so many questions to the database, however many mailings."""
    found = {key: Tally() for key in mailings}
    ledger = Message.objects.filter(mailing__in=mailings).order_by()
    for mailing, state, reason, number in ledger.values_list("mailing", "state", "reason").annotate(n=Count("pk")):
        found[mailing].states[state] += number
        if reason:
            found[mailing].left_out[reason] += number
    for mailing, number in _by_mailing(ledger.filter(Exists(_returns(CAME_BACK)))):
        found[mailing].returned = number
    for mailing, number in _by_mailing(ledger.filter(Exists(_returns([Return.Kind.COMPLAINT])))):
        found[mailing].complained = number
    for mailing, number in _by_mailing(_got(ledger).filter(_left())):
        found[mailing].unsubscribed = number
    replies = InboxItem.objects.filter(mailing__in=mailings).order_by().values("mailing")
    for row in replies.annotate(n=Count("from_address", distinct=True)):
        found[row["mailing"]].replied = row["n"]
    for key, outcome in mail_outcomes:
        for mailing, number in _by_mailing(_who_did(ledger, outcome, "")):
            found[mailing].did[key] = number
    return found


def did_with(mailing: int, outcome: MailOutcome, thing: str) -> int:
    """How many readers of a mailing did it with this thing."""
    return _who_did(Message.objects.filter(mailing=mailing).order_by(), outcome, thing).count()


def _got(ledger: QuerySet[Message]) -> QuerySet[Message]:
    return ledger.filter(state=State.SENT, person__isnull=False)


def _who_did(ledger: QuerySet[Message], outcome: MailOutcome, thing: str) -> QuerySet[Message]:
    deeds = outcome.deeds(OuterRef("person"), OuterRef("sent_at"), _end(), thing)
    return _got(ledger).filter(Exists(deeds))


def _end() -> Any:
    return ExpressionWrapper(OuterRef("sent_at") + WINDOW, output_field=DateTimeField())


def _by_mailing(rows: QuerySet[Message]) -> Iterable[tuple[int, int]]:
    return ((row["mailing"], row["n"]) for row in rows.values("mailing").annotate(n=Count("pk")))


def _returns(kinds: Collection[str]) -> QuerySet[Return]:
    return Return.objects.filter(message=OuterRef("pk"), kind__in=kinds)


def _left() -> Q:
    """Whoever stopped a topic or a sender with the link in it, or left all mailings when it was their newest."""
    stopped = TopicStop.objects.filter(mailing=OuterRef("mailing"), person=OuterRef("person"))
    newer = Message.objects.filter(
        mailing__isnull=False,
        person=OuterRef("person"),
        sent_at__gt=OuterRef(OuterRef("sent_at")),
        sent_at__lte=OuterRef("left_all_at"),
    )
    left = Preference.objects.filter(
        ~Exists(newer), person=OuterRef("person"), left_all_at__gte=OuterRef("sent_at"), left_all_at__lt=_end()
    )
    return Q(Exists(stopped)) | Q(Exists(left))
