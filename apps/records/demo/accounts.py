"""The people as whom the demonstration page signs one in: staff of every role, graduates, a student, a visitor."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_lazy as _

from apps.accounts import rules
from apps.accounts.actions import roles
from apps.accounts.models import User
from apps.core.registries import Persona
from apps.records.actions import people
from apps.records.actions.scopes import limit_to_campuses
from apps.records.models import Campus, Contact, Degree, Institution, Level, Person, PersonName, Programme, Source


@dataclass(frozen=True)
class Staff:
    """A member of staff: the group that gives the role, and whether the role ends at one campus."""

    name: str
    role: str
    limited: bool = False


STAFF = {
    "administrator@office.example": Staff("อารยา ตัวอย่างดี", rules.ADMINISTRATOR),
    "records@office.example": Staff("ทะนง ระเบียนงาม", rules.RECORDS),
    "records.campus@office.example": Staff("ซารีนา วิทยาเขตใต้", rules.RECORDS, limited=True),
    "events@office.example": Staff("รื่นเริง งานคืนเหย้า", rules.EVENTS),
    "communications@office.example": Staff("ข่าวดี สารศรีตรัง", rules.COMMUNICATIONS),
    "giving@office.example": Staff("กุศล ทุนการศึกษา", rules.GIVING),
    "reports@office.example": Staff("สถิตย์ รายงานผล", rules.REPORTS),
}
ALUMNI = {"early": "early@alumni.example", "old": "old.record@alumni.example", "recent": "recent@alumni.example"}
STUDENT, STUDENT_NAME = "student@alumni.example", ("ปลายฟ้า", "ใกล้จบ")
VISITOR, VISITOR_NAME = "visitor@alumni.example", "แขก ผู้มาเยือน"

PERSONAS = (
    Persona("administrator@office.example", _("Administrator"), _("Invites staff, grants roles, sees everything"), 10),
    Persona("records@office.example", _("Records officer"), _("Keeps the records of the whole university"), 20),
    Persona("records.campus@office.example", _("Records officer of one campus"), _("Sees that campus alone"), 30),
    Persona("events@office.example", _("Events officer"), _("Plans reunions and other events"), 40),
    Persona("communications@office.example", _("Communications officer"), _("Writes news and mailings"), 50),
    Persona("giving@office.example", _("Giving officer"), _("Records gifts and thanks donors"), 60),
    Persona("reports@office.example", _("Reports officer"), _("Reads figures, changes nothing"), 70),
    Persona(
        ALUMNI["early"],
        _("Graduate of an early class"),
        _("Looks for classmates of long ago; leads a group that holds an event with another"),
        110,
        "alumni",
    ),
    Persona(
        ALUMNI["old"], _("Graduate with an old record"), _("Has told the office nothing for years"), 120, "alumni"
    ),
    Persona(ALUMNI["recent"], _("Graduate of a recent class"), _("Does everything by telephone"), 130, "alumni"),
    Persona(STUDENT, _("Student"), _("In the last year, looking for a mentor"), 210, "student"),
    Persona(VISITOR, _("Visitor"), _("Has an account and is in no record"), 310, "visitor"),
)


def create(institution: Institution, model: dict[str, Any]) -> dict[str, User]:
    """The accounts, by the role of the staff; nobody has a password."""
    roles.sync_roles()
    campus = Campus.objects.get(institution=institution, code=model["campus_of_limited_staff"])
    by_role: dict[str, User] = {}
    for email, each in STAFF.items():
        user = _account(email, each.name, is_staff=True)
        roles.grant_role(user, each.role, by=None)
        if each.limited:
            limit_to_campuses(user, [campus], by=None)
        else:
            by_role[each.role] = user
    _account(VISITOR, VISITOR_NAME)
    return by_role


def join_graduates(years: Mapping[str, int], *, by: User) -> None:
    """Gives an account to a graduate of each of three decades (`years`: early, old, recent)."""
    for kind, email in ALUMNI.items():
        person = _graduate(years[kind], untouched=kind == "old")
        if person is not None:
            name = PersonName.objects.get(person=person, is_current=True)
            people.change(person, {"account": _account(email, name.full_th)}, by=by)


def enrol_student(institution: Institution, *, student_id: str, by: User) -> None:
    """Somebody who studies here and has no degree yet."""
    first, last = STUDENT_NAME
    programme = Programme.objects.filter(faculty__institution=institution, title__level=Level.BACHELOR).order_by("pk")[
        0
    ]
    study = Degree(
        institution=institution,
        student_id=student_id,
        status=Degree.Status.STUDYING,
        level=Level.BACHELOR,
        programme=programme,
        title=programme.title,
        faculty=programme.faculty,
        campus=programme.faculty.campus,
        entry_year_be=2566,
        source=Source.REGISTRAR,
    )
    people.add(
        Person(account=_account(STUDENT, f"{first} {last}"), gender=Person.Gender.FEMALE),
        name=PersonName(title_th="นางสาว", first_th=first, last_th=last, source=Source.REGISTRAR),
        study=study,
        contacts=[Contact(kind=Contact.Kind.EMAIL, value=STUDENT, is_primary=True, source=Source.SELF)],
        by=by,
    )


def _account(email: str, name: str, *, is_staff: bool = False) -> User:
    user = User.objects.create_user(email, None, name=name, is_staff=is_staff)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _graduate(year: int, *, untouched: bool) -> Person | None:
    """The first graduate of that year, or of the next one that has any, who is alive and has a Thai name; if
    `untouched`, one who never told the office anything."""
    fitting = Person.objects.filter(
        names__is_current=True, death__isnull=True, degrees__is_first=True, degrees__graduation_year_be__gte=year
    ).exclude(names__first_th="")
    if untouched:
        fitting = fitting.exclude(contacts__source=Source.SELF).exclude(addresses__source=Source.SELF)
    return fitting.filter(account__isnull=True).order_by("degrees__graduation_year_be", "pk").first()
