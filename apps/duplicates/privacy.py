"""What this app keeps of people, entered in the register of personal data (`core.privacy`)."""

from django.utils.translation import gettext_lazy as _

from apps.core import registries
from apps.core.privacy import Basis, Part, Row, Subject, Table
from apps.duplicates.models import Pair

_TOLD = ("grade", "state", "decided_at")


def tell_pair(pair: Pair, _subject: Subject) -> Row:
    """That there is such a pair, never with whom, nor what is known of them."""
    return {
        "grade": pair.grade,
        "state": pair.state,
        "decided_at": pair.decided_at.isoformat() if pair.decided_at else None,
    }


def _table(owner: str, other: str) -> Table:
    withheld = (other, "score", "reasons", "reason", "put_off_at", "decided_by")
    return Table("duplicates.pair", _TOLD, owner=owner, withheld=withheld, tell=tell_pair)


PAIRS = Part(
    order=45,
    label=_("Records that may be of one person"),
    purpose=_("So that nobody is in the registry twice, and nobody is joined with somebody else."),
    basis=Basis.PUBLIC_TASK,
    kept_for=_("as long as both records are kept"),
    erased=_("that your record was like another one, and what the office decided"),
    tables=(_table("person_a", "person_b"), _table("person_b", "person_a")),
)


def register() -> None:
    registries.privacy.add("duplicates.pairs", PAIRS)
