"""What somebody has against a photograph or a document of a group, or against what its page says."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.directory.models.cases import Case
from apps.records.models import Person

from .albums import Photo
from .chapters import Chapter
from .documents import Document
from .posts import Objection

_ASKED = _("You have asked this already. Write to the office if the answer is no help.")


class Complaint(Case):
    """Somebody who is to be seen in a photograph asks the group's leaders to take it down; it is out of sight until
    they have answered. Whatever else speaks against them, or a page, is for the office to decide. A guest,
    whom nobody knows, hides nothing by asking; leaders and office are both told at once."""

    class Why(models.TextChoices):
        SHOWN = "shown", _("I am to be seen in it and do not want that")
        POLITICS = Objection.POLITICS.value, Objection.POLITICS.label
        SELLING = Objection.SELLING.value, Objection.SELLING.label
        PRIVACY = Objection.PRIVACY.value, Objection.PRIVACY.label
        OFFENCE = Objection.OFFENCE.value, Objection.OFFENCE.label
        UNTRUE = Objection.UNTRUE.value, Objection.UNTRUE.label
        OTHER = Objection.OTHER.value, Objection.OTHER.label

    class Outcome(models.TextChoices):
        KEPT = "kept", _("Stays")
        REMOVED = "removed", _("Taken down")

    by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    photo = models.ForeignKey(
        Photo, models.CASCADE, null=True, blank=True, related_name="complaints", verbose_name=_("photograph")
    )
    document = models.ForeignKey(
        Document, models.CASCADE, null=True, blank=True, related_name="complaints", verbose_name=_("document")
    )
    chapter = models.ForeignKey(
        Chapter, models.CASCADE, null=True, blank=True, related_name="complaints", verbose_name=_("page of the group")
    )
    why = models.CharField(_("what is wrong"), max_length=8, choices=Why)
    note = models.TextField(_("in your words"), max_length=1000, blank=True)
    is_guest = models.BooleanField(_("by somebody without a record"), default=False)
    guest_email = models.EmailField(_("where to answer"), max_length=254, blank=True)  # goes with the answer

    class Meta(Case.Meta):
        verbose_name = _("complaint about a photograph, document or page")
        verbose_name_plural = _("complaints about photographs, documents and pages")
        constraints = [
            *Case.Meta.constraints,
            models.CheckConstraint(
                name="complaint_is_about_one_thing",
                condition=Q(photo__isnull=False, document__isnull=True, chapter__isnull=True)
                | Q(photo__isnull=True, document__isnull=False, chapter__isnull=True)
                | Q(photo__isnull=True, document__isnull=True, chapter__isnull=False),
            ),
            models.CheckConstraint(
                name="complaint_of_being_shown_is_about_a_photo", condition=~Q(why="shown") | Q(photo__isnull=False)
            ),
            models.CheckConstraint(
                name="complaint_of_a_guest_is_of_nobody_on_record",
                condition=Q(is_guest=False, guest_email="") | Q(is_guest=True, by__isnull=True),
            ),
            models.UniqueConstraint(
                "by",
                "photo",
                "why",
                name="photo_complaint_once",
                condition=Q(photo__isnull=False),
                violation_error_message=_ASKED,
            ),
            models.UniqueConstraint(
                "by",
                "document",
                "why",
                name="document_complaint_once",
                condition=Q(document__isnull=False),
                violation_error_message=_ASKED,
            ),
            models.UniqueConstraint(
                "by",
                "chapter",
                "why",
                name="page_complaint_once",
                condition=Q(chapter__isnull=False),
                violation_error_message=_ASKED,
            ),
        ]
        indexes = [models.Index(fields=["created_at"], name="complaints_open", condition=Q(outcome=""))]

    def __str__(self) -> str:
        return f"{self.why} #{self.photo_id or self.document_id or self.chapter_id}"

    @property
    def is_for_leaders(self) -> bool:
        return self.why == self.Why.SHOWN
