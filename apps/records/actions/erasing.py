"""What each part of the registry lets go of when somebody asks to be forgotten. No audit rows are written here: their
values would be what is to be forgotten. `actions.erasure` calls these, in one transaction, and notes the numbers."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from apps.core.actions import audit
from apps.core.models import Job
from apps.core.privacy import Subject
from apps.records.actions import photos
from apps.records.exports.person_history import changes_of
from apps.records.models import (
    Audience,
    Death,
    Degree,
    DoNotContact,
    HelpOffer,
    Person,
    PersonName,
    Profile,
    Restriction,
    Source,
    StaffScope,
)

FORGOTTEN = {
    "account": None,
    "gender": "",
    "birth_date": None,
    "birth_date_source": "",
    "nationality": None,
    "home_province": None,
    "national_id": "",
    "national_id_hash": "",
    "passport_no": "",
    "note": "",
}


def forget_identity(subject: Subject) -> int:
    """Everything of the person but that there is one."""
    gone, _each = Death.objects.filter(person=subject.person_id).delete()
    return gone + _set(Person.objects.filter(pk=subject.person_id or 0), **FORGOTTEN)


def forget_names(subject: Subject) -> int:
    """All names but those on a degree: the one in use and what the registrar gave us. They stay for the office."""
    names = PersonName.objects.filter(person=subject.person_id)
    if not _degrees(subject).exists():
        return names.delete()[0]
    gone, _each = names.filter(is_current=False).exclude(source=Source.REGISTRAR).delete()
    return gone + _set(names, nickname="", audience=Audience.OFFICE)


def forget_studies(subject: Subject) -> int:
    """All studies but conferred degrees, and of these the grades."""
    conferred = _degrees(subject)
    gone, _each = Degree.objects.filter(person=subject.person_id).exclude(pk__in=conferred.values("pk")).delete()
    return gone + _set(conferred, gpa=None, audience=Audience.OFFICE)


def forget_profile(subject: Subject) -> int:
    """The profile, its photo's files, and the offers of help."""
    for profile in Profile.objects.filter(person=subject.person_id).exclude(photo=""):
        transaction.on_commit(partial(photos.delete_files, profile.photo), robust=True)
    gone = Profile.objects.filter(person=subject.person_id).delete()[0]
    return gone + HelpOffer.objects.filter(person=subject.person_id).delete()[0]


def forget_history(subject: Subject) -> int:
    """The values of every change of the person, their facts and their account."""
    return audit.erase_values(changes_of(subject), by=None, reason="erased as the person asked")


def forget_wishes(subject: Subject) -> int:
    """Reasons; in place of single wishes stands one: that nobody writes to this person again."""
    if subject.person_id is None:
        return 0
    gone = DoNotContact.objects.filter(person=subject.person_id).delete()[0]
    since = timezone.localdate()
    DoNotContact.objects.create(person_id=subject.person_id, channel=DoNotContact.Channel.ALL, since=since)
    return gone + _set(Restriction.objects.filter(person=subject.person_id).exclude(reason=""), reason="")


def forget_jobs(subject: Subject) -> int:
    """The account's jobs and the files that they left."""
    found = Job.objects.filter(by=subject.account_id) if subject.account_id else Job.objects.none()
    for job in found.exclude(result=""):
        transaction.on_commit(partial(job.result.storage.delete, str(job.result.name)), robust=True)
    return found.delete()[0]


def forget_staff(subject: Subject) -> int:
    return StaffScope.objects.filter(user=subject.account_id).delete()[0] if subject.account_id else 0


def forget_nothing(_subject: Subject) -> int:
    return 0


def drop_results(jobs: "QuerySet[Job]") -> int:
    """Removes the files of these jobs once it is certain that their rows have forgotten them."""
    for job in jobs:
        transaction.on_commit(partial(job.result.storage.delete, str(job.result.name)), robust=True)
    return jobs.update(result="", result_name="")


def _degrees(subject: Subject) -> "QuerySet[Degree]":
    return Degree.objects.filter(person=subject.person_id, status=Degree.Status.CONFERRED)


def _set(found: "QuerySet[Any]", **values: Any) -> int:
    return found.update(**values, version=F("version") + 1, updated_at=timezone.now())
