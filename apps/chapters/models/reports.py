"""What a group tells the university once a year."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked

from .chapters import Chapter


class YearlyReport(Tracked):
    """What a group did in one year (B.E.): figures from the registry, which are frozen when it is sent, and its
    leaders' own words. The office reads it and answers."""

    chapter = models.ForeignKey(Chapter, models.PROTECT, related_name="reports", verbose_name=_("group"))
    year_be = models.PositiveSmallIntegerField(_("year (B.E.)"))
    did = models.TextField(_("what the group did"), max_length=6000, blank=True)
    plans = models.TextField(_("what it plans"), max_length=3000, blank=True)
    needs = models.TextField(_("what it asks of the university"), max_length=3000, blank=True)
    figures = models.JSONField(_("figures"), default=dict, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sent by")
    )
    read_at = models.DateTimeField(_("read by the office"), null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("read by")
    )
    answer = models.TextField(_("the office's answer"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("yearly report of a group")
        verbose_name_plural = _("yearly reports of groups")
        constraints = [
            models.UniqueConstraint(
                "chapter",
                "year_be",
                name="yearly_report_once_a_year",
                violation_error_message=_("The report of this year is begun already."),
            ),
            models.CheckConstraint(
                name="yearly_report_sent_has_a_moment_and_a_sender",
                condition=Q(sent_at__isnull=True, sent_by__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False),
            ),
            models.CheckConstraint(
                name="yearly_report_is_read_after_it_was_sent",
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(read_at__isnull=False, read_by__isnull=False, sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="yearly_report_sent_says_what_was_done",
                condition=Q(sent_at__isnull=True) | ~Q(did=""),
                violation_error_message=_("Write what the group did, if only in a sentence."),
            ),
            models.CheckConstraint(
                name="yearly_report_year_is_buddhist_era", condition=Q(year_be__gte=2400, year_be__lte=2700)
            ),
        ]
        indexes = [
            models.Index(
                fields=["sent_at"], name="yearly_reports_to_be_read", condition=Q(sent_at__isnull=False, read_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"#{self.chapter_id} {self.year_be}"

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None
