from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked
from apps.records.querysets import FamilyLinkQuerySet, FollowUpQuerySet, SavedListQuerySet

from .people import Person


class ContactLogEntry(Tracked):
    """A conversation between the office and a person, and what is to follow from it by when."""

    class Channel(models.TextChoices):
        PHONE = "phone", _("Telephone")
        EMAIL = "email", _("E-mail")
        MEETING = "meeting", _("Meeting")
        LETTER = "letter", _("Letter")
        LINE = "line", _("LINE")
        OTHER = "other", _("Other")

    person = models.ForeignKey(Person, models.CASCADE, related_name="contact_log", verbose_name=_("person"))
    at = models.DateTimeField(_("when"))
    channel = models.CharField(_("how"), max_length=8, choices=Channel)
    summary = models.TextField(_("what was said"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    follow_up_on = models.DateField(_("follow up on"), null=True, blank=True)
    follow_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    done_at = models.DateTimeField(_("followed up"), null=True, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact log entry")
        verbose_name_plural = _("contact log")
        constraints = [
            models.CheckConstraint(
                name="follow_up_has_a_day_and_an_owner",
                condition=Q(follow_up_on__isnull=True, follow_up_by__isnull=True, done_at__isnull=True)
                | Q(follow_up_on__isnull=False, follow_up_by__isnull=False),
                violation_error_message=_("A follow-up needs a day and a person."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["follow_up_on"],
                name="follow_ups_open",
                condition=Q(follow_up_on__isnull=False, done_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.get_channel_display()}"


class DoNotContact(Tracked):
    """A person's wish not to be written to or called, by one channel or by all, for a time or for good."""

    class Channel(models.TextChoices):
        ALL = "all", _("By any means")
        EMAIL = "email", _("By e-mail")
        PHONE = "phone", _("By telephone")
        POST = "post", _("By post")
        LINE = "line", _("By LINE")

    person = models.ForeignKey(Person, models.CASCADE, related_name="do_not_contact", verbose_name=_("person"))
    channel = models.CharField(_("how"), max_length=6, choices=Channel, default=Channel.ALL)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("do not contact")
        verbose_name_plural = _("do not contact")
        constraints = [
            models.UniqueConstraint(
                "person",
                "channel",
                name="do_not_contact_once_per_channel",
                violation_error_message=_("This wish is already recorded."),
            ),
            models.CheckConstraint(
                name="do_not_contact_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(since__lte=F("until")),
                violation_error_message=_("The end comes before the beginning."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_channel_display()


class FamilyLink(Tracked):
    """Two people of the registry who belong to one family (told once, read from both sides)."""

    class Relation(models.TextChoices):
        SPOUSE = "spouse", _("Spouse")
        PARENT = "parent", _("Parent")
        SIBLING = "sibling", _("Brother or sister")
        OTHER = "other", _("Other relative")

    person = models.ForeignKey(Person, models.CASCADE, related_name="family_links", verbose_name=_("person"))
    relative = models.ForeignKey(Person, models.CASCADE, related_name="family_links_from", verbose_name=_("relative"))
    relation = models.CharField(_("the relative is"), max_length=8, choices=Relation)

    objects = FamilyLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("family link")
        verbose_name_plural = _("family links")
        constraints = [
            models.UniqueConstraint(
                "person",
                "relative",
                name="family_link_is_told_once",
                violation_error_message=_("These two are already linked."),
            ),
            models.CheckConstraint(
                name="family_link_is_between_two_people",
                condition=~Q(person=F("relative")),
                violation_error_message=_("A person cannot be their own relative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} – {self.get_relation_display()} – {self.relative_id}"


class SavedList(Tracked):
    """A list of people that the office keeps: hand-picked members, or a search that is run anew each time."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_lists", verbose_name=_("owner")
    )
    is_shared = models.BooleanField(_("the whole office may see it"), default=False)
    query = models.TextField(_("saved search"), blank=True)  # the search page's query string; empty: hand-picked
    people: models.ManyToManyField[Person, "SavedListMember"] = models.ManyToManyField(
        Person, through="SavedListMember", related_name="saved_lists"
    )

    objects = SavedListQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved list")
        verbose_name_plural = _("saved lists")
        constraints = [
            models.UniqueConstraint(
                "owner",
                "name",
                name="saved_list_name_is_unique_per_owner",
                violation_error_message=_("You already have a list of this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SavedListMember(models.Model):
    """A person on a hand-picked list."""

    saved_list = models.ForeignKey(SavedList, models.CASCADE, related_name="members", verbose_name=_("saved list"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("person"))
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("list member")
        verbose_name_plural = _("list members")
        constraints = [models.UniqueConstraint("saved_list", "person", name="saved_list_holds_a_person_once")]

    def __str__(self) -> str:
        return f"{self.saved_list_id}: {self.person_id}"
