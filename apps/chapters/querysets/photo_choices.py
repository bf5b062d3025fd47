"""What a group's members have said about being shown in its photographs."""

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from apps.chapters.models import Chapter, Membership
from apps.records.models import Consent, Person

ALBUMS = Consent.Purpose.ALBUMS


@dataclass(frozen=True)
class PhotoChoices:
    """How many members agree, do not want it, and have never said."""

    agreed: int
    refused: int
    unsaid: int


def choice_of(person: Person) -> bool | None:
    """The newest word of somebody; None where they never said any."""
    words = Consent.objects.filter(person=person, purpose=ALBUMS).order_by("-at", "-pk")
    return words.values_list("is_given", flat=True).first()


def choices_in(chapter: Chapter) -> PhotoChoices:
    words = list(_asked(chapter).values_list("word", flat=True))
    return PhotoChoices(words.count(True), words.count(False), words.count(None))


def refusing(chapter: Chapter) -> list[int]:
    """The members who do not want to be shown, the newest first: whoever puts up photographs must know them."""
    return list(_asked(chapter).filter(word=False).order_by("-pk").values_list("person_id", flat=True))


def _asked(chapter: Chapter) -> "QuerySet[Any, Any]":
    words = Consent.objects.filter(person=OuterRef("person"), purpose=ALBUMS).order_by("-at", "-pk")
    held = Membership.objects.held().filter(chapter=chapter)
    return held.annotate(word=Subquery(words.values("is_given")[:1]))
