"""Who belongs to which group."""

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from apps.chapters.models import Chapter, Membership
    from apps.records.models import Person


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, requests and invitations."""

    def held(self) -> Self:
        """Of those who are members now."""
        return self.filter(state="member")

    def asked(self) -> Self:
        """Requests that wait for the leaders, the oldest first."""
        return self.filter(state="asked").order_by("created_at", "pk")

    def open_between(self, chapter: "Chapter", person: "Person") -> "Membership | None":
        """What there is between the two now."""
        return self.filter(chapter=chapter, person=person, state__in=["asked", "invited", "member"]).first()

    def was_put_out(self, chapter: "Chapter", person: "Person") -> bool:
        """Did the leaders end what was last between the two? Then nothing but their own word brings them back."""
        held = self.filter(chapter=chapter, person=person, state__in=["member", "left", "removed"])
        return held.order_by("-pk").values_list("state", flat=True).first() == "removed"
