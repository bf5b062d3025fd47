from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.chapters.querysets.members import MembershipQuerySet
from apps.core.models import Tracked
from apps.records.models import Person

from .chapters import Chapter


class JoinLink(Tracked):
    """A link, or its QR code, by which whoever has a record of their own joins a group at once. It ends by itself, or
    when a leader ends it."""

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="join_links", verbose_name=_("group"))
    code = models.CharField(_("code"), max_length=20, unique=True)
    label = models.CharField(_("what it is for"), max_length=80, blank=True)
    expires_at = models.DateTimeField(_("good until"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))

    class Meta:
        verbose_name = _("link for joining")
        verbose_name_plural = _("links for joining")
        indexes = [models.Index(fields=["chapter", "-created_at"], name="join_links_newest_first")]

    def __str__(self) -> str:
        return self.label or f"#{self.pk}"

    @property
    def is_good(self) -> bool:
        return self.ended_at is None and self.expires_at > timezone.now()


class Membership(Tracked):
    """What there is between one person and one group: a request, an invitation, membership and its end. Whoever comes
    back gets a new row, so that the old one tells of then."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asks to join")
        INVITED = "invited", _("Is invited")
        MEMBER = "member", _("Member")
        REFUSED = "refused", _("Not taken")
        DECLINED = "declined", _("Did not want to")
        WITHDRAWN = "withdrawn", _("Taken back")
        LEFT = "left", _("Left")
        REMOVED = "removed", _("Put out")

    class Rank(models.TextChoices):
        ORDINARY = "ordinary", _("Ordinary member")
        ASSOCIATE = "associate", _("Associate member")
        HONORARY = "honorary", _("Honorary member")
        LIFE = "life", _("Life member")

    class Origin(models.TextChoices):
        """Why somebody came to think of joining; the first five are grounds in the records."""

        FACULTY = "faculty", _("graduated from the faculty")
        CAMPUS = "campus", _("studied at the campus")
        COHORT = "cohort", _("belongs to the class")
        PROVINCE = "province", _("lives in the province")
        COUNTRY = "country", _("lives in the country")
        ALUMNI = "alumni", _("graduated from the university")
        SELF = "self", _("of their own accord")
        LINK = "link", _("by a link or QR code")
        LEADER = "leader", _("invited by the group")
        OFFICE = "office", _("entered by the office")

    WAITING = (State.ASKED, State.INVITED)
    OPEN = (*WAITING, State.MEMBER)  # of these there is one for each person and group
    HELD = (State.MEMBER, State.LEFT, State.REMOVED)  # somebody was a member for a time

    chapter = models.ForeignKey(Chapter, models.PROTECT, related_name="memberships", verbose_name=_("group"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships", verbose_name=_("person"))
    state = models.CharField(_("state"), max_length=9, choices=State)
    rank = models.CharField(_("class of membership"), max_length=9, choices=Rank, default=Rank.ORDINARY)
    origin = models.CharField(_("how it came"), max_length=8, choices=Origin, default=Origin.SELF)
    link = models.ForeignKey(
        JoinLink, models.SET_NULL, null=True, blank=True, related_name="joined", verbose_name=_("link")
    )
    note = models.CharField(_("what they wrote to the leaders"), max_length=300, blank=True)
    since = models.DateField(_("member since"), null=True, blank=True)
    until = models.DateField(_("member until"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.CharField(_("reason, as the person reads it"), max_length=300, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                "chapter",
                "person",
                name="membership_one_open_per_person",
                condition=Q(state__in=["asked", "invited", "member"]),
                violation_error_message=_("There is a membership, a request or an invitation already."),
            ),
            models.CheckConstraint(
                name="membership_held_has_a_beginning",
                condition=Q(state__in=["member", "left", "removed"], since__isnull=False)
                | (~Q(state__in=["member", "left", "removed"]) & Q(since__isnull=True)),
            ),
            models.CheckConstraint(
                name="membership_over_has_an_end",
                condition=Q(state__in=["left", "removed"], until__isnull=False)
                | (~Q(state__in=["left", "removed"]) & Q(until__isnull=True)),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(since__lte=F("until")),
                violation_error_message=_("The end comes before the beginning."),
            ),
            models.CheckConstraint(name="membership_put_out_says_why", condition=~Q(state="removed") | ~Q(reason="")),
        ]
        indexes = [
            models.Index(fields=["chapter", "state", "person"], name="memberships_of_chapter"),
            models.Index(fields=["person", "state", "chapter"], name="memberships_of_person"),
        ]

    def __str__(self) -> str:
        return f"#{self.person_id} @ #{self.chapter_id} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class Due(Tracked):
    """Dues that a member has paid: for one year (B.E.), or once for life."""

    class How(models.TextChoices):
        TRANSFER = "transfer", _("Bank transfer")
        CASH = "cash", _("Cash")
        OTHER = "other", _("Otherwise")

    chapter = models.ForeignKey(Chapter, models.PROTECT, related_name="dues", verbose_name=_("group"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("person"))
    year_be = models.PositiveSmallIntegerField(_("for the year (B.E.)"), null=True, blank=True)  # null: for life
    amount = models.DecimalField(_("amount"), max_digits=9, decimal_places=2)
    paid_on = models.DateField(_("paid on"))
    how = models.CharField(_("how"), max_length=8, choices=How, default=How.TRANSFER)
    reference = models.CharField(_("receipt or reference"), max_length=60, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("noted by")
    )

    class Meta:
        verbose_name = _("dues")
        verbose_name_plural = _("dues")
        constraints = [
            models.UniqueConstraint(
                "chapter",
                "person",
                "year_be",
                name="due_once_a_year",
                condition=Q(year_be__isnull=False),
                violation_error_message=_("The dues of this year are noted already."),
            ),
            models.UniqueConstraint(
                "chapter",
                "person",
                name="due_once_for_life",
                condition=Q(year_be__isnull=True),
                violation_error_message=_("The dues for life are noted already."),
            ),
            models.CheckConstraint(
                name="due_is_more_than_nothing",
                condition=Q(amount__gt=0),
                violation_error_message=_("Say how much was paid."),
            ),
            models.CheckConstraint(
                name="due_year_is_buddhist_era",
                condition=Q(year_be__isnull=True) | Q(year_be__gte=2400, year_be__lte=2700),
                violation_error_message=_("Give the year in the Buddhist era, such as 2548."),
            ),
        ]
        indexes = [models.Index(fields=["chapter", "-paid_on"], name="dues_newest_first")]

    def __str__(self) -> str:
        return f"#{self.person_id} {self.year_be or '∞'} {self.amount}"
