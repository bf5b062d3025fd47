"""The people as whom the demonstration page signs one in: staff of every role, graduates, a student, a visitor."""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.registries import Persona
from apps.records.actions import people
from apps.records.models import (
    Campus,
    Contact,
    Degree,
    Institution,
    Level,
    Person,
    PersonName,
    Programme,
    Source,
    StaffScope,
)


@dataclass(frozen=True)
class Staff:
    """A member of staff: the group that gives the role, and whether the role ends at one campus."""

    name: str
    role: str
    limited: bool = False


STAFF = {
    "administrator@example.ac.th": Staff("อารยา ตัวอย่างดี", "administrator"),
    "records@example.ac.th": Staff("ทะนง ระเบียนงาม", "records"),
    "records.campus@example.ac.th": Staff("ซารีนา วิทยาเขตใต้", "records", limited=True),
    "events@example.ac.th": Staff("รื่นเริง งานคืนเหย้า", "events"),
    "communications@example.ac.th": Staff("ข่าวดี สารศรีตรัง", "communications"),
    "giving@example.ac.th": Staff("กุศล ทุนการศึกษา", "giving"),
    "reports@example.ac.th": Staff("สถิตย์ รายงานผล", "reports"),
}
ALUMNI = {"alumnus.2518@example.com": 2518, "alumna.2530@example.com": 2530, "alumna.2546@example.com": 2546}
STUDENT, STUDENT_NAME = "student@example.com", ("ปลายฟ้า", "ใกล้จบ")
VISITOR, VISITOR_NAME = "visitor@example.com", "แขก ผู้มาเยือน"

PERSONAS = (
    Persona("administrator@example.ac.th", _("Administrator"), _("Invites staff, grants roles, sees everything"), 10),
    Persona("records@example.ac.th", _("Records officer"), _("Keeps the records of the whole university"), 20),
    Persona("records.campus@example.ac.th", _("Records officer of one campus"), _("Sees that campus alone"), 30),
    Persona("events@example.ac.th", _("Events officer"), _("Plans reunions and other events"), 40),
    Persona("communications@example.ac.th", _("Communications officer"), _("Writes news and mailings"), 50),
    Persona("giving@example.ac.th", _("Giving officer"), _("Records gifts and thanks donors"), 60),
    Persona("reports@example.ac.th", _("Reports officer"), _("Reads figures, changes nothing"), 70),
    Persona("alumnus.2518@example.com", _("Graduate of 2518"), _("One of the first classes"), 110, "alumni"),
    Persona("alumna.2530@example.com", _("Graduate of 2530"), _("Whose record is old"), 120, "alumni"),
    Persona("alumna.2546@example.com", _("Graduate of 2546"), _("Finds classmates by telephone"), 130, "alumni"),
    Persona(STUDENT, _("Student"), _("In the last year, looking for a mentor"), 210, "student"),
    Persona(VISITOR, _("Visitor"), _("Has an account and is in no record"), 310, "visitor"),
)


def create(institution: Institution, model: dict[str, Any]) -> dict[str, User]:
    """The accounts, by the role of the staff; nobody has a password."""
    staff = {email: _account(email, each.name, is_staff=True) for email, each in STAFF.items()}
    campus = Campus.objects.get(institution=institution, code=model["campus_of_limited_staff"])
    for email, each in STAFF.items():
        staff[email].groups.add(Group.objects.get_or_create(name=each.role)[0])
        if each.limited:
            StaffScope.objects.create(user=staff[email], campus=campus)
    by_role = {each.role: staff[email] for email, each in STAFF.items() if not each.limited}
    _account(VISITOR, VISITOR_NAME)
    return by_role


def join_graduates(*, by: User) -> None:
    """Gives an account to a graduate of each of three decades; the one of 2530 has nothing but the old file's data."""
    for email, year in ALUMNI.items():
        person = _graduate(year, old=year == 2530)
        if person is not None:
            name = PersonName.objects.get(person=person, is_current=True)
            people.change(person, {"account": _account(email, name.full_th)}, by=by)


def enrol_student(institution: Institution, *, by: User) -> None:
    """Somebody who studies here and has no degree yet."""
    first, last = STUDENT_NAME
    programme = Programme.objects.filter(faculty__institution=institution, title__level=Level.BACHELOR).order_by("pk")[
        0
    ]
    study = Degree(
        institution=institution,
        student_id="6" + "0" * 9 if institution.code == "PSU" else "6" + "0" * 11,
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


def _graduate(year: int, *, old: bool) -> Person | None:
    """The first graduate of that year, or of the next one that has any, who is alive and has a Thai name."""
    fitting = Person.objects.filter(
        names__is_current=True, death__isnull=True, degrees__is_first=True, degrees__graduation_year_be__gte=year
    ).exclude(names__first_th="")
    if old:
        fitting = fitting.exclude(contacts__source=Source.SELF).exclude(addresses__source=Source.SELF)
    return fitting.filter(account__isnull=True).order_by("degrees__graduation_year_be", "pk").first()
