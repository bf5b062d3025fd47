from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from apps.core.privacy import Subject
from apps.records.models import Contact, Person
from apps.records.querysets.people import campuses_of

if TYPE_CHECKING:
    from apps.mailings.models import Message  # noqa: F401 - a name for the type checker


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, viewer: AbstractBaseUser | AnonymousUser) -> "MessageQuerySet":
        """Of which a member of staff may see the reader: all; for who sees the people of some campuses only, what
        went to those or to their accounts."""
        if isinstance(viewer, AnonymousUser):
            return self.none()
        if campuses_of(viewer) is None:
            return self
        people = Person.objects.visible_to(viewer)
        to_person, to_account = people.filter(pk=OuterRef("person")), people.filter(account=OuterRef("user"))
        return self.filter(Q(Exists(to_person)) | Q(Exists(to_account)))

    def due(self) -> "MessageQuerySet":
        """Waiting and allowed to go now, in the order in which they go; mailings have a way of their own."""
        return self.filter(state="queued", mailing__isnull=True, not_before__lte=Now()).order_by(
            "priority", "not_before", "id"
        )

    def abandoned(self, *, after: timedelta) -> "MessageQuerySet":
        """Claimed so long ago that the worker must have died."""
        return self.filter(state="sending", claimed_at__lt=Now() - after)

    def spent_secrets(self, *, after: timedelta) -> "MessageQuerySet":
        """Settled messages whose codes and links nobody can need any more, with their text still there."""
        return self.filter(
            purpose="security", body_erased_at__isnull=True, state__in=["sent", "failed"], created_at__lt=Now() - after
        )

    def sent_to(self, subject: Subject) -> "MessageQuerySet":
        """To the subject's account or record, or to an e-mail address that is on their record and on nobody else's."""
        theirs = Contact.objects.filter(person=subject.person_id, kind=Contact.Kind.EMAIL)
        shared = Contact.objects.filter(kind=Contact.Kind.EMAIL, value=OuterRef("value")).exclude(
            person=subject.person_id
        )
        own = theirs.exclude(status=Contact.Status.WRONG).filter(~Exists(shared))
        to_them = Q(user__isnull=True, person__isnull=True, to__in=list(own.values_list("value", flat=True)))
        if subject.person_id:
            to_them |= Q(person=subject.person_id)
        return self.filter(to_them | Q(user=subject.account_id) if subject.account_id else to_them)

    def newest(self, *, before: int | None = None) -> "MessageQuerySet":
        """Newest first, from the row after `before` (the last id of the page before)."""
        rows = self if before is None else self.filter(pk__lt=before)
        return rows.order_by("-pk")
