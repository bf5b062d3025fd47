"""The ledger of a mailing for a member of staff: the rows of those whom they may see, and somebody among them."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from apps.accounts.models import User
from apps.mailings.models import Mailing, Message
from apps.records.models import Person, PersonName
from apps.records.querysets import statement
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.people import campuses_of
from apps.records.rules import may_see_scope

MOST = 2_000  # people whom a search finds


def rows_for(mailing: Mailing, viewer: User) -> QuerySet[Message]:
    """Whoever sees the people of some campuses only, sees their rows. In the order of the index."""
    return Message.objects.filter(mailing=mailing).visible_to(viewer).order_by("person_id", "pk")


def found(rows: QuerySet[Message], viewer: User, text: str) -> QuerySet[Message]:
    """Those to this address, or to somebody whom the office's search finds by these words: a name, an address, or a
    part of either."""
    words = text.strip()[:100]
    if not words:
        return rows
    wanted = Q(to__in={words, words.lower()})
    if may_see_scope(viewer):
        search = statement.Search(PeopleFilters(text=words), scope=campuses_of(viewer))
        wanted |= Q(person__in=statement.everybody(search)[:MOST])
    return rows.filter(wanted)


def names_of(rows: Sequence[Message], viewer: User) -> dict[int, str]:
    """Of the people of some rows, as far as the viewer may see them."""
    people = Person.objects.visible_to(viewer).filter(pk__in={row.person_id for row in rows if row.person_id})
    names = PersonName.objects.filter(person__in=people, is_current=True)
    return {name.person_id: name.full for name in names}
