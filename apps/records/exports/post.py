"""Letters, address labels and envelopes as PDF for those who may be written to and have an address in use."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.core.lib.dates import PartialDate, format_formal
from apps.core.lib.digits import to_thai
from apps.core.lib.pdf import has_letters_for, render_pdf
from apps.records.exports import Exported, wishes_in_force
from apps.records.lib.addresses import AddressParts, address_lines
from apps.records.models import Address, DoNotContact, Institution, PersonName

KINDS = {
    "letter": gettext_lazy("Letters"),
    "labels": gettext_lazy("Address labels"),
    "envelopes": gettext_lazy("Envelopes"),
}
LABELS_ON_A_SHEET = 24
_FORBID_POST = {DoNotContact.Channel.ALL, DoNotContact.Channel.POST}
CIVIL_TITLES = {"", "นาย", "นาง", "นางสาว"}


@dataclass(frozen=True)
class Recipient:
    """Whom one letter goes to, as written on the envelope and in the salutation."""

    name: str
    salutation: str
    lines: list[str]


@dataclass
class Post:
    """The recipients of a pile of letters, and how many were left out for which reason."""

    people: list[Recipient] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)  # of the same people
    left_out: Counter[str] = field(default_factory=Counter)

    def summary(self) -> str:
        parts = [ngettext("%d recipient", "%d recipients", len(self.people)) % len(self.people)]
        parts += [f"{reason}: {count}" for reason, count in sorted(self.left_out.items())]
        return " · ".join(parts)


@dataclass(frozen=True)
class LetterText:
    """What every copy of a letter says."""

    number: str
    subject: str
    body: str
    dated: date


def collect(people: Iterable[Exported], today: date) -> Post:
    """Sorts people (fetched by `PersonQuerySet.for_export`) into recipients and those who are left out."""
    post = Post()
    for person in people:
        recipient = _recipient(person, today)
        if isinstance(recipient, Recipient):
            post.people.append(recipient)
            post.ids.append(person.pk)
        else:
            post.left_out[recipient] += 1
    return post


def render(kind: str, post: Post, *, text: LetterText | None = None, skip: int = 0) -> bytes:
    """The PDF of the given kind; `skip` labels of the first sheet are used already. Raises DocumentRefused."""
    institution = Institution.objects.served()
    with translation.override("th"):
        data = {
            "lang": "th",
            "title": str(KINDS[kind]),
            "institution": institution.name_th,
            "office": institution.office_name_th,
            "office_address": institution.office_address_th,
            "phone": f"โทร. {institution.office_phone}",
            "to_label": "เรียน",
            "skip": skip,
            "people": [asdict(recipient) for recipient in post.people],
            **(_letter(institution, text) if text else {}),
        }
    template = settings.BASE_DIR / "templates" / "documents" / f"{kind}.typ"
    fonts = settings.BASE_DIR / "static" / "fonts" / "ttf"
    return render_pdf(template, data, fonts=fonts, made_at=timezone.now())


def _letter(institution: Institution, text: LetterText) -> dict[str, object]:
    day = PartialDate(text.dated.year, text.dated.month, text.dated.day)
    return {
        "office_address": to_thai(institution.office_address_th),
        "phone": to_thai(f"โทร. {institution.office_phone}"),
        "number_label": "ที่",
        "number": to_thai(f"{institution.letter_prefix}{text.number}"),
        "date": format_formal(day).removeprefix("วันที่ ").replace("พ.ศ. ", ""),
        "subject_label": "เรื่อง",
        "subject": text.subject,
        "dear_label": "เรียน",
        "paragraphs": [paragraph.strip() for paragraph in text.body.splitlines() if paragraph.strip()],
        "closing": "ขอแสดงความนับถือ",
        "signatory": institution.signatory_name_th or "." * 40,
        "position": institution.signatory_position_th,
    }


def _recipient(person: Exported, today: date) -> Recipient | str:
    """The recipient, or the reason why there is none."""
    death = getattr(person, "death", None)
    if death and death.is_confirmed:
        return _("deceased")
    if any(wish.channel in _FORBID_POST for wish in wishes_in_force(person, today)):
        return _("asked not to be written to")
    address = person.live_addresses[0] if person.live_addresses else None
    lines = address_lines(address_parts(address)) if address else []
    if not lines:
        return _("no address in use")
    name = person.current_names[0] if person.current_names else None
    if name is None:
        return _("no name")
    recipient = Recipient(name=_addressed(name), salutation=_addressed(name, polite=True), lines=lines)
    if not has_letters_for("".join([recipient.name, *lines])):
        return _("letters that the font does not have")
    return recipient


def _addressed(name: PersonName, *, polite: bool = False) -> str:
    """'นายสมชาย ใจดี' on the envelope; 'คุณสมชาย ใจดี' in the letter, unless a title of merit takes its place."""
    if not name.full_th:
        return name.titled_en
    return f"คุณ{name.full_th}" if polite and name.title_th in CIVIL_TITLES else name.titled_th


def address_parts(address: Address) -> AddressParts:
    """The address as plain text parts, its province and country fetched already."""
    abroad = address.country_id != "TH"
    province = address.province
    return AddressParts(
        house_no=address.house_no,
        moo=address.moo,
        village=address.village,
        soi=address.soi,
        road=address.road,
        subdistrict=address.subdistrict,
        district=address.district,
        province=province.name_th if province else "",
        province_code=province.code if province else "",
        postcode=address.postcode,
        foreign_lines=address.foreign_lines,
        country=address.country.name_en.upper() if abroad else "",
    )
