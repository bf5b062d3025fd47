from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked


class CalendarKey(Tracked):
    """The secret in the address under which somebody's calendar program reads the events they are registered for.
    Only its hash is kept; it can be revoked."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("account"))
    digest = models.CharField(_("hash of the key"), max_length=64, unique=True)
    label = models.CharField(_("where it is used"), max_length=60, blank=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")
        indexes = [models.Index(fields=["account", "-created_at"], name="calendar_keys_of_account")]

    def __str__(self) -> str:
        return self.label or f"#{self.pk}"
