from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked
from apps.records.models import Person

from .events import Event
from .registrations import Attendee


class DoorKeeper(Tracked):
    """Somebody whom the organisers let check people in at one event, until a day."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="door_keepers", verbose_name=_("event"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("person"))
    until = models.DateField(_("until"))

    class Meta:
        verbose_name = _("door keeper")
        verbose_name_plural = _("door keepers")
        constraints = [
            models.UniqueConstraint(
                "event",
                "person",
                name="door_keeper_once",
                violation_error_message=_("This person keeps the door already."),
            ),
        ]
        indexes = [models.Index(fields=["person", "until"], name="door_keepers_by_person")]

    def __str__(self) -> str:
        return f"#{self.person_id} @ #{self.event_id}"


class CheckIn(Tracked):
    """Somebody was let in. A scan that is sent twice is one (`client_id`); two doors that let the same ticket in
    while they were offline are two, and the second is marked as double."""

    attendee = models.ForeignKey(Attendee, models.CASCADE, related_name="check_ins", verbose_name=_("attendee"))
    at = models.DateTimeField(_("let in"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    device = models.CharField(_("device"), max_length=60, blank=True)
    client_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    offline = models.BooleanField(_("while offline"), default=False)
    is_double = models.BooleanField(_("let in a second time"), default=False)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("undone by")
    )

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        constraints = [
            models.UniqueConstraint(
                "attendee",
                name="check_in_stands_once",
                condition=Q(undone_at__isnull=True, is_double=False),
                violation_error_message=_("This ticket is checked in already."),
            ),
            models.CheckConstraint(
                name="check_in_undone_by_somebody_has_a_moment",
                condition=Q(undone_by__isnull=True) | Q(undone_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["attendee", "at"], name="check_ins_of_attendee")]

    def __str__(self) -> str:
        return f"#{self.attendee_id} {self.at:%Y-%m-%d %H:%M}"
