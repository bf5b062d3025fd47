from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from apps.records.models import Faculty, Institution


class InstitutionQuerySet(models.QuerySet["Institution"]):
    """Universities; this portal serves one of them."""

    def served(self) -> "Institution":
        """The one that the settings name. Raises DoesNotExist before its reference data is loaded."""
        return self.get(code=settings.INSTITUTION)


def successors_of(faculty: "Faculty") -> set[int]:
    """The keys of the faculty and of all that followed it, one after the other."""
    line: set[int] = set()
    heir: Faculty | None = faculty
    while heir and heir.pk not in line:
        line.add(heir.pk)
        heir = heir.successor
    return line
