from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.fields import EncryptedTextField
from apps.core.models import Tracked
from apps.events.lib.states import HOLDING, OPEN, TIMED
from apps.events.querysets.registrations import RegistrationQuerySet
from apps.payments.models import PaymentRequest
from apps.records.models import Person

from .events import Event
from .tickets import TicketType


class Registration(Tracked):
    """Somebody wants to come, alone or with guests. The number is drawn in the transaction that accepted it: by it
    the queue is served. A registration holds seats from its first minute until it is cancelled, refused or lapses."""

    class State(models.TextChoices):
        FILLING = "filling", _("Fills in the form")
        WAITING = "waiting", _("In the queue")
        OFFERED = "offered", _("A seat is offered")
        ASKED = "asked", _("Waits for the organisers")
        PAYING = "paying", _("To be paid")
        CONFIRMED = "confirmed", _("Registered")
        CANCELLED = "cancelled", _("Cancelled")
        REFUSED = "refused", _("Not accepted")
        LAPSED = "lapsed", _("Lapsed")

    class Source(models.TextChoices):
        WEB = "web", _("On this page")
        LINK = "link", _("By the link in a mail")
        TRANSFER = "transfer", _("Taken over from somebody")
        ORGANISER = "organiser", _("Entered by the organisers")
        DOOR = "door", _("At the door")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="registrations", verbose_name=_("event"))
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    state = models.CharField(_("state"), max_length=9, choices=State)
    number = models.PositiveIntegerField(_("number"), editable=False)
    seats = models.PositiveSmallIntegerField(_("seats"), default=1)
    source = models.CharField(_("how it came"), max_length=9, choices=Source, default=Source.WEB)
    language = models.CharField(_("language"), max_length=2, default="th")
    code = models.CharField(_("code"), max_length=16, unique=True, editable=False)
    lapses_at = models.DateTimeField(_("held until"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("registered"), null=True, blank=True)
    payment = models.ForeignKey(
        PaymentRequest, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("payment")
    )
    note = models.CharField(_("to the organisers"), max_length=300, blank=True)
    reason = models.CharField(_("reason, as the person reads it"), max_length=300, blank=True)
    ended_at = models.DateTimeField(_("cancelled, refused or lapsed"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ended by")
    )
    taken_over_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="passed_on", verbose_name=_("taken over from")
    )
    link_ends_at = models.DateTimeField(_("link for passing on good until"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("person forgotten"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            models.UniqueConstraint("event", "number", name="registration_number_is_drawn_once"),
            models.UniqueConstraint(
                "event",
                "person",
                name="registration_one_open_per_person",
                condition=Q(state__in=OPEN, person__isnull=False),
                violation_error_message=_("This person is registered for this event already."),
            ),
            models.UniqueConstraint(
                "event",
                "account",
                name="registration_one_open_per_account",
                condition=Q(state__in=OPEN, account__isnull=False),
                violation_error_message=_("This person is registered for this event already."),
            ),
            models.UniqueConstraint(
                "payment",
                name="registration_open_has_a_payment_of_its_own",
                condition=Q(state__in=OPEN, payment__isnull=False),
            ),
            models.CheckConstraint(
                name="registration_is_somebodys",
                condition=Q(person__isnull=False)
                | Q(account__isnull=False)
                | Q(source__in=["door", "organiser"])  # somebody of whom the organisers know the name
                | Q(forgotten_at__isnull=False),
            ),
            models.CheckConstraint(name="registration_is_for_somebody", condition=Q(seats__gte=1, seats__lte=50)),
            models.CheckConstraint(
                name="registration_held_for_a_time_says_until_when",
                condition=Q(state__in=TIMED, lapses_at__isnull=False)
                | (~Q(state__in=TIMED) & Q(lapses_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="registration_confirmed_has_a_moment",
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="registration_ended_has_a_moment",
                condition=Q(state__in=OPEN, ended_at__isnull=True) | (~Q(state__in=OPEN) & Q(ended_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["event", "number"], name="registrations_queue", condition=Q(state="waiting")),
            models.Index(fields=["lapses_at"], name="registrations_to_lapse", condition=Q(lapses_at__isnull=False)),
            models.Index(fields=["event", "state", "number"], name="registrations_of_event"),
            models.Index(fields=["person", "state"], name="registrations_of_person"),
            models.Index(fields=["account", "state"], name="registrations_of_account"),
        ]

    def __str__(self) -> str:
        return f"#{self.event_id} {self.number} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_holding(self) -> bool:
        return self.state in HOLDING


class Attendee(Tracked):
    """One seat of a registration: whoever registered is the first, then the guests. What they eat and how they move
    is nobody's business after the event, and is erased."""

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="attendees", verbose_name=_("registration")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    ticket = models.ForeignKey(
        TicketType, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ticket")
    )
    price_satang = models.PositiveIntegerField(_("price"), default=0)  # as it was when they registered
    name = models.CharField(_("name"), max_length=150, blank=True)
    is_guest = models.BooleanField(_("guest"), default=False)
    code = models.CharField(_("ticket code"), max_length=16, unique=True, editable=False)
    # Of a guest who was added to a registration that is paid already: until then the difference is to be paid.
    lapses_at = models.DateTimeField(_("held until it is paid"), null=True, blank=True)
    paid_at_door_satang = models.PositiveIntegerField(_("paid at the door"), null=True, blank=True)
    dietary = EncryptedTextField(_("food"), blank=True, default="")
    access_needs = EncryptedTextField(_("access needs"), blank=True, default="")
    needs_erased_at = models.DateTimeField(_("needs erased"), null=True, blank=True)

    class Meta:
        verbose_name = _("attendee")
        verbose_name_plural = _("attendees")
        ordering = ("registration", "position")
        constraints = [
            models.UniqueConstraint("registration", "position", name="attendee_has_a_place_of_its_own"),
            models.CheckConstraint(
                name="attendee_erased_needs_are_gone",
                condition=Q(needs_erased_at__isnull=True) | Q(dietary="", access_needs=""),
            ),
        ]
        indexes = [
            models.Index(fields=["lapses_at"], name="attendees_to_lapse", condition=Q(lapses_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name or f"#{self.registration_id}-{self.position}"
