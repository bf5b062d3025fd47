"""What people thought of an event, as the organisers read it: not before so many have answered that nobody can be told
from it, and never by whom."""

from dataclasses import dataclass, field

from django.db.models import Count

from apps.events.models import Event, Feedback

LEAST = 5  # answers, before any of them is shown


@dataclass(frozen=True)
class Summary:
    """`stars`: how many gave five, four … one. Words stand without stars, in no order of time."""

    answers: int
    stars: list[tuple[int, int]] = field(default_factory=list)
    liked: list[str] = field(default_factory=list)
    better: list[str] = field(default_factory=list)
    quotable: list[str] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        return self.answers >= LEAST

    @property
    def missing(self) -> int:
        return max(0, LEAST - self.answers)

    @property
    def average(self) -> float:
        given = sum(number for _stars, number in self.stars)
        return round(sum(stars * number for stars, number in self.stars) / given, 1) if given else 0.0


def summary(event: Event) -> Summary:
    given = Feedback.objects.filter(registration__event=event)
    number = given.count()
    if number < LEAST:
        return Summary(number)
    counts = dict(given.values_list("stars").annotate(number=Count("pk")).values_list("stars", "number"))
    words = list(given.values_list("liked", "better", "may_quote"))
    return Summary(
        number,
        [(stars, counts.get(stars, 0)) for stars in (5, 4, 3, 2, 1)],
        sorted(liked for liked, _better, _quote in words if liked),
        sorted(better for _liked, better, _quote in words if better),
        sorted(liked for liked, _better, quote in words if liked and quote),
    )
