"""Who is to be asked whether what we keep is still right."""

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from apps.records.models import ErasureRequest, Person
from apps.records.querysets.wishes import not_to_be_mailed

YEAR = timedelta(days=365)


def due_for_the_question(now: datetime) -> QuerySet[Person]:
    """Living people with an account who, for a year, neither said that their record is right nor were asked, nor have
    joined; who has waited longest comes first."""
    since = now - YEAR
    said = Q(profile__confirmed_at__isnull=True) | Q(profile__confirmed_at__lt=since)
    asked = Q(profile__asked_at__isnull=True) | Q(profile__asked_at__lt=since)
    leaving = ErasureRequest.objects.filter(state__in=["asked", "held"], person__isnull=False)
    return (
        Person.objects.filter(said, asked, account__is_active=True, account__joined_at__lt=since)
        .filter(death__confirmed_at__isnull=True)
        .exclude(not_to_be_mailed(timezone.localdate(now)))
        .exclude(pk__in=leaving.values("person"))
        .select_related("account")
        .order_by(F("profile__asked_at").asc(nulls_first=True), "account__joined_at", "pk")
    )
