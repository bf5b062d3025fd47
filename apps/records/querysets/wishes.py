"""Who does not want to be written to."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q

from apps.records.models import DoNotContact
from apps.records.querysets.restrictions import left_alone

BY_MAIL = (DoNotContact.Channel.ALL, DoNotContact.Channel.EMAIL)


def not_to_be_mailed(on: date) -> Q:
    """The condition on people who, that day, want no e-mail, or of whom nothing but the office's store may know."""
    return wants_nothing_by(BY_MAIL, on) | left_alone()


def wants_nothing_by(channels: Collection[str], on: date) -> Q:
    """The condition on people who, that day, are not to be reached by one of these."""
    in_force = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))
    return Q(Exists(DoNotContact.objects.filter(in_force, person=OuterRef("pk"), channel__in=channels)))
