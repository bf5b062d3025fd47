"""What a person is ready to do for students, fellow alumni and the university."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from apps.accounts.models import User
from apps.core.actions import rows
from apps.records.actions import facts, search
from apps.records.models import HelpOffer, Person, Source


@dataclass(frozen=True)
class Wish:
    """One kind of help: offered or not, in which words, open to whom. `version`: of the offer that the person saw, 0
    for none."""

    kind: str
    is_offered: bool
    note: str
    audience: str
    version: int


@transaction.atomic
def keep(person: Person, wishes: Iterable[Wish], *, by: User) -> bool:
    """Offers what is newly offered, changes and withdraws the others; True when anything was different. Raises Stale
    where an offer is no longer what the person saw."""
    there = {offer.kind: offer for offer in HelpOffer.objects.filter(person=person)}
    changed = [_keep(person, there.get(wish.kind), wish, by=by) for wish in wishes]
    search.refresh([person.pk])
    return any(changed)


def _keep(person: Person, offer: HelpOffer | None, wish: Wish, *, by: User) -> bool:
    if (offer.version if offer else 0) != wish.version:
        raise rows.Stale
    if offer is None:
        return wish.is_offered and _offer(person, wish, by=by)
    if not wish.is_offered:
        facts.remove(offer, by=by, action="records.withdraw_offer")
        return True
    values = {"note": wish.note, "audience": wish.audience}
    return rows.change(offer, values, by=by, action="records.change_offer", subject_id=person.pk)


def _offer(person: Person, wish: Wish, *, by: User) -> bool:
    offer = HelpOffer(person=person, kind=wish.kind, note=wish.note, audience=wish.audience, source=Source.SELF)
    facts.add(offer, by=by, action="records.offer_help")
    return True
