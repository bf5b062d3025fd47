"""The search rows of a person: the office's, and for each tier of readers one that holds nothing but what is open to
them. Contacts, addresses and student ids are in the office's row only, whoever may see them: nobody else looks for
people by these."""

from collections.abc import Iterator
from typing import NamedTuple

from apps.records import policy
from apps.records.lib.search_text import NameParts, row_sort_key, row_text
from apps.records.models import HelpOffer, SearchRow
from apps.records.policy import Reader

from .known import Known


class Row(NamedTuple):
    """The columns of a SearchRow."""

    person_id: int
    tier: SearchRow.Tier
    text: str
    sort_key: str
    cohort_id: int | None = None
    province_id: str | None = None
    country_id: str | None = None
    sector: str | None = None
    offers: str | None = None
    is_graduate: bool = True
    is_reachable: bool = False
    is_deceased: bool = False


def rows_of(known: Known) -> Iterator[Row]:
    yield _office(known)
    if not (known.has_current_name and known.standing.may_be_listed):
        return
    for tier, reader in policy.TIERS.items():
        if reader.may_see(known.names[0].audience):
            yield _open(known, tier, reader)


def _office(known: Known) -> Row:
    return Row(
        person_id=known.person_id,
        tier=SearchRow.Tier.OFFICE,
        text=row_text(
            names=[name.parts for name in known.names],
            student_ids=known.student_ids,
            phones=known.phones,
            emails=known.emails,
            handles=known.handles,
        ),
        sort_key=row_sort_key(known.names[0].parts if known.has_current_name else NameParts()),
        cohort_id=known.cohort_id,
        province_id=known.province_id,
        is_graduate=known.standing.is_graduate,
        is_reachable=known.is_reachable,
        is_deceased=known.standing.is_deceased,
    )


def _open(known: Known, tier: SearchRow.Tier, reader: Reader) -> Row:
    posts = [post for post in known.posts if reader.may_see(post.audience)]
    held = [post for post in posts if post.is_current]
    homes = [place for place in known.homes if reader.may_see(place.audience)]
    place = (homes or held or [None])[0]
    offered = {offer.kind for offer in known.offers if reader.may_see(offer.audience)}
    return Row(
        person_id=known.person_id,
        tier=tier,
        text=row_text(
            names=[name.parts for name in known.names if reader.may_see(name.audience)],
            work=[word for post in posts for word in post.words],
        ),
        sort_key=row_sort_key(known.names[0].parts),
        cohort_id=known.cohort_id if reader.may_see(known.degree_audience) else None,
        province_id=place.province_id if place else None,
        country_id=place.country_id if place else None,
        sector=next((post.sector for post in held if post.sector), None),
        offers=" ".join(["", *(kind for kind in HelpOffer.Kind.values if kind in offered), ""]) if offered else None,
    )
