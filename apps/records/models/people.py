from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.fields import EncryptedTextField, PartialDateField
from apps.core.lib.names import full_name
from apps.core.models import Tracked
from apps.records.querysets import DeathQuerySet, GraduateQuerySet, PersonQuerySet

from .facts import Audience, Fact, Source
from .places import Country, Province


class Person(Tracked):
    """Everyone whom the portal knows: graduates, students, donors, guests, employers' contacts."""

    class Gender(models.TextChoices):
        FEMALE = "f", _("Female")
        MALE = "m", _("Male")
        UNKNOWN = "", _("Not known")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )
    gender = models.CharField(_("gender"), max_length=1, choices=Gender, blank=True, default=Gender.UNKNOWN)
    birth_date = PartialDateField(_("date of birth"), null=True, blank=True)
    birth_date_source = models.CharField(_("source of the date of birth"), max_length=10, choices=Source, blank=True)
    nationality = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("nationality")
    )
    home_province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("home province")
    )
    national_id = EncryptedTextField(_("national id"), blank=True, default="")
    national_id_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    passport_no = EncryptedTextField(_("passport number"), blank=True, default="")
    language = models.CharField(_("language"), max_length=2, default="th")
    note = models.TextField(_("office's note"), blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = [
            ("view_sensitive", _("Can open national ids and other sensitive fields")),
            ("export_people", _("Can export people, letters and labels")),
        ]
        constraints = [
            models.UniqueConstraint(
                "national_id_hash",
                name="person_national_id_is_one_persons",
                condition=~Q(national_id_hash=""),
                violation_error_message=_("Another record has this national id."),
            ),
            models.CheckConstraint(
                name="person_national_id_and_hash_together",
                condition=Q(national_id="", national_id_hash="") | (~Q(national_id="") & ~Q(national_id_hash="")),
            ),
            models.CheckConstraint(
                name="person_birth_date_has_a_source",
                condition=Q(birth_date__isnull=True, birth_date_source="")
                | (Q(birth_date__isnull=False) & ~Q(birth_date_source="")),
            ),
        ]
        indexes = [models.Index(fields=["birth_date"], name="person_by_birth_date")]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Graduate(Person):
    """A person on whom this university conferred a degree."""

    objects = GraduateQuerySet.as_manager()  # type: ignore[misc] # a proxy narrows its manager

    class Meta:
        proxy = True
        verbose_name = _("graduate")
        verbose_name_plural = _("graduates")


class PersonName(Fact):
    """What a person is or was called, in Thai and Latin letters. Surnames and first names change in Thailand; the
    old ones stay, since diplomas and friends know them."""

    class Reason(models.TextChoices):
        FIRST = "first", _("As registered")
        MARRIAGE = "marriage", _("Marriage")
        DIVORCE = "divorce", _("Divorce")
        CHOICE = "choice", _("Own choice")
        TITLE = "title", _("New title")
        CORRECTION = "correction", _("Correction")

    person = models.ForeignKey(Person, models.CASCADE, related_name="names", verbose_name=_("person"))
    audience = models.CharField(_("who may see it"), max_length=8, choices=Audience, default=Audience.ALUMNI)
    is_current = models.BooleanField(_("in use now"), default=True)
    title_th = models.CharField(_("title in Thai"), max_length=60, blank=True)
    first_th = models.CharField(_("first name in Thai"), max_length=100, blank=True)
    middle_th = models.CharField(_("middle name in Thai"), max_length=100, blank=True)
    last_th = models.CharField(_("surname in Thai"), max_length=120, blank=True)
    title_en = models.CharField(_("title in Latin letters"), max_length=60, blank=True)
    first_en = models.CharField(_("first name in Latin letters"), max_length=100, blank=True)
    middle_en = models.CharField(_("middle name in Latin letters"), max_length=100, blank=True)
    last_en = models.CharField(_("surname in Latin letters"), max_length=120, blank=True)
    nickname = models.CharField(_("nickname"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, default=Reason.FIRST)

    class Meta(Fact.Meta):
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint("person", name="person_has_one_current_name", condition=Q(is_current=True)),
            models.CheckConstraint(
                name="name_is_in_thai_or_latin",
                condition=~Q(first_th="") | ~Q(first_en="") | ~Q(last_th="") | ~Q(last_en=""),
                violation_error_message=_("Give a name in Thai or in Latin letters."),
            ),
            models.CheckConstraint(
                name="name_in_use_has_not_ended",
                condition=Q(is_current=False) | Q(valid_to__isnull=True),
                violation_error_message=_("The name in use has no end."),
            ),
        ]

    def __str__(self) -> str:
        return self.full

    @property
    def full_th(self) -> str:
        return " ".join(part for part in (self.first_th, self.middle_th, self.last_th) if part)

    @property
    def full_en(self) -> str:
        return " ".join(part for part in (self.first_en, self.middle_en, self.last_en) if part)

    @property
    def titled_th(self) -> str:
        """'นายสมชาย ใจดี', 'ดร. สมชาย ใจดี': as Thai documents write it."""
        return full_name(self.first_th, self.last_th, title=self.title_th, middle=self.middle_th)

    @property
    def titled_en(self) -> str:
        return full_name(self.first_en, self.last_en, title=self.title_en, middle=self.middle_en)

    @property
    def full(self) -> str:
        """The name for the reader's language, falling back on the other script; without title."""
        if get_language() == "en":
            return self.full_en or self.full_th
        return self.full_th or self.full_en

    @property
    def titled(self) -> str:
        """The same with its title."""
        if get_language() == "en":
            return self.titled_en if self.full_en else self.titled_th
        return self.titled_th if self.full_th else self.titled_en


class Death(Tracked):
    """A report that a person has died. It counts only when a second, different source confirms it."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="death", verbose_name=_("person"))
    died_on = PartialDateField(_("date of death"), null=True, blank=True)
    first_source = models.CharField(_("first source"), max_length=10, choices=Source)
    first_evidence = models.CharField(_("how it is known"), max_length=300)
    first_at = models.DateTimeField(_("first reported"))
    second_source = models.CharField(_("second source"), max_length=10, choices=Source, blank=True)
    second_evidence = models.CharField(_("how it is known (second source)"), max_length=300, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = DeathQuerySet.as_manager()

    class Meta:
        verbose_name = _("death")
        verbose_name_plural = _("deaths")
        constraints = [
            models.CheckConstraint(
                name="death_is_confirmed_by_a_second_source",
                condition=Q(confirmed_at__isnull=True, second_source="", second_evidence="")
                | (Q(confirmed_at__isnull=False) & ~Q(second_source="") & ~Q(second_evidence="")),
            ),
            models.CheckConstraint(
                name="death_has_two_different_sources",
                condition=~Q(first_source=F("second_source")),
                violation_error_message=_("The second report must come from another source."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.died_on or '?'}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None
