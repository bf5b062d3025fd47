"""Pauses a mailing by itself when too much of it comes back: mail providers shut out whoever goes on."""

from contextlib import suppress
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from apps.mailings.actions import mailings
from apps.mailings.models import Mailing, Message, Return

Why = Mailing.PauseReason


@dataclass(frozen=True)
class Limit:
    """More than this share of what was sent, and more than a few."""

    share: float
    at_least: int

    def is_passed(self, number: int, of: int) -> bool:
        return number >= self.at_least and number > self.share * of


LIMITS = {Why.BOUNCES: Limit(0.05, 20), Why.COMPLAINTS: Limit(0.003, 3)}


def look_at(mailing: Mailing) -> None:
    """What came back before somebody took the mailing up again does not count."""
    tried = Message.objects.filter(mailing=mailing, claimed_at__gte=mailing.resumed_at or mailing.created_at)
    returns = Return.objects.filter(message=OuterRef("pk"))
    found = tried.aggregate(
        tried=Count("pk"),
        bounces=Count("pk", filter=Q(state=Message.State.FAILED) | Q(Exists(returns.filter(kind=Return.Kind.HARD)))),
        complaints=Count("pk", filter=Q(Exists(returns.filter(kind=Return.Kind.COMPLAINT)))),
    )
    for why, number in ((Why.BOUNCES, found["bounces"]), (Why.COMPLAINTS, found["complaints"])):
        if LIMITS[why].is_passed(number, found["tried"]):
            with suppress(mailings.NotRunning):  # somebody was faster
                mailings.pause(mailing, by=None, why=why)
            return
