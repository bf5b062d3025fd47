from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.records.models import Person


class Reminder(models.Model):
    """Somebody was reminded by a rule for the sake of a day, once. When the day moves, it is another reminder."""

    class State(models.TextChoices):
        WRITTEN = "written", _("Written")
        PASSED_OVER = "passed", _("Passed over")  # a restored database does not know whether it was written

    rule = models.CharField(_("rule"), max_length=40)  # core.registries.mailings.reminder_rules
    person = models.ForeignKey(Person, models.CASCADE, related_name="reminders", verbose_name=_("person"))
    thing = models.CharField(_("of what"), max_length=60, blank=True)  # a key that the rule's app understands
    due_on = models.DateField(_("for the sake of the day"))
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WRITTEN)
    noted_at = models.DateTimeField(_("noted"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        default_permissions = ()
        constraints = [models.UniqueConstraint("rule", "person", "thing", "due_on", name="reminder_is_written_once")]
        indexes = [models.Index(fields=["rule", "-noted_at"], name="reminders_of_a_day")]

    def __str__(self) -> str:
        return f"{self.rule} #{self.person_id} {self.due_on}"
