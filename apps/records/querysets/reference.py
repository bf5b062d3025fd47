from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from apps.records.models import Institution


class InstitutionQuerySet(models.QuerySet["Institution"]):
    """Universities; this portal serves one of them."""

    def served(self) -> "Institution":
        """The one that the settings name. Raises DoesNotExist before its reference data is loaded."""
        return self.get(code=settings.INSTITUTION)
