"""What this app keeps of people, entered in the register of personal data (`core.privacy`)."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core import registries
from apps.core.privacy import Basis, Expiry, Merging, Own, Part, Row, Subject, Table
from apps.duplicates.actions import merging
from apps.duplicates.models import UNDO_DAYS, Merge, MergedRow, Pair

_TOLD = ("grade", "state", "decided_at")


def tell_pair(pair: Pair, _subject: Subject) -> Row:
    """That there is such a pair, never with whom, nor what is known of them."""
    return {
        "grade": pair.grade,
        "state": pair.state,
        "decided_at": pair.decided_at.isoformat() if pair.decided_at else None,
    }


def older_first(pair: Pair) -> Row:
    one, other = sorted((pair.person_a_id, pair.person_b_id))
    return {"person_a_id": one, "person_b_id": other}


def of_the_same_two(one: Pair, other: Pair) -> bool:
    return (one.person_a_id, one.person_b_id) == (other.person_a_id, other.person_b_id)


# What was said of either record and a third holds for the one that stays; the pair of the two says nothing any more.
PAIR_MERGING = Merging(
    criteria=(
        (_("decided"), lambda pair: pair.state == Pair.State.NOT_SAME),
        (_("to be decided"), lambda pair: pair.state == Pair.State.OPEN),
        (_("likelier"), lambda pair: pair.score),
    ),
    alike=of_the_same_two,
    rewrites=older_first,
    own=Own.DROPPED,
)


def _table(owner: str, other: str) -> Table:
    withheld = (other, "score", "reasons", "reason", "put_off_at", "decided_by")
    return Table("duplicates.pair", _TOLD, owner=owner, withheld=withheld, tell=tell_pair, merging=PAIR_MERGING)


PAIRS = Part(
    order=45,
    label=_("Records that may be of one person"),
    purpose=_("So that nobody is in the registry twice, and nobody is joined with somebody else."),
    basis=Basis.PUBLIC_TASK,
    kept_for=_("as long as both records are kept"),
    erased=_("that your record was like another one, and what the office decided"),
    tables=(_table("person_a", "person_b"), _table("person_b", "person_a")),
)


def old_merges(before: datetime) -> QuerySet[Merge]:
    return Merge.objects.filter(at__lt=before, purged_at__isnull=True)


def forget_values(subject: Subject) -> int:
    """What the records were; that they are one stays, so that old links find it."""
    MergedRow.objects.filter(merge__kept=subject.person_id, merge__purged_at__isnull=False).delete()
    merges = Merge.objects.filter(kept=subject.person_id, purged_at__isnull=True)
    return merging.forget(merges, leads_on=False)


MERGES = Part(
    order=46,
    label=_("Records of yours that were joined"),
    purpose=_("So that a mistake can be taken back, and old links lead to your record."),
    basis=Basis.PUBLIC_TASK,
    kept_for=_("what the other record said: 90 days; that the two are one: as long as the record"),
    erased=_("what the other record said"),
    stays=_("that two records became one"),
    erase=forget_values,
    tables=(
        Table(
            "duplicates.merge",
            ("at", "kept_name", "gone_name", "reason", "undone_at", "purged_at"),
            owner="kept",
            withheld=(
                *("public_id", "kept_key", "gone_key", "gone_public_id", "card_code", "held", "batch", "by"),
                "undone_by",
            ),
        ),
        Table(
            "duplicates.mergedrow",
            ("table", "key", "side"),
            owner="merge__kept",
            withheld=("before", "after", "into"),
        ),
    ),
    expiries=(Expiry(_("what merged records said"), UNDO_DAYS, old_merges, merging.forget),),
)


def register() -> None:
    registries.privacy.add("duplicates.pairs", PAIRS)
    registries.privacy.add("duplicates.merges", MERGES)
