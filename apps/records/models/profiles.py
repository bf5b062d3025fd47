from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked

from .facts import Audience, Fact
from .people import Person


def _audience(default: Audience) -> Any:
    return models.CharField(_("who may see it"), max_length=8, choices=Audience, default=default)


class Profile(Tracked):
    """What somebody adds about themself, and who may see what is kept of the person as a whole. Whoever has none is
    seen as the defaults say."""

    class CardShows(models.TextChoices):
        """What whoever checks the alumni card learns of its holder."""

        NAME = "name", _("My name and my class")
        CLASS = "class", _("My class, not my name")
        VALID = "valid", _("Only that the card is valid")

    person = models.OneToOneField(Person, models.CASCADE, related_name="profile", verbose_name=_("person"))
    in_directory = models.BooleanField(_("be found in the directory"), default=True)
    about = models.TextField(_("about me"), max_length=1000, blank=True)
    about_audience = _audience(Audience.ALUMNI)
    interests = models.JSONField(_("interests"), default=list, blank=True)  # words, as typed
    interests_audience = _audience(Audience.ALUMNI)
    photo = models.CharField(_("photo"), max_length=100, blank=True)  # a file of ours under MEDIA_ROOT, re-encoded
    photo_audience = _audience(Audience.ALUMNI)
    birth_date_audience = _audience(Audience.OFFICE)
    home_province_audience = _audience(Audience.OFFICE)
    card_code = models.CharField(_("number of the alumni card"), max_length=24, unique=True, null=True, blank=True)
    card_shows = models.CharField(
        _("what the check of the card shows"), max_length=5, choices=CardShows, default=CardShows.NAME
    )
    confirmed_at = models.DateTimeField(_("said to be right"), null=True, blank=True)
    asked_at = models.DateTimeField(_("asked whether it is right"), null=True, blank=True)

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        constraints = [
            models.CheckConstraint(
                name="profile_audiences_are_known",
                condition=Q(about_audience__in=Audience.values)
                & Q(interests_audience__in=Audience.values)
                & Q(photo_audience__in=Audience.values)
                & Q(birth_date_audience__in=Audience.values)
                & Q(home_province_audience__in=Audience.values),
            ),
        ]
        indexes = [models.Index(fields=["confirmed_at"], name="profiles_by_confirmation")]

    def __str__(self) -> str:
        return f"#{self.person_id}"


class HelpOffer(Fact):
    """Something that a person is ready to do for students, fellow alumni or the university."""

    class Kind(models.TextChoices):
        MENTOR = "mentor", _("Advise a student or younger alumnus")
        INTERNSHIP = "internship", _("Take in a student for training")
        JOBS = "jobs", _("Pass on job openings")
        TALK = "talk", _("Speak to a class")
        RESEARCH = "research", _("Give research a real problem or funds")
        NEWS = "news", _("Spread the university's news")

    person = models.ForeignKey(Person, models.CASCADE, related_name="help_offers", verbose_name=_("person"))
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    note = models.CharField(_("in your own words"), max_length=300, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("offer of help")
        verbose_name_plural = _("offers of help")
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                "person",
                "kind",
                name="help_offer_once_per_kind",
                violation_error_message=_("You offer this already."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
