"""Who agreed to what. The newest word about a purpose holds; whoever never said anything has not agreed."""

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from apps.records.models import Consent, Person


def newest(person: Person) -> dict[str, Consent]:
    """The newest word of a person about each purpose of which they ever spoke."""
    rows = Consent.objects.filter(person=person).order_by("at", "pk").select_related("by")
    return {row.purpose: row for row in rows}


def agreed(purpose: str, person_ids: Iterable[int] | None = None) -> QuerySet[Person]:
    """Those who agree to a purpose now: what a mailing asks at the moment of sending."""
    words = Consent.objects.filter(person=OuterRef("pk"), purpose=purpose).order_by("-at", "-pk")
    people = Person.objects.all() if person_ids is None else Person.objects.filter(pk__in=list(person_ids))
    return people.annotate(_agrees=Subquery(words.values("is_given")[:1])).filter(_agrees=True)
