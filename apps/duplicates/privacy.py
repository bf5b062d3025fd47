"""What is kept of people who had two records, entered in the register of personal data (`core.privacy`)."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core import registries
from apps.core.privacy import Basis, Expiry, Part, Subject, Table
from apps.duplicates.actions import merging
from apps.duplicates.models import UNDO_DAYS, Merge


def old_merges(before: datetime) -> QuerySet[Merge]:
    return Merge.objects.filter(at__lt=before, purged_at__isnull=True)


def forget_values(subject: Subject) -> int:
    """What the records were; that they are one stays, so that old links find it."""
    return merging.forget(Merge.objects.filter(kept=subject.person_id, purged_at__isnull=True))


MERGES = Part(
    order=45,
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
    registries.privacy.add("duplicates.merges", MERGES)
