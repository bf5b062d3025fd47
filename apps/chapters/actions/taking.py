"""Taking the roll of a group away as a file: with a reason, in the log, and on the list of each member concerned."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.chapters.exports import Taken, roll_file
from apps.chapters.models import Chapter
from apps.core.actions import audit
from apps.records.actions import disclosures
from apps.records.models import Disclosure, Person


@transaction.atomic
def take_roll(chapter: Chapter, leader: Person, *, reason: str, blocked_by: Collection[int], by: User) -> Taken:
    """The file, once everybody in it can see that it was taken, by whom and why."""
    mark = f"{by} {timezone.localtime():%Y-%m-%d %H:%M}"
    taken = roll_file(chapter, leader, mark=mark, blocked_by=blocked_by)
    what = f"chapters {chapter.slug}"
    disclosures.note_many(taken.person_ids, to=by, kind=Disclosure.Kind.EXPORT, what=what, reason=reason)
    done = audit.Change(
        audit.table_of(chapter), str(chapter.pk), chapter.version, None, {"people": len(taken.person_ids)}
    )
    audit.write([done], action="chapters.take_roll", by=by, reason=reason)
    return taken
