"""Documents, as those may read them who look."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import OuterRef, Prefetch, Subquery

from apps.chapters.querysets.audiences import open_audiences

if TYPE_CHECKING:
    from apps.chapters.models import Document  # noqa: F401 - a name for the type checker
    from apps.chapters.rules import Standing


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents of groups."""

    def kept(self) -> Self:
        """Those that were not taken down, by kind, the newest first."""
        newest = models.F("dated_on").desc(nulls_last=True)
        return self.filter(removed_at__isnull=True).order_by("kind", newest, "title", "pk")

    def open_to(self, standing: "Standing", *, is_alumnus: bool) -> Self:
        """Those of a group that this reader may read."""
        return self.filter(audience__in=open_audiences(standing, is_alumnus=is_alumnus))

    def with_newest(self) -> Self:
        """`newest`: its version of today, alone in a list."""
        from apps.chapters.models import DocumentVersion  # noqa: PLC0415 - the models import this module

        versions: models.QuerySet[Any] = DocumentVersion.objects.all()
        last = versions.filter(document=OuterRef("document")).order_by("-number").values("pk")[:1]
        return self.prefetch_related(
            Prefetch("versions", versions.filter(pk=Subquery(last)), to_attr="newest"),
        )
