from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.fields import PartialDateField
from apps.core.models import Tracked
from apps.records.querysets import ClaimQuerySet

from .contacts import Address, Contact
from .people import Person


class Claim(Tracked):
    """Somebody says which person of the registry they are. A code sent to a contact on file proves it; everything
    else is decided by the office."""

    class Kind(models.TextChoices):
        MINE = "mine", _("This is my record")
        ADD = "add", _("I am not on record")
        RECOVER = "recover", _("I lost my e-mail and telephone")
        OBJECT = "object", _("Somebody claims my record, and it is not me")

    class State(models.TextChoices):
        CODE = "code", _("Waiting for the code")
        OPEN = "open", _("Waiting for the office")
        ASKED = "asked", _("The office asked back")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Obstacle(models.TextChoices):
        """Why a claim could not approve itself; nobody but the office learns it."""

        NONE = "", _("None")
        NO_MATCH = "no_match", _("Nobody on record fits")
        SEVERAL = "several", _("Several records fit")
        NO_CONTACT = "no_contact", _("No contact on file works")
        TAKEN = "taken", _("Somebody has this record already")
        DECEASED = "deceased", _("Recorded as deceased")
        NO_CODE = "no_code", _("The code did not arrive")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(_("what is asked for"), max_length=8, choices=Kind, default=Kind.MINE)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.CODE)
    obstacle = models.CharField(_("why the office decides"), max_length=10, choices=Obstacle, blank=True, default="")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("account"),
    )
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="claims", verbose_name=_("record")
    )
    # What the claimant typed; it is never shown to anybody but the office and themself.
    name = models.CharField(_("first name and surname"), max_length=250, blank=True)
    former_name = models.CharField(_("name when studying, if it was another"), max_length=250, blank=True)
    student_id = models.CharField(_("student id"), max_length=20, blank=True)
    year_be = models.PositiveSmallIntegerField(_("year of graduation (B.E.)"), null=True, blank=True)
    birth_date = PartialDateField(_("date of birth"), null=True, blank=True)
    faculty_text = models.CharField(_("faculty and programme"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address for our reply"), blank=True)
    phone = models.CharField(_("telephone for our reply"), max_length=40, blank=True)
    message = models.TextField(_("what you want to tell us"), max_length=2000, blank=True)
    language = models.CharField(max_length=2, default="th")
    # By what guessing is counted: keyed hashes of where the claim came from and of whom it is about.
    network = models.CharField(max_length=64, blank=True, editable=False)
    browser = models.CharField(max_length=64, blank=True, editable=False)
    target = models.CharField(max_length=64, blank=True, editable=False)
    # What the office decided.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reply = models.TextField(_("our reply"), max_length=2000, blank=True)
    appeal = models.TextField(_("why you ask us to look again"), max_length=2000, blank=True)
    appealed_at = models.DateTimeField(_("asked to look again"), null=True, blank=True)
    linked_at = models.DateTimeField(_("record handed over"), null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        permissions = [("decide_claims", _("Can decide on claims"))]
        constraints = [
            models.CheckConstraint(
                name="claim_approved_names_a_person",
                condition=~Q(state="approved") | Q(person__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_names_somebody",
                condition=~Q(name="") | ~Q(student_id=""),
                violation_error_message=_("Give your name or your student id."),
            ),
            models.CheckConstraint(
                name="claim_appeal_has_a_moment",
                condition=Q(appeal="", appealed_at__isnull=True) | (~Q(appeal="") & Q(appealed_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["created_at"], name="claims_open", condition=Q(state="open")),
            models.Index(fields=["network", "created_at"], name="claims_by_network"),
            models.Index(fields=["browser", "created_at"], name="claims_by_browser"),
            models.Index(fields=["target", "created_at"], name="claims_by_target"),
            models.Index(fields=["person", "created_at"], name="claims_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.student_id} ({self.get_state_display()})"

    @property
    def reply_to(self) -> str:
        """The e-mail address for our reply; empty where none is known."""
        return self.email or (self.account.email if self.account and self.account.email else "")

    @property
    def waits_for_office(self) -> bool:
        return self.state in {self.State.OPEN, self.State.ASKED}


class OneTimeCode(models.Model):
    """A code that proves that somebody reads what comes to a contact or an address on file. Only its keyed hash is
    kept; it is good for a while, for a few tries and for one use. A claim that fits nobody has one too, which was sent
    to nobody: whoever guesses cannot tell the difference."""

    class Purpose(models.TextChoices):
        CLAIM = "claim", _("Claim of a record")
        CONTACT = "contact", _("Confirmation of a contact")
        POST = "post", _("Claim by a letter")

    purpose = models.CharField(max_length=7, choices=Purpose)
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="codes")
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, related_name="codes")
    contact = models.ForeignKey(Contact, models.CASCADE, null=True, related_name="codes")
    address = models.ForeignKey(Address, models.CASCADE, null=True, related_name="codes")
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("one-time code")
        verbose_name_plural = _("one-time codes")
        constraints = [
            models.CheckConstraint(
                name="code_goes_to_one_place",
                condition=Q(contact__isnull=True) | Q(address__isnull=True),
            ),
            models.CheckConstraint(
                name="code_for_a_claim_names_it", condition=~Q(purpose="claim") | Q(claim__isnull=False)
            ),
            models.CheckConstraint(
                name="code_without_a_person_was_sent_nowhere",
                condition=Q(person__isnull=False) | Q(purpose="claim", contact__isnull=True, address__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["person", "sent_at"], name="codes_by_person")]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.sent_at:%Y-%m-%d %H:%M}"
