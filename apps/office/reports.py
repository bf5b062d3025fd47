"""What the office's pages show, read in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.actions import audit
from apps.core.models import AuditEntry
from apps.core.reports import Said, Told, tell, thing_of
from apps.records.actions.held import MISSING, fact_of
from apps.records.models import (
    Address,
    Contact,
    ContactLogEntry,
    Death,
    Degree,
    DoNotContact,
    Employment,
    FamilyLink,
    HeldChange,
    Person,
    PersonName,
    SavedList,
)
from apps.records.querysets.successors import changes_about

HISTORY_SHOWN = 12
# What tells one fact of a kind from another, by the field that says it.
_SORT = {"records.contact": "kind", "records.address": "kind", "records.degree": "level"}


@dataclass(frozen=True)
class Relative:
    """A family link as it reads from one side; `person` is None for a reader who may not see them."""

    link: FamilyLink
    person: Person | None
    relation: str


@dataclass(frozen=True)
class PersonSheet:
    """Everything known about one person."""

    name: PersonName | None
    former_names: list[PersonName]
    degrees: list[Degree]
    contacts: list[Contact]
    addresses: list[Address]
    employments: list[Employment]
    death: Death | None
    wishes: list[DoNotContact]
    log: list[ContactLogEntry]
    family: list[Relative]
    held: list[HeldChange]
    lists: list[SavedList]
    history: list[Told]
    has_more_history: bool

    @property
    def first_degree(self) -> Degree | None:
        return next((degree for degree in self.degrees if degree.is_first), None)

    @property
    def is_reachable(self) -> bool:
        return any(contact.status == Contact.Status.LIVE for contact in self.contacts) or any(
            address.status == Address.Status.LIVE for address in self.addresses
        )


def person_sheet(person: Person, viewer: User) -> PersonSheet:
    """The sheet of a person whom the viewer may see."""
    names = list(PersonName.objects.filter(person=person).order_by("-is_current", "-valid_from", "-pk"))
    told = tell(person_history(person)[: HISTORY_SHOWN + 1])
    return PersonSheet(
        name=next((name for name in names if name.is_current), None),
        former_names=[name for name in names if not name.is_current],
        degrees=list(
            Degree.objects.filter(person=person)
            .select_related("faculty", "campus", "cohort", "title", "programme__title")
            .order_by("-is_first", "graduation_year_be", "pk")
        ),
        contacts=list(Contact.objects.filter(person=person).order_by("status", "kind", "-is_primary", "value")),
        addresses=list(
            Address.objects.filter(person=person).select_related("province", "country").order_by("status", "kind")
        ),
        employments=list(
            Employment.objects.filter(person=person)
            .select_related("province", "country")
            .order_by("-is_current", "-valid_from", "-pk")
        ),
        death=Death.objects.filter(person=person).first(),
        wishes=list(DoNotContact.objects.filter(person=person).order_by("since")),
        log=list(
            ContactLogEntry.objects.filter(person=person)
            .select_related("by", "follow_up_by")
            .order_by("-at", "-pk")[:20]
        ),
        family=_family(person, viewer),
        held=list(HeldChange.objects.filter(person=person, state=HeldChange.State.OPEN).order_by("created_at")),
        lists=list(SavedList.objects.seen_by(viewer).filter(members__person=person).order_by("name")),
        history=told[:HISTORY_SHOWN],
        has_more_history=len(told) > HISTORY_SHOWN,
    )


def person_history(person: Person) -> QuerySet[AuditEntry]:
    """Every change of the person and their facts, the newest first."""
    return AuditEntry.objects.filter(changes_about(person.pk)).select_related("by").order_by("-pk")


def things(changes: Iterable[HeldChange]) -> dict[int, str]:
    """What each of the changes is about ("contact: mobile"), by its key: a query for each kind of fact."""
    wanted: dict[str, set[str]] = defaultdict(set)
    changes = list(changes)
    for change in changes:
        if change.key != MISSING:
            wanted[change.table].add(change.key)
    kinds = {
        (table, str(pk)): label
        for table, field in _SORT.items()
        if table in wanted
        for pk, label in _labels(table, field, wanted[table])
    }
    return {each.pk: _thing(each, kinds.get((each.table, each.key), "")) for each in changes}


def _labels(table: str, field: str, keys: set[str]) -> Iterator[tuple[int, str]]:
    model = apps.get_model(table)
    choices = dict(model._meta.get_field(field).flatchoices)
    for pk, value in model._default_manager.filter(pk__in=keys).values_list("pk", field):
        yield pk, str(choices.get(value, value))


def _thing(change: HeldChange, kind: str) -> str:
    if change.key == MISSING:
        return _("A degree that is missing")
    thing = capfirst(thing_of(change.table)) if change.table != "records.person" else _("Date of birth")
    return f"{thing}: {kind}" if kind else thing


def compared(held: HeldChange) -> list[Said]:
    """What a held change proposes, field by field, beside what is recorded."""
    fact = fact_of(held)
    recorded = audit.values_of(fact) if fact else {}
    before = {name: recorded.get(name) for name in held.values}
    entry = AuditEntry(action="", table=held.table, key=held.key, before=before, after=held.values)
    return list(tell([entry])[0].lines)


def _family(person: Person, viewer: User) -> list[Relative]:
    """Links told from either side. Who is of another campus stays unnamed to a reader of this one."""
    links = list(FamilyLink.objects.of(person).with_names())
    others = {link.pk: link.relative if link.person_id == person.pk else link.person for link in links}
    seen = set(Person.objects.visible_to(viewer).filter(pk__in=[other.pk for other in others.values()]))
    return [
        Relative(link, other if other in seen else None, _relation(link, person))
        for link in links
        for other in [others[link.pk]]
    ]


def _relation(link: FamilyLink, person: Person) -> str:
    """What the other one is to the person."""
    if link.relative_id == person.pk and link.relation == FamilyLink.Relation.PARENT:
        return _("Child")
    return link.get_relation_display()
