"""Who an audience is."""

from django.db.models import QuerySet

from apps.mailings.models import Mailing
from apps.records.models import Person


def people_of(mailing: Mailing) -> QuerySet[Person]:
    """Everybody whom a mailing means, reachable or not."""
    return Person.objects.all()
