"""Reads of letters: always from one side of a conversation."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery

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
        """The person's conversations, the newest letter first, with both names (`current_names`), the newest letter's
        text and writer, and how many of the other's letters are unread."""
        from apps.directory.models import Letter  # noqa: PLC0415 - the models import this module

        newest = Letter.objects.filter(conversation=OuterRef("pk")).order_by("-sent_at", "-pk")
        unread = Q(letters__read_at__isnull=True) & ~Q(letters__writer=person)
        return (
            self.of(person)
            .annotate(
                newest_text=Subquery(newest.values("text")[:1]),
                newest_writer=Subquery(newest.values("writer")[:1]),
                unread=Count("letters", filter=unread),
            )
            .select_related("starter", "recipient")
            .prefetch_related(_names_of("starter"), _names_of("recipient"))
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


def unread_letters(person: Person) -> "models.QuerySet[Letter]":
    """Letters to the person that they have not opened."""
    from apps.directory.models import Letter  # noqa: PLC0415 - the models import this module

    mine = Q(conversation__starter=person) | Q(conversation__recipient=person)
    return Letter.objects.filter(mine, read_at__isnull=True).exclude(writer=person)


def _names_of(side: str) -> "Prefetch[str, models.QuerySet[PersonName], str]":
    current = PersonName.objects.filter(is_current=True)
    return Prefetch(f"{side}__names", queryset=current, to_attr="current_names")
