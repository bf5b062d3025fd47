"""A mailing as one of its readers gets it, for somebody who may see that: the office sees what it sees of people
anyway, others see only what each person has opened to them."""

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext

from apps.accounts.models import User
from apps.core.registries import mail_senders
from apps.mailings import emails, rules
from apps.mailings.lib import texts
from apps.mailings.lib.audience import BadAudience
from apps.mailings.models import Mailing
from apps.mailings.querysets.audiences import people_of
from apps.mailings.querysets.facts import facts_of
from apps.records import policy
from apps.records.models import Person, PersonName, SearchRow
from apps.records.querysets import statement
from apps.records.querysets.filters import PeopleFilters
from apps.records.querysets.people import PersonQuerySet, campuses_of

SHOWN = 12  # people who are offered
LOOKED_THROUGH = 2000  # of those whom a search finds
FONTS = settings.BASE_DIR / "static" / "fonts"
_SCHEME = "(prefers-color-scheme:dark)"


@dataclass(frozen=True)
class Sample:
    """Somebody as whom the letter can be looked at."""

    public_id: UUID
    name: str
    language: str


def samples(mailing: Mailing, viewer: User, text: str = "") -> list[Sample]:
    """Some of those whom it means, in Thai order; with `text`, those of them whom a search finds."""
    people = _known(mailing, viewer)
    if text.strip():
        found = statement.everybody(_search(mailing, viewer, text))[:LOOKED_THROUGH]
        people = people.filter(pk__in=found)
    keys = list(people.in_thai_order().values_list("pk", "public_id", "language")[:SHOWN])
    names = {
        row.person_id: row for row in PersonName.objects.filter(person__in=[key for key, *_ in keys], is_current=True)
    }
    return [
        Sample(public_id, names[key].full if key in names else f"#{key}", language)
        for key, public_id, language in keys
    ]


def reader_of(mailing: Mailing, viewer: User, public_id: str) -> Person | None:
    """The person as whom the viewer looks at the letter; None for nobody whom they may see so."""
    try:
        asked = UUID(public_id)
    except ValueError:
        return None
    return _known(mailing, viewer).filter(public_id=asked).first()


def values_for(
    mailing: Mailing, ready: texts.Compiled, person: Person | None, *, language: str, viewer: User
) -> dict[str, str]:
    """What stands in for the placeholders. Without a person: for anybody."""
    values = dict(emails.links(mailing, language))
    values["sender"] = mail_senders[mailing.sender_key.partition(":")[0]].name(mailing.sender_key, language)
    if person is None:
        return values | anybody(ready.slots)
    readers = None
    if not is_offices(mailing, viewer):
        mine = policy.person_of(viewer)
        readers = {person.pk: policy.reader_of(mine, person, is_alumnus=policy.is_alumnus(viewer))}
    facts: dict[str, str] = facts_of([person.pk], ready.slots, language=language, readers=readers)[person.pk]
    return values | facts


def anybody(slots: frozenset[str]) -> dict[str, str]:
    """Words for nobody in particular: what the archive shows."""
    words = {"first_name": gettext("alumni"), "full_name": gettext("alumni"), "titled_name": gettext("alumni")}
    return {slot: words.get(slot, "…") for slot in slots if texts.PLACEHOLDERS[slot].kind is not texts.Kind.LINK}


def as_seen(html: str, *, is_dark: bool) -> str:
    """The letter as it looks on a dark or a light screen, whatever the screen of whoever looks at it is, with its
    pictures from the page's own address."""
    shown = html.replace(_SCHEME, "all" if is_dark else "not all")
    return legible(shown.replace(f'src="{settings.SITE_URL}/', 'src="/'))


def legible(html: str) -> str:
    """With letters for Thai, also on a device that has none: within the page, since a sandbox fetches no fonts."""
    return html.replace("</style>", f"{_letters()}</style>", 1)


@lru_cache(maxsize=1)
def _letters() -> str:
    return "".join(map(_face, (400, 700)))


def _face(weight: int) -> str:
    font = b64encode((FONTS / f"sarabun-thai-{weight}.woff2").read_bytes()).decode()
    about = f"font-family:Sarabun;font-weight:{weight};unicode-range:U+0E00-0E7F,U+200C-200D,U+25CC"
    return f"@font-face{{{about};src:url(data:font/woff2;base64,{font})}}"


def _known(mailing: Mailing, viewer: User) -> PersonQuerySet:
    """Those whom it means and whom the viewer may know: all in their reach for the office, those whom alumni find for
    leaders."""
    try:
        people = people_of(mailing)
    except BadAudience:
        return Person.objects.none()
    if is_offices(mailing, viewer):
        return Person.objects.visible_to(viewer).filter(pk__in=people.values("pk"))
    listed = SearchRow.objects.filter(tier=SearchRow.Tier.ALUMNI).values("person")
    return Person.objects.filter(pk__in=people.values("pk")).filter(pk__in=listed)


def _search(mailing: Mailing, viewer: User, text: str) -> statement.Search:
    filters = PeopleFilters(text=text[:100])
    if is_offices(mailing, viewer):
        return statement.Search(filters, scope=campuses_of(viewer))
    return statement.Search(filters, tier=SearchRow.Tier.ALUMNI)


def is_offices(mailing: Mailing, viewer: User) -> bool:
    """Does the viewer look with the office's eyes? Leaders do not, whatever else they are."""
    return viewer.is_staff and (mailing.sender_key == rules.OFFICE or not rules.may_write(viewer, mailing.sender_key))
