"""Papers that a group keeps for its members: statutes, minutes, forms."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.chapters.querysets.documents import DocumentQuerySet
from apps.core.lib.office_files import Kind as FileKind
from apps.core.models import Tracked

from .chapters import Chapter


class Document(Tracked):
    """A paper of a group, for those whom its audience names. It has as many versions as were put in; the newest is
    handed out, the older ones stay for the leaders."""

    class Kind(models.TextChoices):
        STATUTES = "statutes", _("Statutes and rules")
        MINUTES = "minutes", _("Minutes of a meeting")
        ACCOUNTS = "accounts", _("Accounts")
        REPORT = "report", _("Report")
        FORM = "form", _("Form to fill in")
        OTHER = "other", _("Something else")

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("Everybody on the internet")
        ALUMNI = "alumni", _("Alumni who are signed in")
        MEMBERS = "members", _("Members of the group")
        LEADERS = "leaders", _("Whoever holds a post in the group")

    chapter = models.ForeignKey(Chapter, models.PROTECT, related_name="documents", verbose_name=_("group"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    title = models.CharField(_("name of the document"), max_length=150)
    dated_on = models.DateField(
        _("day"), null=True, blank=True, help_text=_("Of the meeting, or from which it is in force.")
    )
    audience = models.CharField(_("who may read it"), max_length=8, choices=Audience, default=Audience.MEMBERS)
    removed_at = models.DateTimeField(_("taken down"), null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of a group")
        verbose_name_plural = _("documents of groups")
        indexes = [models.Index(fields=["chapter", "kind"], name="documents_of_chapter")]

    def __str__(self) -> str:
        return self.title


class DocumentVersion(Tracked):
    """A file of a document, as it was put in. A document that was taken down keeps the rows and loses the files."""

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    document = models.ForeignKey(Document, models.CASCADE, related_name="versions", verbose_name=_("document"))
    number = models.PositiveSmallIntegerField(_("version"))
    file = models.CharField(_("file"), max_length=80, blank=True)  # under MEDIA_ROOT, by a name of ours
    kind = models.CharField(_("kind of file"), max_length=4, choices=[(each.value, each.value) for each in FileKind])
    size = models.PositiveIntegerField(_("size in bytes"))
    digest = models.CharField(max_length=64, editable=False)
    note = models.CharField(_("what is new in it"), max_length=200, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        verbose_name = _("version of a document")
        verbose_name_plural = _("versions of documents")
        constraints = [
            models.UniqueConstraint("document", "number", name="document_version_number_is_unique"),
            models.CheckConstraint(name="document_version_is_not_empty", condition=Q(size__gt=0, number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"#{self.document_id}/{self.number}"
