"""Mailings by what is to be done about them."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

if TYPE_CHECKING:
    from apps.mailings.models import Mailing  # noqa: F401 - a name for the type checker


class MailingQuerySet(models.QuerySet["Mailing"]):
    def to_be_started(self) -> "MailingQuerySet":
        """Scheduled ones whose time has come, also while everything was down, and which nothing holds."""
        due = self.filter(state="scheduled", scheduled_at__lte=Now())
        return due.filter(models.Q(held_until=None) | models.Q(held_until__lte=Now()))

    def to_be_frozen(self) -> "MailingQuerySet":
        return self.filter(state="freezing")

    def to_be_sent(self) -> "MailingQuerySet":
        """With a message that may go now."""
        return self.filter(Exists(self._messages().filter(state="queued", not_before__lte=Now())), state="sending")

    def to_be_finished(self) -> "MailingQuerySet":
        """Of which nothing is left to be sent."""
        return self.filter(~Exists(self._messages().filter(state__in=["queued", "sending"])), state="sending")

    def stopped_with_leftovers(self) -> "MailingQuerySet":
        return self.filter(Exists(self._messages().filter(state="queued")), state="stopped")

    def done_with_leftovers(self) -> "MailingQuerySet":
        """A worker that lives after all, or a person, found that one of them did not leave."""
        return self.filter(Exists(self._messages().filter(state="queued")), state="done")

    def _messages(self) -> "models.QuerySet[models.Model]":
        from apps.mailings.models import Message  # noqa: PLC0415 - the models import this module

        return Message.objects.filter(mailing=OuterRef("pk"))
