"""Photographs of a group's life."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.chapters.querysets.albums import AlbumQuerySet, PhotoQuerySet
from apps.core.models import Tracked

from .chapters import Chapter
from .posts import Post


class Album(Tracked):
    """Photographs of one occasion, for those whom its audience names."""

    Audience = Post.Audience

    chapter = models.ForeignKey(Chapter, models.PROTECT, related_name="albums", verbose_name=_("group"))
    title = models.CharField(_("name of the album"), max_length=120)
    about = models.TextField(_("about the album"), max_length=500, blank=True)
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    audience = models.CharField(
        _("who may see it"), max_length=8, choices=Post.Audience, default=Post.Audience.MEMBERS
    )

    objects = AlbumQuerySet.as_manager()

    class Meta:
        verbose_name = _("album")
        verbose_name_plural = _("albums")
        constraints = [
            models.UniqueConstraint(
                "chapter",
                "title",
                name="album_is_entered_once",
                violation_error_message=_("The group has an album of this name already."),
            ),
        ]
        indexes = [models.Index(fields=["chapter", "-created_at"], name="albums_newest_first")]

    def __str__(self) -> str:
        return self.title


class Photo(Tracked):
    """One photograph: two pictures of ours without metadata. What was taken down keeps its row, so that it is known
    who took it down and why; its pictures are gone."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    album = models.ForeignKey(Album, models.CASCADE, related_name="photos", verbose_name=_("album"))
    file = models.CharField(_("picture"), max_length=80, blank=True)  # under MEDIA_ROOT, without its size
    digest = models.CharField(max_length=64, editable=False)
    width = models.PositiveSmallIntegerField(_("width"))
    height = models.PositiveSmallIntegerField(_("height"))
    is_cover = models.BooleanField(_("on the cover of the album"), default=False)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    removed_at = models.DateTimeField(_("taken down"), null=True, blank=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photograph")
        verbose_name_plural = _("photographs")
        constraints = [
            models.UniqueConstraint(
                "album",
                "digest",
                name="photo_is_in_an_album_once",
                condition=Q(removed_at__isnull=True),
                violation_error_message=_("This photograph is in the album already."),
            ),
            models.UniqueConstraint(
                "album", name="album_has_one_cover", condition=Q(is_cover=True, removed_at__isnull=True)
            ),
            models.CheckConstraint(
                name="photo_taken_down_has_no_picture",
                condition=Q(file="", removed_at__isnull=False) | (~Q(file="") & Q(removed_at__isnull=True)),
            ),
            models.CheckConstraint(name="photo_has_a_size", condition=Q(width__gt=0, height__gt=0)),
        ]
        indexes = [models.Index(fields=["album", "id"], name="photos_of_album", condition=Q(removed_at__isnull=True))]

    def __str__(self) -> str:
        return self.caption or f"#{self.pk}"
