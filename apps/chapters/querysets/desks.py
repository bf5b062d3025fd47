"""What a leader's desk shows of the group's affairs."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from apps.chapters.models import Chapter, JoinLink, Membership, Nomination, OfficerTerm, Position, Seat
from apps.chapters.rules import WARN_BEFORE


@dataclass(frozen=True)
class Place:
    """A place of a post on one day: who holds it, who is asked to take it, who follows."""

    seat: Seat
    term: OfficerTerm | None
    following: OfficerTerm | None
    nomination: Nomination | None
    day: date

    @property
    def ends_soon(self) -> bool:
        """Must somebody be found by now?"""
        if self.following is not None or self.nomination is not None:
            return False
        return self.term is not None and self.term.until - self.day <= WARN_BEFORE

    @property
    def days_left(self) -> int:
        return (self.term.until - self.day).days if self.term else 0


@dataclass(frozen=True)
class Post:
    """A post with its places."""

    position: Position
    places: list[Place]


def posts_of(chapter: Chapter, day: date) -> list[Post]:
    """The committee as it stands on that day, the empty places too."""
    positions = list(Position.objects.filter(chapter=chapter).order_by("order", "pk"))
    terms = list(OfficerTerm.objects.of(chapter).not_over(day).in_order())
    asked = Nomination.objects.filter(seat__position__chapter=chapter, state=Nomination.State.OPEN)
    nominations = {each.seat_id: each for each in asked.select_related("person")}
    seats = Seat.objects.filter(position__chapter=chapter).order_by("position", "number")
    by_position: dict[int, list[Place]] = {position.pk: [] for position in positions}
    for seat in seats.select_related("position"):
        mine = [term for term in terms if term.seat_id == seat.pk]
        now = next((term for term in mine if term.runs_on(day)), None)
        later = next((term for term in mine if term.since > day), None)
        by_position[seat.position_id].append(Place(seat, now, later, nominations.get(seat.pk), day))
    return [Post(position, by_position[position.pk]) for position in positions]


def warnings_of(posts: list[Post]) -> list[Place]:
    """Places whose term ends soon, with nobody to follow."""
    return [place for post in posts for place in post.places if place.ends_soon]


def links_of(chapter: Chapter) -> QuerySet[JoinLink]:
    return JoinLink.objects.filter(chapter=chapter).order_by("-created_at", "-pk")


def joined_by(links: list[JoinLink]) -> dict[int, int]:
    """How many came by each link, and stayed or not."""
    found = Membership.objects.filter(link__in=links).values_list("link_id", flat=True)
    counted: dict[int, int] = {}
    for key in found:
        counted[key or 0] = counted.get(key or 0, 0) + 1
    return counted
