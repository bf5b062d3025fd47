"""How far a mailing has come. Every person of its audience is in one state; the sum is the audience, or the page says
that it is not."""

from dataclasses import dataclass

from django.db.models import Count

from apps.mailings.models import LeftOut, Mailing, Message

State = Message.State
REFRESH_MS = 2000
# What a reader of the page asks first, in this order.
ORDER = (State.SENT, State.QUEUED, State.SENDING, State.UNCONFIRMED, State.FAILED, State.LEFT_OUT)


@dataclass(frozen=True)
class Progress:
    """`states` and `reasons`: key, words, number."""

    mailing: Mailing
    states: list[tuple[str, str, int]]
    reasons: list[tuple[str, str, int]]

    @property
    def total(self) -> int:
        return sum(number for _key, _words, number in self.states)

    @property
    def waiting(self) -> int:
        return self._number(State.QUEUED) + self._number(State.SENDING)

    @property
    def done(self) -> int:
        return self.total - self.waiting

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    @property
    def quarter(self) -> int:
        """What a screen reader is told, seldom."""
        return self.percent // 25 * 25

    @property
    def unconfirmed(self) -> int:
        return self._number(State.UNCONFIRMED)

    @property
    def missing(self) -> int:
        """Rows that were there when the list was closed, and are not: kept long enough, or somebody was in the
        database."""
        return (self.mailing.frozen_size or 0) - self.total

    @property
    def is_moving(self) -> bool:
        """Also for the last ones of a mailing that rests: they arrive yet."""
        is_on_its_way = self.mailing.state in {Mailing.State.FREEZING, Mailing.State.SENDING}
        return is_on_its_way or self._number(State.SENDING) > 0

    def _number(self, state: str) -> int:
        return next(number for key, _words, number in self.states if key == state)


def progress_of(mailing: Mailing) -> Progress:
    """In one question, so that its numbers are of one moment."""
    rows = Message.objects.filter(mailing=mailing).order_by().values_list("state", "reason").annotate(Count("pk"))
    found = {(state, reason): number for state, reason, number in rows}
    states = [(state.value, str(state.label), _sum(found, state)) for state in ORDER]
    reasons = [(reason.value, str(reason.label), found.get((State.LEFT_OUT, reason), 0)) for reason in LeftOut]
    return Progress(mailing, states, sorted((each for each in reasons if each[2]), key=lambda each: -each[2]))


def _sum(found: dict[tuple[str, str], int], state: str) -> int:
    return sum(number for (each, _reason), number in found.items() if each == state)
