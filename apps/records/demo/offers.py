"""What graduates are ready to do for others."""

from apps.records.actions.search.known import Offer
from apps.records.models import Audience, HelpOffer, Source

from .alumnus import Alumnus
from .writer import Table

KINDS = HelpOffer.Kind.values


class Offers:
    """Writes the offers of help: of every third of those who keep their records, one or two."""

    def __init__(self) -> None:
        self.table = Table(HelpOffer, "person", "kind", "audience", source=Source.SELF)

    def add(self, alumnus: Alumnus) -> None:
        if not alumnus.keen or alumnus.id % 3 != 1:
            return
        audience = Audience.EVERYONE if alumnus.id % 5 == 0 else Audience.ALUMNI
        first = alumnus.id // 3 % len(KINDS)
        for kind in {KINDS[first], KINDS[(first + alumnus.id // 7 % 3) % len(KINDS)]}:
            self.table.add(alumnus.id, kind, audience)
            alumnus.offers.append(Offer(audience, kind))
