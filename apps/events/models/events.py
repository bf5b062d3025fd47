from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Album, Chapter
from apps.core.models import Tracked
from apps.events.lib.spans import days_of
from apps.events.querysets.events import EventQuerySet
from apps.payments.models import Payee
from apps.records.models import Cohort, Faculty, Province

from .series import Series

BANGKOK = "Asia/Bangkok"
AUDIENCES = {"cohort": "cohort", "faculty": "faculty", "chapter": "chapter"}  # audience → the field that it needs


def _names_what_it_needs() -> Q:
    found = ~Q(audience__in=[*AUDIENCES])
    for audience, field in AUDIENCES.items():
        found |= Q(audience=audience, **{f"{field}__isnull": False})
    return found


class Event(Tracked):
    """Something to come to, by a group or by the office itself. The seats are counted here: `taken` are those sold,
    held and on offer, `waiting` is the length of the queue, `drawn` the last number that a registration got."""

    class Kind(models.TextChoices):
        REUNION = "reunion", _("Reunion")
        TALK = "talk", _("Talk or training")
        SPORT = "sport", _("Sport")
        MERIT = "merit", _("Merit-making")
        TRIP = "trip", _("Trip")
        NETWORKING = "networking", _("Networking")
        VOLUNTEERING = "volunteering", _("Volunteering")
        OTHER = "other", _("Other")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("Everybody on the internet")
        ALUMNI = "alumni", _("Alumni who are signed in")
        CHAPTER = "chapter", _("Members of the group")
        COHORT = "cohort", _("One class")
        FACULTY = "faculty", _("Graduates of one faculty")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        WAITING = "waiting", _("Waits for the office")
        PUBLISHED = "published", _("Published")
        REFUSED = "refused", _("Not published")
        CANCELLED = "cancelled", _("Cancelled")

    slug = models.SlugField(_("web address"), max_length=80, unique=True)  # never changes: it stands in calendars
    chapter = models.ForeignKey(
        Chapter, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("group")
    )
    series = models.ForeignKey(
        Series, models.SET_NULL, null=True, blank=True, related_name="events", verbose_name=_("series")
    )
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("copied from")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.OTHER)
    title_th = models.CharField(_("title in Thai"), max_length=150)
    title_en = models.CharField(_("title in English"), max_length=150, blank=True)
    summary_th = models.CharField(_("in one sentence, in Thai"), max_length=300, blank=True)
    summary_en = models.CharField(_("in one sentence, in English"), max_length=300, blank=True)
    text = models.TextField(_("text"), max_length=10000, blank=True)
    text_en = models.TextField(_("text in English"), max_length=10000, blank=True)
    picture = models.CharField(_("picture"), max_length=100, blank=True)  # a file of ours under MEDIA_ROOT, re-encoded
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(_("time zone"), max_length=40, default=BANGKOK)
    place = models.CharField(_("place"), max_length=150, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    online = models.BooleanField(_("online"), default=False)
    online_url = models.URLField(_("link, for the registered only"), max_length=300, blank=True)
    contact = models.CharField(_("whom to ask"), max_length=200, blank=True)
    album = models.ForeignKey(Album, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("album"))
    audience = models.CharField(_("for whom"), max_length=8, choices=Audience, default=Audience.PUBLIC)
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("class")
    )
    faculty = models.ForeignKey(
        Faculty, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("faculty")
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    head_asked_at = models.DateTimeField(_("the head was asked to send it"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True)
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0, editable=False)  # of what calendars must learn (RFC 5545)

    takes_registrations = models.BooleanField(_("one registers here"), default=True)
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    taken = models.PositiveIntegerField(_("seats taken"), default=0, editable=False)
    waiting = models.PositiveIntegerField(_("registrations that wait"), default=0, editable=False)
    drawn = models.PositiveIntegerField(_("numbers drawn"), default=0, editable=False)
    registration_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    changes_close_at = models.DateTimeField(_("changes and cancellations until"), null=True, blank=True)
    needs_approval = models.BooleanField(_("the organisers approve each registration"), default=False)
    most_guests = models.PositiveSmallIntegerField(_("guests that one may bring"), default=0)
    asks_needs = models.BooleanField(_("asks for food and access needs"), default=False)
    waiting_list = models.BooleanField(_("waiting list"), default=True)
    passes_over = models.BooleanField(_("a smaller party may go first where a larger one does not fit"), default=False)
    offer_hours = models.PositiveSmallIntegerField(_("hours for which a free seat is offered"), default=24)
    hold_minutes = models.PositiveSmallIntegerField(_("minutes for filling in the form"), default=15)
    payment_hours = models.PositiveSmallIntegerField(_("hours for paying"), default=48)
    payee = models.ForeignKey(
        Payee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who is paid")
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        permissions = [("publish_events", _("Can decide on events that groups send to be published"))]
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_begins",
                condition=Q(starts_at__lt=F("ends_at")),
                violation_error_message=_("The end comes before the beginning."),
            ),
            models.CheckConstraint(
                name="event_sells_no_seat_twice",
                condition=Q(seats__isnull=True) | Q(taken__lte=F("seats")),
                violation_error_message=_("More seats than that are taken already."),
            ),
            models.CheckConstraint(
                name="event_audience_is_named",
                condition=_names_what_it_needs(),
                violation_error_message=_("Say which group, class or faculty it is for."),
            ),
            models.CheckConstraint(
                name="event_is_somewhere",
                condition=Q(state="draft") | Q(online=True) | ~Q(place=""),
                violation_error_message=_("Say where it is, or that it is online."),
            ),
            models.CheckConstraint(
                name="event_place_on_the_map_is_whole",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                violation_error_message=_("A place on the map has a latitude and a longitude."),
            ),
            models.CheckConstraint(
                name="event_registration_closes_after_it_opens",
                condition=Q(registration_opens_at__isnull=True)
                | Q(registration_closes_at__isnull=True)
                | Q(registration_opens_at__lt=F("registration_closes_at")),
                violation_error_message=_("Registration closes before it opens."),
            ),
            models.CheckConstraint(
                name="event_waits_are_sensible",
                condition=Q(offer_hours__gte=1, offer_hours__lte=336)
                & Q(hold_minutes__gte=5, hold_minutes__lte=120)
                & Q(payment_hours__gte=1, payment_hours__lte=720),
                violation_error_message=_(
                    "An offer lasts 1 to 336 hours, filling in the form 5 to 120 minutes, paying 1 to 720 hours."
                ),
            ),
            models.CheckConstraint(
                name="event_published_has_a_moment",
                condition=~Q(state__in=["published", "cancelled"]) | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="event_cancelled_says_why",
                condition=Q(state__in=["cancelled", "refused"], cancelled_at__isnull=False) & ~Q(cancel_reason="")
                | ~Q(state="cancelled") & Q(cancelled_at__isnull=True, cancel_reason=""),
                violation_error_message=_("Say why it is cancelled."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "starts_at"], name="events_by_beginning"),
            models.Index(fields=["chapter", "state", "starts_at"], name="events_of_chapter"),
            models.Index(fields=["ends_at"], name="events_by_end"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.title_en if get_language() == "en" and self.title_en else self.title_th

    @property
    def summary(self) -> str:
        return self.summary_en if get_language() == "en" and self.summary_en else self.summary_th

    @property
    def body(self) -> str:
        """The text in the reader's language; in the other one where there is none."""
        return self.text_en if get_language() == "en" and self.text_en else self.text

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def local_start(self) -> datetime:
        """As the clock on the wall shows it where the event is."""
        return self.starts_at.astimezone(self.zone)

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(self.zone)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last, there."""
        return days_of(self.local_start, self.local_end)

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def free(self) -> int | None:
        """Seats that are neither sold, held nor on offer; None where there is no limit."""
        return None if self.seats is None else self.seats - self.taken

    @property
    def may_change_until(self) -> datetime:
        """Until then one changes and cancels a registration by oneself."""
        return self.changes_close_at or self.starts_at
