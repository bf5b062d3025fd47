from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.chapters.querysets.officers import TermQuerySet
from apps.core.models import Tracked
from apps.records.models import Person
from apps.records.models.places import Bilingual

from .chapters import Chapter


class Position(Bilingual, Tracked):
    """A post in a group's committee under the name that the group gives it. Its role says what its holder may do; how
    many may hold it at once is how many seats it has."""

    class Role(models.TextChoices):
        PRESIDENT = "president", _("Head")
        VICE_PRESIDENT = "vice", _("Deputy")
        SECRETARY = "secretary", _("Secretary")
        TREASURER = "treasurer", _("Treasurer")
        REGISTRAR = "registrar", _("Keeper of the members' roll")
        PUBLICITY = "publicity", _("Public relations")
        HOST = "host", _("Host")
        COMMITTEE = "committee", _("Committee member")
        ADVISER = "adviser", _("Adviser")

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="positions", verbose_name=_("group"))
    role = models.CharField(_("role"), max_length=9, choices=Role)
    order = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    years = models.PositiveSmallIntegerField(_("years of a term"), default=2)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        constraints = [
            models.UniqueConstraint(
                "chapter",
                "name_th",
                name="position_is_entered_once",
                violation_error_message=_("The group has a post of this name already."),
            ),
            models.CheckConstraint(
                name="position_term_is_one_to_ten_years",
                condition=Q(years__gte=1, years__lte=10),
                violation_error_message=_("A term is one to ten years long."),
            ),
        ]


class Seat(Tracked):
    """One of the places of a post: the database lets nobody hold a place that there is not, and no two people hold one
    at once. So no post ever has more holders than it allows."""

    position = models.ForeignKey(Position, models.CASCADE, related_name="seats", verbose_name=_("post"))
    number = models.PositiveSmallIntegerField(_("number of the place"))

    class Meta:
        verbose_name = _("place of a post")
        verbose_name_plural = _("places of posts")
        constraints = [
            models.UniqueConstraint("position", "number", name="seat_number_is_unique_in_position"),
            models.CheckConstraint(name="seat_numbers_begin_at_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"#{self.position_id}/{self.number}"


class OfficerTerm(Tracked):
    """Somebody holds a post from one day to another, both included. What they may do begins and ends with it. Terms
    of one place never overlap."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="terms", verbose_name=_("post"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="officer_terms", verbose_name=_("person"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))
    ended_why = models.CharField(_("why it ended early"), max_length=300, blank=True)
    minutes = models.CharField(_("minutes or order"), max_length=120, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term of office")
        verbose_name_plural = _("terms of office")
        constraints = [
            models.CheckConstraint(
                name="term_ends_after_it_begins",
                condition=Q(since__lte=F("until")),
                violation_error_message=_("The end comes before the beginning."),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "until", "since"], name="terms_of_person"),
            models.Index(fields=["seat", "-since"], name="terms_of_seat"),
        ]

    def __str__(self) -> str:
        return f"#{self.person_id} @ {self.seat_id} {self.since}–{self.until}"

    def runs_on(self, day: date) -> bool:
        return self.since <= day <= self.until


class Nomination(Tracked):
    """Somebody is asked to take a post, often by whoever hands it over; it is theirs when they accept."""

    class State(models.TextChoices):
        OPEN = "open", _("Waits for an answer")
        ACCEPTED = "accepted", _("Has accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="nominations", verbose_name=_("post"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("who is asked"))
    replaces = models.ForeignKey(
        OfficerTerm, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("whom they follow")
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    note = models.CharField(_("word to the successor"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        constraints = [
            models.UniqueConstraint(
                "seat",
                name="nomination_one_open_per_seat",
                condition=Q(state="open"),
                violation_error_message=_("Somebody is being asked to take this post already."),
            ),
            models.CheckConstraint(
                name="nomination_ends_after_it_begins",
                condition=Q(since__lte=F("until")),
                violation_error_message=_("The end comes before the beginning."),
            ),
            models.CheckConstraint(
                name="nomination_answered_has_a_moment",
                condition=Q(state="open", answered_at__isnull=True)
                | (~Q(state="open") & Q(answered_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["person"], name="nominations_open", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"#{self.person_id} → {self.seat_id} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class TermNotice(models.Model):
    """Somebody was told that a term ends in so many days, once."""

    term = models.ForeignKey(OfficerTerm, models.CASCADE, related_name="notices", verbose_name=_("term of office"))
    days = models.PositiveSmallIntegerField(_("days before the end"))
    sent_at = models.DateTimeField(_("told"), default=timezone.now)

    class Meta:
        verbose_name = _("notice of the end of a term")
        verbose_name_plural = _("notices of the ends of terms")
        constraints = [models.UniqueConstraint("term", "days", name="term_notice_once")]

    def __str__(self) -> str:
        return f"#{self.term_id} -{self.days}"
