"""What somebody reads about their own record: how complete it is, what waits, what happened to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core.actions import audit
from apps.core.models import AuditEntry
from apps.core.querysets.entries import one_by_one
from apps.core.reports import Said, Told, tell, thing_of, verb_of
from apps.records.actions.held import fact_of
from apps.records.models import (
    Address,
    Contact,
    Degree,
    Employment,
    HeldChange,
    HelpOffer,
    Person,
    PersonName,
    Profile,
    Source,
)
from apps.records.querysets.successors import changes_about

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from apps.accounts.models import User

REQUESTS_SHOWN = 20
# The record itself. What the office notes of its own dealings (conversations, lists, family) is not part of it.
TOLD = {
    f"records.{model}"
    for model in (
        *("person", "personname", "degree", "contact", "address", "employment", "profile", "helpoffer", "heldchange"),
        "death",
    )
}
UNTOLD_FIELDS = {"note", "account_id", "photo", "card_code", "asked_at", "values", "table", "key", "field"}
# Where requests about each kind of fact are shown.
PAGES = {"records.degree": "me_education", "records.personname": "me_names", "records.person": "me_birth_date"}
OWN_WORDS: "dict[str, _StrPromise]" = {"records.hold_change": _("asked for a correction")}


@dataclass(frozen=True)
class Step:
    """Something that makes a record more useful; `minutes` is what it takes, `weight` its share of the whole."""

    title: "_StrPromise"
    why: "_StrPromise"
    page: str  # of records
    icon: str
    minutes: int
    weight: int
    is_done: bool = False


# The most useful first; their weights make 100.
STEPS = {
    "email": Step(
        _("Confirm your e-mail address"), _("so that news and codes reach you alone"), "me_contacts", "mail", 1, 25
    ),
    "work": Step(
        _("Add where you work"),
        _("so that friends and students find you more easily"),
        "me_add_post",
        "briefcase",
        2,
        20,
    ),
    "address": Step(
        _("Add where you live"),
        _("so that the map and letters know your province"),
        "me_add_address",
        "map-pin",
        2,
        15,
    ),
    "telephone": Step(
        _("Add a telephone number or LINE id"),
        _("so that there is a second way to you"),
        "me_contacts",
        "smartphone",
        1,
        10,
    ),
    "photo": Step(_("Add a photo"), _("so that old friends are sure that it is you"), "me_photo", "image", 1, 10),
    "about": Step(
        _("Write a line about yourself"), _("so that there is something to talk about"), "me_profile", "text", 2, 10
    ),
    "offers": Step(
        _("Say how you are ready to help"), _("so that students may ask you"), "me_offers", "hand-helping", 1, 5
    ),
    "nickname": Step(_("Add your nickname"), _("since many friends know only that one"), "me_names", "pencil", 1, 5),
}


@dataclass(frozen=True)
class Summary:
    """The head of somebody's own pages."""

    name: PersonName | None
    degree: Degree | None
    photo: str
    steps: tuple[Step, ...]

    @property
    def percent(self) -> int:
        return sum(step.weight for step in self.steps if step.is_done)

    @property
    def next_step(self) -> Step | None:
        """The most useful one that is left."""
        return next((step for step in self.steps if not step.is_done), None)

    @property
    def further_steps(self) -> list[Step]:
        """What is left after that."""
        return [step for step in self.steps if not step.is_done][1:]

    @property
    def calling(self) -> str:
        """As a friend would greet this person."""
        return (self.name.nickname or self.name.full) if self.name else ""


@dataclass(frozen=True)
class Waiting:
    """A change that the office has not decided on: the person's own request, or somebody else's word against theirs.
    `page` of records tells more, "" where none does."""

    thing: str
    source: str
    source_label: str
    page: str
    created_at: datetime


@dataclass(frozen=True)
class Request:
    """A correction that the person asked for, field by field, and what the office said."""

    held: HeldChange
    lines: list[Said]
    answer: str


@dataclass(frozen=True)
class Event:
    """A change of the record as its owner reads it: by whom without a name of staff, and what changed."""

    entry: AuditEntry
    who: str
    what: str
    lines: tuple[Said, ...]
    reason: str


def own_summary(person: Person) -> Summary:
    """Seven queries, whatever is known."""
    profile = Profile.objects.filter(person=person).first() or Profile(person=person)
    name = PersonName.objects.filter(person=person, is_current=True).first()
    contacts = list(Contact.objects.filter(person=person, status=Contact.Status.LIVE))
    emails = [contact for contact in contacts if contact.kind == Contact.Kind.EMAIL]
    telephones = {Contact.Kind.MOBILE, Contact.Kind.LINE}
    done = {
        "email": any(email.confirmed_at for email in emails),
        "work": Employment.objects.filter(person=person).exists(),
        "address": Address.objects.filter(person=person, status=Address.Status.LIVE).exists(),
        "telephone": any(contact.kind in telephones for contact in contacts),
        "photo": bool(profile.photo),
        "about": bool(profile.about or profile.interests),
        "offers": HelpOffer.objects.filter(person=person).exists(),
        "nickname": bool(name and name.nickname),
    }
    degrees = Degree.objects.filter(person=person).select_related("faculty", "cohort", "title")
    return Summary(name, degrees.order_by("-is_first", "pk").first(), profile.photo, _steps(done))


def own_requests(person: Person, tables: Iterable[str] = ()) -> list[Request]:
    """What the person asked for, what is open first, then the newest."""
    asked = HeldChange.objects.filter(person=person, source=Source.SELF)
    if tables:
        asked = asked.filter(table__in=tables)
    found = sorted(asked.order_by("-pk")[:REQUESTS_SHOWN], key=lambda held: held.state != HeldChange.State.OPEN)
    answers = AuditEntry.objects.filter(
        table="records.heldchange", action="records.rejected_held_change", key__in=[str(held.pk) for held in found]
    )
    said = {entry.key: entry.reason for entry in answers} if found else {}
    return [
        Request(held, lines, said.get(str(held.pk), "")) for held, lines in zip(found, _proposed(found), strict=True)
    ]


def own_waiting(person: Person) -> list[Waiting]:
    """Everything about the person that waits for a decision, the oldest first."""
    held = HeldChange.objects.filter(person=person, state=HeldChange.State.OPEN).order_by("created_at", "pk")
    return [
        Waiting(
            thing_of(each.table), each.source, each.get_source_display(), PAGES.get(each.table, ""), each.created_at
        )
        for each in held
    ]


def own_events(person: Person, account: "User", *, before: int | None, size: int) -> tuple[list[Event], int | None]:
    """The newest changes of the record older than the entry `before`, and where to go on from (None: no more)."""
    entries = AuditEntry.objects.filter(changes_about(person.pk), table__in=TOLD).select_related("by").order_by("-pk")
    if before is not None:
        entries = entries.filter(pk__lt=before)
    page = list(entries[: size + 1])
    older = page[size - 1].pk if len(page) > size else None
    return [
        Event(told.entry, _who(told.entry, account), _what(told.entry), told.lines, _reason(told.entry))
        for told in tell_owner(page[:size])
    ], older


def tell_owner(entries: Iterable[AuditEntry]) -> list[Told]:
    """The changes in words, without what is the office's own."""
    return tell(filter(_is_told, one_by_one(entries)))


def _steps(done: dict[str, bool]) -> tuple[Step, ...]:
    return tuple(replace(step, is_done=done[key]) for key, step in STEPS.items())


def _proposed(found: list[HeldChange]) -> list[list[Said]]:
    """Field by field what each asks for; beside it what is recorded, as long as that is still to be decided."""
    entries = []
    for held in found:
        fact = fact_of(held) if held.state == HeldChange.State.OPEN else None
        recorded = audit.values_of(fact) if fact else {}
        before = {name: recorded.get(name) for name in held.values}
        entries.append(AuditEntry(action="", table=held.table, key=held.key, before=before, after=held.values))
    return [list(told.lines) for told in tell(entries)]


def _is_told(entry: AuditEntry) -> bool:
    """Takes out what is the office's own; False where nothing is left to tell."""
    had = bool(entry.before or entry.after)
    for values in filter(None, (entry.before, entry.after)):
        for name in UNTOLD_FIELDS & set(values):
            del values[name]
    is_deed = entry.action in {"records.change_photo", "records.remove_photo", "records.open_sensitive"}
    return is_deed or bool(entry.before or entry.after) or not had


def _who(entry: AuditEntry, account: "User") -> str:
    if entry.origin:
        return str(_("A file of the registrar"))
    if entry.by is None:
        return str(_("The system"))
    if entry.by_id == account.pk:
        return str(_("You"))
    return str(_("The office") if entry.by.is_staff else _("Somebody else"))


def _what(entry: AuditEntry) -> str:
    return str(OWN_WORDS[entry.action]) if entry.action in OWN_WORDS and entry.by else verb_of(entry.action)


def _reason(entry: AuditEntry) -> str:
    """A refusal's reason is written for the person; the others are the office's notes."""
    return entry.reason if entry.action == "records.rejected_held_change" else ""
