from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .reference import Campus


class StaffScope(models.Model):
    """A campus to which a member of staff is limited; staff without any row see the whole university."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="campus_scopes", verbose_name=_("member of staff")
    )
    campus = models.ForeignKey(Campus, models.PROTECT, related_name="+", verbose_name=_("campus"))

    class Meta:
        verbose_name = _("campus of a member of staff")
        verbose_name_plural = _("campuses of members of staff")
        constraints = [models.UniqueConstraint("user", "campus", name="staff_scope_is_granted_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.campus_id}"
