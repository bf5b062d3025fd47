"""Reads of letters: always from one side of a conversation."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from apps.directory.models import Conversation  # noqa: F401 - a name for the type checker
    from apps.records.models import Person


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Conversations, of which each side sees only its own."""

    def of(self, person: "Person") -> Self:
        return self.filter(Q(starter=person) | Q(recipient=person))

    def between(self, one: "Person", other: "Person") -> Self:
        return self.filter(Q(starter=one, recipient=other) | Q(starter=other, recipient=one))
