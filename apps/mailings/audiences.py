"""To whom mailings can go by what the records say of people, and in whose name the office writes.

The office asks the whole record, of the people whom the writer may see. Others ask what those people have opened to
alumni, and nothing else: a count by something hidden would tell it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy

from apps.accounts.emails import letterhead
from apps.accounts.models import User
from apps.core.lib.keys import keys_of
from apps.core.registries import MailAudience, MailSender, MailWriter, mail_audiences, mail_senders
from apps.mailings import rules
from apps.records import policy
from apps.records.models import Campus, Cohort, Degree, Faculty, Person, Province, SearchRow


def register() -> None:
    mail_senders.add(
        rules.OFFICE,
        MailSender(
            name=_name,
            why=_why,
            url=lambda _key: reverse("home:index"),
            reply_to=lambda _key: settings.DEFAULT_FROM_EMAIL,
            may_write=_may_write,
            reach=lambda _writer: None,
            desk=lambda _key, public_id: reverse("mailings:office_show", args=[public_id]),
        ),
    )
    for order, (key, title, people, choices) in enumerate(
        (
            ("all", gettext_lazy("All alumni"), _graduates, None),
            ("cohort", gettext_lazy("Classes"), _of_cohorts, _cohorts),
            ("faculty", gettext_lazy("Faculties"), _of_faculties, _faculties),
            ("campus", gettext_lazy("Campuses"), _of_campuses, _campuses),
            ("province", gettext_lazy("Provinces where they live now"), _in_provinces, _provinces),
        )
    ):
        mail_audiences.add(key, MailAudience(title, people, choices, order=order))


def is_office(writer: MailWriter) -> bool:
    return writer.kind == rules.OFFICE


def _name(_key: str, language: str) -> str:
    with translation.override(language):
        head = letterhead()
    return " ".join(part for part in (head.office, head.university) if part) or head.portal


def _why(_key: str) -> str:
    university = letterhead().university or gettext("the university")
    return gettext("You get this as an alumna or alumnus of %(university)s.") % {"university": university}


def _may_write(account: AbstractBaseUser, _key: str) -> bool:
    return isinstance(account, User) and account.is_active and account.is_staff and account.has_perm(rules.WRITE)


def _graduates(writer: MailWriter, _values: Sequence[str]) -> QuerySet[Any]:
    return _degrees(writer).filter(is_first=True).values("person")


def _of_cohorts(writer: MailWriter, values: Sequence[str]) -> QuerySet[Any]:
    return _degrees(writer).filter(is_first=True, cohort__in=keys_of(values)).values("person")


def _of_faculties(writer: MailWriter, values: Sequence[str]) -> QuerySet[Any]:
    return _degrees(writer).filter(faculty__in=keys_of(values)).values("person")


def _of_campuses(writer: MailWriter, values: Sequence[str]) -> QuerySet[Any]:
    return _degrees(writer).filter(campus__in=keys_of(values)).values("person")


def _in_provinces(writer: MailWriter, values: Sequence[str]) -> QuerySet[Any]:
    tier = SearchRow.Tier.OFFICE if is_office(writer) else SearchRow.Tier.ALUMNI
    return SearchRow.objects.filter(tier=tier, province__in=values).values("person")


def _degrees(writer: MailWriter) -> QuerySet[Degree]:
    conferred = Degree.objects.filter(status=Degree.Status.CONFERRED)
    return conferred.filter(Q() if is_office(writer) else policy.open_to(policy.ALUMNUS))


def _cohorts(_writer: MailWriter) -> list[tuple[str, str]]:
    here = Cohort.objects.filter(institution__code=settings.INSTITUTION).order_by("-number")
    return [(str(cohort.pk), str(cohort)) for cohort in here]


def _faculties(_writer: MailWriter) -> list[tuple[str, str]]:
    here = Faculty.objects.filter(institution__code=settings.INSTITUTION)
    return sorted(((str(faculty.pk), faculty.name) for faculty in here), key=lambda choice: choice[1])


def _campuses(_writer: MailWriter) -> list[tuple[str, str]]:
    return [(str(each.pk), each.name) for each in Campus.objects.filter(institution__code=settings.INSTITUTION)]


def _provinces(_writer: MailWriter) -> list[tuple[str, str]]:
    return sorted(((each.code, each.name) for each in Province.objects.all()), key=lambda choice: choice[1])


def visible_people(writer: MailWriter) -> QuerySet[Person]:
    """Whom the office's writer may see at all: a campus's clerk those who studied there."""
    account = writer.account
    return Person.objects.visible_to(account) if isinstance(account, User) else Person.objects.none()
