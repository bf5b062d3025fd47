from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked
from apps.duplicates.querysets.pairs import PairQuerySet
from apps.records.models import Person


class Pair(Tracked):
    """Two records that may be of one person, as a scan found them, and what the office has decided. "Not the same" is
    remembered for ever: no scan and no import asks again, until somebody takes it back."""

    class Grade(models.TextChoices):
        CERTAIN = "certain", _("Nearly certain")
        LOOK = "look", _("Worth a look")

    class State(models.TextChoices):
        OPEN = "open", _("To be decided")
        NOT_SAME = "not_same", _("Not the same")
        GONE = "gone", _("No longer alike")  # the records have changed since

    person_a = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("older record"))
    person_b = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("newer record"))
    grade = models.CharField(_("how sure"), max_length=10, choices=Grade, default=Grade.LOOK)
    score = models.PositiveSmallIntegerField(_("score"), default=0)
    reasons = models.JSONField(_("reasons"), default=list, blank=True)  # codes; `reports.reasons` has the words
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    put_off_at = models.DateTimeField(_("put off"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.CharField(_("why not the same"), max_length=300, blank=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair of records")
        verbose_name_plural = _("pairs of records")
        default_permissions = ()
        permissions = [("decide_pairs", _("Can decide whether two records are of one person"))]
        constraints = [
            models.UniqueConstraint("person_a", "person_b", name="pair_is_kept_once"),
            models.CheckConstraint(name="pair_older_record_first", condition=Q(person_a__lt=F("person_b"))),
            models.CheckConstraint(
                name="pair_decided_at_and_by",
                condition=Q(state="not_same", decided_by__isnull=False, decided_at__isnull=False)
                | (~Q(state="not_same") & Q(decided_by__isnull=True, decided_at__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-score", "id"], name="pairs_by_score"),
            models.Index(fields=["decided_at", "id"], condition=Q(state="not_same"), name="pairs_not_the_same"),
        ]

    def __str__(self) -> str:
        return f"#{self.person_a_id} = #{self.person_b_id}?"
