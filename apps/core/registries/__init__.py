"""How a higher app is heard by a lower one: it puts an entry here in its `AppConfig.ready()`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from django.contrib.auth.base_user import AbstractBaseUser
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.utils.functional import _StrPromise

    from apps.core.actions.jobs import Progress, Result
    from apps.core.models import Job
    from apps.core.privacy import Part

Entry = TypeVar("Entry")


class Registry(Generic[Entry]):
    """Named entries in the order in which they came; a name is taken once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: dict[str, Entry] = {}

    def add(self, key: str, entry: Entry) -> None:
        if self._entries.get(key, entry) != entry:
            raise ValueError(f"{self.name}: {key!r} is taken")
        self._entries[key] = entry

    def __getitem__(self, key: str) -> Entry:
        return self._entries[key]

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[tuple[str, Entry]]:
        return iter(self._entries.items())

    def entries(self) -> list[Entry]:
        return list(self._entries.values())


@dataclass(frozen=True)
class Role:
    """A staff role: a group, said in plain words, with the permissions that the apps give it."""

    key: str
    name: "_StrPromise"
    description: "_StrPromise"


@dataclass(frozen=True)
class Persona:
    """A person as whom the demonstration page signs one in with one tap. `kind`: staff, alumni, student, visitor."""

    email: str
    name: "_StrPromise"
    does: "_StrPromise"
    order: int
    kind: str = "staff"


@dataclass(frozen=True)
class Membership:
    """A kind of person for whom some pages are: `admits` says whether an account is one, `refusal` names the page
    that tells the others why and how to become one."""

    admits: "Callable[[AbstractBaseUser], bool]"
    refusal: str


@dataclass(frozen=True)
class NoticeText:
    """What a notice says in the active language, and the page where there is more."""

    text: str
    url: str
    icon: str = "bell"


@dataclass(frozen=True)
class JobRunner:
    """How jobs of a kind are done, and who may fetch the file that one leaves: whoever started it, as long as they
    hold `permission` (empty: always) and `in_reach` finds that they still see all that the file may hold."""

    run: "Callable[[Job, Progress], Result | None]"
    permission: str
    in_reach: "Callable[[Job], bool] | None" = None


@dataclass(frozen=True)
class Letterhead:
    """In whose name the portal writes, in the language that is active, and where questions go."""

    portal: str
    university: str
    office: str
    contact: str


@dataclass(frozen=True)
class Worklist:
    """A pile of work on the staff's dashboard: how many wait, and where they are worked off."""

    title: "_StrPromise"
    icon: str
    permission: str
    count: "Callable[[HttpRequest], int]"
    url: "Callable[[HttpRequest], str]"
    hint: "_StrPromise"
    is_rare: bool = False  # shown only while something waits


@dataclass(frozen=True)
class Finding:
    """Something that looks wrong in people's records, by which the office's list of people can be narrowed. `people`
    selects the keys of those of whom it is true, one a row. `group` gathers what belongs together."""

    title: "_StrPromise"
    hint: "_StrPromise"
    group: str
    people: "Callable[[], QuerySet[Any]]"


@dataclass(frozen=True)
class Shortage:
    """Graduates of whom a head-count counts more than the records hold, as far as the count tells them apart."""

    graduation_year_be: int
    faculty_id: int | None = None
    campus_id: int | None = None
    level: str = ""


@dataclass(frozen=True)
class Suspects:
    """People or rows that may be those whom a head-count misses: how many, what they are, and where they are seen."""

    number: int
    title: str
    url: str = ""


@dataclass(frozen=True)
class PaymentPurpose:
    """What money is asked for by an app. `url`: the page of what is paid for, by its key ("": none). `follow` gets the
    request inside the transaction that changed what came or whether it is asked for at all. `takes_more`: more than
    was asked is kept (a gift), not paid back. `held_until`: how long the thing is kept for whoever is to pay."""

    name: "_StrPromise"
    url: "Callable[[str], str]"
    follow: "Callable[[Any], None]"
    takes_more: bool = False
    held_until: "Callable[[str], datetime | None]" = lambda _key: None


@dataclass(frozen=True)
class GroupPart:
    """What an app keeps of groups: how many rows of one there are, and how they move when two become one."""

    label: "_StrPromise"
    count: "Callable[[int], int]"
    move: "Callable[[int, int, Any], None]"


@dataclass(frozen=True)
class GroupFigure:
    """A number in a group's yearly report: of the group with this key, from one day to another, both included."""

    label: "_StrPromise"
    count: "Callable[[int, date, date], int]"


@dataclass(frozen=True)
class Judged:
    """When the office let things of a leader in one group out, each once, and was last against one in any group."""

    approved: "tuple[datetime, ...]" = ()
    against: "datetime | None" = None


@dataclass(frozen=True)
class MailWriter:
    """Somebody who writes a mailing, and in whose name: "office", or the key of a sender with what it is of after a
    colon ("chapter:12")."""

    account: "AbstractBaseUser | None"
    sender_key: str

    @property
    def kind(self) -> str:
        return self.sender_key.partition(":")[0]

    @property
    def part(self) -> str:
        return self.sender_key.partition(":")[2]


@dataclass(frozen=True)
class MailSender:
    """Those in whose name mailings go out: the office, the groups. Each function takes the whole key; `name` also a
    language. `why`: to a reader, why they get it; `reply_to`: the address to which answers go on, "" for none;
    `reach`: keys of the people who can be written to at all in this name, None: everybody whom the writer may see;
    `avoids`: keys of those who are left out of all that comes in this name, and nobody learns why (asked again at each
    message, so of a table of people); `desk`: where its writers see the mailing with this public id; `has_part`: who
    is of them, and does not decide as a second person."""

    name: "Callable[[str, str], str]"
    why: "Callable[[str], str]"
    url: "Callable[[str], str]"
    reply_to: "Callable[[str], str]"
    may_write: "Callable[[AbstractBaseUser, str], bool]"
    reach: "Callable[[MailWriter], QuerySet[Any] | None]"
    desk: "Callable[[str, UUID], str]"
    avoids: "Callable[[MailWriter], QuerySet[Any]] | None" = None
    has_part: "Callable[[AbstractBaseUser, str], bool] | None" = None


@dataclass(frozen=True)
class MailAudience:
    """A kind of people to whom mailings can go. `choices`: what can be chosen by this writer, key and words (None:
    there is nothing to choose); `people`: the keys of the people whom the chosen ones mean, none of them empty
    (BadInputError where what was chosen cannot be asked any more); `order`: its place among all."""

    title: "_StrPromise"
    people: "Callable[[MailWriter, Sequence[str]], QuerySet[Any]]"
    choices: "Callable[[MailWriter], list[tuple[str, str]]] | None" = None
    is_for: "Callable[[MailWriter], bool]" = lambda _writer: True
    order: int = 50


@dataclass(frozen=True)
class Panel:
    """A part of a page that another app adds (somebody's own, a group's, its leaders' desk): the template draws
    `panel`."""

    template: str
    content: Any


job_runners: Registry[JobRunner] = Registry("job runners")
roles: Registry[Role] = Registry("roles")
role_permissions: Registry[tuple[str, tuple[str, ...]]] = Registry("role permissions")
reference_steps: Registry[Callable[[], None]] = Registry("reference steps")  # what load_reference loads beside records
letterheads: Registry[Callable[[], Letterhead]] = Registry("letterheads")  # one: "institution"
demo_steps: Registry[Callable[..., None]] = Registry("demonstration steps")
personas: Registry[Persona] = Registry("personas")
worklists: Registry[Worklist] = Registry("worklists")
# How an entry of the trail (by its action, else its table) is read whose values are packed into others: the values in,
# each by itself out: table, column (table "": what it is called, in words), value.
audit_readings: Registry[Callable[[Mapping[str, Any]], Iterable[tuple[str, str, Any]]]] = Registry("audit readings")
audit_facts: Registry[str] = Registry("audit facts")  # table → the action by which a packed fact of it is told
audit_verbs: Registry["_StrPromise"] = Registry("audit verbs")  # "records.add_contact" → "added a contact"
memberships: Registry[Membership] = Registry("memberships")  # "alumni": who has a graduate's record of their own
notices: Registry[Callable[[dict[str, Any]], NoticeText]] = Registry("notices")  # kind → its words
fellowships: Registry["Callable[[int], QuerySet[Any]]"] = Registry("fellowships")  # person → people of the same group
me_panels: Registry["Callable[[HttpRequest], Panel | None]"] = Registry("my page")  # parts of /me/
person_panels: Registry["Callable[[HttpRequest, Any], Panel | None]"] = Registry("a person")  # of the office's page
# Parts of a group's page and of its leaders' desk, for whoever looks: the request, the group, their standing in it.
chapter_panels: Registry["Callable[[HttpRequest, Any, Any], Panel | None]"] = Registry("page of a group")
desk_panels: Registry["Callable[[HttpRequest, Any, Any], Panel | None]"] = Registry("desk of a group")
group_figures: Registry[GroupFigure] = Registry("figures of a group's year")
group_parts: Registry[GroupPart] = Registry("parts of a group")  # that move when two groups become one
# Things of an app that speak for or against a leader: keys of the person and of the group.
judged_things: Registry["Callable[[int, int], Judged]"] = Registry("judged things of leaders")
mail_senders: Registry[MailSender] = Registry("senders of mailings")  # "office", "chapter"
# What keeps a mailing of this writer, to so many people, from going out by itself.
mail_audiences: Registry[MailAudience] = Registry("audiences of mailings")  # "cohort", "chapter_members" …
findings: Registry[Finding] = Registry("findings")
front_panels: Registry["Callable[[HttpRequest], Panel | None]"] = Registry("front page")
# Who may be missing from head-counts (the held rows of an import, for instance): asked for all of a year at once.
suspects: Registry["Callable[[Sequence[Shortage]], Mapping[Shortage, Suspects]]"] = Registry("suspects")
payment_purposes: Registry[PaymentPurpose] = Registry("payment purposes")  # "events.registration", "giving.gift"
privacy: Registry["Part"] = Registry("privacy")  # what is kept of people, and why
# A record that became part of another: its public id → that of the record in which it lives on.
successors: Registry["Callable[[UUID], UUID | None]"] = Registry("successors")
# The same the other way round: key of a person → keys of the records that became part of theirs.
forerunners: Registry["Callable[[int], list[int]]"] = Registry("forerunners")
# The number of an alumni card that such a record had → key of the person who has the record now.
former_cards: Registry["Callable[[str], int | None]"] = Registry("former cards")
# A row that became one with another: its table and public id → the public id of the row that says the same.
folded_rows: Registry["Callable[[str, UUID], UUID | None]"] = Registry("folded rows")
withdrawals: Registry["Callable[[int, str], None]"] = Registry("withdrawn consents")  # key of the person, purpose
# Whether these files of a photo, which that person has no more, may be needed again: a merge may be taken back.
photo_keepers: Registry["Callable[[int, str], bool]"] = Registry("photo keepers")
# Why the records of these two people may not become one now; "" where nothing speaks against it.
merge_refusals: Registry["Callable[[int, int], str | _StrPromise]"] = Registry("merge refusals")
