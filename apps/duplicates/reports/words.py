"""A row in words, for whoever decides between two of them: what it says, and who said so when."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.lib import national_id
from apps.core.templatetags.thai import be_date, phone
from apps.records.models import Address, Contact, Degree, Person


def text_of(row: Model) -> str:
    """One line."""
    tell = WORDS.get(row._meta.label_lower)
    return tell(row) if tell else str(row)


def about(row: Any) -> str:
    """Who said so, how old it is, and in what state it is."""
    told = []
    if hasattr(row, "get_source_display"):
        told.append(str(row.get_source_display()))
        confirmed = row.confirmed_at
        day = be_date(confirmed or row.recorded_at, "short")
        told.append(f"{_('confirmed')} {day}" if confirmed else day)
    if getattr(row, "status", "live") not in {"live", "conferred"}:
        told.append(str(row.get_status_display()))
    return " · ".join(told)


def value_of(person: Person, name: str) -> str:
    """A fact of the person's own row; numbers that few may see only by their end."""
    value = getattr(person, name)
    if value in (None, ""):
        return ""
    return FACTS[name](person, value) if name in FACTS else str(value)


def _account(account: Any) -> str:
    told = [account.email or str(account)]
    if account.is_staff:
        told.append(_("works in the office"))
    if account.last_login:
        told.append(_("signed in %(day)s") % {"day": be_date(account.last_login, "short")})
    return " · ".join(told)


def _name(row: Any) -> str:
    told = [full for full in (row.titled_th if row.full_th else "", row.titled_en if row.full_en else "") if full]
    if row.nickname:
        told.append(f"({row.nickname})")
    return " · ".join(told)


def _contact(row: Contact) -> str:

    telephone = row.kind in {Contact.Kind.MOBILE, Contact.Kind.PHONE}
    return " · ".join(filter(None, [phone(row.value) if telephone else row.value, row.label]))


def _address(row: Address) -> str:
    moo = f"{_('moo')} {row.moo}" if row.moo else ""
    parts = [row.house_no, moo, row.village, row.soi, row.road, row.subdistrict, row.district, row.province]
    abroad = [row.foreign_lines, "" if row.country_id == "TH" else row.country]
    written = " ".join(str(part) for part in [*parts, row.postcode, *abroad] if part)
    return f"{row.get_kind_display()}: {written}"


def _degree(row: Degree) -> str:
    told = [str(row.programme or row.title or row.get_level_display())]
    told += [row.faculty.name] if row.faculty else []
    told += [str(row.graduation_year_be)] if row.graduation_year_be else []
    told += [f"{_('Student id')} {row.student_id}"] if row.student_id else []
    told += [f"{_('GPA')} {row.gpa}"] if row.gpa else []
    return " · ".join(told)


def _post(row: Any) -> str:
    told = [row.position, row.employer, row.field, row.get_sector_display() if row.sector else ""]
    return " · ".join(filter(None, told))


def _profile(row: Any) -> str:
    told = [row.about, ", ".join(row.interests), _("with a photo") if row.photo else ""]
    told += [_("with an alumni card") if row.card_code else ""]
    return " · ".join(filter(None, told)) or _("nothing written yet")


def _death(row: Any) -> str:
    told = [be_date(row.died_on) if row.died_on else "", row.get_first_source_display(), row.first_evidence]
    told += [_("confirmed") if row.is_confirmed else _("one source so far")]
    return " · ".join(filter(None, told))


def _wish(row: Any) -> str:
    until = f" {_('until')} {be_date(row.until, 'short')}" if row.until else ""
    return f"{row.get_channel_display()}{until}"


def _consent(row: Any) -> str:
    said = _("agrees") if row.is_given else _("does not agree any more")
    return f"{row.get_purpose_display()}: {said}"


def _family(row: Any) -> str:
    """Without a name: a relative of another campus is not everybody's to see."""
    return str(row.get_relation_display())


FACTS: dict[str, Callable[[Person, Any], str]] = {
    "national_id": lambda _person, number: national_id.mask_national_id(number),
    "passport_no": lambda _person, number: f"…{number[-3:]}",
    "birth_date": lambda person, day: f"{be_date(day)} · {person.get_birth_date_source_display()}",
    "gender": lambda person, _gender: person.get_gender_display(),
    "language": lambda _person, code: str(dict(User.Language.choices).get(code, code)),
    "account": lambda _person, account: _account(account),
}
WORDS: dict[str, Callable[[Any], str]] = {
    "records.personname": _name,
    "records.contact": _contact,
    "records.address": _address,
    "records.degree": _degree,
    "records.employment": _post,
    "records.profile": _profile,
    "records.death": _death,
    "records.donotcontact": _wish,
    "records.consent": _consent,
    "records.familylink": _family,
}
