from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .facts import Fact
from .people import Person
from .places import Country, Province


class Contact(Fact):
    """A way to reach a person: an e-mail address, a telephone number, a LINE id."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail")
        MOBILE = "mobile", _("Mobile phone")
        PHONE = "phone", _("Telephone")
        LINE = "line", _("LINE id")
        FACEBOOK = "facebook", _("Facebook")
        WEBSITE = "website", _("Website")

    class Status(models.TextChoices):
        LIVE = "live", _("In use")
        BOUNCED = "bounced", _("Mail comes back")
        WRONG = "wrong", _("Not this person's")
        RETIRED = "retired", _("No longer used")

    person = models.ForeignKey(  # the beginning of contact_is_entered_once
        Person, models.CASCADE, related_name="contacts", verbose_name=_("person"), db_index=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    value = models.CharField(_("address or number"), max_length=254)  # normalised: lower-case, E.164 with extension
    label = models.CharField(_("note"), max_length=60, blank=True)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.LIVE)
    is_primary = models.BooleanField(_("use this one first"), default=False)

    class Meta(Fact.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                "person",
                "kind",
                "value",
                name="contact_is_entered_once",
                violation_error_message=_("This person already has this contact."),
            ),
            models.UniqueConstraint(
                "person",
                "kind",
                name="contact_one_primary_per_kind",
                condition=Q(is_primary=True),
                violation_error_message=_("Another contact of this kind is used first."),
            ),
            models.CheckConstraint(name="contact_is_not_blank", condition=~Q(value="")),
            models.CheckConstraint(
                name="contact_primary_is_live",
                condition=Q(is_primary=False) | Q(status="live"),
                violation_error_message=_("Only a contact in use can be used first."),
            ),
        ]
        indexes = [models.Index(fields=["kind", "value"], name="contact_by_value")]

    def __str__(self) -> str:
        return self.value


class Address(Fact):
    """Where a person lives, is registered or works, in the parts that Thai addresses have."""

    class Kind(models.TextChoices):
        CURRENT = "current", _("Current address")
        REGISTERED = "registered", _("Registered address")
        WORK = "work", _("Workplace")

    class Status(models.TextChoices):
        LIVE = "live", _("In use")
        RETURNED = "returned", _("Mail comes back")
        RETIRED = "retired", _("No longer used")

    person = models.ForeignKey(Person, models.CASCADE, related_name="addresses", verbose_name=_("person"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CURRENT)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.LIVE)
    house_no = models.CharField(_("house number"), max_length=60, blank=True)
    moo = models.CharField(_("village number (moo)"), max_length=10, blank=True)
    village = models.CharField(_("village, building, floor, room"), max_length=150, blank=True)
    soi = models.CharField(_("lane (trok, soi)"), max_length=100, blank=True)
    road = models.CharField(_("road"), max_length=100, blank=True)
    subdistrict = models.CharField(_("subdistrict"), max_length=100, blank=True)
    district = models.CharField(_("district"), max_length=100, blank=True)
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province")
    )
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, default="TH", related_name="+", verbose_name=_("country"))
    foreign_lines = models.TextField(_("address abroad"), max_length=400, blank=True)

    class Meta(Fact.Meta):
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                "person",
                "kind",
                name="address_one_in_use_per_kind",
                condition=Q(status="live"),
                violation_error_message=_("There is already an address of this kind in use."),
            ),
            models.CheckConstraint(
                name="address_province_only_in_thailand",
                condition=Q(country="TH") | Q(province__isnull=True),
                violation_error_message=_("An address abroad has no Thai province."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.postcode}".strip()
