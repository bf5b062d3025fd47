"""What more people than the members see of a group, from whom the office knows and when it has nothing against it."""

from django.utils import timezone

from apps.chapters.actions.refusals import NotNow, NotYetTrusted
from apps.chapters.models import Chapter
from apps.chapters.querysets.posts import hold_on, trust_of
from apps.records.models import Person

NARROW = frozenset({"members", "leaders"})


def check(audience: str, chapter: Chapter, leader: Person | None) -> None:
    """May this leader open something so far? (None: the office itself.) Raises NotYetTrusted, NotNow."""
    if audience in NARROW or leader is None:
        return
    if not trust_of(leader, chapter).is_trusted:
        raise NotYetTrusted
    if hold_on(timezone.localdate()) is not None:
        raise NotNow
