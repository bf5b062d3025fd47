"""Who does not want to be written to."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from apps.records.models import DoNotContact
from apps.records.querysets.restrictions import left_alone

BY_MAIL = (DoNotContact.Channel.ALL, DoNotContact.Channel.EMAIL)


def not_to_be_mailed(on: date) -> Q:
    """The condition on people who, that day, want no e-mail, or of whom nothing but the office's store may know."""
    in_force = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))
    wishes = DoNotContact.objects.filter(in_force, person=OuterRef("pk"), channel__in=BY_MAIL)
    return Q(Exists(wishes)) | left_alone()
