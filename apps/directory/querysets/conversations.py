"""Reads of letters: always from one side of a conversation."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery

from apps.records import policy
from apps.records.models import Person, PersonName

if TYPE_CHECKING:
    from apps.directory.models import Conversation, Letter


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Conversations, of which each side sees only its own."""

    def of(self, person: Person) -> Self:
        return self.filter(Q(starter=person) | Q(recipient=person))

    def between(self, one: Person, other: Person) -> Self:
        return self.filter(Q(starter=one, recipient=other) | Q(starter=other, recipient=one))

    def for_inbox(self, person: Person) -> Self:
        """The person's conversations, those with the newest letter first, with that letter's text and writer, how
        many of the other's letters are unread, and whether the other has written at all."""
        from apps.directory.models import Letter  # noqa: PLC0415 - the models import this module

        newest = Letter.objects.filter(conversation=OuterRef("pk")).order_by("-sent_at", "-pk")
        unread = Q(letters__read_at__isnull=True) & ~Q(letters__writer=person)
        return (
            self.of(person)
            .annotate(
                newest_text=Subquery(newest.values("text")[:1]),
                newest_writer=Subquery(newest.values("writer")[:1]),
                unread=Count("letters", filter=unread),
                answered=Exists(Letter.objects.filter(conversation=OuterRef("pk")).exclude(writer=person)),
            )
            .select_related("starter", "recipient")
            .order_by("-latest_at", "-pk")
        )


@dataclass(frozen=True)
class Side:
    """A conversation as one of the two sees it."""

    conversation: "Conversation"
    other: Person
    is_mine: bool  # did I begin it?


def side_of(conversation: "Conversation", person: Person) -> Side:
    mine = conversation.starter_id == person.pk
    return Side(conversation, conversation.recipient if mine else conversation.starter, mine)


def names_in(sides: Iterable[Side], viewer: Person) -> dict[int, str]:
    """What the viewer may call the others of these conversations (fetched `for_inbox`), by key; "" where the name is
    not open to them. Whoever has written has given their name themself."""
    sides = list(sides)
    found = open_names([side.other.pk for side in sides], viewer)
    written = {side.other.pk for side in sides if side.conversation.answered}  # type: ignore[attr-defined] # annotated
    for name in PersonName.objects.filter(person__in=written, is_current=True):
        found[name.person_id] = name.full
    return found


def open_names(person_ids: Iterable[int], viewer: Person) -> dict[int, str]:
    """What the viewer may call these people, by key; "" where the name is not open to them."""
    found = dict.fromkeys(person_ids, "")
    fellows = policy.fellows_among(viewer, found)
    for name in PersonName.objects.filter(person__in=found, is_current=True):
        reader = policy.FELLOW if name.person_id in fellows else policy.ALUMNUS
        found[name.person_id] = name.full if reader.may_see(name.audience) else ""
    return found


def unread_letters(person: Person) -> "models.QuerySet[Letter]":
    """Letters to the person that they have not opened."""
    from apps.directory.models import Letter  # noqa: PLC0415 - the models import this module

    mine = Q(conversation__starter=person) | Q(conversation__recipient=person)
    return Letter.objects.filter(mine, read_at__isnull=True).exclude(writer=person)
