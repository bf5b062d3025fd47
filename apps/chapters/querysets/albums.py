"""Albums and photographs, as those may see them who look."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery

from apps.chapters.querysets.audiences import open_audiences

if TYPE_CHECKING:
    from apps.chapters.models import Album, Photo  # noqa: F401 - names for the type checker
    from apps.chapters.rules import Standing


class AlbumQuerySet(models.QuerySet["Album"]):
    """Albums of groups."""

    def open_to(self, standing: "Standing", *, is_alumnus: bool) -> Self:
        """Those of a group that this reader may look at."""
        return self.filter(audience__in=open_audiences(standing, is_alumnus=is_alumnus))

    def filled(self) -> Self:
        """Those in which there is something to be seen, the newest first."""
        from apps.chapters.models import Photo  # noqa: PLC0415 - the models import this module

        return self.filter(Exists(Photo.objects.shown().filter(album=OuterRef("pk")))).in_order()

    def in_order(self) -> Self:
        return self.order_by(models.F("taken_on").desc(nulls_last=True), "-created_at", "-pk")

    def with_cover(self) -> Self:
        """`photos_shown`: how many; `front`: the public id of the cover, or of the first photograph."""
        from apps.chapters.models import Photo  # noqa: PLC0415 - the models import this module

        shown: models.QuerySet[Any, Any] = Photo.objects.shown()
        first = shown.filter(album=OuterRef("pk")).order_by("-is_cover", "pk")
        there = Q(photos__removed_at__isnull=True) & ~Q(photos__complaints__in=_hiding())
        return self.annotate(
            photos_shown=Count("photos", filter=there, distinct=True), front=Subquery(first.values("public_id")[:1])
        )


class PhotoQuerySet(models.QuerySet["Photo"]):
    """Photographs of albums."""

    def kept(self) -> Self:
        """Those that were not taken down, as they were added."""
        return self.filter(removed_at__isnull=True).order_by("pk")

    def shown(self) -> Self:
        """Of these whatever nobody in it has asked to take down: until that is answered, it is out of sight."""
        return self.kept().exclude(complaints__in=_hiding())


def _hiding() -> "models.QuerySet[Any]":
    from apps.chapters.models import Complaint  # noqa: PLC0415 - the models import this module

    return Complaint.objects.filter(why="shown", outcome="", is_guest=False)
