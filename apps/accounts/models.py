from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Creates accounts; who may do so is decided by the actions."""

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower() if email else None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """An account with which somebody signs in. Who that somebody is in the registry is `records.Person`'s business;
    a provider such as LINE may give no e-mail address at all."""

    class Language(models.TextChoices):
        THAI = "th", _("Thai")
        ENGLISH = "en", _("English")

    email = models.EmailField(_("e-mail address"), null=True, blank=True, unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.THAI)
    is_staff = models.BooleanField(_("member of staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()
    for_this_request: dict[str, Any]  # of staff who have asked for a page: what need not be read twice for it

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        permissions = [
            ("invite_staff", _("Can invite staff and grant roles")),
        ]
        constraints = [
            models.CheckConstraint(
                name="account_email_is_lower_case", condition=Q(email__isnull=True) | Q(email=Lower("email"))
            ),
            models.CheckConstraint(
                name="account_without_email_says_null", condition=Q(email__isnull=True) | ~Q(email="")
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email or f"#{self.pk}"

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class Notice(models.Model):
    """Something that an account's owner should know, shown under the bell until it is read; its words are made when
    it is read, in the reader's language."""

    account = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name=_("account"))
    kind = models.CharField(max_length=60)  # a key of registries.notices: "records.record_changed"
    params = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [models.Index(fields=["account", "-at"], name="notices_newest_first")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.account_id}"
