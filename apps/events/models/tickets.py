from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Tracked
from apps.records.models.places import Bilingual

from .events import Event

MOST_SATANG = 100_000_00  # of one ticket


class TicketType(Bilingual, Tracked):
    """A kind of ticket with its price, and so many of them or as many as there are seats. An event without any is
    free and has one kind of seat."""

    class Buyers(models.TextChoices):
        ANYONE = "anyone", _("Anyone")
        GRADUATES = "graduates", _("Graduates")
        MEMBERS = "members", _("Members of the group")

    event = models.ForeignKey(Event, models.CASCADE, related_name="tickets", verbose_name=_("event"))
    price_satang = models.PositiveIntegerField(_("price"), default=0)
    capacity = models.PositiveIntegerField(_("how many"), null=True, blank=True)
    taken = models.PositiveIntegerField(_("taken"), default=0, editable=False)
    for_guests = models.BooleanField(_("for guests too"), default=True)
    buyers = models.CharField(_("for whom"), max_length=9, choices=Buyers, default=Buyers.ANYONE)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    sale_opens_at = models.DateTimeField(_("on sale from"), null=True, blank=True)
    sale_closes_at = models.DateTimeField(_("on sale until"), null=True, blank=True)

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        ordering = ("order", "id")
        constraints = [
            models.CheckConstraint(
                name="ticket_is_not_sold_twice",
                condition=Q(capacity__isnull=True) | Q(taken__lte=F("capacity")),
                violation_error_message=_("More of these tickets than that are taken already."),
            ),
            models.CheckConstraint(
                name="ticket_price_is_possible",
                condition=Q(price_satang__gte=0, price_satang__lte=MOST_SATANG),
                violation_error_message=_("A ticket costs at most 100,000 baht."),
            ),
            models.CheckConstraint(
                name="ticket_sale_closes_after_it_opens",
                condition=Q(sale_opens_at__isnull=True)
                | Q(sale_closes_at__isnull=True)
                | Q(sale_opens_at__lt=F("sale_closes_at")),
                violation_error_message=_("The sale closes before it opens."),
            ),
        ]
        indexes = [models.Index(fields=["event", "order"], name="tickets_of_event")]

    @property
    def is_plain(self) -> bool:
        """As many as seats, for everybody, at any time: nothing but a price."""
        has_times = self.sale_opens_at is not None or self.sale_closes_at is not None
        return self.capacity is None and self.buyers == self.Buyers.ANYONE and self.for_guests and not has_times
